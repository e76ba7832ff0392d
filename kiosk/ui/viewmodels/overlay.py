"""What stands over a page: 「係に聞く」, and the notice that a touch could not be carried out.

It knows nothing of pages and patrons; whatever stands here goes with the visit.
"""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlAnonymous

from kiosk.desk.desk import Desk, Problem

QML_IMPORT_NAME = "Shirabe.Backend"
QML_IMPORT_MAJOR_VERSION = 1


@QmlAnonymous
class Overlay(QObject):
    """Help and notice, each shown or not."""

    helpChanged = Signal()
    noticeChanged = Signal()

    def __init__(self, desk: Desk | None) -> None:
        super().__init__()
        self._desk = desk
        self._help = False
        self._notice = False
        self._notice_text = ""
        self._reason = False

    def uncover(self) -> None:
        """Nothing stands over the page any more."""
        self.closeHelp()
        self.closeNotice()

    @Slot()
    def askStaff(self) -> None:
        """「係に聞く」: what to say and where to go, over the present page."""
        self._set_help(not self._help)

    @Slot()
    def closeHelp(self) -> None:
        """Close 「係に聞く」."""
        self._set_help(False)

    def _set_help(self, shown: bool) -> None:
        if shown != self._help:
            self._help = shown
            self.helpChanged.emit()

    @Slot(object)
    def stumbled(self, problem: Problem | None = None) -> None:
        """A touch could not be carried out: say so kindly once; the page stays.

        `problem`: the world's, which has a sentence of its own; None where ours broke.
        """
        english = self._desk is not None and self._desk.language == "en"
        self._reason = False
        said = "" if problem is None else problem.english if english else str(problem)
        self._set_notice(True, said)

    def tell(self, sentence: str) -> None:
        """Why a touch could not be carried out, on a page that has no place of its own for it."""
        self._reason = True
        self._set_notice(True, sentence)

    @Slot()
    def closeNotice(self) -> None:
        """The patron has read it."""
        self._set_notice(False)

    def _set_notice(self, shown: bool, text: str = "") -> None:
        self._notice, self._notice_text = shown, text
        self.noticeChanged.emit()

    def is_helping(self) -> bool:
        """Whether 「係に聞く」 is open."""
        return self._help

    def has_notice(self) -> bool:
        """Whether to say that the last touch could not be carried out."""
        return self._notice

    def notice_text(self) -> str:
        """What is in the way, where the world has a sentence for it; else empty."""
        return self._notice_text

    def is_reason(self) -> bool:
        """Whether the notice is a reason in words, so that trying again would change nothing."""
        return self._reason

    helping = Property(bool, is_helping, notify=helpChanged)
    notice = Property(bool, has_notice, notify=noticeChanged)
    reason = Property(bool, is_reason, notify=noticeChanged)
    noticeText = Property(str, notice_text, notify=noticeChanged)
