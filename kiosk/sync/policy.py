"""When to try again, and how much at once. Pure: numbers in, numbers out.

Full jitter, base 5 s, cap 300 s: after a long outage a thousand terminals come back spread over
300 s, not at once. Those with requests that would miss the next intake come first.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

BASE_S = 5.0
CAP_S = 300.0
BATCH = 50
SLOW_S = 5.0
"""An answer that took longer says nothing exact about the time: it is not waited for either."""
SILENCES = 2
"""Time-outs in one round: one may be a stream's own trouble, two are the central's."""
REFUSALS = 5
"""Rounds in which a row was refused by itself, before it goes to a person."""
LEFT_OUT = 5
"""Rows refused by themselves in one round at most: more than that is no trouble of the rows."""
AGAIN = 3
"""How often one round begins anew with the oldest rows, where the central lacks some."""
INCARNATIONS = 20
"""How many are tried in one round at most, where the central has more of each than the disk."""
CUT_OFF = timedelta(minutes=10)
"""How long before an intake unsent requests go first."""


@dataclass(frozen=True, slots=True)
class Pace:
    """What the worker knows when it asks how long to wait. Seconds, but for the moments."""

    failures: int
    every_s: float
    retry_after_s: float | None = None
    next_poll_after_s: float | None = None
    oldest_queued: datetime | None = None
    next_intake: datetime | None = None


def wait_s(pace: Pace, at: datetime, dice: float) -> float:
    """Seconds until the next round. `dice`: a random number from 0 up to 1."""
    if pace.failures == 0:
        asked = pace.next_poll_after_s if pace.next_poll_after_s is not None else pace.every_s
        return max(1.0, min(asked, CAP_S))
    if pace.retry_after_s is not None:
        return max(1.0, min(pace.retry_after_s, CAP_S)) + dice * BASE_S
    if hurried(pace, at):
        return BASE_S * (0.5 + dice / 2)
    ceiling = min(CAP_S, BASE_S * 2.0 ** min(pace.failures, 10))
    return max(1.0, ceiling * dice)


def hurried(pace: Pace, at: datetime) -> bool:
    """Whether requests wait here that would miss the next intake."""
    if pace.oldest_queued is None or pace.next_intake is None:
        return False
    return at <= pace.next_intake <= at + CUT_OFF


def batch_after(batch: int, refused: bool) -> int:
    """How many rows to push next: half of it after a batch that was refused as a whole."""
    return max(1, batch // 2) if refused else min(BATCH, batch * 2)
