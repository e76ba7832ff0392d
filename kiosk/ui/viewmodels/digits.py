"""Boxes of a password field: how many, which are filled, and what is missing still.

Pure. Nothing here keeps a secret longer than the field that owns it does.
"""

import unicodedata
from dataclasses import dataclass
from typing import Any

from kiosk.circulation.library import Library
from kiosk.circulation.profile import Alphabet, FirstSecret

BIRTH_DATE_DIGITS = 8
WIDEST = 12
"""More boxes than these do not stand in one row; longer secrets go on in the last box."""


@dataclass(frozen=True, slots=True)
class SecretForm:
    """Form of passwords. `also`: another length that is right as well (a birth date)."""

    digits_only: bool
    shortest: int
    longest: int
    also: int = 0

    @staticmethod
    def of(library: Library | None, *, signing_in: bool) -> "SecretForm":
        """The form for signing in (first passwords count too) or for a new password."""
        if library is None:
            return SecretForm(digits_only=True, shortest=4, longest=16)
        rule = library.password
        born = signing_in and rule.first is FirstSecret.BIRTH_DATE
        longest = rule.longest
        if signing_in and rule.first is not FirstSecret.BIRTH_DATE:
            longest = max(longest, BIRTH_DATE_DIGITS)
        return SecretForm(
            rule.alphabet is Alphabet.DIGITS,
            rule.shortest,
            longest,
            BIRTH_DATE_DIGITS if born else 0,
        )

    @property
    def fixed(self) -> bool:
        """Whether there is one length only, so that a count of missing digits can be told."""
        return self.shortest == self.longest

    @property
    def most(self) -> int:
        """The longest secret that can be typed."""
        return max(self.longest, self.also)

    def taken(self, sign: str) -> str:
        """A typed sign as it stands in such a secret, half-width; empty where it cannot."""
        plain = unicodedata.normalize("NFKC", sign)
        right = plain.isdigit() if self.digits_only else plain.isprintable() and plain != " "
        return plain if len(plain) == 1 and plain.isascii() and right else ""

    def missing(self, count: int) -> int:
        """How many signs are missing after `count`; 0 where the secret may be handed in."""
        if count < self.shortest:
            return self.shortest - count
        if count <= self.longest:
            return 0
        return max(0, self.also - count)

    def boxes(self, count: int) -> int:
        """How many boxes to draw after `count` signs; they grow in steps, not with each sign."""
        if count <= self.shortest:
            return self.shortest
        if self.also and count <= self.also:
            return self.also
        return min(WIDEST, max(count + (count < self.longest), self.shortest))


def boxes(form: SecretForm, typed: str, *, active: bool, shown: bool) -> list[dict[str, Any]]:
    """The boxes from left to right: `mark` is dot, cursor, digit or empty.

    Digits leave this function only while the patron holds 「押すと見える」 down.
    """
    count = form.boxes(len(typed))
    first = max(0, len(typed) - count)
    cursor = len(typed) - first
    made: list[dict[str, Any]] = []
    for index in range(count):
        if index + first < len(typed):
            sign = typed[index + first] if shown else ""
            made.append({"mark": "digit" if shown else "dot", "sign": sign})
        else:
            mark = "cursor" if active and index == cursor else "empty"
            made.append({"mark": mark, "sign": ""})
    return made
