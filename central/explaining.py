"""Why a title can or cannot be held: this central's facts put before a library's rules.

For staff: the command line, and whoever shows it on a page. Reads only. No card number and no name
stands in what it gives or in its errors, and it decides nothing itself: `circulation.explain` does.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from central.app import Central
from kiosk.catalogue.records import Title
from kiosk.circulation.calendar import JST
from kiosk.circulation.explain import Node, as_json, explain, lines
from kiosk.circulation.facts import Account, Contact
from kiosk.circulation.library import Library


class CannotExplain(Exception):  # noqa: N818 - what was asked, not an error of ours
    """Nothing is known of what was asked for; the text says what, in both languages."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. `title`: its id, its ISBN or the number of one of its copies.

    None means: nobody has signed in (`card`), this central's own rules (`library`), now (`at`),
    each place (`pickup`), each way (`contact`), the first branch (`branch`, where a renewal is
    asked for).
    """

    title: str
    card: str | None = None
    library: Library | None = None
    at: datetime | None = None
    pickup: str | None = None
    contact: Contact | None = None
    branch: str | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """The whole decision, and what it was made of."""

    library: Library
    title: Title
    at: datetime
    decision: Node

    def lines(self, language: str = "ja") -> tuple[str, ...]:
        """As text: which title, whose rules and when; then the tree."""
        moment = f"{self.at.astimezone(JST):%Y-%m-%d %H:%M}"
        return (
            f"{self.title.title} ({self.title.id})",
            f"{self.library.said(language)}  {moment}",
            *lines(self.decision, language),
        )

    def as_json(self) -> dict[str, Any]:
        """As plain values."""
        return {
            "library": self.library.id,
            "title": self.title.id,
            "title_text": self.title.title,
            "at": self.at.isoformat(),
            "decision": as_json(self.decision),
        }


def explained(central: Central, question: Question) -> Explanation:
    """The decision over this central's facts. CannotExplain where title, card or place is unknown.

    Another library's rules are a "what if": what is borrowed and held here, judged over there.
    """
    library = question.library or central.library
    for place in (question.pickup, question.branch):
        _check_place(library, place)
    title = _title(central, question.title)
    at = question.at or central.clock.now()
    kind = library.kind_of(title.kind, [copy.call for copy in title.copies])
    decision = explain(
        library,
        _account(central, question.card),
        replace(title.facts(), kind=kind),
        at,
        pickup=question.pickup,
        contact=question.contact,
        branch=question.branch,
    )
    return Explanation(library, title, at, decision)


def _check_place(library: Library, place: str | None) -> None:
    known = [branch.id for branch in library.branches]
    if place is not None and place not in known:
        raise CannotExplain(
            f"館「{place}」は、この図書館にありません。"
            f" / There is no branch {place!r}. Branches are: {', '.join(known)}."
        )


def _title(central: Central, named: str) -> Title:
    found = central.catalogue.named(named)
    if not found:
        raise CannotExplain(
            f"「{named}」という書誌・資料番号・ISBNはありません。"
            f" / There is no title, copy or ISBN {named!r}."
        )
    if len(found) > 1:
        raise CannotExplain(which_one(named, found))
    return found[0]


def which_one(named: str, found: Sequence[Title]) -> str:
    """What is said where several titles bear one ISBN: their ids, to choose from."""
    ids = ", ".join(title.id for title in found)
    return (
        f"「{named}」の書誌は{len(found)}件あります。書誌の番号で指定してください: {ids}"
        f" / {len(found)} titles are meant by {named!r}: give the id of one."
    )


def _account(central: Central, card: str | None) -> Account | None:
    if card is None:
        return None
    try:
        return central.patrons.account(card)
    except KeyError as error:
        raise CannotExplain(
            "このカード番号は登録されていません。 / There is no patron with this card number."
        ) from error
