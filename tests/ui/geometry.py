"""Finds what looks wrong in a window: small or overlapping targets, clipped or lost text.

Looks at items as they are laid out, not at pixels, so that it can be run over every page in every
size in a second or two.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtQuick import QQuickItem, QQuickWindow

SLACK_PX = 1.5
REACH = 0.6
"""Where the lower 40 % of a screen begin, as a part of its height."""


@dataclass(frozen=True)
class Found:
    """A visible item: what it says, and where it lies in the window, in pixels."""

    item: QQuickItem
    name: str
    rect: QRectF


def faults(window: QQuickWindow, smallest_px: float, gap_px: float) -> list[str]:
    """All that is wrong, in words; empty where all is well."""
    area = QRectF(0, 0, window.width(), window.height())
    targets = list(_targets(window))
    return [
        *(f"outside: {_said(t)}" for t in targets if not _within(t.rect, area)),
        *(f"too small: {_said(t)}" for t in targets if _small(_touched(t), smallest_px)),
        *_collisions(targets, gap_px),
        *_texts(window, area, targets),
        *_panels(window),
    ]


def out_of_reach(window: QQuickWindow) -> list[str]:
    """Targets above the lower 40 % of the window; for low reach. Empty where all is well."""
    line = REACH * window.height() - SLACK_PX
    return [f"out of reach: {_said(t)}" for t in _targets(window) if t.rect.top() < line]


def words(window: QQuickWindow) -> list[str]:
    """All that is written on the page."""
    shown = _shown(window.contentItem())
    return [str(item.property("text")) for item in shown if item.inherits("QQuickText")]


def parts(window: QQuickWindow, kind: str) -> list[QQuickItem]:
    """What is shown and made of a QML file of that name."""
    shown = _shown(window.contentItem())
    return [item for item in shown if item.metaObject().className().split("_")[0] == kind]


def _said(found: Found) -> str:
    r = found.rect
    return f"「{found.name}」 at {r.x():.0f},{r.y():.0f} {r.width():.0f}×{r.height():.0f}"


def _small(rect: QRectF, least: float) -> bool:
    return min(rect.width(), rect.height()) < least - SLACK_PX


def _within(inner: QRectF, outer: QRectF) -> bool:
    return outer.adjusted(-SLACK_PX, -SLACK_PX, SLACK_PX, SLACK_PX).contains(inner)


def _collisions(targets: list[Found], gap_px: float) -> Iterator[str]:
    for number, one in enumerate(targets):
        for other in targets[number + 1 :]:
            if one.item.isAncestorOf(other.item) or other.item.isAncestorOf(one.item):
                continue
            grown = _touched(one).adjusted(-gap_px, -gap_px, gap_px, gap_px)
            shared = grown.intersected(_touched(other))
            if shared.width() > SLACK_PX and shared.height() > SLACK_PX:
                yield f"too near: {_said(one)} and {_said(other)}"


def _touched(found: Found) -> QRectF:
    """A row of a list takes no touch near the line to the next one."""
    spare = float(found.item.property("spare") or 0)
    return found.rect.adjusted(0, spare, 0, -spare)


def _targets(window: QQuickWindow) -> Iterator[Found]:
    for item in _shown(window.contentItem()):
        if item.inherits("QQuickAbstractButton") and item.isEnabled():
            yield Found(item, str(item.property("text") or ""), _rect(item))


def _texts(window: QQuickWindow, area: QRectF, targets: list[Found]) -> Iterator[str]:
    for item in _shown(window.contentItem()):
        text = item.property("text")
        if not item.inherits("QQuickText") or not str(text or "").strip():
            continue
        origin = item.mapToScene(QPointF(0, 0))
        painted_w = float(item.property("contentWidth"))
        painted_h = float(item.property("contentHeight"))
        found = Found(item, str(text), QRectF(origin.x(), origin.y(), painted_w, painted_h))
        if item.rotation() == 0 and painted_w > item.width() + SLACK_PX and not _clipped(item):
            yield f"wider than its place ({item.width():.0f}): {_said(found)}"
        if painted_h > item.height() + 0.35 * float(item.property("lineHeight") or 0) + 2:
            yield f"higher than its place ({item.height():.0f}): {_said(found)}"
        if bool(item.property("truncated")) and int(item.property("maximumLineCount")) > 1:
            yield f"cut: {_said(found)}"
        button = _button(item)
        if button is not None and item.rotation() == 0:
            inside = _rect(button).adjusted(-2, -2, 2, 2)
            middle = item.mapToScene(QPointF(item.width() / 2, 0)).x()
            if not _clipped(item) and painted_w / 2 > inside.right() - middle:
                yield f"beyond its button: {_said(found)}"
        for target in targets:
            if _covers(target, found, item):
                yield f"under {_said(target)}: {_said(found)}"
        if button is not None and painted_h > _rect(button).height() + SLACK_PX:
            yield f"higher than its button: {_said(found)}"
        if item.rotation() == 0 and not _clipped(item):
            yield from _beyond(found, [*(rect for rect, _ in _frames(item)), area])


def _panels(window: QQuickWindow) -> Iterator[str]:
    """Panels that reach under the bar."""
    for item in _shown(window.contentItem()):
        page = next((rect for rect, drawn in _frames(item) if not drawn), None)
        if page and item.inherits("QQuickRectangle") and not _within(_rect(item), page):
            yield f"panel beyond its page: {_rect(item).toRect().getRect()}"


def _beyond(found: Found, frames: list[QRectF]) -> Iterator[str]:
    """Words that leave their panel, their page (where the bar begins) or the window."""
    item, rect = found.item, found.rect
    leading = 0.1 * float(item.property("lineHeight") or 0)
    lines = rect.translated(0, (item.height() - rect.height()) / 2).adjusted(
        0, leading, 0, -leading
    )
    for frame in frames:
        wide = item.width() > rect.width() + SLACK_PX  # where in it the words lie is not told
        place = frame.adjusted(-rect.width(), 0, item.width(), 0) if wide else frame
        if not _within(lines, place):
            yield f"beyond {frame.toRect().getRect()}: {_said(found)}"
            return


def _covers(target: Found, text: Found, item: QQuickItem) -> bool:
    if target.item.isAncestorOf(item) or _button(item) is not None:
        return False
    shared = target.rect.intersected(text.rect)
    row = bool(target.item.property("spare"))
    return not row and shared.width() > 4 and shared.height() > 4


def _button(item: QQuickItem) -> QQuickItem | None:
    parent = item.parentItem()
    while parent is not None and not parent.inherits("QQuickAbstractButton"):
        parent = parent.parentItem()
    return parent


def _frames(item: QQuickItem) -> Iterator[tuple[QRectF, bool]]:
    """The rectangles an item stands in (drawn), and its page (not drawn); innermost first."""
    parent = item.parentItem()
    while parent is not None:
        drawn = parent.inherits("QQuickRectangle") and parent.width() > 0
        if drawn or parent.inherits("QQuickFocusScope"):
            yield _rect(parent), drawn
        parent = parent.parentItem()


def _clipped(item: QQuickItem) -> bool:
    parent = item.parentItem()
    while parent is not None:
        if parent.clip():
            return True
        parent = parent.parentItem()
    return False


def _rect(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def _shown(item: QQuickItem) -> Iterator[QQuickItem]:
    if not item.isVisible() or item.opacity() == 0:
        return
    yield item
    for child in item.childItems():
        yield from _shown(child)
