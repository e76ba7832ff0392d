"""All a patron can do, in plain Python: the façade that the screen and `play` drive.

Every answer is a frozen value of `answers`; every refusal is raised as `Refused`. What a patron
asks for is one committed row of the ledger and nothing else. No Qt, no network of its own, no
rule: rules live in `circulation`, wording in the library's profile.
"""

from collections.abc import Callable, Sequence
from datetime import date

from kiosk.catalogue.search import BrowseList, Catalogue, Facets, Query, Suggestions
from kiosk.catalogue.standing import Standing
from kiosk.circulation import calendar as calendars
from kiosk.circulation.calendar import Day
from kiosk.circulation.facts import Alert, Contact
from kiosk.circulation.library import Library
from kiosk.desk import cart, finding, holding, lending, mine, narrowing, requesting, visiting
from kiosk.desk.answers import (
    Cart,
    EmailAnswer,
    Found,
    HistoryPage,
    HoldLine,
    ItemChoice,
    LoanLine,
    PatronCard,
    Placed,
    RenewalPreview,
    RequestLine,
    SettingsPage,
    SignedIn,
    Status,
    TitleLine,
    TitlePage,
)
from kiosk.desk.context import Context
from kiosk.desk.narrowing import WayOut
from kiosk.login import Login
from kiosk.ports import CentralDesk
from kiosk.store.identity import Identity
from kiosk.store.ledger import Ledger
from kiosk.store.problems import Problem

__all__ = ["Desk", "Problem"]
"""Beside `Refused`, a call may raise Problem: the disk is full, the file cannot be written."""


