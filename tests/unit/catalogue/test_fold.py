"""Spelling habits that must never part a patron from a title."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue.fold import as_spelt, fold, fold_kana, is_kana, unvoiced
from kiosk.catalogue.terms import pieces
from kiosk.catalogue.variants import VARIANTS


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("テヅカ", "テズカ"),
        ("ｶﾞﾝﾀﾞﾑ", "ガンダム"),
        ("が", "か゛"),
        ("ぱ", "は゜"),
        ("髙村", "高村"),
        ("髙橋", "高橋"),
        ("山﨑", "山崎"),
        ("渡邊", "渡邉"),
        ("渡邊", "渡辺"),
        ("コンピューター", "コンピュータ"),
        ("こんぴゅうたー", "コンピュウタ"),
        ("を", "お"),
        ("は", "わ"),
        ("へ", "え"),
        ("ぢ", "じ"),
        ("ゐ", "い"),
        ("ゑ", "え"),
        ("ヴァイオリン", "バイオリン"),
        ("ゔぁいおりん", "ばいおりん"),
        ("ヴェニス", "ベニス"),
        ("ヷ", "ば"),
        ("っ", "つ"),
        ("キャ", "きや"),
        ("ＡＢＣ", "abc"),
        ("Café", "cafe"),
        ("ⅩⅡ", "xii"),
        ("㈱", "(株)"),
        ("葛\U000e0100城", "葛城"),
        ("葛\ufe00城", "葛城"),
        ("ゼロ\u200b幅", "ゼロ幅"),
        ("舊字", "旧字"),
        ("國語", "国語"),
        ("ｳﾞｧｲｵﾘﾝ", "バイオリン"),
        ("ウ゛ェニス", "べにす"),
        ("クリスマス・イーヴ", "クリスマス・イブ"),
        ("いちぢく", "イチジク"),
        ("づつう", "ズツウ"),
        ("坊つちやん", "坊っちゃん"),
        ("二人のをんな", "二人のおんな"),
        ("かしはばやし", "かしわばやし"),
        ("みなさんへ", "みなさんえ"),
        ("ﾊﾟﾝ屋", "パン屋"),
        ("カ\u3099ンタ\u3099ム", "ガンダム"),
        ("スター★ウォーズ", "スター ウォーズ"),
        ("ﾃﾞｨｽﾞﾆｰ", "デイズニ"),
        ("Ⅲ", "iii"),
        ("⑫", "12"),
        ("１２", "12"),
        ("№", "no"),
        ("㌔", "キロ"),
        ("澁澤龍彥", "渋沢竜彦"),
        ("齋藤", "斎藤"),
        ("芥川龍之介", "芥川竜之介"),
        ("﨑", "崎"),
        ("神\ufe00戸", "神戸"),
        ("ÆON", "æon"),
        ("Straße", "strasse"),
    ],
)
def test_both_spellings_fold_to_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)
    assert fold(one)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("七日--本", "七日 本"),
        ("ドン・キホーテ", "ドン キホテ"),
        ("東京〜大阪", "東京 大阪"),
        ("  猫\u3000の 本 ", "猫 ノ 本"),
        ("!?★😀", ""),
        ("a\0b\ud800c", "a b c"),
        ("々〇ゝ", "々〇ヽ"),
    ],
)
def test_punctuation_is_a_break(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("かき", "がき"),
        ("はは", "ぱぱ"),
        ("さくら", "さくらんぼ"),
        ("日本", "日 本"),
        ("び", "ぴ"),
        ("ん", "む"),
        ("1", "11"),
        ("柿", "枾"),
    ],
)
def test_what_sounds_or_reads_otherwise_stays_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("text", "folded", "why"),
    [
        ("ﾊﾞ", "バ", "width before the marks, and both before sounds: バ is no ワ"),
        ("葛\U000e0100飾", "葛飾", "a selector goes before variants are looked up"),
        ("〜", "", "a wave is a break and never a long mark"),
        ("ラーメン〜", "ラメン", "a long mark goes without a break"),
        ("コ〜ヒ〜", "コ ヒ", "waves part words"),
        ("ヴァ", "バ", "the pair before the single small letter"),
        ("ゔぁ", "バ", "script before the pair"),
        ("ヴァ・ヴ", "バ ブ", "the break stays between them"),
        ("ＡＢＣＤＥ－１", "abcde 1", "a wide dash is a dash"),
        ("へ", "エ", "alone too: it is the particle more often than not"),
        ("ヘーベル", "エベル", "and inside words, on both sides alike"),
    ],
)
def test_the_order_of_the_steps(text: str, folded: str, why: str) -> None:
    assert fold(text) == folded, why


_LETTERS = "猫本髙邊龍國日七あはへをづぢっゃゔぁアハヘヲヅヂッャヴァバガｶﾊｱaZéＱ19９々ー"
_BREAKS = " \u3000・-‐–—〜～、。「」『』()（）!！?？:：;/／★♪…=＝&＋+\t\n\0"
WORD = st.text(_LETTERS, min_size=1, max_size=6).filter(lambda text: bool(fold(text)))


@given(st.text(max_size=40))
def test_folding_anything_twice_changes_nothing(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert once == " ".join(once.split())


@given(st.lists(st.sampled_from([*_LETTERS, *_BREAKS, "\u3099", "\u309a", "\ufe00"]), max_size=14))
def test_folding_japanese_twice_changes_nothing(letters: list[str]) -> None:
    once = fold("".join(letters))
    assert fold(once) == once


@given(st.lists(WORD, min_size=2, max_size=4), st.lists(st.sampled_from(_BREAKS), min_size=3))
def test_a_break_stays_a_break(words: list[str], breaks: list[str]) -> None:
    text = "".join(word + sign for word, sign in zip(words, breaks, strict=False))
    folded = fold(text)
    assert folded == " ".join(fold(word) for word in words[: len(breaks)])
    within = {word[at : at + 2] for word in folded.split() for at in range(len(word) - 1)}
    assert {piece for piece in pieces(folded) if len(piece) == 2} == within


@given(WORD)
def test_width_script_and_composition_never_part_a_word(text: str) -> None:
    normal = unicodedata.normalize
    forms = [normal("NFC", text), normal("NFD", text), normal("NFKC", text), normal("NFKD", text)]
    forms.append("".join(chr(ord(one) + 0x60) if "ぁ" <= one <= "ゖ" else one for one in text))
    forms += [text.upper(), text.lower()]
    assert {fold(form) for form in forms} == {fold(text)}


def test_folding_twice_changes_nothing() -> None:
    text = "髙村光太郎『智恵子抄』ヴァレリー, コンピューター は を ぢ ｶﾞ Ünï 12-3" + "".join(
        VARIANTS
    )
    assert fold(fold(text)) == fold(text)


def test_no_variant_leads_on_to_another() -> None:
    assert not set(VARIANTS) & set(VARIANTS.values())


def test_three_conventions_of_reading_meet() -> None:
    # NDL: as it sounds, spaced; MADB: unspaced; Aozora: hiragana, particles as spelt.
    assert (
        fold_kana("ワガハイ ワ ネコ デ アル")
        == fold_kana("ワガハイハネコデアル")
        == fold_kana("わがはいはねこである")
    )
    assert fold_kana("ヒ オ ミル") == fold_kana("ヒヲミル") == fold_kana("ひをみる")


def test_spelling_is_kept_apart_where_it_decides_the_order() -> None:
    assert as_spelt("はな") == "ハナ"
    assert as_spelt("わな") == "ワナ"
    assert as_spelt("ソウ セキ") == "ソウセキ"


def test_kana_is_told_from_other_words() -> None:
    assert is_kana(fold("ねこ"))
    assert not is_kana(fold("猫"))
    assert not is_kana("")


def test_unvoiced_is_for_near_spellings() -> None:
    assert unvoiced(fold("ガンダム")) == unvoiced(fold("カンタム"))
