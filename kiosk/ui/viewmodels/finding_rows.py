"""Titles and headings as the search and results pages show them.

Pure functions over the desk's answers: words, names of icons and tones, no colours. What a profile
or a record does not know is left out rather than guessed.
"""

from typing import Any

from kiosk.catalogue.records import Title
from kiosk.catalogue.search import Heading, HeadingKind
from kiosk.circulation.facts import Kind
from kiosk.desk.answers import Found, Here, TitleLine
from kiosk.ui.viewmodels import rows, words

HEADING_WORDS = {
    HeadingKind.CREATOR: ("person", "著者", "Author"),
    HeadingKind.TITLE: ("book", "書名", "Title"),
    HeadingKind.SERIES: ("series", "シリーズ", "Series"),
    HeadingKind.SUBJECT: ("tag", "件名", "Subject"),
}

KIND_WORDS = {
    Kind.BOOK: ("book", "本", "Book"),
    Kind.MAGAZINE: ("magazine", "雑誌", "Magazine"),
    Kind.KAMISHIBAI: ("book", "紙芝居", "Picture-card show"),
    Kind.CASSETTE: ("music", "カセット", "Cassette"),
    Kind.READING_CD: ("speaker", "朗読CD", "Audiobook CD"),
    Kind.CD: ("disc", "CD", "CD"),
    Kind.DVD: ("disc", "DVD", "DVD"),
    Kind.VIDEO: ("disc", "ビデオ", "Video"),
    Kind.LD: ("disc", "LD", "LD"),
}

CLASSES = (
    ("911", "詩・短歌・俳句", "Poetry"),
    ("912", "戯曲", "Plays"),
    ("913", "日本の小説", "Fiction"),
    ("914", "エッセイ", "Essays"),
    ("91", "日本の文学", "Literature"),
    ("9", "外国の文学", "World fiction"),
    ("0", "知識・情報", "General"),
    ("1", "哲学・こころ", "Philosophy"),
    ("2", "歴史・地理", "History"),
    ("3", "社会", "Society"),
    ("4", "自然・科学", "Science"),
    ("59", "くらし", "Home life"),
    ("5", "技術", "Technology"),
    ("6", "産業", "Industry"),
    ("7", "芸術・スポーツ", "Arts and sports"),
    ("8", "ことば", "Language"),
)
"""Words for shelves, the longest class that fits first."""

GROUPS = {
    Here.HERE: ("here", "ここに\nあります", "It is\nhere", "here"),
    Here.ELSEWHERE: ("building", "ほかの館", "Other\nbranches", "ink"),
    Here.ON_LOAN: ("clock", "貸出中", "On loan", "ink"),
    Here.IN_BUILDING: ("room", "館内でのみ", "In the\nbuilding", "ink"),
    Here.NONE: ("info", "窓口で\nお聞きください", "Ask at\nthe desk", "ink"),
}
GROUP_ORDER = tuple(GROUPS)
"""Here first; then what can be had soonest."""

_TINTS = {"9": "blue", "8": "blue", "4": "here", "7": "here", "2": "warning", "K": "warning"}


def count_text(found: Found, language: str) -> str:
    """A count of titles; 以上 where it is only a lower bound."""
    text = rows.count_books(found.total, language)
    if found.exact:
        return text
    return f"over {text}" if language == "en" else f"{text}以上"


def class_word(title: Title, language: str) -> str:
    """The kind of shelf a title stands on; empty where its class is unknown."""
    if title.audience in ("picture", "child") or "絵本" in title.subjects:
        return "Children" if language == "en" else "えほん・児童"
    for ndc, japanese, english in CLASSES:
        if title.ndc.startswith(ndc):
            return english if language == "en" else japanese
    return ""


def spine(line: TitleLine, language: str) -> dict[str, Any]:
    """A new book as it stands on the attract page. `tint`: the tone of its kind of shelf."""
    title = line.title
    word = class_word(title, language) or KIND_WORDS[title.kind][2 if language == "en" else 1]
    tint = "here" if word in ("えほん・児童", "Children") else _TINTS.get(title.ndc[:1], "time")
    creator = title.creators[0].name if title.creators else title.publisher
    return {
        "id": title.id,
        "title": rows.full_title(title),
        "creator": creator,
        "word": word,
        "tint": tint,
    }