class Desk:
    """One terminal's desk. May be called from any thread, one call of a visit at a time."""

    def __init__(
        self,
        library: Library,
        identity: Identity,
        *,
        catalogue: Callable[[], Catalogue | None],
        interrupt: Callable[[], None],
        ledger: Ledger,
        login: Login,
        central: CentralDesk,
        nudge: Callable[[], None],
        settle: Callable[[], None],
        online: Callable[[], bool],
        language: str = "ja",
    ) -> None:
        self._ctx = Context(
            library=library,
            identity=identity,
            catalogue=catalogue,
            ledger=ledger,
            login=login,
            central=central,
            nudge=nudge,
            settle=settle,
            online=online,
            language=language,
        )
        self._interrupt = interrupt

    @property
    def language(self) -> str:
        """Language of every text: `ja` or `en`. May change in the middle of a visit."""
        return self._ctx.language

    @language.setter
    def language(self, language: str) -> None:
        self._ctx.language = language

    # -- finding ------------------------------------------------------------------------------

    def interrupt(self) -> None:
        """Nobody waits any more for the question to the catalogue that another thread asks now: it
        stops there, raising Interrupted."""
        self._interrupt()

    def search(self, query: Query) -> Found:
        """Titles for a query, each with where it stands seen from here."""
        return finding.search(self._ctx, query)

    def facets(self, query: Query) -> Facets:
        """How many titles each filter would leave; to be asked for when the list is shown."""
        return narrowing.facets(self._ctx, query)

    def ways_out(self, query: Query) -> tuple[WayOut, ...]:
        """What to ask in place of a question that found nothing; each finds something."""
        return narrowing.ways_out(self._ctx, query)

    def suggest(self, typed: str, limit: int = 6) -> Suggestions:
        """Headings that go on from what was typed, and the kana that can come next."""
        return finding.suggest(self._ctx, typed, limit)

    def browse(self, list_: BrowseList, key: str = "", limit: int = 20, offset: int = 0) -> Found:
        """What came in the last 30 days, most lent, most held, a class of the NDC, a theme by its
        id, what a title is a volume of."""
        return finding.browse(self._ctx, list_, key, limit, offset)

    def standing(self) -> Standing:
        """Over which days the most lent and most held were counted; the themes shown here today."""
        return finding.standing(self._ctx)

    def open(self, title_id: str) -> TitlePage:
        """The detail page; Refused(unknown_title) where the title is gone."""
        return finding.open_title(self._ctx, title_id)

    def line(self, title_id: str) -> TitleLine:
        """One title as a list row; Refused(unknown_title) where it is gone."""
        return finding.line(self._ctx, title_id)

    # -- the visit ----------------------------------------------------------------------------

    def sign_in(self, card: str, secret: str) -> SignedIn:
        """Sign in with a card number as typed or scanned. May take two seconds: off the UI."""
        return visiting.sign_in(self._ctx, card, secret)

    def sign_out(self) -> None:
        """Forget the patron, the cart and everything typed."""
        visiting.sign_out(self._ctx)

    def patron(self) -> PatronCard | None:
        """The little to show of who is signed in; None when nobody is."""
        return visiting.patron_card(self._ctx)

    # -- the cart -----------------------------------------------------------------------------

    def cart_add(self, title_id: str) -> Cart:
        """Put a title into the cart; Refused with every reason where it cannot be held."""
        return cart.add(self._ctx, title_id)

    def cart_remove(self, title_id: str) -> Cart:
        """Take a title out; nothing happens where it is not in the cart."""
        return cart.remove(self._ctx, title_id)

    def cart(self) -> Cart:
        """The cart, and what the confirm page needs."""
        return cart.view(self._ctx)

    def place(
        self,
        titles: Sequence[str] | None = None,
        pickup: str | None = None,
        contact: Contact | None = None,
        items: Sequence[ItemChoice] = (),
        series: bool = False,
        confirm_mail: bool = False,
    ) -> Placed:
        """Place holds (`titles` None: the cart); taken titles leave the cart."""
        return cart.place(self._ctx, titles, pickup, contact, items, series, confirm_mail)

    # -- holds and requests -------------------------------------------------------------------

    def requests(self) -> tuple[RequestLine, ...]:
        """My requests, newest first, and what came of each."""
        return requesting.lines(self._ctx)

    def holds(self) -> tuple[HoldLine, ...]:
        """Live holds, provisional ones included."""
        return holding.lines(self._ctx)

    def cancelled(self) -> tuple[HoldLine, ...]:
        """Holds that ended, as long as the library keeps them in its list."""
        return holding.ended(self._ctx)

    def cancel(self, hold_id: str) -> RequestLine:
        """Cancel a hold, at once or at the next intake as the library does it."""
        return holding.cancel(self._ctx, hold_id)

    def change(
        self, hold_id: str, pickup: str | None = None, contact: Contact | None = None
    ) -> RequestLine:
        """Another pickup place or contact; None leaves a part as it is."""
        return holding.change(self._ctx, hold_id, pickup, contact)

    def order_series(self, hold_ids: Sequence[str]) -> RequestLine:
        """Holds in reading order, first one first."""
        return holding.order_series(self._ctx, hold_ids)

    def clear_series(self, hold_ids: Sequence[str]) -> RequestLine:
        """Take the reading order away."""
        return holding.clear_series(self._ctx, hold_ids)

    # -- loans --------------------------------------------------------------------------------

    def loans(self) -> tuple[LoanLine, ...]:
        """What the patron has at home, first due first."""
        return lending.lines(self._ctx)

    def renew_preview(self, copy_id: str) -> RenewalPreview:
        """Old and new due date; Refused where the loan cannot be renewed."""
        return lending.preview(self._ctx, copy_id)

    def renew(self, copy_id: str, confirm: bool = False) -> RequestLine:
        """Renew; Refused(would_shorten) where the new date is earlier and `confirm` is False."""
        return lending.renew(self._ctx, copy_id, confirm)

    # -- the patron's own settings ------------------------------------------------------------

    def change_password(self, old: str, new: str) -> RequestLine:
        """Change the password; the old one works until the central has confirmed."""
        return mine.change_password(self._ctx, old, new)

    def register_password(
        self, card: str, name: str, born: date, phone: str, new: str
    ) -> RequestLine:
        """A first password registered here, where the library lets patrons do so."""
        return mine.register_password(self._ctx, card, name, born, phone, new)

    def settings(self) -> SettingsPage:
        """What the patron has set, and which of it this library offers."""
        return mine.page(self._ctx)

    def set_email(self, email: str) -> EmailAnswer:
        """Register an e-mail address; the answer says how far it has come."""
        return mine.set_email(self._ctx, email)

    def set_defaults(
        self, pickup: str | None = None, contact: Contact | None = None
    ) -> RequestLine:
        """Defaults for new holds."""
        return mine.set_defaults(self._ctx, pickup, contact)

    def reminders(self, due_soon: bool) -> RequestLine:
        """Mails before a due date, on or off."""
        return mine.reminders(self._ctx, due_soon)

    def history(self) -> HistoryPage:
        """The reading history, where the library offers one."""
        return mine.history(self._ctx)

    def history_set(self, on: bool) -> RequestLine:
        """Switch the reading history on or off."""
        return mine.history_set(self._ctx, on)

    def history_delete(self, ids: Sequence[str]) -> RequestLine:
        """Delete lines of the reading history."""
        return mine.history_delete(self._ctx, ids)

    def favourites(self) -> tuple[TitleLine, ...]:
        """The patron's favourites."""
        return mine.favourites(self._ctx)

    def favourite_add(self, title_id: str) -> RequestLine:
        """Add a favourite."""
        return mine.favourite_add(self._ctx, title_id)

    def favourite_remove(self, title_id: str) -> RequestLine:
        """Remove a favourite."""
        return mine.favourite_remove(self._ctx, title_id)

    def alerts(self) -> tuple[Alert, ...]:
        """The patron's new-arrival alerts."""
        return mine.alerts(self._ctx)

    def alert_add(self, words: str) -> RequestLine:
        """A new alert; its id is the id of the request."""
        return mine.alert_add(self._ctx, words)

    def alert_change(self, alert_id: str, words: str) -> RequestLine:
        """Other words for an alert."""
        return mine.alert_change(self._ctx, alert_id, words)

    def alert_remove(self, alert_id: str) -> RequestLine:
        """No more of an alert."""
        return mine.alert_remove(self._ctx, alert_id)

    # -- for everyone -------------------------------------------------------------------------

    def status(self) -> Status:
        """State of the data and of the services, for the bar and for staff."""
        return visiting.status(self._ctx)

    def calendar(self, branch: str, year: int, month: int) -> tuple[Day, ...]:
        """Open and closed days of a branch."""
        return calendars.month(self._ctx.library, branch, year, month)
