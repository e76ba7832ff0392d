"""kill -9 on a real process that asks, hands over and decides.

The child works on a folder with the real terminal and the real central, and says of each request
when it is confirmed. Whoever kills it looks at the folder afterwards.
"""

import os
import random
import shutil
import signal
import tempfile
import time
import uuid
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from demo.bench.faults.fate import Fate
from demo.bench.faults.line import Line
from demo.bench.faults.sides import CentralSide, TerminalSide
from demo.bench.faults.stage import BRANCH, CARDS, NO_BUG, TITLES, Template, make_template
from kiosk.circulation.facts import Contact
from kiosk.circulation.messages import AlertAddBody, HoldBody, Proof, RequestKind
from kiosk.store.ledger import Draft

_KEY = 36


@dataclass(frozen=True, slots=True)
class Deaths:
    """How often a process was killed, how many requests it had confirmed, and what came of them."""

    kills: int
    confirmed: int
    lost: int
    doubled: int


def kill(count: int, seed: int, seconds: float = 3600.0) -> Deaths:
    """Kill a process so often, at random moments; it goes on each time where it was."""
    dice = random.Random(seed)  # noqa: S311 - can be told again
    until = time.monotonic() + seconds
    with tempfile.TemporaryDirectory(prefix="shirabe-kills-") as name:
        folder = Path(name)
        (folder / "template").mkdir()
        template = make_template(folder / "template")
        told: set[str] = set()
        kills = confirmed = lost = doubled = 0
        while kills < count and time.monotonic() < until:
            # A new library now and then: a long queue would only make each life slower.
            if kills % 50 == 0:
                lost, doubled = _counted((lost, doubled), folder, template, told)
                _begin(folder, template)
                told = set()
            before = len(told)
            told |= _life(folder, template, dice, kills)
            kills, confirmed = kills + 1, confirmed + len(told) - before
        lost, doubled = _counted((lost, doubled), folder, template, told)
    return Deaths(kills, confirmed, lost, doubled)


def _begin(folder: Path, template: Template) -> None:
    for name in ("central", template.enrolled[0].identity.terminal):
        shutil.rmtree(folder / name, ignore_errors=True)
        shutil.copytree(template.folder / name, folder / name)


def _sides(folder: Path, template: Template, seed: int) -> tuple[CentralSide, TerminalSide, Fate]:
    fate = Fate(seed)
    central = CentralSide(folder / "central", fate, NO_BUG)
    enrolled = template.enrolled[0]
    line = Line(fate, central, enrolled.identity.terminal)
    place = folder / enrolled.identity.terminal
    terminal = TerminalSide(place, enrolled, template.library, line, fate, NO_BUG, whole=False)
    return central, terminal, fate


def _life(folder: Path, template: Template, dice: random.Random, number: int) -> set[str]:
    """One process, from its birth to its violent end; the keys that it confirmed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        with suppress(BaseException):
            os.close(reading)
            _work(folder, template, number, writing)
        os._exit(1)
    os.close(writing)
    first = os.read(reading, 1)  # it is up
    time.sleep(dice.expovariate(1 / 0.15))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    told = b""
    while more := os.read(reading, 65536):
        told += more
    os.close(reading)
    if first != b"+":
        raise RuntimeError("the process did not come up")
    return {told[at : at + _KEY].decode() for at in range(0, len(told) - _KEY + 1, _KEY)}


def _work(folder: Path, template: Template, number: int, tell: int) -> None:
    central, terminal, fate = _sides(folder, template, number)
    os.write(tell, b"+")
    while True:
        fate.time.pass_by(1.0)
        what = fate.dice.random()
        if what < 0.5:
            draft = _draft(fate)
            terminal.ledger.append([draft])
            os.write(tell, draft.key.encode())
        elif what < 0.9:
            terminal.exchange.push_only()
        else:
            central.app.intake.run()


def _draft(fate: Fate) -> Draft:
    key = str(uuid.uuid4())
    card, title = fate.dice.choice(CARDS), fate.dice.choice(TITLES)
    if fate.dice.random() < 0.5:
        return Draft(key, RequestKind.ALERT_ADD, Proof.LOCAL, card, AlertAddBody(words=key), "tag")
    body = HoldBody(title=title, pickup=BRANCH, contact=Contact.NONE)
    return Draft(key, RequestKind.HOLD, Proof.LOCAL, card, body, "tag")


def _counted(
    before: tuple[int, int], folder: Path, template: Template, told: set[str]
) -> tuple[int, int]:
    """Two quiet rounds, and then: what is missing, what is there more than once?"""
    if not told:
        return before
    central, terminal, _ = _sides(folder, template, 0)
    for _ in range(2):
        terminal.exchange.run()
    central.app.intake.run()
    known = {key for (key,) in central.ask("SELECT key FROM requests")}
    twice = central.ask("SELECT words FROM alerts GROUP BY words HAVING count(*) > 1")
    loose = central.ask(
        "SELECT id FROM holds LEFT JOIN requests ON key = id WHERE channel = 'terminal' AND"
        " (key IS NULL OR requests.state <> 'accepted')"
    )
    terminal.stop()
    central.close()
    return before[0] + len(told - known), before[1] + len(twice) + len(loose)
