"""What a patron may photograph: a QR code without name or card number.

A QR's modules are whole pixels and its quiet zone is four modules, as scanners need it. The image
provider draws what the cart's last receipt says, or a text that stands in the address itself;
nothing is written to disk.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence

import segno
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider

QUIET_MODULES = 4
INK = "#1A1A1A"
_TEXT = "text:"


def receipt_text(heading: str, receipt: str, lines: Sequence[str]) -> str:
    """What the code says: library, receipt number, then the titles, one a line."""
    return "\n".join((heading, receipt, *lines))


def code_address(text: str) -> str:
    """Address of a code that says `text`: for slips of which nothing has to be kept."""
    return f"image://receipt/{_TEXT}{urlsafe_b64encode(text.encode()).decode()}"


def draw(text: str, side: int) -> QImage:
    """A QR code of `text` no wider than `side` pixels, black on white."""
    matrix = [list(row) for row in segno.make(text, error="m", micro=False).matrix]
    modules = len(matrix) + 2 * QUIET_MODULES
    scale = max(1, side // modules)
    image = QImage(modules * scale, modules * scale, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    ink = QColor(INK)
    for y, row in enumerate(matrix):
        for x, dark in enumerate(row):
            if dark:
                at_x, at_y = (x + QUIET_MODULES) * scale, (y + QUIET_MODULES) * scale
                painter.fillRect(at_x, at_y, scale, scale, ink)
    painter.end()
    return image


class ReceiptImages(QQuickImageProvider):
    """`image://receipt/N`: the code of the last receipt, empty once the visit is over; and
    whatever `code_address` names."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self.text = ""

    def requestImage(self, name: str, size: QSize, requested: QSize) -> QImage:
        """Draw the code at the size the page asks for."""
        side = max(requested.width(), requested.height(), 64)
        coded = name.removeprefix(_TEXT)
        text = self.text if coded == name else urlsafe_b64decode(coded).decode()
        if not text:
            blank = QImage(side, side, QImage.Format.Format_RGB32)
            blank.fill(Qt.GlobalColor.white)
            return blank
        image = draw(text, side)
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image
