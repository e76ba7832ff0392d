"""The lists that a patron keeps, as rows of the screen. Pure."""

from datetime import date
from typing import Any

from kiosk.circulation.facts import Alert, HistoryEntry
from kiosk.desk.answers import HoldLine, TitleLine
from kiosk.ui.viewmodels import rows, words
from kiosk.ui.viewmodels.account_rows import STATE_ICONS

Line = TitleLine | Alert | HistoryEntry | HoldLine

FAVOURITES, ALERTS, HISTORY, CANCELLED = "favourites", "alerts", "history", "cancelled"
NAMES = {
    FAVOURITES: ("star", "お気に入り", "Favourites"),
    ALERTS: ("bell", "新着のお知らせ", "New-book alerts"),
    HISTORY: ("history", "読書記録", "Reading history"),
    CANCELLED: ("undo", "取り消した予約", "Cancelled holds"),
}
"""Icon and name of each list, in the order they are offered."""


def shown(line: Line, language: str) -> dict[str, Any]:
    """A line of any of the lists."""
    match line:
        case TitleLine():
            return _title(line, language)
        case Alert():
            return {"titleId": "", "title": line.words, "second": "", "symbol": "", "word": ""}
        case HistoryEntry():
            return _lent(line.title, line.title_text, line.lent, language)
        case HoldLine():
            return {
                "titleId": line.title,
                "title": line.title_text,
                "second": line.text,
                "symbol": STATE_ICONS.get(line.state, "info"),
                "word": line.label,
            }


def _title(line: TitleLine, language: str) -> dict[str, Any]:
    row = rows.title_row(line, language)
    return {
        "titleId": line.title.id,
        "title": row["title"],
        "second": row["byline"],
        "symbol": row["icon"],
        "word": row["word"],
        "tone": row["tone"],
        "more": row["waiting"],
    }


def _lent(title_id: str, title: str, lent: date, language: str) -> dict[str, Any]:
    day = words.plain_day(lent, language)
    said = f"Borrowed {day} {lent.year}" if language == "en" else f"{lent.year}年{day}に借りました"
    return {"titleId": title_id, "title": title, "second": said, "symbol": "", "word": ""}
