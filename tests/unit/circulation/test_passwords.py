"""Card numbers as people type them, and passwords that are too easily guessed."""

from datetime import date

import pytest

from kiosk.circulation import passwords
from kiosk.circulation.facts import Patron
from kiosk.circulation.reasons import sentence
from tests.unit.circulation.scene import LIBRARIES, library

PATRON = Patron(
    "20078051", "読者", born=date(1984, 7, 31), phone="0254-53-7511", email="kaeru88@example.jp"
)


@pytest.mark.parametrize(
    ("typed", "card"),
    [
        ("1234567", "1234567"),
        ("123-4567", "1234567"),
        ("１２３４５６７", "1234567"),
        (" 123 ‐ 45 − 67 ", "1234567"),
        ("１２３ー４５６７\r\n", "1234567"),
        ("a1234567b", "A1234567B"),
        ("", None),
        (" - ", None),
        ("カード", None),
        ("1" * 20, "1" * 20),
        ("1" * 21, None),
    ],
)
def test_card_numbers_with_hyphens_spaces_and_full_width_digits(
    typed: str, card: str | None
) -> None:
    assert passwords.normalise_card(typed) == card


@pytest.mark.parametrize(
    "new",
    "0000 7777 1212 1234 4321 6789 7890 0987 2580 1984 0731 3107 8407 7511 8051".split(),  # noqa: SIM905
)
def test_weak_choices_are_refused(new: str) -> None:
    refusal = passwords.may_use(library("murakami"), new, PATRON)
    assert refusal is not None
    assert "知られやすい" in sentence(refusal)


@pytest.mark.parametrize(
    "new", ["password", "Password", "123123", "abcdef", "19840731", "840731", "kaeru88", "20078051"]
)
def test_weak_choices_of_letters_are_refused(new: str) -> None:
    refusal = passwords.may_use(library("omitama"), new, PATRON)
    assert refusal is not None
    assert "weak" in dict(refusal.facts)


@pytest.mark.parametrize("new", ["5029", "8264", "1985", "0830", "3917"])
def test_others_are_taken(new: str) -> None:
    assert passwords.may_use(library("murakami"), new, PATRON) is None
    assert passwords.may_use(library("murakami"), new, None) is None


@pytest.mark.parametrize("library_id", LIBRARIES)
def test_no_refusal_carries_the_secret(library_id: str) -> None:
    for secret in ("1984", "x", "a b", "8" * 70):
        refusal = passwords.may_use(library(library_id), secret, PATRON)
        if refusal is not None:
            assert secret not in [value for _, value in refusal.facts]
            assert secret not in repr(refusal).split("'")


@pytest.mark.parametrize("library_id", LIBRARIES)
def test_the_form_can_be_told_beforehand(library_id: str) -> None:
    assert sentence(passwords.form(library(library_id))).startswith("パスワードは、")


def test_a_patron_without_birth_date_has_no_first_password() -> None:
    assert passwords.first_secret(library("murakami"), Patron("1", "読者")) is None
