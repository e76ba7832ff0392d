"""Spelling habits that must never part a patron from a title."""

import pytest

from kiosk.catalogue.fold import as_spelt, fold, fold_kana, is_kana, unvoiced
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
