"""Both due dates of a renewal, the strip of days between, and the rule in a sentence. Pure."""

from datetime import date, timedelta
from typing import Any

from kiosk.circulation import calendar
from kiosk.circulation.library import Library
from kiosk.desk.answers import RenewalPreview
from kiosk.ui.viewmodels import words

STRIP_LONGEST = 22
"""More days than these do not fit on one strip: the middle is left out of it."""


def dates(preview: RenewalPreview | None, language: str) -> dict[str, Any]:
    """Both due dates, the difference in days, and from when renewing gains."""
    if preview is None:
        return {"title": "", "shortens": False, "days": 0, "gainsFrom": ""}
    gains = preview.gains_from
    return {
        "title": preview.title_text,
        "shortens": preview.shortens,
        "days": abs((preview.new_due - preview.old_due).days),
        "oldDay": words.plain_day(preview.old_due, language),
        "oldWeekday": words.weekday(preview.old_due, language),
        "newDay": words.plain_day(preview.new_due, language),
        "newWeekday": words.weekday(preview.new_due, language),
        "same": preview.new_due == preview.old_due,
        "gainsFrom": words.short_day(gains, language) if gains else "",
    }


def strip(
    preview: RenewalPreview | None,
    library: Library | None,
    branch: str,
    today: date,
    language: str,
) -> list[dict[str, Any]]:
    """The days from today to just past both dates: `mark` says what each day is."""
    if preview is None:
        return []
    last = max(preview.old_due, preview.new_due) + timedelta(days=1)
    return [
        {
            "weekday": words.weekday(day, language),
            "day": _shown(day, today, preview, language),
            "mark": _mark(day, today, preview, library is None or _open(library, branch, day)),
        }
        for day in _days(today, last, preview)
    ]


def rule_text(library: Library | None, language: str) -> str:
    """How renewing works here, in one sentence."""
    if library is None:
        return ""
    rule = library.renewal
    weeks, rest = divmod(rule.days, 7)
    from_renewal = rule.base.value == "renewal_day"
    if language == "en":
        span = f"{weeks} week{'' if weeks == 1 else 's'}" if not rest else f"{rule.days} days"
        start = "the day you renew" if from_renewal else "the old due date"
        times = "once" if rule.times == 1 else f"{rule.times} times"
        return f"You can renew {times}. The new period is {span} from {start}."
    span = f"{weeks}週間" if not rest else f"{rule.days}日"
    start = "延長した日" if from_renewal else "いまの返却日"
    return f"延長は{rule.times}回だけです。{start}から{span}になります。"


def _open(library: Library, branch: str, day: date) -> bool:
    return calendar.is_open(library, branch, day)


def _mark(day: date, today: date, preview: RenewalPreview, is_open: bool) -> str:
    if day == today:
        return "today"
    if day == preview.old_due:
        return "old"
    if day == preview.new_due:
        return "new"
    if preview.shortens and day == preview.gains_from:
        return "gains"
    return "plain" if is_open else "closed"


def _shown(day: date, today: date, preview: RenewalPreview, language: str) -> str:
    """Day of the month; with its month where the month is new to the eye."""
    if day.day == 1 or (day == preview.new_due and day.month != today.month):
        return f"{day.day}/{day.month}" if language == "en" else f"{day.month}/{day.day}"
    return str(day.day)


def _days(today: date, last: date, preview: RenewalPreview) -> list[date]:
    """Every day, or where there are too many those around the days that matter."""
    days = words.days_between(today, last)
    if len(days) <= STRIP_LONGEST:
        return list(days)
    near = {today, preview.old_due, preview.new_due, preview.gains_from}
    marked = {day for day in near if day is not None}
    around = {day + timedelta(days=step) for day in marked for step in (-1, 0, 1)}
    return [day for day in days if day in around][:STRIP_LONGEST]
