"""Is this terminal fit for the day? One line per thing, each a plain sentence for staff.

Looks and never changes anything. No patron's data is read.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from kiosk.circulation.library import ProfileError
from kiosk.ports import CentralAway, Clock, Misunderstood, TurnedAway
from kiosk.setup.words import loose, off, sentence
from kiosk.store.keys import Keys
from kiosk.store.ledger import CAP, Ledger
from kiosk.store.problems import Problem
from kiosk.store.whole_chain import loose_row
from kiosk.sync.profiles import Profiles
from kiosk.sync.replica import Replica
from kiosk.sync.server import Server

LEAST_FREE_MB = 500
MOST_SKEW = timedelta(minutes=10)
OLD_CATALOGUE = timedelta(hours=24)
NEARLY_FULL = 0.8
"""Of the rows that a ledger takes at most without the central."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `fit` None: worth a look, but the terminal works."""

    what: str
    fit: bool | None
    text: str


def check(
    data: Path,
    keys: Keys,
    ledger: Ledger,
    server: Server,
    replica: Replica,
    profiles: Profiles,
    clock: Clock,
) -> tuple[Finding, ...]:
    """Look at everything; the order is that of the start."""
    steps: tuple[tuple[str, Callable[[], Finding]], ...] = (
        ("keys", lambda: _keys(keys)),
        ("disk", lambda: _disk(data)),
        ("ledger", lambda: _ledger(ledger)),
        ("central", lambda: _central(server, clock)),
        ("profile", lambda: _profile(profiles)),
        ("catalogue", lambda: _catalogue(replica, ledger)),
    )
    return tuple(_looked_at(steps))


def _looked_at(steps: tuple[tuple[str, Callable[[], Finding]], ...]) -> Iterator[Finding]:
    for what, step in steps:
        try:
            yield step()
        except Problem as problem:
            yield Finding(what, False, problem.sentence)


def _keys(keys: Keys) -> Finding:
    if keys.plain:
        return Finding(
            "keys", None, "鍵がファイルに置かれています(実演用)。 / Keys in a plain file."
        )
    return Finding("keys", True, "鍵は保護されています。 / Keys are protected.")


def _disk(data: Path) -> Finding:
    free = shutil.disk_usage(data).free // 1_000_000
    text = f"空き容量 {free:,} MB / {free:,} MB free"
    return Finding("disk", free >= LEAST_FREE_MB, text)


def _ledger(ledger: Ledger) -> Finding:
    queued, row = ledger.queued(), loose_row(ledger)
    if row is not None:
        return Finding("ledger", False, loose(row))
    text = f"控えは正常です。未送信 {queued}件 / The ledger is sound; {queued} not sent yet."
    if queued >= NEARLY_FULL * CAP:
        text += f" 上限は{CAP:,}件です。書き出してください。 / {CAP:,} is the most: export them."
        return Finding("ledger", None, text)
    return Finding("ledger", True, text)


def _central(server: Server, clock: Clock) -> Finding:
    """Whether it answers, and answers this terminal: the time is told to anybody."""
    try:
        known = server.terminal()
        if known.forked:
            raise TurnedAway("forked")
    except CentralAway as away:
        # With a clock years off no certificate holds, and that looks like a missing network.
        clock_text = f"端末の時計 / this clock: {clock.now():%Y-%m-%d %H:%M}"
        return Finding("central", None, f"{sentence(away)} ({clock_text})")
    except (TurnedAway, Misunderstood) as no:
        return Finding("central", False, sentence(no))
    skew = known.central_time - clock.now()
    if abs(skew) > MOST_SKEW:
        return Finding("central", None, off(skew))
    return Finding("central", True, "中央サーバにつながります。 / The central answers.")


def _profile(profiles: Profiles) -> Finding:
    if (refusal := profiles.refusal()) is not None:
        return Finding("profile", None, refusal.sentence)
    try:
        name = profiles.in_force().name
    except ProfileError as error:
        return Finding("profile", False, str(error).partition("\n")[0])
    if profiles.waits():
        text = f"「{name}」の新しい決まりは、次の起動から使います。 / A newer one holds from the"
        return Finding("profile", None, f"{text} next start.")
    return Finding("profile", True, f"「{name}」の決まりを使っています。 / The profile holds.")


def _catalogue(replica: Replica, ledger: Ledger) -> Finding:
    reader = replica.open()
    if reader is None:
        text = "蔵書データがまだありません。 / There is no catalogue yet."
        return Finding("catalogue", False, text)
    try:
        age = ledger.now() - reader.as_of
        moment = f"{reader.as_of:%Y-%m-%d %H:%M}"
        text = f"蔵書 {reader.count:,}件({moment} 現在) / {reader.count:,} titles as of {moment}"
        return Finding("catalogue", True if age <= OLD_CATALOGUE else None, text)
    finally:
        reader.close()
