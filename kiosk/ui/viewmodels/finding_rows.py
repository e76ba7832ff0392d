"""Titles, headings and copies as the search, results and detail pages show them.

Pure functions over the desk's answers: words, names of icons and tones, no colours. What a profile
or a record does not know is left out rather than guessed.
"""

from typing import Any

from kiosk.catalogue.records import Title
from kiosk.catalogue.search import Heading, HeadingKind
from kiosk.circulation.facts import CopyStatus, Kind, Lending
from kiosk.circulation.library import Library
from kiosk.circulation.reasons import sentence
from kiosk.desk.answers import CopyLine, Found, Here, Slot, TitleLine, TitlePage
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


def is_english(language: str) -> bool:
    """Whether texts are wanted in English."""
    return language.startswith("en")


def count_text(found: Found, language: str) -> str:
    """A count of titles; 以上 where it is only a lower bound."""
    text = rows.count_books(found.total, language)
    if found.exact:
        return text
    return f"over {text}" if language == "en" else f"{text}以上"


def class_word(title: Title, language: str) -> str:
    """The kind of shelf a title stands on; empty where its class is unknown."""
    if title.audience in ("picture", "child") or "絵本" in title.subjects:
        return "Children" if is_english(language) else "えほん・児童"
    for ndc, japanese, english in CLASSES:
        if title.ndc.startswith(ndc):
            return english if is_english(language) else japanese
    return ""


def spine(line: TitleLine, language: str) -> dict[str, Any]:
    """A new book as it stands on the attract page. `tint`: the tone of its kind of shelf."""
    title = line.title
    word = class_word(title, language) or KIND_WORDS[title.kind][2 if is_english(language) else 1]
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
        "short": _short(line, language),
    }


def _short(line: TitleLine, language: str) -> str:
    if line.here is Here.HERE:
        return "Here" if is_english(language) else "ここに"
    if line.here is Here.IN_BUILDING:
        return "In the building" if is_english(language) else "館内でのみ"
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
        "word": english if is_english(language) else japanese,
        "count": str(heading.count) if is_english(language) else f"{heading.count}冊",
    }


def result_row(line: TitleLine, language: str) -> dict[str, Any]:
    """A row of results: title, what stands right of it, spine label and the one button."""
    first, second = _where(line, language)
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


def _where(line: TitleLine, language: str) -> tuple[str, str]:
    english = is_english(language)
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
    english = is_english(language)
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


def group_head(here: Here, count: int | None, language: str) -> dict[str, Any]:
    """The head of a group of results: icon, word, tone, and how many where that is known."""
    icon, japanese, english, tone = GROUPS[here]
    number = "" if count is None else rows.count_books(count, language)
    word = english if is_english(language) else japanese
    return {"icon": icon, "word": word, "tone": tone, "count": number}


def copy_row(copy: CopyLine, language: str) -> dict[str, Any]:
    """A copy in 「どこにあるか」: branch, state, where or when, call number."""
    english = is_english(language)
    icon, word, tone = _copy_state(copy, english=english)
    where = copy.shelf if copy.status is CopyStatus.AVAILABLE else ""
    if copy.status is CopyStatus.ON_LOAN and copy.due is not None:
        day = words.day(copy.due, language)
        where = f"Due back {day}" if english else f"{day}に返却の予定"
    return {
        "branch": copy.branch_text,
        "icon": icon,
        "word": word,
        "tone": tone,
        "where": where,
        "call": copy.call,
    }


def _copy_state(copy: CopyLine, *, english: bool) -> tuple[str, str, str]:
    if copy.status is CopyStatus.AVAILABLE:
        if copy.lending is not Lending.LOAN:
            return ("room", "In the building" if english else "館内でのみ", "ink")
        if copy.here:
            return ("here", "It is here" if english else "ここにあります", "here")
        return ("here", "Available" if english else "あります", "here")
    icon, japanese, said = {
        CopyStatus.ON_LOAN: ("clock", "貸出中", "On loan"),
        CopyStatus.ON_HOLD_SHELF: ("clock", "予約で取り置き中", "Kept for a hold"),
        CopyStatus.IN_TRANSIT: ("truck", "配送中", "On its way"),
        CopyStatus.MISSING: ("info", "いま見当たりません", "Cannot be found now"),
    }[copy.status]
    return (icon, said if english else japanese, "ink")


