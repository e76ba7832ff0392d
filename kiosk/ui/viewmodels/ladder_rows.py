"""The ladder where nothing was found: what a rung changes, why, and what it brings. Pure."""

from typing import Any

from kiosk.desk.narrowing import Filter, Rung, WayOut
from kiosk.ui.viewmodels.finding_rows import HEADING_WORDS
from kiosk.ui.viewmodels.narrowing_rows import in_force
from kiosk.ui.viewmodels.narrowing_touch import Asked
from kiosk.ui.viewmodels.narrowing_words import FIELDS, GROUPS
from kiosk.ui.viewmodels.rows import count_books

_ICONS = {
    Rung.FILTER: "undo",
    Rung.FILTERS: "undo",
    Rung.WORD: "search",
    Rung.SHORTER: "search",
}


def way_row(asked: Asked, way: WayOut) -> dict[str, Any]:
    """A rung: {icon, text, note, count}."""
    english = asked.english
    count = count_books(way.total, "en" if english else "ja")
    if not way.exact:
        count = f"over {count}" if english else f"{count}以上"
    icon, text, note = _near(way, english) if way.heading else _other(asked, way)
    return {"icon": icon, "text": text, "note": note, "count": count}


def _near(way: WayOut, english: int) -> tuple[str, str, str]:
    assert way.heading is not None  # noqa: S101 - asked for near ones only
    icon, *said = HEADING_WORDS[way.heading.kind]
    note = f"A near spelling ({said[1]})" if english else f"近いことば（{said[0]}）"
    return icon, way.heading.text, note


def _other(asked: Asked, way: WayOut) -> tuple[str, str, str]:
    english, text = asked.english, way.query.text.strip()
    said = {
        Rung.FILTER: (f"「{_hiding(asked, way)}」を外す", f"Without “{_hiding(asked, way)}”"),
        Rung.FILTERS: ("条件をすべて外す", "Without all filters"),
        Rung.WORD: (f"「{text}」で探す", f"Look for “{text}”"),
        Rung.SHORTER: (f"「{text}」で探す", f"Look for “{text}”"),
    }
    why = {
        Rung.FILTER: ("この条件で、かくれています", "This filter hides them"),
        Rung.FILTERS: ("条件をあわせると、なくなります", "Together they leave nothing"),
        Rung.WORD: ("ことばを1つ減らします", "One word fewer"),
        Rung.SHORTER: ("終わりの字を減らします", "Fewer letters at the end"),
    }
    return _ICONS[way.rung], said[way.rung][english], why[way.rung][english]


def _hiding(asked: Asked, way: WayOut) -> str:
    """What is on of the filter that a rung takes away."""
    if way.filter is Filter.FIELD:
        return FIELDS[asked.query.field][asked.english]
    on = [chip["text"] for chip in in_force(asked) if chip["group"] == way.filter]
    return "・".join(on) or (GROUPS[way.filter][asked.english] if way.filter else "")
