"""Dates, moments and counts as a kind librarian says them, in Japanese and English.

Pure functions over values of the desk. No Qt, no rule, and never a name or a card number.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

WEEKDAYS_JA = "月火水木金土日"
WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
HOLIDAYS_EN = {
    "元日": "New Year's Day",
    "成人の日": "Coming of Age Day",
    "建国記念の日": "National Foundation Day",
    "天皇誕生日": "The Emperor's Birthday",
    "春分の日": "Spring Equinox Day",
    "昭和の日": "Showa Day",
    "憲法記念日": "Constitution Day",
    "みどりの日": "Greenery Day",
    "こどもの日": "Children's Day",
    "海の日": "Marine Day",
    "山の日": "Mountain Day",
    "敬老の日": "Respect for the Aged Day",
    "秋分の日": "Autumn Equinox Day",
    "スポーツの日": "Sports Day",
    "文化の日": "Culture Day",
    "勤労感謝の日": "Labour Thanksgiving Day",
}


def day(of: date, language: str = "ja") -> str:
    """A day with its weekday: 12月1日(火), Tue 1 Dec."""
    if language == "en":
        return f"{WEEKDAYS_EN[of.weekday()]} {of.day} {MONTHS_EN[of.month - 1]}"
    return f"{of.month}月{of.day}日({WEEKDAYS_JA[of.weekday()]})"


def short_day(of: date, language: str = "ja") -> str:
    """A day without its month, for one that is near: 25日(水), Wed 25."""
    if language == "en":
        return f"{WEEKDAYS_EN[of.weekday()]} {of.day}"
    return f"{of.day}日({WEEKDAYS_JA[of.weekday()]})"


def plain_day(of: date, language: str = "ja") -> str:
    """A day without its weekday: 12月3日, 3 Dec."""
    if language == "en":
        return f"{of.day} {MONTHS_EN[of.month - 1]}"
    return f"{of.month}月{of.day}日"


def weekday(of: date, language: str = "ja") -> str:
    """The weekday alone: 火, Tue."""
    return WEEKDAYS_EN[of.weekday()] if language == "en" else WEEKDAYS_JA[of.weekday()]


def month(of: date, language: str = "ja") -> str:
    """A month with its year: 2026年11月, Nov 2026."""
    if language == "en":
        return f"{MONTHS_EN[of.month - 1]} {of.year}"
    return f"{of.year}年{of.month}月"


def weekdays(days: Iterable[int], language: str = "ja") -> str:
    """Weekdays (0 is Monday), in runs: 火–金・日, Tue–Fri, Sun."""
    names = WEEKDAYS_EN if language == "en" else tuple(WEEKDAYS_JA)
    runs: list[list[int]] = []
    for one in sorted(days):
        if runs and one == runs[-1][-1] + 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    said = [names[a[0]] if len(a) == 1 else f"{names[a[0]]}–{names[a[-1]]}" for a in runs]
    return (", " if language == "en" else "・").join(said)


def holiday(name: str, language: str = "ja") -> str:
    """A public holiday as the calendar names it; a day in lieu is called just that."""
    lieu = "振替休日" in name
    if language == "en":
        return "Holiday in lieu" if lieu else HOLIDAYS_EN.get(name, "Public holiday")
    return "振替休日" if lieu else name


def clock(of: time, language: str = "ja") -> str:
    """A time of day as it is spoken: 午前3時, 午後1時30分, 3 a.m."""
    hour = of.hour % 12
    if language == "en":
        half = "a.m." if of.hour < 12 else "p.m."
        return f"{hour or 12}:{of.minute:02d} {half}" if of.minute else f"{hour or 12} {half}"
    if of.hour == 12 and of.minute == 0:
        return "正午"
    half = "午前" if of.hour < 12 else "午後"
    minutes = f"{of.minute}分" if of.minute else ""
    return f"{half}{hour}時{minutes}"


def relative_day(of: date, today: date, language: str = "ja") -> str:
    """きょう, 明日, 明後日, or the day with its weekday."""
    near = {
        "ja": {0: "きょう", 1: "明日", 2: "明後日"},
        "en": {0: "today", 1: "tomorrow"},
    }
    words = near.get(language, near["ja"])
    return words.get((of - today).days) or day(of, language)


def moment(at: datetime, now: datetime, language: str = "ja") -> str:
    """A moment soon to come: 明日 午前3時, tomorrow 3 a.m."""
    at = at.astimezone(now.tzinfo)
    return f"{relative_day(at.date(), now.date(), language)} {clock(at.time(), language)}"


def moment_dated(at: datetime, now: datetime, language: str = "ja") -> str:
    """The same with the date beside a near day: 明日 25日(水) 午前3時."""
    at = at.astimezone(now.tzinfo)
    near = relative_day(at.date(), now.date(), language)
    if near == day(at.date(), language):
        return f"{near} {clock(at.time(), language)}"
    return f"{near} {short_day(at.date(), language)} {clock(at.time(), language)}"


def past(at: datetime, now: datetime, language: str = "ja") -> str:
    """A moment that has been: 今朝 3時, きょう 13:00, きのう 17:00, 11月20日(金) 9:00."""
    at = at.astimezone(now.tzinfo)
    days = (now.date() - at.date()).days
    hhmm = f"{at.hour}:{at.minute:02d}"
    if language == "en":
        name = {0: "today", 1: "yesterday"}.get(days) or day(at.date(), "en")
        return f"{name} {hhmm}"
    if days == 0 and at.hour < 9 and at.minute == 0:
        return f"今朝 {at.hour}時"
    name = {0: "きょう", 1: "きのう"}.get(days) or day(at.date())
    return f"{name} {hhmm}"


def days_left(until: date, today: date, language: str = "ja") -> str:
    """How long is left until a due date: あと3日, きょうまで, 2日すぎています."""
    days = (until - today).days
    if language == "en":
        if days > 0:
            return f"{days} day{'s' if days > 1 else ''} left"
        return "due today" if days == 0 else f"{-days} day{'s' if days < -1 else ''} late"
    if days > 0:
        return f"あと{days}日"
    return "きょうまで" if days == 0 else f"{-days}日すぎています"


def hours(span: tuple[time, time] | None, language: str = "ja") -> str:
    """Opening hours of a day: 9:30–19:00, or that the house is closed."""
    if span is None:
        return "closed" if language == "en" else "休館日"
    start, end = span
    return f"{start.hour}:{start.minute:02d}–{end.hour}:{end.minute:02d}"


def data_age(as_of: datetime | None, now: datetime, language: str = "ja") -> str:
    """How old the stock is: 在庫は 10:32 現在; with the day where it is not today's."""
    if as_of is None:
        return "No catalogue yet" if language == "en" else "目録はこれから届きます"
    as_of = as_of.astimezone(now.tzinfo)
    hhmm = f"{as_of.hour}:{as_of.minute:02d}"
    if as_of.date() != now.date():
        hhmm = f"{day(as_of.date(), language)} {hhmm}"
    return f"Stock as of {hhmm}" if language == "en" else f"在庫は {hhmm} 現在"


def grouped_card(card: str) -> str:
    """A card number in groups of four, as it is read aloud: 2000 4821."""
    return " ".join(card[start : start + 4] for start in range(0, len(card), 4))


def days_between(start: date, end: date) -> tuple[date, ...]:
    """Every day from `start` to `end`, both included."""
    return tuple(start + timedelta(days=step) for step in range((end - start).days + 1))
