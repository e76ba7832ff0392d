"""What every view model stands on, and what those share through which a patron hands something in.

A view model holds what a page shows and forgets it when the visit ends. Nothing here decides
anything; nothing may outlive `reset`, which hears the end of every visit.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlAnonymous, QQmlEngine

from kiosk.circulation.library import Library
from kiosk.circulation.messages import RequestState
from kiosk.circulation.reasons import Refused, sentence
from kiosk.desk.answers import RequestLine
from kiosk.desk.desk import Desk
from kiosk.ports import Clock
from kiosk.ui.viewmodels.comfort import Comfort
from kiosk.ui.viewmodels.jobs import Jobs
from kiosk.ui.viewmodels.registry import held
from kiosk.ui.viewmodels.session import Session

QML_IMPORT_NAME = "Shirabe.Backend"
QML_IMPORT_MAJOR_VERSION = 1

T = TypeVar("T")
Said = tuple[str, str]
"""A sentence in Japanese and in English."""
Message = str | Callable[[str], str]
"""A sentence as it is, or what says it in a language (`ja`, `en`)."""
_PENDING = (RequestState.QUEUED, RequestState.RECEIVED)


def both(said: Said) -> Message:
    """A sentence that follows the language of the screen."""
    return lambda language: said[language == "en"]


def because(refused: Refused) -> Message:
    """Why not, in the language of the screen."""
    return lambda language: sentence(refused.refusal, language)


def answered(line: RequestLine, spoken: str) -> Message:
    """What the desk said of a request, when `spoken` was its language; its reason in another."""
    refusal = line.refusal
    if refusal is None:
        return line.text
    return lambda language: line.text if language == spoken else sentence(refusal, language)


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around every view model. `branch`: id of this terminal's branch.

    Without a desk and a library only the page of the first start is of use.
    """

    desk: Desk | None
    library: Library | None
    branch: str
    session: Session
    jobs: Jobs
    comfort: Comfort
    clock: Clock


@QmlAnonymous
class Model(QObject):
    """A view model: its own `changed`, one engine's singleton, empty again after each visit."""

    changed: ClassVar[Signal]

    def __init__(self, around: Around) -> None:
        super().__init__()
        self._desk, self._library = around.desk, around.library
        self._branch = around.branch
        self._session, self._jobs = around.session, around.jobs
        self._comfort, self._clock = around.comfort, around.clock
        self._forget()
        self._session.wiped.connect(self.reset)

    def __init_subclass__(cls) -> None:
        # QML asks for its object a class's own `create`, never that of a base.
        def create(engine: QQmlEngine) -> QObject:
            return held(engine, cls)

        cls.create = staticmethod(create)  # type: ignore[attr-defined]

    def _forget(self) -> None:
        """As it is before anybody has come; called once before anything else is there."""

    @Slot()
    def reset(self) -> None:
        """The visit is over: nothing of it is kept."""
        self._start_over()

    def _start_over(self) -> None:
        self._forget()
        self.changed.emit()

    def _language(self) -> str:
        return self._comfort.get_language()

    def _english(self) -> bool:
        return self._language() == "en"

    def _either(self, japanese: str, english: str) -> str:
        """The one of both that is in the language of the screen."""
        return english if self._english() else japanese


@QmlAnonymous
class Asking(Model):
    """A view model that hands something in: one thing at a time, and what came of it in words."""

    told = Signal()

    def __init__(self, around: Around) -> None:
        self._waiting = False
        super().__init__(around)
        self._comfort.languageChanged.connect(self.told)

    def _forget(self) -> None:
        self._message: Message = ""
        self._good = False

    def _start_over(self) -> None:
        super()._start_over()
        self.told.emit()

    @Slot()
    def reset(self) -> None:
        """The visit is over: nothing of it is kept, and nobody waits for an answer."""
        self._waiting = False
        self._start_over()

    @Slot(str)
    def explain(self, text: str) -> None:
        """Say why something cannot be done."""
        self._say(text)

    def _say(self, message: Message, *, good: bool = False) -> None:
        self._message, self._good = message, good
        self.told.emit()

    def _refuse(self, refused: Refused) -> None:
        self._say(because(refused))

    def _ask(
        self, work: Callable[[], T], then: Callable[[T], None], text: str, *, keep: bool = True
    ) -> None:
        """Hand something in; while that is under way a further touch does nothing."""
        if self._waiting:
            return
        self._waiting = True
        self._say("")
        self._jobs.run(work, then, self._refuse, text=text, keep=keep, after=self._let_go)

    def _let_go(self) -> None:
        self._waiting = False
        self.told.emit()

    def report(self, line: RequestLine, done: Said, noted: Said) -> None:
        """Say what came of a request: done, noted until the intake, or what staff must look at."""
        if line.state in _PENDING or line.state is RequestState.ACCEPTED:
            self._say(both(noted if line.state in _PENDING else done), good=True)
        else:
            self._say(answered(line, self._language()))

    def get_message(self) -> str:
        """What was done, or why it was not possible."""
        said = self._message
        return said if isinstance(said, str) else said(self._language())

    def is_good(self) -> bool:
        """Whether the message tells of something done."""
        return self._good

    def is_waiting(self) -> bool:
        """Whether the desk is taking something."""
        return self._waiting

    message = Property(str, get_message, notify=told)
    good = Property(bool, is_good, notify=told)
    waiting = Property(bool, is_waiting, notify=told)
