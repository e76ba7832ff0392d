"""One visit as a pure state machine: which stage the screen is in, and when it goes home.

Time comes in as an argument (seconds that never run backwards); nothing here reads a clock, shows
anything or knows who the patron is. The screen asks `tick` and carries out what it says: `wipe`
means forget everything of the visit, from screen and from memory.
"""

import math
from dataclasses import dataclass, replace
from enum import StrEnum


class Stage(StrEnum):
    """Where a visit stands."""

    ATTRACT = "attract"  # nobody is here; opening hours and new arrivals are shown
    BROWSING = "browsing"  # somebody searches, signed in or not
    IDENTIFYING = "identifying"  # the card number or the password is being typed
    CONFIRMING = "confirming"  # the last look before a hold is placed
    THANKS = "thanks"  # the receipt number is shown
    OUT_OF_ORDER = "out_of_order"  # staff are needed; nothing else is shown


@dataclass(frozen=True, slots=True)
class Patience:
    """How long the terminal waits without a touch, in seconds."""

    signed_in_s: float = 60.0
    countdown_s: float = 30.0
    signed_out_s: float = 120.0


@dataclass(frozen=True, slots=True)
class Visit:
    """A moment of a visit. `touched_at`: monotonic seconds of the last touch.

    `must_change`: a first password stands before everything else.
    """

    stage: Stage = Stage.ATTRACT
    signed_in: bool = False
    must_change: bool = False
    touched_at: float = 0.0
    trouble: str = ""

    def touched(self, at: float) -> "Visit":
        """A finger, a key or a scan. Wakes the attract page; also the answer to a countdown."""
        if self.stage is Stage.OUT_OF_ORDER:
            return self
        stage = Stage.BROWSING if self.stage is Stage.ATTRACT else self.stage
        return replace(self, stage=stage, touched_at=max(at, self.touched_at))

    def identify(self, at: float) -> "Visit":
        """The sign-in page is opened."""
        return self._go(Stage.IDENTIFYING, at)

    def recognised(self, at: float, *, must_change: bool = False) -> "Visit":
        """The patron is signed in; a first password keeps the visit at identifying."""
        stage = Stage.IDENTIFYING if must_change else Stage.BROWSING
        return replace(self._go(stage, at), signed_in=True, must_change=must_change)

    def changed_password(self, at: float) -> "Visit":
        """The first password has been changed: the visit goes on."""
        return replace(self._go(Stage.BROWSING, at), must_change=False)

    def confirm(self, at: float) -> "Visit":
        """The confirm page is opened; without a patron it is the sign-in page instead."""
        if not self.signed_in or self.must_change:
            return self.identify(at)
        return self._go(Stage.CONFIRMING, at)

    def placed(self, at: float) -> "Visit":
        """The request is committed: say thanks."""
        return self._go(Stage.THANKS, at)

    def back(self, at: float) -> "Visit":
        """Back to browsing from any page of the visit; a first password cannot be walked round."""
        if self.must_change:
            return self.touched(at)
        return self._go(Stage.BROWSING, at)

    def ended(self, at: float) -> "Visit":
        """「おわる」 or time is up: home, and nothing of the visit is left."""
        if self.stage is Stage.OUT_OF_ORDER:
            return Visit(Stage.OUT_OF_ORDER, touched_at=at, trouble=self.trouble)
        return Visit(touched_at=at)

    def broken(self, at: float, trouble: str) -> "Visit":
        """Out of order, with one sentence for staff. Whoever was signed in is signed out."""
        return Visit(Stage.OUT_OF_ORDER, touched_at=at, trouble=trouble)

    def repaired(self, at: float) -> "Visit":
        """In order again: home."""
        return Visit(touched_at=at)

    def _go(self, stage: Stage, at: float) -> "Visit":
        if self.stage is Stage.OUT_OF_ORDER:
            return self
        return replace(self, stage=stage, touched_at=max(at, self.touched_at))


@dataclass(frozen=True, slots=True)
class Idle:
    """What the clock says of a visit. `countdown_s`: whole seconds left, None where none runs.

    `wipe`: time is up; end the visit now. `next_s`: look again after so many seconds.
    """

    countdown_s: int | None
    wipe: bool
    next_s: float


_SHORTEST_S = 0.005
"""Rounding must not make a screen look again without end."""


def tick(visit: Visit, patience: Patience, at: float) -> Idle:
    """What is due at `at`: nothing, a countdown (signed in only), or the wipe."""
    if visit.stage in (Stage.ATTRACT, Stage.OUT_OF_ORDER):
        return Idle(None, wipe=False, next_s=patience.signed_out_s)
    waited = max(0.0, at - visit.touched_at)
    if not visit.signed_in:
        left = patience.signed_out_s - waited
        return Idle(None, wipe=left <= 0, next_s=max(_SHORTEST_S, left))
    until_asking = patience.signed_in_s - waited
    if until_asking > 0:
        return Idle(None, wipe=False, next_s=max(_SHORTEST_S, until_asking))
    left = patience.signed_in_s + patience.countdown_s - waited
    if left <= 0:
        return Idle(0, wipe=True, next_s=0.0)
    seconds = math.ceil(left)
    return Idle(seconds, wipe=False, next_s=max(_SHORTEST_S, left - (seconds - 1)))
