"""What the desk answers, as plain JSON: ids named by the contract, wording beside each.

Nothing is decided here, and nothing is left out: a refusal always has its reason and its sentence.
"""

import json
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from central.mail import Sent
from kiosk.catalogue.search import Heading, Suggestions
from kiosk.circulation.calendar import Day
from kiosk.circulation.facts import HistoryEntry, HoldState
from kiosk.circulation.messages import RequestState
from kiosk.circulation.reasons import Refusal, sentence
from kiosk.desk import answers as desk

Json = dict[str, Any]


def dump(answer: Json) -> str:
    """One line: dates `YYYY-MM-DD`, moments ISO 8601 with offset, Japanese as it is."""
    return json.dumps(answer, ensure_ascii=False, default=_plain)


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    raise TypeError(f"no plain form for {type(value).__name__}")


def why(refusal: Refusal | None) -> Json:
    """Reason, sentence and the numbers in it; None everywhere where nothing is refused."""
    if refusal is None:
        return {"reason": None, "text": ""}
    return {
        "reason": refusal.reason.value,
        "text": sentence(refusal),
        **({"facts": dict(refusal.facts)} if refusal.facts else {}),
    }


def slots(lines: Iterable[desk.Slot]) -> list[Json]:
    """Limit groups: `used` counts live holds, `in_cart` what is to come."""
    return [
        {
            "label": slot.label,
            "kinds": [kind.value for kind in slot.kinds],
            "used": slot.used,
            "in_cart": slot.in_cart,
            "limit": slot.limit,
        }
        for slot in lines
    ]


def hit(line: desk.TitleLine) -> Json:
    """A row of results, cart or favourites."""
    title = line.title
    return {
        "id": title.id,
        "title": title.title,
        "creators": [creator.name for creator in title.creators],
        "kind": title.kind.value,
        "year": title.year,
        "series": title.series,
        "volume": title.volume,
        "here": line.here is desk.Here.HERE,
        "available": line.here in (desk.Here.HERE, desk.Here.ELSEWHERE),
        "place_text": line.place_text,
        "queue": line.queue,
        "tier": line.tier,
    }


def copy(line: desk.CopyLine) -> Json:
    """One copy on the detail page."""
    return {
        "id": line.id,
        "branch": line.branch,
        "branch_text": line.branch_text,
        "status": line.status.value,
        "lending": line.lending.value,
        "shelf": line.shelf,
        "call": line.call,
        "due": line.due,
    }


def page(page: desk.TitlePage) -> Json:
    """The detail page."""
    offer = page.offer
    first = offer.refusals[0] if offer.refusals else None
    return {
        "title": page.line.title.id,
        "title_text": page.line.title.title,
        **{name: value for name, value in hit(page.line).items() if name not in ("id", "title")},
        "copies": [copy(line) for line in page.copies],
        "hold": {
            "allowed": offer.allowed,
            **why(first),
            "reasons": [why(refusal) for refusal in offer.refusals],
            "slots": slots(offer.slots),
        },
        "volumes": [hit(line) for line in page.volumes],
    }


def request(line: desk.RequestLine) -> Json:
    """One request and what came of it."""
    refusal = why(line.refusal)
    return {
        "id": line.id or None,
        "kind": line.kind.value,
        "receipt": line.receipt,
        "title": line.title,
        "title_text": line.title_text,
        "ok": line.ok,
        "state": line.state.value,
        "reason": refusal["reason"],
        "reasons": [why(one) for one in line.refusals],
        "text": line.text or refusal["text"],
        "placed_at": line.placed_at,
    }


def hold(line: desk.HoldLine) -> Json:
    """One hold on My page."""
    why_not = why(line.why_not)
    return {
        "id": line.id,
        "title": line.title,
        "title_text": line.title_text,
        "kind": line.kind.value,
        "state": line.state.value,
        "label": line.label,
        "rank": line.rank,
        "pickup": line.pickup,
        "pickup_text": line.pickup_text,
        "contact": line.contact.value,
        "contact_text": line.contact_text,
        "receipt": line.receipt,
        "ready_since": line.ready_since,
        "pick_up_from": line.pick_up_from,
        "pick_up_by": line.pick_up_by,
        "pick_up_until": line.pick_up_until,
        "series_order": line.series_order,
        "can_cancel": line.can_cancel,
        "can_change": line.can_change,
        "why_not": why_not["reason"],
        "why_not_text": why_not["text"],
        "note": line.note,
        "text": line.text,
    }


