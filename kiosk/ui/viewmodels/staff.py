"""The staff's page: whether this terminal is fit for the day, and what to do where it is not.

It shows and changes nothing, and nothing of a patron stands on it: whoever finds it has found
nothing. What is looked at comes through a port that the composition root passes in; the worker
waits for it, never the screen.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from kiosk.devices.health import Health, State
from kiosk.setup.findings import Finding, Told, Topic
from kiosk.ui.viewmodels.basis import Around, Model, Said
from kiosk.ui.viewmodels.session import STAFF

QML_IMPORT_NAME = "Shirabe.Backend"
QML_IMPORT_MAJOR_VERSION = 1

_NAMES: dict[Topic, Said] = {
    Topic.CENTRAL: ("中央との連絡", "Central"),
    Topic.REQUESTS: ("申込みの送信", "Requests"),
    Topic.LEDGER: ("申込みの控え", "Ledger"),
    Topic.CLOCK: ("時計", "Clock"),
    Topic.CATALOGUE: ("蔵書データ", "Catalogue"),
    Topic.PROFILE: ("図書館の決まり", "Rules"),
    Topic.KEYS: ("鍵", "Keys"),
    Topic.DISK: ("空き容量", "Disk"),
    Topic.SCANNER: ("バーコード", "Scanner"),
}
_SCANNER: dict[State, Told] = {
    State.ABSENT: Told("使いません。", "Not in use."),
    State.READY: Told("読み取れています。", "It reads."),
    State.UNSEEN: Told("まだ読み取っていません。", "Nothing has been scanned yet."),
    State.TROUBLE: Told(
        "バーコードを正しく読めていません。",
        "Codes are not read rightly.",
        "読取り窓をふいてください。",
        "Please wipe its window.",
    ),
}
_SHOWN: dict[bool | None, tuple[str, str]] = {
    True: ("here", "here"),
    None: ("warning", "warning"),
    False: ("close", "error"),
}
"""Symbol and tone of a finding: `fit` as the key."""


@dataclass(frozen=True, slots=True)
class Checkup:
    """What the page asks. `number`: of this terminal. `look`: at everything; told True it first has
    a word with the central, and may take some seconds."""

    number: int
    version: str
    look: Callable[[bool], tuple[Finding, ...]]


@QmlElement
@QmlSingleton
class Staff(Model):
    """`rows` for the page, of which `title` and `text` tell the one that needs a look; `calls` for
    the first page, where staff must act."""

    changed = Signal()

    def __init__(
        self, around: Around, checkup: Checkup | None, scanner: Callable[[], Health]
    ) -> None:
        self._checkup = checkup
        self._scanner = scanner
        self._findings: tuple[Finding, ...] = ()
        super().__init__(around)
        self._comfort.languageChanged.connect(self.changed)

    def _forget(self) -> None:
        self._at = 0

    @Slot()
    def open(self) -> None:
        """The two corners were held: show the page, and look at everything."""
        if self._checkup is None or self._session.is_signed_in():
            return
        self._forget()
        self._session.go(STAFF)
        self.again()

    @Slot()
    def again(self) -> None:
        """もういちど点検: a word with the central, then everything."""
        self._ask(with_central=True)

    @Slot()
    def look(self) -> None:
        """A round has ended: is there something to tell? Never while a patron is here."""
        if self._session.waits_for_somebody() or self._session.get_page() == STAFF:
            self._ask(with_central=False)

    def _ask(self, *, with_central: bool) -> None:
        if self._checkup is None:
            return
        look = self._checkup.look
        text = self._either("点検しています", "Checking") if with_central else ""
        name = "checkup" if with_central else "glance"
        self._jobs.run(lambda: look(with_central), self._take, text=text, latest=name)

    def _take(self, findings: tuple[Finding, ...]) -> None:
        health = self._scanner()
        fit = None if health.state is State.TROUBLE else True
        self._findings = (*findings, Finding(Topic.SCANNER, fit, _SCANNER[health.state]))
        self.changed.emit()

    @Slot()
    def next(self) -> None:
        """つぎの注意: tell of the next thing that needs a look."""
        self._at += 1
        self.changed.emit()

    def _troubles(self) -> list[Finding]:
        """What needs a look, the worst first."""
        poor = [finding for finding in self._findings if finding.fit is not True]
        return sorted(poor, key=lambda finding: finding.fit is None)

    def _shown(self) -> Finding | None:
        troubles = self._troubles()
        return troubles[self._at % len(troubles)] if troubles else None

    # -- what QML reads -----------------------------------------------------------------------

    def get_rows(self) -> list[dict[str, str]]:
        """Each thing looked at: name, text, symbol, tone."""
        return [self._row(finding) for finding in self._findings]

    def _row(self, finding: Finding) -> dict[str, str]:
        symbol, tone = _SHOWN[finding.fit]
        told = finding.told
        return {
            "name": self._either(*_NAMES[finding.what]),
            "text": self._either(told.japanese, told.english),
            "symbol": symbol,
            "tone": tone,
        }

    def get_title(self) -> str:
        """The verdict in a sentence."""
        many, worst = self.get_troubles(), self._troubles()[:1]
        if not self._findings:
            return self._either("点検しています", "Checking")
        if not many:
            return self._either("お使いいただけます。", "Fit for use.")
        if worst[0].fit is False:
            return self._either(
                f"係の対応が必要です。確認することが{many}つあります。",
                f"Staff must act: {many} to look at.",
            )
        return self._either(
            f"お使いいただけます。確認することが{many}つあります。",
            f"Fit for use; {many} to look at.",
        )

    def get_text(self) -> str:
        """The thing that is told of in full, and what to do."""
        shown = self._shown()
        if shown is None:
            return ""
        told = shown.told
        japanese, english = _NAMES[shown.what]
        return self._either(
            f"{japanese}：{told.japanese}{told.todo}",
            f"{english}: {told.english} {told.todo_english}".strip(),
        )

    def get_kind(self) -> str:
        """Kind of the notice: here, warning or error."""
        shown = self._shown()
        if shown is None:
            return "here" if self._findings else "quiet"
        return "warning" if shown.fit is None else "error"

    def get_troubles(self) -> int:
        """How many things need a look."""
        return len(self._troubles())

    def get_place(self) -> str:
        """Which terminal this is, and its program's version."""
        if self._checkup is None:
            return ""
        number, version = self._checkup.number, self._checkup.version
        return self._either(f"{number}号機　しらべ {version}", f"No. {number}　Shirabe {version}")

    def is_calling(self) -> bool:
        """Whether something here is not fit, and only staff can mend it."""
        return any(finding.fit is False for finding in self._findings)

    rows = Property(list, get_rows, notify=changed)
    title = Property(str, get_title, notify=changed)
    text = Property(str, get_text, notify=changed)
    kind = Property(str, get_kind, notify=changed)
    troubles = Property(int, get_troubles, notify=changed)
    place = Property(str, get_place, notify=changed)
    calls = Property(bool, is_calling, notify=changed)