def detail(page: TitlePage, library: Library | None, language: str) -> dict[str, Any]:
    """The whole detail page but its place in a list."""
    title = page.line.title
    icon, japanese, english = KIND_WORDS[title.kind]
    creator = title.creators[0].name if title.creators else ""
    return {
        "id": title.id,
        "title": rows.full_title(title),
        "kana": "" if title.kana_generated else reading(title.kana),
        "subtitle": title.subtitle,
        "kindIcon": icon,
        "kind": english if is_english(language) else japanese,
        "creator": creator,
        "creators": "　".join(_credit(maker.name, maker.role) for maker in title.creators),
        "facts": _facts(title, language),
        "copies": [copy_row(copy, language) for copy in page.copies],
        "head": _panel_head(page.line, language),
        "shelf": page.line.copy.shelf if _is_here(page.line) and page.line.copy else "",
        "call": page.line.copy.call if _is_here(page.line) and page.line.copy else "",
        "shelfNote": class_word(title, language),
        "series": title.series,
        "volumes": [volume_card(line, title, language) for line in _volumes(page)],
        **offer(page, library, language),
    }


def _credit(name: str, role: str) -> str:
    return f"{name} {role}" if role and role != "著" else name


def _is_here(line: TitleLine) -> bool:
    return line.here in (Here.HERE, Here.IN_BUILDING)


def _facts(title: Title, language: str) -> str:
    year = ""
    if title.year is not None:
        year = str(title.year) if is_english(language) else f"{title.year}年"
    return "　".join(part for part in (title.publisher, year, title.extent) if part)


def _panel_head(line: TitleLine, language: str) -> dict[str, str]:
    """What the panel on the right says first, with a second sentence where nothing is here."""
    english = is_english(language)
    first, second = _where(line, language)
    if line.here is Here.IN_BUILDING:
        said = "You can use it here" if english else "この館で見られます"
        return {"icon": "room", "word": said, "tone": "ink", "first": "", "second": ""}
    if line.here is Here.HERE:
        first, second = "", ""
    state = rows.state(line, language)
    if line.here is Here.NONE:
        ask = "Our staff will look for it." if english else "係がお探しします。"
        return {**_words(state), "first": ask, "second": ""}
    if line.here is Here.ELSEWHERE:
        told = "It can be brought here." if english else "取り寄せて受け取れます。"
        return {**_words(state), "first": told, "second": ""}
    return {**_words(state), "first": first, "second": second}


def _words(state: dict[str, Any]) -> dict[str, str]:
    return {"icon": state["icon"], "word": state["word"], "tone": state["tone"]}


def offer(page: TitlePage, library: Library | None, language: str) -> dict[str, Any]:
    """Whether it can be held; else every reason. `slot`: the gauge of its group in words."""
    refusals = [sentence(refusal, language) for refusal in page.offer.refusals]
    slot = next((s for s in page.offer.slots if page.line.title.kind in s.kinds), None)
    left, used = _slot_words(slot, library, language)
    return {
        "allowed": page.offer.allowed,
        "reasons": refusals,
        "inCart": page.offer.in_cart,
        "slotLabel": slot.label if slot else "",
        "slotLeft": left,
        "slotUsed": used,
    }


def _slot_words(slot: Slot | None, library: Library | None, language: str) -> tuple[str, str]:
    if slot is None or slot.limit is None:
        return ("", "")
    taken = slot.used + slot.in_cart
    left = max(0, slot.limit - taken)
    if is_english(language):
        return (f"{left} left", f"{taken} of {slot.limit} used")
    groups = library.limits if library else ()
    units = (g.unit for g in groups if tuple(g.kinds) == tuple(slot.kinds) and g.unit)
    unit = next((said.said(language) for said in units), "点")
    return (f"あと{left}{unit}", f"{slot.limit}{unit}のうち{taken}{unit}")


def _volumes(page: TitlePage) -> list[TitleLine]:
    """The series in reading order, the opened volume in its place."""
    if not page.volumes:
        return []
    every = [page.line, *page.volumes]
    return sorted(every, key=_order)


def _order(line: TitleLine) -> tuple[bool, int, str, int]:
    title = line.title
    number = title.volume_number
    return (number is None, number or 0, title.volume, title.year or 0)


def volume_card(line: TitleLine, shown: Title, language: str) -> dict[str, Any]:
    """A title beside the opened one: a volume of its series, or another by its author."""
    state = rows.state(line, language)
    title = line.title
    english = is_english(language)
    this = title.id == shown.id
    word = _short(line, language) if line.here is not Here.HERE else state["word"]
    return {
        "id": title.id,
        "name": (title.volume if shown.series and title.series == shown.series else "")
        or rows.full_title(title),
        "this": this,
        "icon": "book" if this else state["icon"],
        "word": ("Open now" if english else "いま見ている本") if this else word,
        "tone": "ink" if this else state["tone"],
        "holdable": line.here in (Here.ELSEWHERE, Here.ON_LOAN, Here.HERE),
    }
