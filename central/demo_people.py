"""The demo's people: resources/demo/patrons.toml as patrons of any library on a given day.

Pure. Everybody is invented. A secret is lengthened where the library's passwords are longer.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from pydantic import BaseModel, ConfigDict

from central.demo_works import FOLDER
from kiosk.circulation.facts import EmailState, HoldState, Kind, Patron, Residence, SecretState
from kiosk.circulation.library import Library
from kiosk.circulation.passwords import first_secret, may_use


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DemoLoan(_Part):
    """A loan, in days from the demo's day: `lent` ago, `due` ahead."""

    title: str
    kind: Kind | None = None
    lent: int
    due: int
    renewals: int = 0


class DemoHold(_Part):
    """A hold in the state it shall have reached."""

    title: str
    kind: Kind | None = None
    state: HoldState
    notified: bool = False


class Person(_Part):
    """One entry of the file."""

    card: str
    name: str
    kana: str
    shows: str
    english: str
    age: int | None = None
    born: date | None = None
    secret: str = ""
    initial: bool = False
    unregistered: bool = False
    phone: str | None = None
    email: str | None = None
    email_state: EmailState = EmailState.REGISTERED
    expires: int = 365
    residence: Residence = Residence.RESIDENT
    history: bool = False
    reminders: bool = False
    reader: bool = False
    first: bool = False
    fill_holds: int = 0
    loans: tuple[DemoLoan, ...] = ()
    holds: tuple[DemoHold, ...] = ()


@dataclass(frozen=True, slots=True)
class DemoPatron:
    """A card to try the terminal with, and what is to be seen there, in both languages."""

    card: str
    secret: str
    shows: str
    english: str


@cache
def people() -> tuple[Person, ...]:
    """Everybody in the file, in its order."""
    told = tomllib.loads((FOLDER / "patrons.toml").read_text(encoding="utf-8"))
    return tuple(Person.model_validate(one) for one in told["patrons"])


def patron(library: Library, person: Person, base: date) -> tuple[Patron, str | None]:
    """The patron as this library knows them, and the secret; None where none is registered."""
    known = Patron(
        card=person.card,
        name=person.name,
        kana=person.kana,
        born=_born(person, base),
        phone=person.phone,
        email=person.email,
        email_state=person.email_state if person.email else EmailState.NONE,
        expires=base + timedelta(days=person.expires),
        residence=person.residence,
        secret_state=_secret_state(person),
        due_soon_mail=person.reminders and library.offers.reminders,
        history_on=person.history and library.offers.history,
    )
    return known, _secret(library, person, known)


def cards(library: Library, base: date) -> tuple[DemoPatron, ...]:
    """The cards worth trying, best first. A secret that is not registered yet is empty."""
    made = []
    for person in people():
        known, secret = patron(library, person, base)
        made.append(DemoPatron(known.card, secret or "", person.shows, person.english))
    return tuple(made)


def _born(person: Person, base: date) -> date | None:
    if person.born is not None:
        return person.born
    if person.age is None:
        return None
    day = date(base.year - person.age, 5, 20)
    return day if day <= base.replace(year=day.year) else day.replace(year=day.year - 1)


def _secret_state(person: Person) -> SecretState:
    if person.unregistered:
        return SecretState.NONE
    return SecretState.INITIAL if person.initial else SecretState.SET


def _secret(library: Library, person: Person, known: Patron) -> str | None:
    if person.unregistered:
        return None
    if person.initial and (given := first_secret(library, known)) is not None:
        return given
    for candidate in _candidates(person.secret or "4826"):
        if may_use(library, candidate, known) is None:
            return candidate
    raise ValueError("no demo secret fits this library's passwords")


def _candidates(secret: str) -> Iterator[str]:
    yield secret
    for more in ("27", "2739", "273964", "shirabe"):
        yield secret + more
        yield more + secret
