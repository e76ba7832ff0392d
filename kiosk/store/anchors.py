"""What time it really is: the central's clock carried on by this process's monotonic seconds.

Pure. A terminal's own clock may be wrong by years; the order of holds hangs on the time, so each
exchange leaves an anchor, and a row's time is the anchor plus the seconds that have passed since.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Anchor:
    """The central's time at a moment of ours. `run` names the process whose monotonic it is."""

    central: datetime
    wall: datetime
    monotonic: float
    run: str


def corrected(
    wall: datetime, monotonic: float, run: str, anchor: Anchor | None, not_before: datetime | None
) -> datetime:
    """The best estimate of the central's time now, never before the row before.

    Same process as the anchor: exact but for drift. Another: our wall clock plus the offset it had.
    """
    if anchor is None:
        estimate = wall
    elif anchor.run == run:
        estimate = anchor.central + timedelta(seconds=monotonic - anchor.monotonic)
    else:
        estimate = wall + (anchor.central - anchor.wall)
    estimate = estimate.astimezone(wall.tzinfo)
    if not_before is not None and estimate < not_before:
        return not_before.astimezone(wall.tzinfo)
    return estimate


def carried(
    wall: datetime, monotonic: float, run: str, anchor: Anchor | None, last: datetime | None
) -> Anchor | None:
    """The anchor to start a process with: the newest one, unless the clock has gone back meanwhile.

    A machine whose battery is empty wakes up years ago. Time then goes on from the last moment that
    is known (`last`: of the last row), so that no expiry and no wait begins anew.
    """
    moments = [last, None if anchor is None else anchor.central]
    known = max((moment for moment in moments if moment is not None), default=None)
    if known is None or corrected(wall, monotonic, run, anchor, None) >= known:
        return anchor
    return Anchor(known, wall, monotonic, run)
