"""Places and ways of being told as the two-line choices of cart and settings. Pure."""

from datetime import date
from typing import Any

from kiosk.circulation import calendar
from kiosk.circulation.facts import Contact
from kiosk.circulation.library import Library
from kiosk.circulation.reasons import sentence
from kiosk.desk.answers import ContactChoice, PickupChoice, Slot
from kiosk.ui.viewmodels import words

CONTACT_SYMBOLS = {Contact.MAIL: "mail", Contact.PHONE: "phone", Contact.NONE: "screen"}


def place_row(
    place: PickupChoice, chosen: str | None, library: Library | None, today: date, language: str
) -> dict[str, Any]:
    """A place to fetch; its second line is the profile's note, or the hours of today."""
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


def contact_row(
    way: ContactChoice, chosen: Contact | None, library: Library | None, language: str
) -> dict[str, Any]:
    """A way to be told; its second line is the masked number, or the profile's note."""
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


def slot_row(
    slot: Slot, library: Library | None, language: str, now: int | None = None
) -> dict[str, Any]:
    """A limit group as the gauge shows it; `left` is a phrase, empty where there is no limit."""
    asked = slot.in_cart if now is None else now
    groups = library.limits if library else ()
    unit = next((g.unit for g in groups if tuple(g.kinds) == tuple(slot.kinds)), None)
    counted = unit.said(language) if unit else ("" if language == "en" else "点")
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
