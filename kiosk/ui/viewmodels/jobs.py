"""One worker thread that runs every call of the desk, and brings the answer back to the screen.

The screen never waits for a file or the network. A job is a plain function; its answer comes back
by a queued signal. Answers of a visit that has ended are dropped: nobody may see them any more.
"""

import logging
import threading
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
class _Job:
    """A call of the desk and who waits for it. `visit`: the answer is for that visit only."""

    number: int
    visit: int
    work: Callable[[], Any]
    then: Callable[[Any], None] | None
    otherwise: Callable[[Refused], None] | None
    after: Callable[[], None] | None
    latest: str
    keep: bool


@dataclass(frozen=True, slots=True)
class _Done:
    """A finished job on its way back to the screen's thread; nothing but the job: it was left."""

    job: _Job
    answer: Any = None
    refused: Refused | None = None
    broken: BaseException | None = None


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

    def __init__(
        self,
        parent: QObject | None = None,
        executor: Executor | None = None,
        interrupt: Callable[[], None] | None = None,
    ) -> None:
        """`interrupt` stops the question that the worker asks; told when its answer is too late."""
        super().__init__(parent)
        self._executor = executor or ThreadPoolExecutor(1, thread_name_prefix="desk")
        self._interrupt = interrupt or (lambda: None)
        self._running: _Job | None = None
        self._turn = threading.Lock()
        """Whoever interrupts hits the job that was meant, never the next one."""
        self._visit = 0
        self._number = 0
        self._latest: dict[str, int] = {}
        self._under_way: dict[int, str] = {}
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
        after: Callable[[], None] | None = None,
    ) -> None:
        """Run `work` on the worker; `then` or `otherwise` follow on the screen's thread.

        `text`: what the patron reads when it takes over a second. `latest`: of several jobs with
        this name only the newest is run and answered; an older one that runs is interrupted.
        `keep`: run it even where the visit ends first, because the patron has asked for it; only
        its answer is dropped then. `after`: called before the answer, however it ended, so that a
        trouble leaves nobody waiting.
        """
        if self._closed:
            return
        self._number += 1
        job = _Job(self._number, self._visit, work, then, otherwise, after, latest, keep)
        if latest:
            self._latest[latest] = job.number
            self._stop_stale()
        self._wait_for({**self._under_way, job.number: text})
        self._executor.submit(self._do, job)

    def _do(self, job: _Job) -> None:
        done = _Done(job) if self._stale(job) and not job.keep else self._try(job)
        try:
            self._finished.emit(done)
        except RuntimeError:
            log.debug("an answer came after the screen was closed")

    def _try(self, job: _Job) -> _Done:
        with self._turn:
            self._running = job
        try:
            return _Done(job, answer=job.work())
        except Refused as no:
            return _Done(job, refused=no)
        except Exception as error:  # noqa: BLE001 - the worker must live; the log tells
            return _Done(job, broken=error)
        finally:
            with self._turn:
                self._running = None

    def _stop_stale(self) -> None:
        """A question that nobody waits for any more makes way. What a patron asked for goes on."""
        with self._turn:
            job = self._running
            if job is not None and job.latest and not job.keep and self._stale(job):
                self._interrupt()

    def _stale(self, job: _Job) -> bool:
        if job.visit != self._visit:
            return True
        return bool(job.latest) and self._latest.get(job.latest) != job.number

    def _take(self, done: _Done) -> None:
        job = done.job
        self._wait_for({at: text for at, text in self._under_way.items() if at != job.number})
        if self._closed or self._stale(job):
            return
        if job.after is not None:
            job.after()
        if done.broken is not None:
            log.error("a call of the desk broke: %s", type(done.broken).__name__)
            log.debug("where it broke", exc_info=done.broken)
            self.troubled.emit(done.broken if isinstance(done.broken, Problem) else None)
        elif done.refused is not None:
            if job.otherwise is not None:
                job.otherwise(done.refused)
        elif job.then is not None:
            job.then(done.answer)

    def drop(self, latest: str) -> None:
        """Nobody waits any more for jobs of this name: those not begun are not run."""
        self._number += 1
        self._latest[latest] = self._number
        self._stop_stale()

    def forget(self) -> None:
        """The visit is over: drop every answer that is still to come, and what was waited for."""
        self._visit += 1
        self._latest.clear()
        self._stop_stale()
        self._wait_for(dict.fromkeys(self._under_way, ""))

    def close(self) -> None:
        """Let the running job end and take no more. Safe to call twice."""
        self._closed = True
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._timer.stop()

    def _wait_for(self, jobs: dict[int, str]) -> None:
        """These jobs are under way from now on, by number, each with what the patron reads."""
        was, text = self.is_busy(), self.wait_text()
        self._under_way = jobs
        if self.is_busy() != was:
            self._slow = False
            (self._timer.stop if was else self._timer.start)()
            self.busyChanged.emit()
        if self.wait_text() != text or self.is_busy() != was:
            self.slowChanged.emit()

    def _grow_slow(self) -> None:
        self._slow = True
        self.slowChanged.emit()

    def is_busy(self) -> bool:
        """Whether a call is under way."""
        return bool(self._under_way)

    def is_slow(self) -> bool:
        """Whether a call with a sentence of its own has been under way for over a second."""
        return self._slow and bool(self.wait_text())

    def wait_text(self) -> str:
        """What the patron has waited for longest; the screen's own questions have no words."""
        return next(filter(None, self._under_way.values()), "")

    busy = Property(bool, is_busy, notify=busyChanged)
    slow = Property(bool, is_slow, notify=slowChanged)
    waitText = Property(str, wait_text, notify=slowChanged)