def live_row(line: TitleLine, language: str) -> dict[str, Any]:
    """A title in the list beside the board: title, byline, and where it stands."""
    state = rows.state(line, language)
    shelf = line.copy.shelf if line.copy and line.here is Here.HERE else ""
    if line.here is Here.ON_LOAN and line.queue:
        shelf = state["waiting"]
    return {
        "id": line.title.id,
        "title": rows.full_title(line.title),
        "byline": rows.byline(line.title, language),
        "icon": state["icon"],
        "word": state["word"],
        "tone": state["tone"],
        "note": shelf,
        "short": short(line, language),
    }


def short(line: TitleLine, language: str) -> str:
    """Where it stands, in the fewest words."""
    if line.here is Here.HERE:
        return "Here" if language == "en" else "ここに"
    if line.here is Here.IN_BUILDING:
        return "In the building" if language == "en" else "館内でのみ"
    word: str = rows.state(line, language)["word"]
    return word


def reading(kana: str) -> str:
    """A reading in hiragana without spaces, as a patron would write it."""
    letters = (chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in kana if not c.isspace())
    return "".join(letters)


def heading_row(heading: Heading, language: str) -> dict[str, Any]:
    """A heading to touch: reading, words, kind and how many titles stand under it."""
    icon, japanese, english = HEADING_WORDS[heading.kind]
    return {
        "text": heading.text,
        "kana": reading(heading.kana) if heading.kana != heading.text else "",
        "kind": heading.kind.value,
        "icon": icon,
        "word": english if language == "en" else japanese,
        "count": str(heading.count) if language == "en" else f"{heading.count}冊",
    }


def result_row(line: TitleLine, language: str, *, headed: bool = True) -> dict[str, Any]:
    """A row of results: title, what stands right of it, spine label and the one button.

    What has no copy says so itself where no head of a group says it.
    """
    first, second = where(line, language)
    if line.here is Here.NONE and not headed:
        first = rows.state(line, language)["word"]
    here = line.here in (Here.HERE, Here.IN_BUILDING)
    return {
        "id": line.title.id,
        "title": rows.full_title(line.title),
        "byline": rows.byline(line.title, language),
        "first": first,
        "second": second,
        "call": line.copy.call if here and line.copy else "",
        "action": "shelf" if here else "none" if line.here is Here.NONE else "cart",
        "strong": here,
    }


def where(line: TitleLine, language: str) -> tuple[str, str]:
    """Shelf, place or queue of a title, and a second thing to say of it."""
    english = language == "en"
    copy = line.copy
    if line.here in (Here.HERE, Here.IN_BUILDING):
        return (copy.shelf if copy else "", class_word(line.title, language))
    if line.here is Here.ELSEWHERE:
        place = line.place_text
        return (f"A copy is at {place}" if english else f"{place}に1冊あります", "")
    if line.here is Here.ON_LOAN:
        return _queue(line, language)
    return ("", "")


def _queue(line: TitleLine, language: str) -> tuple[str, str]:
    english = language == "en"
    due = line.copy.due if line.copy else None
    if line.queue:
        place = line.queue + 1
        after = f"You would be no. {place}" if english else f"いま予約すると {place}番目 です"
        return (rows.waiting(line.queue, language), after)
    first = "Nobody is waiting" if english else "待っている方はいません"
    if due is None:
        return (first, "")
    day = words.day(due, language)
    return (first, f"Due back {day}" if english else f"{day}に返却の予定")


def group_head(here: Here, count: int | None, language: str, shown: int) -> dict[str, Any]:
    """The head of a group of results: icon, word, tone, and how many where that is known.

    A group that goes on over other pages says how many of it are `shown` on this one.
    """
    icon, japanese, english, tone = GROUPS[here]
    number = "" if count is None else rows.count_books(count, language)
    if count is not None and shown < count:
        number = f"{shown} of {count}" if language == "en" else f"{number}中\n{shown}冊"
    word = english if language == "en" else japanese
    return {"icon": icon, "word": word, "tone": tone, "count": number}
