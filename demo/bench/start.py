"""From the start of the process to the first frame, and the memory of a terminal at work.

Each start is a process of its own, on the data of a terminal that was enrolled before; its central
is not there any more, as on a morning without a network.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from demo.arguments import CannotStart
from demo.bench.figures import Figure, Report
from demo.bench.shelf import laying, require_catalogue
from demo.world import Plan, open_world

START_MS = 2000.0
MEMORY_MB = 250.0
_PATIENCE_S = 60.0


def measure(titles: int, repeat: int) -> Report:
    """Start the terminal `repeat` times on a catalogue of `titles`."""
    with tempfile.TemporaryDirectory(prefix="shirabe-bench-") as folder:
        data = Path(folder)
        with open_world(Plan(data=data, lay=laying(titles, 1))) as world:
            require_catalogue(world, titles)
        # What the machine has never read from its disk is a start of another kind.
        first = _once(data / "terminal")
        told = [_once(data / "terminal") for _ in range(repeat)]
    return Report(
        "start",
        {"titles": titles},
        [
            Figure("the very first start", "ms", (first["first_ms"],)),
            Figure("start to first frame", "ms", _all(told, "first_ms"), START_MS),
            Figure("memory at the first frame", "MB", _all(told, "first_mb")),
            Figure("memory after searching", "MB", _all(told, "used_mb"), MEMORY_MB),
            Figure("memory, most ever", "MB", _all(told, "most_mb"), MEMORY_MB),
        ],
    )


def _once(data: Path) -> dict[str, float]:
    # Where the system has no screen, the window is painted into memory.
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    begun = time.clock_gettime(time.CLOCK_MONOTONIC)
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "demo.bench.first_frame", str(data), repr(begun)],
        env=environment,
        stdout=subprocess.PIPE,
        timeout=_PATIENCE_S,
        check=False,
    )
    if done.returncode:
        raise CannotStart(f"the terminal ended with {done.returncode}")
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


def _all(told: list[dict[str, float]], name: str) -> tuple[float, ...]:
    return tuple(one[name] for one in told)
