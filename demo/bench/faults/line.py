"""The line between a terminal's real sync and a real central, in one process, and all its faults.

What travels is what would travel: every message is written out and read again. Nothing is decided
here but what the network does.
"""

import functools
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from central.catalogue import Diverged, Gone, NotReady
from central.terminals import Terminal
from central.terminals import TurnedAway as CentralTurnsAway
from demo.bench.faults.fate import Fate, Killed, Side
from demo.bench.faults.sides import CentralSide
from kiosk.catalogue.records import CHANGES_PAGE, ChangesPage
from kiosk.circulation.facts import Account
from kiosk.circulation.messages import (
    FailuresAsk,
    FailuresReply,
    Manifest,
    Message,
    OutcomesPage,
    Park,
    PatronsPage,
    Push,
    PushReply,
    SignInReply,
)
from kiosk.ports import Busy, Misunderstood, Silent, TurnedAway, Unreachable

M = TypeVar("M", bound=Message)
T = TypeVar("T")

FAULTS = (
    "lost on the way there",
    "lost on the way back",
    "twice",
    "later",
    "busy",
    "garbage",
    "cut off",
    "slow",
)


class Line:
    """One terminal's line: `exchange.Line`, `replica.Source` and `ports.CentralDesk`."""

    def __init__(self, fate: Fate, central: CentralSide, terminal: str) -> None:
        self._fate = fate
        self._central = central
        self._terminal = terminal
        self.up = True
        self.late: list[Callable[[], object]] = []
        """Messages still on their way, whose sender has given up."""

    def time(self) -> datetime:
        """The central's time."""
        return self._carry(lambda: self._fate.time.now())

    def push(self, push: Push) -> PushReply:
        """Rows, and what became of them."""
        sent = push.model_dump_json()
        return self._carry(
            lambda: _travels(
                self._central.app.requests.take(self._known(), Push.model_validate_json(sent))
            )
        )

    def park(self, park: Park) -> PushReply:
        """A row that is refused by itself."""
        sent = park.model_dump_json()
        return self._carry(
            lambda: _travels(
                self._central.app.requests.park(self._known(), Park.model_validate_json(sent))
            )
        )

    def outcomes(self, cursor: str) -> OutcomesPage:
        """Verdicts after a cursor."""
        return self._carry(
            lambda: _travels(self._central.app.requests.outcomes(self._known(), cursor))
        )

    def patrons(self, cursor: str) -> PatronsPage:
        """Patron rows after a cursor."""
        return self._carry(lambda: _travels(self._central.app.patrons.page(self._known(), cursor)))

    def failures(self, ask: FailuresAsk) -> FailuresReply:
        """Wrong secrets that the central did not see."""
        sent = ask.model_dump_json()
        return self._carry(
            lambda: _travels(
                self._central.app.patrons.hear(self._known(), FailuresAsk.model_validate_json(sent))
            )
        )

    def changes(self, cursor: str) -> ChangesPage:
        """Titles after a cursor."""

        def ask() -> ChangesPage:
            self._central.app.terminals.stands_at(self._known(), cursor)
            page = self._central.app.catalogue.changes(cursor)
            return CHANGES_PAGE.validate_json(CHANGES_PAGE.dump_json(page))

        return self._carry(ask)

    def snapshot(self) -> Manifest:
        """The newest snapshot."""
        return self._carry(lambda: _travels(self._central.app.catalogue.ready_manifest()))

    def chunk(self, version: int, number: int) -> bytes:
        """One chunk of it."""
        return self._carry(lambda: self._central.app.catalogue.chunk(version, number))

    def sign_in(self, card: str, secret: str) -> SignInReply:  # noqa: ARG002 - the desk's port
        """Patrons of a history sign in without the central."""
        raise Unreachable("the cable is out")

    def account(self, session: str) -> Account:  # noqa: ARG002 - the desk's port
        """As above."""
        raise Unreachable("the cable is out")

    # -- the network --------------------------------------------------------------------------

    def _known(self) -> Terminal:
        found = self._central.app.terminals.find(self._terminal)
        if found is None or found.revoked:
            raise CentralTurnsAway("unknown_terminal")
        return found

    def _carry(self, ask: Callable[[], T]) -> T:
        self._fate.step()
        dice, time = self._fate.mishaps, self._fate.time
        time.pass_by(0.2)
        if not self.up:
            raise Unreachable("the cable is out")
        fault = dice.choice(FAULTS) if dice.random() < self._fate.faults else ""
        answer = functools.partial(self._answer, ask)
        if fault == "lost on the way there":
            raise Unreachable("lost")
        if fault == "busy":
            raise Busy(17.0)
        if fault == "later":
            self.late.append(answer)
            time.pass_by(15.0)
            raise Silent("no answer in time")
        if fault == "twice":
            answer()
        got = answer()
        if fault == "slow":
            time.pass_by(14.0)
        if fault == "lost on the way back":
            time.pass_by(15.0)
            raise Silent("no answer in time")
        if fault in ("garbage", "cut off"):
            raise Misunderstood(fault)
        self._fate.step()
        return got

    def _answer(self, ask: Callable[[], T]) -> T:
        """What the central says, in the terminal's words."""
        try:
            with self._fate.at_central():
                return ask()
        except Killed as killed:
            if killed.side is not Side.CENTRAL:
                raise
            self._central.start()
            raise Unreachable("the connection was cut") from None
        except CentralTurnsAway as error:
            raise TurnedAway(error.reason, dict(error.facts)) from None
        except Diverged:
            raise TurnedAway("diverged") from None
        except Gone:
            raise TurnedAway("gone") from None
        except NotReady:
            raise Busy(None) from None


def _travels(message: M) -> M:
    return type(message).model_validate_json(message.model_dump_json())
