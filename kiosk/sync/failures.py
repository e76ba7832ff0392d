"""Wrong secrets that were counted here without the central: told to it, so that it counts them
together with those of other terminals; and which cards rest, wherever that came from.

A report that was perhaps heard is told again under the same number, and counts once.
"""

from typing import Protocol

from kiosk.circulation.messages import FAILURES, CardFailures, FailuresAsk, FailuresReply
from kiosk.ports import Clock, TurnedAway
from kiosk.store.ledger import Ledger

ASK_EVERY_S = 600.0
"""How often it is asked which cards rest, where there is nothing to tell."""


class Line(Protocol):
    """What is asked of the central: `Server`, or a fake."""

    def failures(self, ask: FailuresAsk) -> FailuresReply:
        """Tell of failures; which cards rest."""
        ...


class Failures:
    """The failures of one terminal."""

    def __init__(self, line: Line, ledger: Ledger, clock: Clock) -> None:
        self._line = line
        self._ledger = ledger
        self._clock = clock
        self._asked = clock.monotonic()

    def follow(self) -> None:
        """One step of a round in which the central answered."""
        report, failures = self._ledger.untold(FAILURES)
        if not failures and self._clock.monotonic() - self._asked < ASK_EVERY_S:
            return
        cards = tuple(CardFailures(tag=tag, count=count) for tag, count in failures.items())
        try:
            reply = self._line.failures(FailuresAsk(report=report, cards=cards))
        except TurnedAway as error:
            if error.reason != "not_found":
                raise
            self._ledger.contacted()  # a central older than this question counts for itself
            return
        self._ledger.told(report, failures, {rest.tag: rest.until for rest in reply.rests})
        self._asked = self._clock.monotonic()
