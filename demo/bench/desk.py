"""How long a patron waits for the disk and for a look at a secret, on the terminal's real files.

A request counts as confirmed when its commit has returned; a sign-in here is one without the
central, with the Argon2 cost that patrons' secrets really have. Nothing of a screen is measured.
What the disk itself takes, and the processor, is told beside it: a wait is the sum of both and of
whatever else the machine does.
"""

import os
import tempfile
import time
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path

from demo.bench.faults.fate import Fate
from demo.bench.faults.line import Line
from demo.bench.faults.sides import CentralSide, Parts, TerminalSide
from demo.bench.faults.stage import CARDS, SECRET, Template, make_template
from demo.bench.faults.writer import draft
from demo.bench.figures import Figure, Report
from demo.bench.rules import Taken
from kiosk.circulation.sealing import Cost
from kiosk.login import Login

COMMIT_MS = 20.0
SIGN_IN_MS = 400.0
_SIGN_INS = 50


def measure(repeat: int, where: Path) -> Report:
    """Milliseconds by the wall, on the disk that `where` lies on."""
    with tempfile.TemporaryDirectory(prefix="shirabe-desk-", dir=where) as name:
        folder, fate = Path(name), Fate(0)
        template = make_template(folder, Cost())
        central = CentralSide(folder / "central", fate, Parts())
        terminal = _terminal(folder, template, central, fate)
        try:
            commits = _timed(lambda: terminal.ledger.append([draft(str(uuid.uuid4()))]), repeat)
            login = _login(template, terminal)
            looks = _timed(lambda: login.sign_in(CARDS[0], SECRET), min(repeat, _SIGN_INS))
            disk = _timed(lambda: _sync(folder / "page"), min(repeat, 200))
        finally:
            terminal.stop()
            central.close()
    cost = Cost()
    return Report(
        "desk",
        {"argon2id": f"t={cost.passes} m={cost.memory_kib // 1024} MiB p={cost.lanes}"},
        [
            Figure("commit of a confirmed request", "ms", _wall(commits), COMMIT_MS),
            Figure("  of it the processors", "ms", _processor(commits)),
            Figure("  one page on this disk, synced", "ms", _wall(disk)),
            Figure("sign-in without the central", "ms", _wall(looks), SIGN_IN_MS),
            Figure("  of it both processors together", "ms", _processor(looks)),
        ],
    )


def _timed(work: Callable[[], object], repeat: int) -> list[Taken]:
    """What each run took, after one unmeasured; of the processors all that this process used:
    Argon2 works in threads of its own."""
    work()
    found = []
    for _ in range(repeat):
        wall, processors = time.perf_counter(), time.process_time()
        work()
        used, passed = time.process_time() - processors, time.perf_counter() - wall
        found.append(Taken(used * 1_000_000, passed * 1_000_000))
    return found


def _wall(runs: Sequence[Taken]) -> tuple[float, ...]:
    return tuple(run.wall / 1000 for run in runs)


def _processor(runs: Sequence[Taken]) -> tuple[float, ...]:
    return tuple(run.processor / 1000 for run in runs)


def _terminal(folder: Path, template: Template, central: CentralSide, fate: Fate) -> TerminalSide:
    enrolled = template.enrolled[0]
    line = Line(fate, central, enrolled.identity.terminal)
    place = folder / enrolled.identity.terminal
    return TerminalSide(place, enrolled, template.library, line, fate, Parts(), whole=False)


def _login(template: Template, terminal: TerminalSide) -> Login:
    enrolled = terminal.enrolled
    return Login(
        template.library,
        enrolled.identity,
        enrolled.secrets,
        terminal.ledger,
        terminal.patrons,
        terminal.line,
        Cost(),
    )


def _sync(file: Path) -> None:
    with file.open("ab") as page:
        page.write(bytes(4096))
        page.flush()
        os.fsync(page.fileno())