def loan(line: desk.LoanLine) -> Json:
    """One loan on My page."""
    refusal = why(line.refusal)
    return {
        "copy": line.loan.copy,
        "title": line.loan.title,
        "title_text": line.loan.title_text,
        "kind": line.loan.kind.value,
        "lent": line.loan.lent,
        "due": line.loan.due,
        "renewals": line.loan.renewals,
        "overdue": line.overdue,
        "can_renew": line.can_renew,
        "reason": refusal["reason"],
        "reasons": [why(one) for one in line.refusals],
        "text": refusal["text"],
        "note": line.note,
    }


def found(answer: desk.Found) -> Json:
    """Results or a list."""
    return {
        "total": answer.total,
        "total_is": "exact" if answer.exact else "at_least",
        "hits": [hit(line) for line in answer.lines],
    }


def suggestions(answer: Suggestions) -> Json:
    """Headings; `near` are near spellings where nothing else fits."""
    return {
        "suggestions": [heading(one) for one in answer.headings],
        "near": [heading(one) for one in answer.near],
    }


def heading(one: Heading) -> Json:
    """One suggested heading."""
    return {"text": one.text, "kana": one.kana, "kind": one.kind.value, "count": one.count}


def cart(answer: desk.Cart) -> Json:
    """The cart and what can be chosen for it."""
    return {
        "items": [hit(line) for line in answer.items],
        "slots": slots(answer.slots),
        "pickups": [
            {"id": one.id, "text": one.text, "note": one.note, **_forbidden(one.refusal)}
            for one in answer.pickups
        ],
        "contacts": [
            {"id": one.contact.value, "text": one.text, "note": one.note, **_forbidden(one.refusal)}
            for one in answer.contacts
        ],
        "pickup": answer.pickup,
        "contact": answer.contact.value if answer.contact else None,
        "confirm_mail_offered": answer.confirm_mail_offered,
        "series_offered": answer.series_offered,
        "next_intake": answer.next_intake,
    }


def _forbidden(refusal: Refusal | None) -> Json:
    told = why(refusal)
    return {"allowed": refusal is None, "reason": told["reason"], "reason_text": told["text"]}


def placed(answer: desk.Placed) -> Json:
    """What was placed: a taken hold is provisional until the intake has decided."""
    return {
        "requests": [
            {**request(line), "state": _placed_state(line), "request_state": line.state.value}
            for line in answer.requests
        ],
        "receipt": answer.receipt,
        "next_intake": answer.next_intake,
    }


def _placed_state(line: desk.RequestLine) -> str:
    if not line.ok:
        return HoldState.REFUSED.value
    waiting = line.state in (RequestState.QUEUED, RequestState.RECEIVED)
    return HoldState.PROVISIONAL.value if waiting else line.state.value


def preview(answer: desk.RenewalPreview) -> Json:
    """Old and new due date side by side."""
    return {
        "copy": answer.copy,
        "title_text": answer.title_text,
        "old_due": answer.old_due,
        "new_due": answer.new_due,
        "shortens": answer.shortens,
        "gains_from": answer.gains_from,
    }


def entry(line: HistoryEntry) -> Json:
    """One line of the reading history."""
    return {"id": line.id, "title": line.title, "title_text": line.title_text, "lent": line.lent}


def status(answer: desk.Status) -> Json:
    """State of the data and of the services."""
    return {
        "online": answer.online,
        "queued": answer.queued,
        "last_sync": answer.last_sync,
        "catalogue_as_of": answer.catalogue_as_of,
        "services": {"search": answer.search_open, "hold": answer.hold_open},
        "reopens_at": answer.reopens_at,
        "next_intake": answer.next_intake,
    }


def day(one: Day) -> Json:
    """One day of a branch's calendar."""
    return {
        "day": one.day,
        "open": one.open,
        "hours": list(one.hours) if one.hours else None,
        "holiday": one.holiday,
    }


def mail(one: Sent) -> Json:
    """One mail that the central has sent."""
    return {
        "to": one.to,
        "kind": one.kind.value,
        "subject": one.subject,
        "text": one.text,
        "at": one.at,
    }
