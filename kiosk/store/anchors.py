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
