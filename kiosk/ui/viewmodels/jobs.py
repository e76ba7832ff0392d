"""One worker thread that runs every call of the desk, and brings the answer back to the screen.

The screen never waits for a file or the network. A job is a plain function; its answer comes back
by a queued signal. Answers of a visit that has ended are dropped: nobody may see them any more.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import Property, QObject, Qt, QTimer, Signal
from PySide6.QtQml import QmlElement, QmlSingleton, QQmlEngine

from kiosk.circulation.reasons import Refused
from kiosk.desk.desk import Problem
from kiosk.ui.viewmodels.registry import held

QML_IMPORT_NAME = "Shirabe.Backend"
QML_IMPORT_MAJOR_VERSION = 1

SLOW_AFTER_MS = 1000
"""After this long (ms) the patron reads what is being waited for."""

T = TypeVar("T")
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Done:
    """A finished job on its way back to the screen's thread."""

    visit: int
    key: str
    number: int
    answer: Any
    refused: Refused | None
    broken: BaseException | None
    then: Callable[[Any], None] | None
    otherwise: Callable[[Refused], None] | None


@QmlElement
@QmlSingleton
class Jobs(QObject):
    """Runs desk calls one after another. `busy` and `slow` (after 1 s) drive the waiting sign."""

    busyChanged = Signal()
    slowChanged = Signal()
    troubled = Signal(object)
    """A call did not end well: the Problem where it is the world's, with a sentence for people;
    None where something of ours broke, whose details are in the log, never on the screen."""

    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None, executor: Executor | None = None) -> None:
        super().__init__(parent)
        self._executor = executor or ThreadPoolExecutor(1, thread_name_prefix="desk")
        self._visit = 0
        self._number = 0
        self._latest: dict[str, int] = {}
        self._waiting = 0
        self._text = ""
        self._slow = False
        self._closed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SLOW_AFTER_MS)
        self._timer.timeout.connect(self._grow_slow)
        self._finished.connect(self._take, Qt.ConnectionType.QueuedConnection)

    @staticmethod
    def create(engine: QQmlEngine) -> QObject:
        """The object of this engine."""
        return held(engine, Jobs)

    def run(
        self,
        work: Callable[[], T],
        then: Callable[[T], None] | None = None,
        otherwise: Callable[[Refused], None] | None = None,
        *,
        text: str = "",
        latest: str = "",
        keep: bool = False,
    ) -> None:
        """Run `work` on the worker; `then` or `otherwise` follow on the screen's thread.

        `text`: what the patron reads when it takes over a second. `latest`: of several jobs with
        this name only the newest is run and answered. `keep`: run it even where the visit ends
        first, because the patron has asked for it; only its answer is dropped then.
        """
        if self._closed:
            return
        self._number += 1
        number = self._number
        if latest:
            self._latest[latest] = number
        visit = self._visit
        self._set_waiting(self._waiting + 1, text)

        def do() -> None:
            done = _Done(visit, latest, number, None, None, None, None, None)
            if keep or not self._stale(done):
                done = self._try(work, visit, latest, number, then, otherwise)
            self._deliver(done)

        self._executor.submit(do)

    def _try(
        self,
        work: Callable[[], T],
        visit: int,
        key: str,
        number: int,
        then: Callable[[T], None] | None,
        otherwise: Callable[[Refused], None] | None,
    ) -> _Done:
        answer: Any = None
        refused: Refused | None = None
        broken: BaseException | None = None
        try:
            answer = work()
        except Refused as no:
            refused = no
        except Exception as error:  # noqa: BLE001 - the worker must live; the log tells
            broken = error
        return _Done(visit, key, number, answer, refused, broken, then, otherwise)

    def _deliver(self, done: _Done) -> None:
        try:
            self._finished.emit(done)
        except RuntimeError:
            log.debug("an answer came after the screen was closed")

    def _stale(self, done: _Done) -> bool:
        if done.visit != self._visit:
            return True
        return bool(done.key) and self._latest.get(done.key) != done.number

    def _take(self, done: _Done) -> None:
        self._set_waiting(self._waiting - 1, self._text)
        if self._closed or self._stale(done):
            return
        if done.broken is not None:
            log.error("a call of the desk broke: %s", type(done.broken).__name__)
            log.debug("where it broke", exc_info=done.broken)
            self.troubled.emit(done.broken if isinstance(done.broken, Problem) else None)
        elif done.refused is not None:
            if done.otherwise is not None:
                done.otherwise(done.refused)
        elif done.then is not None:
            done.then(done.answer)

    def forget(self) -> None:
        """The visit is over: drop every answer that is still to come."""
        self._visit += 1
        self._latest.clear()

    def close(self) -> None:
        """Let the running job end and take no more. Safe to call twice."""
        self._closed = True
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._timer.stop()

    def _set_waiting(self, waiting: int, text: str) -> None:
        was = self._waiting
        self._waiting = waiting
        if text != self._text:
            self._text = text
            self.slowChanged.emit()
        if waiting and not was:
            self._timer.start()
            self.busyChanged.emit()
        elif not waiting and was:
            self._timer.stop()
            self._slow = False
            self._text = ""
            self.busyChanged.emit()
            self.slowChanged.emit()

    def _grow_slow(self) -> None:
        self._slow = True
        self.slowChanged.emit()

    def is_busy(self) -> bool:
        """Whether a call is under way."""
        return self._waiting > 0

    def is_slow(self) -> bool:
        """Whether a call with a sentence of its own has been under way for over a second."""
        return self._slow and bool(self._text)

    def wait_text(self) -> str:
        """What is being waited for, for the patron."""
        return self._text

    busy = Property(bool, is_busy, notify=busyChanged)
    slow = Property(bool, is_slow, notify=slowChanged)
    waitText = Property(str, wait_text, notify=slowChanged)
