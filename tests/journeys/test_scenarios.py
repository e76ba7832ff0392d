"""The examples marked for it, asked at a real desk with a real central: both must agree.

The same lines as tests/scenarios, which ask the rules themselves.
"""

import re
from collections.abc import Callable

import pytest

from kiosk.circulation.facts import Channel, Contact, TitleFacts
from tests.journeys.conftest import Begin
from tests.journeys.player import CARD, Json, Player
from tests.scenarios.facts import Scene
from tests.scenarios.reading import (
    Example,
    examples,
    expected_reasons,
    expected_words,
    libraries,
)
from tests.scenarios.rules import HOLD, branch_of, contact_of, said

_EXAMPLES = [one for name in libraries() for one in examples(name) if one.at_desk]
_OTHER = ("10000002", "2468")


@pytest.mark.parametrize("example", _EXAMPLES, ids=str)
def test_desk_and_central_do_as_the_example_says(begin: Begin, example: Example) -> None:
    with begin(example.library) as play:
        scene = Scene(play.world.library)
        for step in example.steps:
            if step.expected is None:
                scene.lay(step.asked)
        _Desk(play, scene).lay()
        for step in example.steps:
            if step.expected is not None:
                _Desk(play, scene).ask(step.asked, step.expected)


class _Desk:
    """Lays a scene at the central and asks what a patron would ask."""

    def __init__(self, play: Player, scene: Scene) -> None:
        self._play = play
        self._scene = scene

    # -- the scene ------------------------------------------------------------------------------

    def lay(self) -> None:
        """Patron, titles, holds and loans as the example tells them; signed in at the end."""
        patron = self._scene.patron
        self._play.patron(
            born=None if patron.born is None else patron.born.isoformat(),
            phone=patron.phone,
            email=patron.email,
            residence=patron.residence.value,
            **({"expires": patron.expires.isoformat()} if patron.expires else {}),
        )
        self._play.patron(*_OTHER)
        for title in list(self._scene.titles.values()):
            self._title(title)
        for loan in self._scene.loans:
            self._play(
                "given",
                loan={
                    "card": CARD,
                    "copy": loan.copy,
                    "due": loan.due.isoformat(),
                    "renewals": loan.renewals,
                },
            )
        self._play("sync")
        self._play.sign_in()
        self._holds()

    def _title(self, title: TitleFacts) -> None:
        self._play(
            "given",
            title={
                "id": title.id,
                "title": title.title,
                "kind": title.kind.value,
                "source": title.source.value,
                "latest_issue": title.latest_issue,
                "copies": [
                    {
                        "id": copy.id,
                        "branch": copy.branch,
                        "lending": copy.lending.value,
                        "call": copy.call,
                    }
                    for copy in title.copies
                ],
            },
        )

    def _holds(self) -> None:
        mine = [hold.title for hold in self._scene.holds if hold.channel is Channel.TERMINAL]
        for hold in self._scene.holds:
            if hold.channel is Channel.COUNTER:
                asked = {"title": hold.title, "pickup": hold.pickup, "contact": hold.contact.value}
                self._play("staff", hold={"card": CARD, **asked})
        if mine:
            placed = self._play("place", titles=mine, pickup=self._scene.home, contact=self._way())
            assert all(entry["ok"] for entry in placed["requests"]), placed
            self._play("intake")

    def _way(self) -> str:
        ways = [way.contact for way in self._scene.library.contacts]
        return (Contact.NONE if Contact.NONE in ways else ways[0]).value

    # -- what is asked --------------------------------------------------------------------------

    def ask(self, question: str, expected: str) -> None:
        """One question, and what must come of it."""
        for pattern, answer in self._questions().items():
            if found := re.fullmatch(pattern, question):
                answer(expected, *found.groups())
                return
        raise ValueError(f"no such step at a desk: {question}")

    def _questions(self) -> dict[str, Callable[..., None]]:
        return {
            HOLD: self._hold,
            r"「([^」]+)」を延長する": self._renew,
            r"「([^」]+)」を、早まることを確かめて延長する": self._renew_anyway,
            r"「([^」]+)」の予約は": self._becomes,
            r"連絡方法": self._ways,
        }

    def _hold(
        self,
        expected: str,
        name: str | None,
        kind: str | None,
        place: str | None,
        way: str | None,
        _beside: str | None,
    ) -> None:
        title = name or f"もう1点の{kind}"
        if title not in self._scene.titles:
            self._scene.lay(f"「{title}」は{kind or '図書'}")
            self._title(self._scene.titles[title])
            self._play("sync")
        where = branch_of(self._scene, place) if place else self._scene.home
        how = contact_of(self._scene, way).value if way else self._way()
        opened = self._play("open", title=title)["hold"]
        told = self._play.line("place", titles=[title], pickup=where, contact=how)
        entry = told["result"]["requests"][0] if told["ok"] else told
        self._check(expected, entry, entry.get("reasons") or [{"reason": entry.get("reason")}])
        if not place and not way:
            assert [one["reason"] for one in opened["reasons"]] == expected_reasons(expected)

    def _check(self, expected: str, entry: Json, reasons: list[Json]) -> None:
        codes = expected_reasons(expected)
        assert entry["ok"] is (not codes), entry
        if codes:
            assert [one["reason"] for one in reasons] == codes
            assert expected_words(expected) in ("", entry["text"])

    def _renew(self, expected: str, name: str) -> None:
        copy = f"{name}-1"
        if not expected.startswith("できない"):
            self._play("renew", copy=copy)
            assert self._due(copy) == expected
            return
        told = self._play.line("renew", copy=copy)
        assert not told["ok"]
        assert [told["reason"]] == expected_reasons(expected)[:1]
        assert expected_words(expected) in ("", told["text"])

    def _renew_anyway(self, expected: str, name: str) -> None:
        self._play("renew", copy=f"{name}-1", confirm=True)
        assert self._due(f"{name}-1") == expected

    def _due(self, copy: str) -> str:
        loans = {loan.copy: loan for loan in self._play.world.central.ils.account(CARD).loans}
        return f"{said(loans[copy].due)}まで"

    def _becomes(self, expected: str, name: str) -> None:
        self._play("intake")
        label = self._play.hold(name)["label"]
        assert expected == f"受付後「{label}」"

    def _ways(self, expected: str) -> None:
        ways = self._play("cart")["contacts"]
        found = (one["text"] + ("" if one["allowed"] else "(選べない)") for one in ways)
        assert "、".join(found) == expected
