"""Draws the icons of resources/icons in any colour and size for QML's `Icon`.

The address is `image://icons/NAME/INK/GROUND`, colours as six hex digits. `currentColor` in a
drawing becomes the ink, `currentGround` what lies under it (the tick of a filled disc). It must
never fetch anything but the files of its own folder.
"""

import re
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

DEFAULT_PX = 32
_ADDRESS = re.compile(r"([a-z]+)/([0-9a-fA-F]{6})/([0-9a-fA-F]{6})")


class Icons(QQuickImageProvider):
    """Image provider over a folder of SVG drawings on a grid of 24."""

    def __init__(self, folder: Path) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._drawings = {path.stem: path.read_text("utf-8") for path in folder.glob("*.svg")}

    def names(self) -> tuple[str, ...]:
        """All icons there are."""
        return tuple(sorted(self._drawings))

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002
        """The icon in its colours, `requestedSize` pixels; an unknown one stays empty."""
        wide = max(1, requestedSize.width() if requestedSize.width() > 0 else DEFAULT_PX)
        image = QImage(wide, wide, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        size.setWidth(wide)
        size.setHeight(wide)
        address = _ADDRESS.fullmatch(id)
        drawing = self._drawings.get(address[1]) if address else None
        if address is None or drawing is None:
            return image
        inked = drawing.replace("currentColor", f"#{address[2]}")
        inked = inked.replace("currentGround", f"#{address[3]}")
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        QSvgRenderer(QByteArray(inked.encode())).render(painter, QRectF(0, 0, wide, wide))
        painter.end()
        return image
