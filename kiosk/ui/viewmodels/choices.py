"""Places and ways of being told as the two-line choices of cart and settings. Pure."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from kiosk.circulation import calendar
from kiosk.circulation.facts import Contact
from kiosk.circulation.library import Library
from kiosk.circulation.reasons import sentence
from kiosk.desk.answers import ContactChoice, PickupChoice, Slot
from kiosk.ui.viewmodels import words

CONTACT_SYMBOLS = {Contact.MAIL: "mail", Contact.PHONE: "phone", Contact.NONE: "screen"}


def place_rows(
    places: Iterable[PickupChoice],
    chosen: str | None,
    library: Library | None,
    today: date,
    language: str,
) -> list[dict[str, Any]]:
    """Places to fetch; the second line is the profile's note, or the hours of today."""
    return [_place(place, chosen, library, today, language) for place in places]


def _place(
    place: PickupChoice, chosen: str | None, library: Library | None, today: date, language: str
) -> dict[str, Any]:
    note = place.note or _hours(place, library, today, language)
    return {
        "id": place.id,
        "text": place.text,
        "note": note,
        "here": place.here,
        "symbol": "truck" if place.stop else "building",
        "on": place.id == chosen,
        "why": sentence(place.refusal, language) if place.refusal else "",
    }


def _hours(place: PickupChoice, library: Library | None, today: date, language: str) -> str:
    if library is None or place.stop or place.id not in {b.id for b in library.branches}:
        return ""
    english = language == "en"
    here = ("This library  " if english else "この館　") if place.here else ""
    if not calendar.is_open(library, place.id, today):
        return here + ("closed today" if english else "きょうは休館日")
    span = calendar.hours(library, place.id, today)
    if span is None:
        return here.strip()
    return here + ("today " if english else "きょう ") + words.hours(span, language)


def contact_rows(
    ways: Iterable[ContactChoice], chosen: Contact | None, library: Library | None, language: str
) -> list[dict[str, Any]]:
    """Ways to be told; the second line is the masked number, or the profile's note."""
    return [_contact(way, chosen, library, language) for way in ways]


def _contact(
    way: ContactChoice, chosen: Contact | None, library: Library | None, language: str
) -> dict[str, Any]:
    note = way.note
    if not note and library is not None:
        said = next((w.note for w in library.contacts if w.contact is way.contact), None)
        note = said.said(language) if said else ""
    return {
        "id": way.contact.value,
        "text": way.text,
        "note": note,
        "symbol": CONTACT_SYMBOLS[way.contact],
        "on": way.contact == chosen,
        "why": sentence(way.refusal, language) if way.refusal else "",
        "brief": _unregistered(language) if way.refusal else "",
    }


def _unregistered(language: str) -> str:
    return "not registered" if language == "en" else "未登録です"


def slot_row(slot: Slot, library: Library | None, language: str, asked: int) -> dict[str, Any]:
    """A limit group as the gauge shows it; `left` is a phrase, empty where there is no limit."""
    counted = unit(slot, library, language)
    all_ = slot.used + asked
    left = ""
    if slot.limit is not None:
        rest = max(0, slot.limit - all_)
        left = f"{rest} left" if language == "en" else f"あと{rest}{counted}"
    return {
        "label": slot.label,
        "used": slot.used,
        "now": asked,
        "limit": slot.limit or 0,
        "left": left,
        "count": f"{all_} {counted}".strip() if language == "en" else f"{all_}{counted}",
    }


def unit(slot: Slot, library: Library | None, language: str) -> str:
    """The library's counting word for a limit group: 冊, 点; empty in English where it has none."""
    groups = library.limits if library else ()
    said = next((g.unit for g in groups if tuple(g.kinds) == tuple(slot.kinds)), None)
    return said.said(language) if said else "" if language == "en" else "点"
