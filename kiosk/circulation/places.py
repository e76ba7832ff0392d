"""Where a hold can be fetched and how its patron can be told.

Pure. Refusals name places and kinds, never a patron's number or address.
"""

from collections.abc import Sequence

from kiosk.circulation.facts import Contact, EmailState, Kind, Patron
from kiosk.circulation.library import Branch, Library
from kiosk.circulation.reasons import Reason, Refusal


def pickups(library: Library, kinds: Sequence[Kind]) -> tuple[tuple[Branch, Refusal | None], ...]:
    """Every pickup place, and why titles of these kinds cannot be fetched there."""
    places = (branch for branch in library.branches if branch.pickup)
    return tuple((place, pickup_refusal(library, kinds, place.id)) for place in places)


def pickup_refusal(library: Library, kinds: Sequence[Kind], branch_id: str) -> Refusal | None:
    """Why titles of these kinds cannot be fetched at a place."""
    place = next((b for b in library.branches if b.id == branch_id and b.pickup), None)
    if place is None:
        return Refusal.because(Reason.PICKUP_NOT_ALLOWED)
    for rule in library.pickup.barred:
        if branch_id in rule.branches and (
            barred := next(filter(rule.kinds.__contains__, kinds), None)
        ):
            return Refusal.because(
                Reason.PICKUP_NOT_ALLOWED, kind=barred, place=place.name, place_en=place.english
            )
    return None


def contacts(
    library: Library, patron: Patron | None, language: str = "ja"
) -> tuple[tuple[Contact, str, Refusal | None], ...]:
    """Every contact in the library's word, and why this patron cannot choose it."""
    return tuple(
        (way.contact, way.label.said(language), contact_refusal(library, patron, way.contact))
        for way in library.contacts
    )


def contact_refusal(library: Library, patron: Patron | None, contact: Contact) -> Refusal | None:
    """Why a contact cannot be chosen; `patron` None: where nothing is known of the patron yet."""
    if all(way.contact is not contact for way in library.contacts):
        return Refusal.because(Reason.CONTACT_UNKNOWN, contact=contact)
    if patron is None or contact is Contact.NONE:
        return None
    if contact is Contact.PHONE:
        registered = bool(patron.phone)
    else:
        waiting = (EmailState.WAITING_CONFIRMATION, EmailState.WAITING_STAFF)
        registered = bool(patron.email) and patron.email_state not in waiting
    if registered:
        return None
    if contact is Contact.MAIL and patron.email:
        return Refusal.because(
            Reason.CONTACT_NOT_REGISTERED, contact=contact, waiting=patron.email_state
        )
    return Refusal.because(Reason.CONTACT_NOT_REGISTERED, contact=contact)
