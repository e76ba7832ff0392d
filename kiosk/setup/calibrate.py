"""What a check of a secret may cost on this machine: measured once, at set-up.

A patron waits for it at sign-in without the network, so it must stay below 400 ms; an attacker
pays it for each guess, so it is as dear as that allows, and never below the floor.
"""

import time
from collections.abc import Callable

from kiosk.circulation.sealing import FLOOR, Cost, secret_base

LONGEST_S = 0.4
"""Seconds that a check may take."""
_MARGIN = 0.75
"""Of those: a machine is slower with a screen to draw, and on a hot day."""
LADDER = (Cost(), Cost(3, 32 * 1024, 2), Cost(2, 32 * 1024, 1), FLOOR)
"""From the dearest down; the last is taken whatever it takes."""
_TIMES = 3


def measured(
    check: Callable[[Cost], object] = lambda cost: secret_base("0000", b"calibration-salt", cost),
    seconds: Callable[[], float] = time.perf_counter,
) -> Cost:
    """The dearest cost whose check is quick enough here. Takes about a second; not for the thread
    that draws."""
    for cost in LADDER[:-1]:
        if min(_took(check, cost, seconds) for _ in range(_TIMES)) <= LONGEST_S * _MARGIN:
            return cost
    return LADDER[-1]


def _took(check: Callable[[Cost], object], cost: Cost, seconds: Callable[[], float]) -> float:
    before = seconds()
    check(cost)
    return seconds() - before
