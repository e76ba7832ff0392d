"""A title, its copies and its neighbours as the detail page shows them.

Pure functions over the desk's answers. What a profile or a record does not know is left out rather
than guessed.
"""

from typing import Any

from kiosk.catalogue.records import Title
from kiosk.catalogue.series import in_order
from kiosk.circulation.facts import CopyStatus, Lending
from kiosk.circulation.library import Library
from kiosk.circulation.reasons import sentence
from kiosk.desk.answers import CopyLine, Here, Slot, TitleLine, TitlePage
from kiosk.ui.viewmodels import rows, words
from kiosk.ui.viewmodels.choices import unit
from kiosk.ui.viewmodels.finding_rows import KIND_WORDS, class_word, reading, short, where
from kiosk.ui.viewmodels.receipt import code_address, receipt_text


def copy_row(copy: CopyLine, language: str) -> dict[str, Any]:
    """A copy in 「どこにあるか」: branch, state, where or when, call number."""
    english = language == "en"
    icon, word, tone = _copy_state(copy, english=english)
    place = copy.shelf if copy.status is CopyStatus.AVAILABLE else ""
    if copy.status is CopyStatus.ON_LOAN and copy.due is not None:
        day = words.day(copy.due, language)
        place = f"Due back {day}" if english else f"{day}に返却の予定"
    return {
        "branch": copy.branch_text,
        "icon": icon,
        "word": word,
        "tone": tone,
        "where": place,
        "call": copy.call,
    }


def _alike(copies: list[dict[str, Any]], language: str) -> list[dict[str, Any]]:
    """Copies of which the same is to be said take one row, with how many they are."""
    made: list[dict[str, Any]] = []
    for copy in copies:
        many = copies.count(copy)
        said = f"{many} copies" if language == "en" else f"{many}冊"
        place = "　".join(part for part in (copy["where"], said if many > 1 else "") if part)
        row = {**copy, "where": place, "many": many}
        if row not in made:
            made.append(row)
    return made


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
    copy = page.line.copy if _is_here(page.line) else None
    shelf, call = (copy.shelf, copy.call) if copy else ("", "")
    return {
        "id": title.id,
        "title": rows.full_title(title),
        "kana": "" if title.kana_generated else reading(title.kana),
        "subtitle": title.subtitle,
        "kindIcon": icon,
        "kind": english if language == "en" else japanese,
        "creator": creator,
        "creators": "　".join(_credit(maker.name, maker.role) for maker in title.creators),
        "facts": _facts(title, language),
        "copies": _alike([copy_row(copy, language) for copy in page.copies], language),
        "head": _panel_head(page.line, language),
        "shelf": shelf,
        "call": call,
        "code": _code(title, library, (shelf, call)),
        "shelfNote": class_word(title, language),
        "series": page.group,
        "volumes": [volume_card(line, title, language, True) for line in _volumes(page)],
        "volumesCount": page.count,
        **offer(page, library, language),
    }


def _code(title: Title, library: Library | None, place: tuple[str, str]) -> str:
    """Address of a QR code to walk to the shelf with; empty where the title stands on none."""
    lines = [part for part in place if part]
    heading = library.name if library else ""
    return code_address(receipt_text(heading, rows.full_title(title), lines)) if lines else ""


def _credit(name: str, role: str) -> str:
    return f"{name} {role}" if role and role != "著" else name


def _is_here(line: TitleLine) -> bool:
    return line.here in (Here.HERE, Here.IN_BUILDING)


def _facts(title: Title, language: str) -> str:
    year = ""
    if title.year is not None:
        year = str(title.year) if language == "en" else f"{title.year}年"
    return "　".join(part for part in (title.publisher, year, title.extent) if part)


def _panel_head(line: TitleLine, language: str) -> dict[str, str]:
    """What the panel on the right says first, with a second sentence where nothing is here."""
    english = language == "en"
    first, second = where(line, language)
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
    if language == "en":
        return (f"{left} left", f"{taken} of {slot.limit} used")
    counted = unit(slot, library, language)
    return (f"あと{left}{counted}", f"{slot.limit}{counted}のうち{taken}{counted}")


def _volumes(page: TitlePage) -> list[TitleLine]:
    """In order, the opened volume in its place."""
    if not page.volumes:
        return []
    lines = {line.title.id: line for line in (page.line, *page.volumes)}
    return [lines[title.id] for title in in_order(line.title for line in lines.values())]


def volume_card(
    line: TitleLine, shown: Title, language: str, volume: bool = False
) -> dict[str, Any]:
    """A title beside the opened one: another by its author, or a `volume` of the same thing."""
    state = rows.state(line, language)
    title = line.title
    english = language == "en"
    this = title.id == shown.id
    word = short(line, language) if line.here is not Here.HERE else state["word"]
    return {
        "id": title.id,
        "name": (title.volume if volume else "") or rows.full_title(title),
        "this": this,
        "icon": "book" if this else state["icon"],
        "word": ("Open now" if english else "いま見ている本") if this else word,
        "tone": "ink" if this else state["tone"],
        "holdable": line.here in (Here.ELSEWHERE, Here.ON_LOAN, Here.HERE),
    }
