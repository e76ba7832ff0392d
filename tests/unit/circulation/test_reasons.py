"""Every reason has a sentence in every language, filled from its facts."""

import re
from string import Formatter

import pytest

from kiosk.circulation import wordings
from kiosk.circulation.reasons import Reason, Refusal, languages, sentence


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_a_sentence_without_facts(reason: Reason, language: str) -> None:
    text = sentence(Refusal(reason), language)
    assert text.endswith("。" if language == "ja" else ".")
    assert "{" not in text
    assert bool(re.search(r"[ぁ-んァ-ヶ一-龠]", text)) is (language == "ja")


def test_nothing_is_worded_that_is_no_reason() -> None:
    assert set(wordings.JA) == set(wordings.EN) == {reason.value for reason in Reason}


@pytest.mark.parametrize("table", [wordings.JA, wordings.EN])
def test_every_wording_can_be_filled(table: wordings.Wordings) -> None:
    for reason, lines in table.items():
        for needs, wording in lines:
            facts = {name: "1" for _, name, _, _ in Formatter().parse(wording) if name}
            facts |= dict((need + "=").split("=")[:2] for need in needs.split())
            assert "{" not in sentence(Refusal.because(Reason(reason), **facts))


def test_no_patron_reads_words_of_machines() -> None:
    everything = " ".join(text for lines in wordings.JA.values() for _, text in lines)
    for word in ("エラー", "無効", "失敗", "ログアウト", "オフライン", "!", "！"):
        assert word not in everything


def test_dates_times_kinds_are_said_in_the_language() -> None:
    closed = Refusal.because(Reason.CLOSED_HOURS, opens="04:00")
    assert "午前4時" in sentence(closed)
    assert "04:00" in sentence(closed, "en")
    locked = Refusal.because(Reason.LOCKED, until="2026-11-24T13:05:00+09:00")
    assert "午後1時5分まで" in sentence(locked)
    elsewhere = Refusal.because(Reason.LOCKED, until="2026-11-24T04:05:00+00:00")
    assert sentence(elsewhere) == sentence(locked)
    loan = Refusal.because(Reason.OWN_LOAN, due="2026-12-01")
    assert "12月1日(火)" in sentence(loan)
    assert "Tue 1 Dec" in sentence(loan, "en")
    assert "DVD" in sentence(Refusal.because(Reason.RENEWAL_KIND, kind="dvd"))


def test_a_fact_that_cannot_be_read_is_said_as_it_is() -> None:
    assert "soon" in sentence(Refusal.because(Reason.OWN_LOAN, due="soon"))


def test_other_languages_get_english() -> None:
    assert sentence(Refusal(Reason.NOT_SIGNED_IN), "zh") == "Please sign in."
