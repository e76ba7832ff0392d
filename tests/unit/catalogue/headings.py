"""A small table of well-known old titles with their readings in three conventions, and how patrons
write any title: for tests that must also run where no real tables are."""

import re
import unicodedata
from collections.abc import Iterator

from kiosk.catalogue.records import Creator, Title
from kiosk.catalogue.variants import VARIANTS

# Text; the reading as the national library writes it (as it sounds, word by word); creator.
_TABLE = """
吾輩は猫である|ワガハイ ワ ネコ デ アル|夏目漱石|ナツメ, ソウセキ
坊っちゃん|ボッチャン|夏目漱石|ナツメ, ソウセキ
三四郎|サンシロウ|夏目漱石|ナツメ, ソウセキ
羅生門|ラショウモン|芥川龍之介|アクタガワ, リュウノスケ
蜘蛛の糸|クモ ノ イト|芥川龍之介|アクタガワ, リュウノスケ
鼻|ハナ|芥川龍之介|アクタガワ, リュウノスケ
藪の中|ヤブ ノ ナカ|芥川龍之介|アクタガワ, リュウノスケ
舞姫|マイヒメ|森鷗外|モリ, オウガイ
山椒大夫|サンショウダユウ|森鷗外|モリ, オウガイ
ヰタ・セクスアリス|イタ セクスアリス|森鷗外|モリ, オウガイ
銀河鉄道の夜|ギンガ テツドウ ノ ヨル|宮沢賢治|ミヤザワ, ケンジ
注文の多い料理店|チュウモン ノ オオイ リョウリテン|宮沢賢治|ミヤザワ, ケンジ
セロ弾きのゴーシュ|セロヒキ ノ ゴーシュ|宮沢賢治|ミヤザワ, ケンジ
グスコーブドリの伝記|グスコー ブドリ ノ デンキ|宮沢賢治|ミヤザワ, ケンジ
走れメロス|ハシレ メロス|太宰治|ダザイ, オサム
斜陽|シャヨウ|太宰治|ダザイ, オサム
ヴィヨンの妻|ヴィヨン ノ ツマ|太宰治|ダザイ, オサム
たけくらべ|タケクラベ|樋口一葉|ヒグチ, イチヨウ
にごりえ|ニゴリエ|樋口一葉|ヒグチ, イチヨウ
智恵子抄|チエコショウ|高村光太郎|タカムラ, コウタロウ
みだれ髪|ミダレガミ|与謝野晶子|ヨサノ, アキコ
破戒|ハカイ|島崎藤村|シマザキ, トウソン
夜明け前|ヨアケマエ|島崎藤村|シマザキ, トウソン
杜子春|トシシュン|芥川龍之介|アクタガワ, リュウノスケ
ドグラ・マグラ|ドグラ マグラ|夢野久作|ユメノ, キュウサク
少女地獄|ショウジョ ジゴク|夢野久作|ユメノ, キュウサク
黒死館殺人事件|コクシカン サツジン ジケン|小栗虫太郎|オグリ, ムシタロウ
D坂の殺人事件|D ザカ ノ サツジン ジケン|江戸川乱歩|エドガワ, ランポ
人間椅子|ニンゲン イス|江戸川乱歩|エドガワ, ランポ
春と修羅|ハル ト シュラ|宮沢賢治|ミヤザワ, ケンジ
私は海を抱きしめていたい|ワタクシ ワ ウミ オ ダキシメテ イタイ|坂口安吾|サカグチ, アンゴ
東京から京都へ|トウキョウ カラ キョウト エ|山田花子|ヤマダ, ハナコ
手塚の三日月|テズカ ノ ミカズキ|山田花子|ヤマダ, ハナコ
チーズのつづき|チーズ ノ ツズキ|山田花子|ヤマダ, ハナコ
髙橋さんと渡邊さん|タカハシ サン ト ワタナベ サン|山﨑太郎|ヤマサキ, タロウ
コンピューターとデータベース|コンピューター ト データベース|山﨑太郎|ヤマサキ, タロウ
"""

_OLD = str.maketrans({new: old for old, new in VARIANTS.items()})
_NEW = str.maketrans(VARIANTS)
_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_KATAKANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}
_LARGE = str.maketrans(
    "ぁぃぅぇぉっゃゅょァィゥェォッャュョ", "あいうえおつやゆよアイウエオツヤユヨ"
)
_SMALL = re.compile("(?<![ヴゔ])[ぁぃぅぇぉっゃゅょァィゥェォッャュョ]")
_FOUR = str.maketrans("ヅヂズジづぢずじ", "ズジヅヂずじづぢ")
_SOUND = str.maketrans("はへをハヘヲ", "わえおワエオ")
_PARTICLES = {"ワ": "ハ", "エ": "ヘ", "オ": "ヲ"}
_NARROW = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0xFF66, 0xFFA0)}


def titles() -> tuple[Title, ...]:
    """The table."""
    rows = [line.split("|") for line in _TABLE.strip().splitlines()]
    return tuple(
        Title(f"H{at}", text, kana, creators=(Creator(name, reading),))
        for at, (text, kana, name, reading) in enumerate(rows)
    )


def conventions(kana: str) -> Iterator[str]:
    """A reading that is written word by word as it sounds, in the two other conventions too."""
    yield kana
    spelt = "".join(_PARTICLES.get(word, word) for word in kana.split(" "))
    yield spelt
    yield spelt.translate(_HIRAGANA)


def spellings(text: str) -> dict[str, str]:
    """A text as patrons may write it, by habit; those that change nothing are left out."""
    made = {
        "as it is": text,
        "hiragana": text.translate(_HIRAGANA),
        "katakana": text.translate(_KATAKANA),
        "half width": "".join(_narrow(letter) for letter in text),
        "full width": "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text),
        "old kanji": text.translate(_OLD),
        "new kanji": text.translate(_NEW),
        "large for small kana": _SMALL.sub(lambda found: found.group().translate(_LARGE), text),
        "no long marks": re.sub("[ーｰ]", "", text),
        "ず for づ": text.translate(_FOUR),
        "as it sounds": text.translate(_SOUND),
        "marks apart": unicodedata.normalize("NFD", text),
        "capitals": text.upper(),
        "no space": text.replace(" ", "").replace("\u3000", ""),
    }
    return {
        habit: spelt
        for habit, spelt in made.items()
        if habit == "as it is" or spelt not in ("", text)
    }


def _narrow(letter: str) -> str:
    """Half-width where there is such a one; a voiced kana becomes the kana and its mark."""
    parts = unicodedata.normalize("NFD", letter)
    return "".join(_NARROW[part] for part in parts) if set(parts) <= set(_NARROW) else letter
