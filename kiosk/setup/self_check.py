"""Is this terminal fit for the day? One finding per thing, each a plain sentence for staff.

Looks and never changes anything. No patron's data is read.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from kiosk.circulation.library import ProfileError
from kiosk.ports import CentralAway, Clock, Misunderstood, TurnedAway
from kiosk.setup.findings import Finding, Told, Topic
from kiosk.setup.words import loose, moment, off, told, turned_away
from kiosk.store import mark
from kiosk.store.keys import Keys
from kiosk.store.ledger import CAP, Ledger
from kiosk.store.problems import Problem
from kiosk.store.whole_chain import loose_row
from kiosk.sync.exchange import refusal_of
from kiosk.sync.profiles import Profiles
from kiosk.sync.replica import Replica
from kiosk.sync.server import Server

LEAST_FREE_MB = 500
MOST_SKEW = timedelta(minutes=10)
OLD = timedelta(hours=24)
"""A catalogue, an unsent request or a last contact that is older is worth a look."""
NEARLY_FULL = 0.8
"""Of the rows that a ledger takes at most without the central."""
_SET_ASIDE = "ledger.kept-*.db"
_EXPORT = (
    "ネットワークがしばらく戻らないときは、「export-requests」でUSBメモリに書き出してください。",
    "If the network stays away, write them to a USB stick with “export-requests”.",
)


def check(
    data: Path,
    keys: Keys,
    ledger: Ledger,
    replica: Replica,
    profiles: Profiles,
    clock: Clock,
    server: Server | None = None,
) -> tuple[Finding, ...]:
    """Look at everything. `server`: ask the central now; else what the last round met is told."""
    look = _Look(data, keys, ledger, replica, profiles, clock, server)
    return tuple(look.all())


@dataclass
class _Look:
    data: Path
    keys: Keys
    ledger: Ledger
    replica: Replica
    profiles: Profiles
    clock: Clock
    server: Server | None
    behind: timedelta | None = field(default=None, init=False)
    """By how much the machine's clock is behind, as the central told just now."""

    def all(self) -> Iterator[Finding]:
        """Everything; the central comes before the clock, whose time it tells."""
        steps: dict[Topic, Callable[[], tuple[bool | None, Told]]] = {
            Topic.CENTRAL: self.contact if self.server is None else self.central,
            Topic.REQUESTS: self.requests,
            Topic.LEDGER: self.whole,
            Topic.CLOCK: self.time,
            Topic.CATALOGUE: self.catalogue,
            Topic.PROFILE: self.profile,
            Topic.KEYS: self.kept_keys,
            Topic.DISK: self.disk,
        }
        for what, step in steps.items():
            try:
                fit, said = step()
            except Problem as problem:
                fit, said = False, told(problem)
            yield Finding(what, fit, said)

    # -- the central --------------------------------------------------------------------------

    def central(self) -> tuple[bool | None, Told]:
        """Whether it answers, and answers this terminal: the time is told to anybody."""
        assert self.server is not None  # noqa: S101 - only called with one
        try:
            known = self.server.terminal()
            if known.forked:
                raise TurnedAway("forked")
        except CentralAway as away:
            # With a clock years off no certificate holds, and that looks like a missing network.
            here = moment(self.clock.now())
            why = told(away)
            return None, Told(
                f"{why.japanese}(端末の時計 {here})", f"{why.english} (this clock: {here})"
            )
        except (TurnedAway, Misunderstood) as no:
            return False, told(no)
        self.behind = known.central_time - self.clock.now()
        return True, Told("中央サーバにつながります。", "The central answers.")

    def contact(self) -> tuple[bool | None, Told]:
        """What the last rounds met."""
        if (reason := refusal_of(self.ledger)) is not None:
            return False, turned_away(reason)
        last = self.ledger.note("last_sync")
        if last is None:
            return None, Told(
                "中央サーバとまだ連絡していません。", "The central has not been reached yet."
            )
        at = datetime.fromisoformat(last)
        said = f"最後の連絡は {moment(at)} です。", f"Last contact: {moment(at)}."
        if self.ledger.now() - at <= OLD:
            return True, Told(*said)
        return None, Told(
            *said,
            "端末はそのまま使えます。ネットワークを確かめてください。",
            "The terminal works on. Look at the network.",
        )

    # -- what is kept -------------------------------------------------------------------------

    def requests(self) -> tuple[bool | None, Told]:
        """What waits to be sent, and since when."""
        queued, oldest = self.ledger.queued(), self.ledger.oldest_queued()
        if not queued or oldest is None:
            return True, Told("すべて送信ずみです。", "All requests have been sent.")
        said = (
            f"未送信 {queued:,}件(いちばん古いものは {moment(oldest)})",
            f"{queued:,} not sent yet, the oldest of {moment(oldest)}.",
        )
        if queued >= NEARLY_FULL * CAP:
            return None, Told(
                *said,
                f"上限は{CAP:,}件です。「export-requests」で書き出してください。",
                f"{CAP:,} is the most: export them with “export-requests”.",
            )
        if self.ledger.now() - oldest > OLD:
            return None, Told(*said, *_EXPORT)
        return True, Told(*said)

    def whole(self) -> tuple[bool | None, Told]:
        """Whether what was confirmed is whole, and no ledger was set aside."""
        if (row := loose_row(self.ledger)) is not None:
            return False, loose(row)
        if aside := sorted(self.data.glob(_SET_ASIDE)):
            return None, Told(
                f"以前の控えが{len(aside)}つ、取り分けてあります({aside[-1].name})。",
                f"Earlier ledgers that were set aside: {len(aside)} ({aside[-1].name}).",
                "「export-requests --salvage」で書き出し、ファイルを移してください。",
                "Write it out with “export-requests --salvage”, then move the file away.",
            )
        if mark.read(self.data) is None:
            return None, Told(
                "控えの目印のファイルがありません。次のお申込みで作り直されます。",
                "The ledger's side mark is missing; the next request makes it anew.",
            )
        return True, Told("申込みの控えは正常です。", "The ledger of requests is sound.")

    def time(self) -> tuple[bool | None, Told]:
        """Whether the machine's clock is right, and known to be."""
        behind = self.ledger.clock_off() if self.behind is None else self.behind
        if behind is not None and abs(behind) > MOST_SKEW:
            return None, off(behind)
        if behind is None or (self.behind is None and not self.ledger.sure_of_time):
            return None, Told(
                "時刻をまだ中央サーバと合わせていません。",
                "The time has not been compared with the central's yet.",
                "つながると、ひとりでに合います。",
                "It will be as soon as the central answers.",
            )
        return True, Told("時計は正常です。", "The clock is right.")

    def catalogue(self) -> tuple[bool | None, Told]:
        """How old what patrons search is."""
        reader = self.replica.open()
        if reader is None:
            return False, Told("蔵書データがまだありません。", "There is no catalogue yet.")
        try:
            count, at = reader.count, reader.as_of
        finally:
            reader.close()
        said = (
            f"蔵書 {count:,}件({moment(at)} 現在)",
            f"{count:,} titles as of {moment(at)}.",
        )
        return True if self.ledger.now() - at <= OLD else None, Told(*said)

    def profile(self) -> tuple[bool | None, Told]:
        """Whether the library's rules are those of the central."""
        if (refusal := self.profiles.refusal()) is not None:
            return None, told(refusal)
        try:
            library = self.profiles.in_force()
        except ProfileError as error:
            japanese, _, english = str(error).partition("\n")[0].partition(" / ")
            return False, Told(japanese, english)
        if self.profiles.waits():
            return None, Told(
                f"「{library.name}」の新しい決まりは、次の起動から使います。",
                f"Newer rules of {library.english} are used from the next start.",
            )
        return True, Told(
            f"「{library.name}」の決まりを使っています。",
            f"The rules of {library.english} are in use.",
        )

    # -- the machine --------------------------------------------------------------------------

    def kept_keys(self) -> tuple[bool | None, Told]:
        """Whether keys are out of reach of whoever has the disk."""
        if self.keys.plain:
            return None, Told(
                "鍵がファイルに置かれています(体験用)。",
                "Keys are in a plain file (to try it out).",
            )
        return True, Told("鍵は保護されています。", "Keys are protected.")

    def disk(self) -> tuple[bool | None, Told]:
        """Whether there is room."""
        free = shutil.disk_usage(self.data).free // 1_000_000
        return free >= LEAST_FREE_MB, Told(f"空き容量 {free:,} MB", f"Free space: {free:,} MB")
