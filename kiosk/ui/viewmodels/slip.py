"""The slip for the counter: what was looked for and not found, in words and as a QR code.

Staff read it from the screen, or from the telephone that took it along. It names no person and no
card, nothing of it is written down, and it goes with the visit.
"""

from datetime import datetime

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from kiosk.ui.viewmodels import words
from kiosk.ui.viewmodels.basis import Around, Model
from kiosk.ui.viewmodels.listing import Listing
from kiosk.ui.viewmodels.narrowing import Narrowing
from kiosk.ui.viewmodels.receipt import code_address, receipt_text

QML_IMPORT_NAME = "Shirabe.Backend"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlSingleton
class Slip(Model):
    """`shown`: it stands over the page; `rows`: {name, text} of what was asked for, and when."""

    changed = Signal()

    def __init__(self, around: Around, listing: Listing, narrowing: Narrowing) -> None:
        super().__init__(around)
        self._listing, self._narrowing = listing, narrowing
        self._session.pageChanged.connect(self.close)
        self._comfort.languageChanged.connect(self.changed)

    def _forget(self) -> None:
        self._at: datetime | None = None

    @Slot()
    def show(self) -> None:
        """What the list was asked for, as it is now."""
        self._at = self._clock.now()
        self.changed.emit()

    @Slot()
    def close(self) -> None:
        """Back to the page."""
        if self._at is not None:
            self._start_over()

    def is_shown(self) -> bool:
        """Whether it stands over the page."""
        return self._at is not None

    def get_rows(self) -> list[dict[str, str]]:
        """The words with what they name, the filters that are on, and the moment."""
        if self._at is None:
            return []
        kind = self._listing.kind_row()["word"]
        said = self._listing.get_said() + (f" ({kind})" if kind else "")
        between = ", " if self._english() else "・"
        filters = between.join(chip["text"] for chip in self._narrowing.get_in_force())
        day = words.day(self._at.date(), self._language())
        told = (
            (self._either("さがしたことば", "Words"), said),
            (self._either("条件", "Filters"), filters),
            (self._either("調べた日時", "Asked at"), f"{day} {self._at:%H:%M}"),
        )
        return [{"name": name, "text": text} for name, text in told if text]

    def image_address(self) -> str:
        """Address of its QR code; empty while it is not shown."""
        if self._at is None:
            return ""
        heading = self._library.name if self._library else ""
        lines = [f"{row['name']}: {row['text']}" for row in self.get_rows()]
        return code_address(receipt_text(heading, self._either("おたずね", "A question"), lines))

    shown = Property(bool, is_shown, notify=changed)
    rows = Property(list, get_rows, notify=changed)
    image = Property(str, image_address, notify=changed)
