"""The demo's own titles and people, laid into any library, and titles generated in any number.

All facts come from resources/demo; everything follows from the moment given and a seed, so that the
same day always shows the same library. Loans are laid as facts; holds are asked for at the counter,
so that the library's own rules decide about each. `title` of a Title carries its volume as a patron
reads it (「1Q84 BOOK 1」), with `series` 「1Q84」 and `volume` 「BOOK 1」.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from central.app import Central
from central.demo_generate import generate
from central.demo_people import DemoHold, DemoLoan, DemoPatron, Person, cards, patron, people
from central.demo_standing import asked, themes
from central.demo_works import branches, works
from central.ils.port import LoanFact
from kiosk.catalogue.records import Copy, Title
from kiosk.circulation.calendar import JST
from kiosk.circulation.facts import Contact, HoldState, Kind, Lending, Patron
from kiosk.circulation.holds import contacts, pickups
from kiosk.circulation.library import Library
from kiosk.circulation.reasons import Refused

__all__ = ["DemoPatron", "DemoReport", "branches", "cards", "generate", "load", "works"]

_EVERY = 7
"""One in so many titles is on loan from the start."""


@dataclass(frozen=True, slots=True)
class DemoReport:
    """How much was laid: all zero where the demo was there already."""

    titles: int = 0
    copies: int = 0
    patrons: int = 0
    loans: int = 0
    holds: int = 0


def load(
    central: Central,
    at: datetime,
    library: Library,
    progress: Callable[[int, int], None] | None = None,
) -> DemoReport:
    """Lay titles, patrons, loans and holds. A second call changes nothing.

    `progress` is called with (done, whole), by patrons: their passwords take most of the time.
    """
    base = at.astimezone(JST).date()
    everybody = people()
    # The last one is put last: a load that was cut off is begun again.
    last = patron(library, everybody[-1], base)
    if last[0].card in central.ils.cards():
        return DemoReport()
    titles = works(library, base)
    central.catalogue.put(titles)
    scene = _Scene(central, library, base, titles)
    central.ils.put_patrons(_told(everybody[:-1], library, base, progress))
    with central.together():
        scene.lend(everybody)
        for person in sorted(everybody, key=lambda one: not one.first):
            scene.hold_for(person)
        for person in everybody:
            scene.fill_holds(person)
    central.themes.counted(asked(titles, base))
    for theme in themes(titles, base):
        central.themes.add(theme)
    central.ils.put_patron(*last)
    return DemoReport(
        len(titles),
        sum(len(title.copies) for title in titles),
        len(everybody),
        scene.loans,
        scene.holds,
    )


def _told(
    everybody: tuple[Person, ...],
    library: Library,
    base: date,
    progress: Callable[[int, int], None] | None,
) -> Iterator[tuple[Patron, str | None]]:
    for done, person in enumerate(everybody):
        if progress:
            progress(done, len(everybody) + 1)
        yield patron(library, person, base)


class _Scene:
    """What is lent and asked for while the demo is laid."""

    def __init__(
        self, central: Central, library: Library, base: date, titles: tuple[Title, ...]
    ) -> None:
        self._ils = central.ils
        self._library = library
        self._base = base
        self._titles = titles
        self._readers = tuple(person for person in people() if person.reader)
        self._free: dict[str, list[Copy]] = {
            title.id: [copy for copy in title.copies if copy.lending is Lending.LOAN]
            for title in titles
        }
        self._lent: dict[str, list[Copy]] = {}
        self._loans: list[LoanFact] = []
        self._to_fill: dict[str, list[Title]] = {}
        self.loans = 0
        self.holds = 0

    # -- loans --------------------------------------------------------------------------------

    def lend(self, everybody: tuple[Person, ...]) -> None:
        """What the entries name, every copy that is to be waited for, and some besides."""
        for person in everybody:
            self._lend_to(person)
        for title in [self._named(hold) for person in everybody for hold in person.holds]:
            self._lend_all(title)
        self._lend_some()
        for person in everybody:
            for title in self._ordinary()[: person.fill_holds]:
                self._lend_all(title)
                self._to_fill.setdefault(person.card, []).append(title)
        self._ils.put_loans(self._loans)
        self.loans = len(self._loans)

    def _lend_to(self, person: Person) -> None:
        for loan in person.loans:
            copy = self._free[self._named(loan).id].pop(0)
            self._note(person, copy, -loan.lent, loan.due, loan.renewals)

    def _lend_some(self) -> None:
        """Ordinary loans all over the shelves, so that not everything is at hand."""
        for place, title in enumerate(self._titles):
            if place % _EVERY == 0 and title.kind is Kind.BOOK and self._free[title.id]:
                self._lend(title, self._free[title.id].pop(0), place)

    def _ordinary(self) -> list[Title]:
        """Books on the shelves, asked for neither often nor hardly ever."""
        return [
            title
            for title in self._titles
            if title.kind is Kind.BOOK and self._free[title.id] and 30 < title.popularity < 60
        ]

    def _lend_all(self, title: Title) -> None:
        for place, copy in enumerate(self._free[title.id]):
            self._lend(title, copy, place)
        self._free[title.id] = []

    def _lend(self, title: Title, copy: Copy, place: int) -> None:
        able = [
            reader
            for reader in self._readers
            if all(hold.title != title.title for hold in reader.holds)
        ]
        lent = 1 + place * 5 % 13
        self._note(able[len(self._loans) % len(able)], copy, -lent, 14 - lent)
        self._lent.setdefault(title.id, []).append(copy)

    def _note(self, person: Person, copy: Copy, lent: int, due: int, renewals: int = 0) -> None:
        days = (self._base + timedelta(days=lent), self._base + timedelta(days=due))
        self._loans.append(LoanFact(person.card, copy.id, *days, renewals))

    def _named(self, told: DemoLoan | DemoHold) -> Title:
        return next(
            title
            for title in self._titles
            if title.title == told.title and told.kind in (None, title.kind)
        )

    # -- holds --------------------------------------------------------------------------------

    def hold_for(self, person: Person) -> None:
        """The holds a person's entry names, each brought to its state."""
        known, _ = patron(self._library, person, self._base)
        for hold in person.holds:
            title = self._named(hold)
            pickup = self._hold(known, title)
            if pickup is not None and hold.state is not HoldState.WAITING:
                self._secure(known, title, pickup, hold)

    def fill_holds(self, person: Person) -> None:
        """Holds on ordinary books until a limit of the library or the entry's number."""
        known, _ = patron(self._library, person, self._base)
        for title in self._to_fill.get(person.card, ()):
            if self._hold(known, title) is None:
                return

    def _hold(self, known: Patron, title: Title) -> str | None:
        """Ask at the counter; the pickup place, or None where the library's rules refuse."""
        pickup = next(self._pickups(title), None)
        if pickup is None:
            return None
        try:
            self._ils.hold(known.card, title.id, pickup, self._contact(known))
        except Refused:
            return None
        self.holds += 1
        return pickup

    def _pickups(self, title: Title) -> Iterator[str]:
        for branch, refusal in pickups(self._library, [title.kind]):
            if refusal is None:
                yield branch.id

    def _contact(self, known: Patron) -> Contact:
        usable = [one[0] for one in contacts(self._library, known) if one[2] is None]
        order = (Contact.MAIL, Contact.PHONE, Contact.NONE)
        return next((contact for contact in order if contact in usable), Contact.NONE)

    def _secure(self, known: Patron, title: Title, pickup: str, hold: DemoHold) -> None:
        """A reader brings a copy back, and it is set aside for the hold."""
        ready = hold.state is HoldState.READY
        lent = self._lent.get(title.id, [])
        fitting = sorted(lent, key=lambda copy: (copy.branch == pickup) is not ready)
        if not fitting:
            return
        copy = fitting[0]
        self._ils.return_copy(copy.id)
        self.loans -= 1
        lent.remove(copy)
        if ready and copy.branch != pickup:
            self._ils.arrive(copy.id)
        if hold.notified:
            self._ils.notify(known.card, title.id)
