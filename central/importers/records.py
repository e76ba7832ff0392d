"""What readers hand on besides titles: a record that was set aside, and why. In both languages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Self

from kiosk.catalogue.records import Title


class NotATitle(ValueError):  # noqa: N818 - says what a record is not
    """A record or row that cannot become a title; the text is the reason, fit to be printed."""

    def __init__(self, reason: str, english: str) -> None:
        super().__init__(reason)
        self.english = english

    def beside(self, notes: "Sequence[Note]") -> "NotATitle":
        """The same, and all else that is to be mended there."""
        english = (self.english, *(one.english for one in notes))
        return NotATitle("".join(map(str, (self, *notes))), " Also: ".join(english))


class NothingIn(ValueError):  # noqa: N818 - says what a file is
    """A file holds no record; the text says in which way, and is fit to be printed."""


class CutShort(ValueError):  # noqa: N818 - says what a file is
    """A file ends before its end, after whole records; the text is fit to be printed."""


@dataclass(frozen=True, slots=True)
class Note:
    """What of a record could not be taken, though the record was; fit to be printed."""

    reason: str
    english: str
    of_isbn: bool = False

    def __str__(self) -> str:
        return self.reason

    def at_byte(self, number: int, offset: int) -> "Remark":
        """As `SetAside.at_byte`, of a record that is taken."""
        return replace(Remark.at_byte(number, offset, self), of_isbn=self.of_isbn)

    def at_line(self, number: int, line: int) -> "Remark":
        """As `SetAside.at_line`, of a record that is taken."""
        return replace(Remark.at_line(number, line, self), of_isbn=self.of_isbn)

    def of(self, identifier: str) -> "Remark":
        """Of the record that its source names so."""
        return Remark(identifier, self.reason, self.english, self.of_isbn)


class Read(NamedTuple):
    """A record as a title, and what is to be said of it."""

    title: Title
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class SetAside:
    """One record that could not be taken. `position` tells a person where it stands in the file;
    `english` says both in English."""

    position: str
    reason: str
    english: str

    @classmethod
    def at_byte(cls, number: int, offset: int, why: "NotATitle | Note") -> Self:
        """The record with this number, which begins after `offset` bytes."""
        position = f"{number}件目（{offset}バイト目から）"
        return cls(position, str(why), f"Record {number}, from byte {offset}: {why.english}")

    @classmethod
    def at_line(cls, number: int, line: int, why: "NotATitle | Note") -> Self:
        """The record or row with this number, which begins in this line (from 1)."""
        return cls(
            f"{number}件目（{line}行目）", str(why), f"No. {number}, line {line}: {why.english}"
        )


@dataclass(frozen=True, slots=True)
class Remark(SetAside):
    """A note on the record that comes next: it is taken all the same, and not counted by this."""

    of_isbn: bool = False
