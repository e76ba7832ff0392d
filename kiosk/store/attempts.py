"""How many wrong secrets a card, and this terminal, may see. Pure; the ledger keeps the numbers.

An attempt is counted before the check, so that pulling the plug gives nobody a free guess.
5 failures in a row: 15 minutes' rest, doubling up to a day. 10 since the central was last reached:
that card waits for the network (a random 4-digit secret is then guessed with 0.1 %).
20 failures in 10 minutes, of whatever cards: nobody signs in here for 5 minutes.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

IN_A_ROW = 5
WITHOUT_CONTACT = 10
FIRST_REST = timedelta(minutes=15)
LONGEST_REST = timedelta(hours=24)
AT_THE_SCREEN = 20
SCREEN_WINDOW = timedelta(minutes=10)
SCREEN_REST = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Attempts:
    """Failures of one card here: in a row, and since the central was last reached."""

    in_a_row: int = 0
    without_contact: int = 0
    rests_until: datetime | None = None

    def resting(self, at: datetime) -> datetime | None:
        """Until when this card rests; None where it may be tried."""
        return self.rests_until if self.rests_until is not None and at < self.rests_until else None

    @property
    def waits_for_network(self) -> bool:
        """Whether only the central may check this card now; asked after `consumed`."""
        return self.without_contact > WITHOUT_CONTACT

    def consumed(self, at: datetime) -> "Attempts":
        """One more attempt, taken as a failure until it is known to have succeeded."""
        in_a_row = self.in_a_row + 1
        rests_until = self.rests_until
        if in_a_row % IN_A_ROW == 0:
            rests_until = at + min(
                LONGEST_REST, FIRST_REST * 2 ** min(in_a_row // IN_A_ROW - 1, 10)
            )
        return Attempts(in_a_row, self.without_contact + 1, rests_until)

    def not_judged(self, before: "Attempts") -> "Attempts":
        """The newest was none: as it was `before`, but for what the central was told since."""
        return replace(before, without_contact=max(0, self.without_contact - 1))

    def seen_by_central(self) -> "Attempts":
        """The central itself looked at the newest and said no: it counts that one."""
        return replace(self, without_contact=max(0, self.without_contact - 1))

    def told(self, count: int) -> "Attempts":
        """The central counts so many of them from here."""
        return replace(self, without_contact=max(0, self.without_contact - count))

    def rested(self, until: datetime) -> "Attempts":
        """The central knows of failures elsewhere; never a shorter rest than before."""
        return replace(self, rests_until=max(until, self.rests_until or until))


@dataclass(frozen=True, slots=True)
class Failures:
    """When the last failures at this terminal were, oldest first, of whatever cards."""

    moments: tuple[datetime, ...] = ()

    def resting(self, at: datetime) -> datetime | None:
        """Until when nobody may sign in here; None where one may try."""
        if len(self.moments) < AT_THE_SCREEN:
            return None
        until = self.moments[-1] + SCREEN_REST
        return until if at < until else None

    def consumed(self, at: datetime) -> "Failures":
        """One more, taken as a failure until it is known to be none."""
        recent = [moment for moment in self.moments if at - moment < SCREEN_WINDOW]
        return Failures((*recent, at))

    def taken_back(self) -> "Failures":
        """The newest was none."""
        return Failures(self.moments[:-1])
