"""All parts of `./run bench faults`, one after the other, and what they found."""

import json
import multiprocessing
import sys
from collections.abc import Callable, Collection
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from typing import TypeVar

from demo.arguments import CannotStart
from demo.bench.faults import disks, histories, power
from demo.bench.faults.bugs import BUGS
from demo.bench.faults.disks import Trials
from demo.bench.faults.kills import Deaths, kill
from demo.bench.faults.power import Cuts
from demo.bench.faults.soak import Return, come_back

T = TypeVar("T")
PARTS = ("bugs", "histories", "power", "kills", "disks", "lines")
"""What the bench consists of; each can be run by itself."""
_CUTS_OF_ONE = 250
"""Images of one writer's journal; the next ones come from another writer."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """How much of everything. `minutes`: the histories end by then, however many there were."""

    histories: int = 100_000
    minutes: float = 600.0
    images: int = 10_000
    caught: int = 500
    kills: int = 1_000
    disks: int = 400
    terminals: int = 1_000
    spread_s: float = 300.0

    @classmethod
    def short(cls) -> "Amounts":
        """What a minute or two allows."""
        return cls(60, 1.0, 200, 100, 10, 16, 20, 2.0)


@dataclass
class Found:
    """What was found. Implements `Told` of `demo.bench`."""

    seed: int
    parts: frozenset[str] = frozenset(PARTS)
    """What was tried: of the rest nothing is claimed."""
    told: int = 0
    broken: list[histories.Fault] = field(default_factory=list)
    bugs: dict[str, histories.Fault | None] = field(default_factory=dict)
    full: Cuts = field(default_factory=Cuts)
    normal: Cuts = field(default_factory=Cuts)
    no_compiler: str = ""
    deaths: Deaths = field(default_factory=lambda: Deaths(0, 0, 0, 0))
    disks: dict[str, Trials] = field(default_factory=dict)
    returns: dict[str, Return] = field(default_factory=dict)

    @property
    def lost(self) -> int:
        """Confirmed requests, or histories and disks with such, that were lost."""
        missing = sum(one.terminals * one.requests - one.settled for one in self.returns.values())
        failed = sum(one.failed for one in self.disks.values())
        torn = sum(fault.lost for fault in self.broken)
        return torn + self.full.losing + self.deaths.lost + failed + missing

    @property
    def doubled(self) -> int:
        """As `lost`, for those that took effect more than once or without a verdict."""
        twice = sum(one.doubled for one in self.returns.values())
        return sum(fault.doubled for fault in self.broken) + self.deaths.doubled + twice

    @property
    def found(self) -> int:
        """How many seeded bugs showed themselves."""
        return sum(fault is not None for fault in self.bugs.values())

    @property
    def kept(self) -> bool:
        """Whether every promise was kept, and every seeded bug found, in what was tried."""
        caught = "power" not in self.parts or bool(self.no_compiler) or self.normal.losing > 0
        hunted = "bugs" not in self.parts or self.found == len(BUGS)
        all_good = not self.broken and all(one.good for one in self.returns.values())
        return all_good and not self.lost + self.doubled and caught and hunted

    def as_text(self) -> str:
        """Lines for a person."""
        lines = [f"faults: seed {self.seed}, {histories.processors()} processors"]
        if "histories" in self.parts:
            lines.append(f"histories      {self.told} told, {len(self.broken)} broke an invariant")
        lines += [f"  seed {fault.seed}: {fault.what}" for fault in self.broken[:20]]
        for name, fault in self.bugs.items():
            where = f"found at seed {fault.seed} ({fault.invariant})" if fault else "NOT FOUND"
            lines.append(f"seeded bug     {name}: {where}")
        if "power" in self.parts:
            lines += self._cuts_as_text()
        deaths = self.deaths
        if "kills" in self.parts:
            lines.append(
                f"kill -9        {deaths.kills}, {deaths.confirmed} requests confirmed,"
                f" {deaths.lost} lost, {deaths.doubled} doubled"
            )
        for name, trials in self.disks.items():
            lines.append(
                f"{name:<14} {trials.disks} disks, {trials.failed} failed {trials.example}"
            )
        lines += [_of(name, back) for name, back in self.returns.items()]
        return "\n".join(lines)

    def _cuts_as_text(self) -> list[str]:
        if self.no_compiler:
            return [f"power cuts     skipped: {self.no_compiler}"]
        lines = [f"power cuts     FULL: {self.full.images} images, {self.full.losing} lose"]
        lines.append(f"               NORMAL: {self.normal.losing} of {self.normal.images} lose")
        return lines + ([f"  {self.full.example}"] if self.full.example else [])

    def as_json(self) -> str:
        """One line for a program."""
        return json.dumps(
            {
                "lost": self.lost,
                "doubled": self.doubled,
                "seeded_bugs": len(BUGS),
                "seeded_bugs_found": self.found,
                "crash_images": self.full.images,
                "kills": self.deaths.kills,
                "histories": self.told,
                "normal_mode_caught": self.normal.losing > 0,
            }
        )


def _of(name: str, back: Return) -> str:
    return (
        f"{name:<14} {back.terminals} terminals x {back.requests} in {back.took_s:.0f} s"
        f" (spread {back.spread_s:g} s): {back.settled} settled, {back.waiting} waiting,"
        f" {sum(back.refused.values())} rounds refused for load ({back.refused_late} after the"
        f" spread), {back.most_rounds} rounds at most"
        + (f", faults {sum(back.met.values())}" if back.met else "")
    )


def measure(amounts: Amounts, seed: int, parts: Collection[str] = PARTS) -> Found:
    """Those parts, one after the other; what is going on is told on stderr."""
    if sys.platform == "win32":
        raise CannotStart("faults are played on Linux only")
    found = Found(seed, frozenset(parts))
    for name, try_it in _TRIALS.items():
        if name in found.parts:
            _say(name)
            try_it(found, amounts)
    return found


def _bugs(found: Found, amounts: Amounts) -> None:  # noqa: ARG001 - each bug has its own bound
    found.bugs = histories.hunt_all(found.seed, histories.processors())


def _histories(found: Found, amounts: Amounts) -> None:
    found.told, found.broken = histories.many(
        found.seed, amounts.histories, amounts.minutes * 60, histories.processors()
    )


def _power(found: Found, amounts: Amounts) -> None:
    try:
        found.full = _cuts(amounts.images, found.seed, "FULL", histories.processors())
        found.normal = _cuts(amounts.caught, found.seed, "NORMAL", histories.processors())
    except power.NoCompiler as error:
        found.no_compiler = str(error)


def _kills(found: Found, amounts: Amounts) -> None:
    found.deaths = _alone(kill, amounts.kills, found.seed)


def _disks(found: Found, amounts: Amounts) -> None:
    found.disks = {
        "full disk": _alone(disks.full, max(4, amounts.disks // 10), found.seed),
        "refusing disk": disks.refusing(max(2, amounts.disks // 80)),
        "damaged file": disks.damaged(amounts.disks, found.seed),
    }


def _lines(found: Found, amounts: Amounts) -> None:
    few, seed = max(5, amounts.terminals // 50), found.seed
    found.returns = {
        "chaos": come_back(few, 12, 2.0, seed, faults=0.3, hurry=50.0),
        "return": come_back(amounts.terminals, 12, amounts.spread_s, seed),
    }


_TRIALS: dict[str, Callable[[Found, Amounts], None]] = dict(
    zip(PARTS, (_bugs, _histories, _power, _kills, _disks, _lines), strict=True)
)


def _cuts(images: int, seed: int, level: str, processes: int) -> Cuts:
    each = min(images, _CUTS_OF_ONE)
    seeds = range(seed, seed + images // each)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        some = list(pool.map(power.cut, seeds, [each] * len(seeds), [level] * len(seeds)))
    return sum(some, Cuts())


def _alone(work: Callable[[int, int], T], count: int, seed: int) -> T:
    """In a process with no thread but one: it forks, or limits itself."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        return pool.submit(work, count, seed).result()


def _say(what: str) -> None:
    print(f"faults: {what} …", file=sys.stderr, flush=True)
