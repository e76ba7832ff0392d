"""All a patron can do, in plain Python: the façade that the screen and `play` drive.

Every answer is a frozen value of `answers`; every refusal is raised as `Refused`. What a patron
asks for is one committed row of the ledger and nothing else. No Qt, no network of its own, no
rule: rules live in `circulation`, wording in the library's profile.
"""

from collections.abc import Callable, Sequence
from datetime import date

from kiosk.catalogue.search import BrowseList, Catalogue, Query, Suggestions
from kiosk.circulation.calendar import Day
from kiosk.circulation.facts import Alert, Contact
from kiosk.circulation.library import Library
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
from kiosk.login import Login
from kiosk.ports import CentralDesk, Clock
from kiosk.store.identity import Identity
from kiosk.store.ledger import Ledger


class Desk:
    """One terminal's desk. May be called from any thread, one call of a visit at a time."""

    language: str

    def __init__(
        self,
        library: Library,
        identity: Identity,
        *,
        catalogue: Callable[[], Catalogue | None],
        ledger: Ledger,
        login: Login,
        central: CentralDesk,
        clock: Clock,
        nudge: Callable[[], None],
        settle: Callable[[], None],
        online: Callable[[], bool],
        language: str = "ja",
    ) -> None:
        raise NotImplementedError

    # -- finding ------------------------------------------------------------------------------

    def search(self, query: Query) -> Found:
        """Titles for a query, each with where it stands seen from here."""
        raise NotImplementedError

    def suggest(self, typed: str, limit: int = 6) -> Suggestions:
        """Headings that go on from what was typed, and the kana that can come next."""
        raise NotImplementedError

    def browse(self, list_: BrowseList, ndc: str = "", limit: int = 20, offset: int = 0) -> Found:
        """New arrivals, most lent, most held, or a class of the NDC."""
        raise NotImplementedError

    def open(self, title_id: str) -> TitlePage:
        """The detail page; Refused(unknown_title) where the title is gone."""
        raise NotImplementedError

    def line(self, title_id: str) -> TitleLine:
        """One title as a list row; Refused(unknown_title) where it is gone."""
        raise NotImplementedError

    # -- the visit ----------------------------------------------------------------------------

    def sign_in(self, card: str, secret: str) -> SignedIn:
        """Sign in with a card number as typed or scanned. May take two seconds: off the UI."""
        raise NotImplementedError

    def sign_out(self) -> None:
        """Forget the patron, the cart and everything typed."""
        raise NotImplementedError

    def patron(self) -> PatronCard | None:
        """The little to show of who is signed in; None when nobody is."""
        raise NotImplementedError

    # -- the cart -----------------------------------------------------------------------------

    def cart_add(self, title_id: str) -> Cart:
        """Put a title into the cart; Refused with every reason where it cannot be held."""
        raise NotImplementedError

    def cart_remove(self, title_id: str) -> Cart:
        """Take a title out; nothing happens where it is not in the cart."""
        raise NotImplementedError

    def cart(self) -> Cart:
        """The cart, and what the confirm page needs."""
        raise NotImplementedError

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
        raise NotImplementedError

    # -- holds and requests -------------------------------------------------------------------

    def requests(self) -> tuple[RequestLine, ...]:
        """My requests, newest first, and what came of each."""
        raise NotImplementedError

    def holds(self) -> tuple[HoldLine, ...]:
        """Live holds, provisional ones included."""
        raise NotImplementedError

    def cancelled(self) -> tuple[HoldLine, ...]:
        """Holds that ended, as long as the library keeps them in its list."""
        raise NotImplementedError

    def cancel(self, hold_id: str) -> RequestLine:
        """Cancel a hold, at once or at the next intake as the library does it."""
        raise NotImplementedError

    def change(
        self, hold_id: str, pickup: str | None = None, contact: Contact | None = None
    ) -> RequestLine:
        """Another pickup place or contact; None leaves a part as it is."""
        raise NotImplementedError

    def order_series(self, hold_ids: Sequence[str]) -> RequestLine:
        """Holds in reading order, first one first."""
        raise NotImplementedError

    def clear_series(self, hold_ids: Sequence[str]) -> RequestLine:
        """Take the reading order away."""
        raise NotImplementedError

    # -- loans --------------------------------------------------------------------------------

    def loans(self) -> tuple[LoanLine, ...]:
        """What the patron has at home, first due first."""
        raise NotImplementedError

    def renew_preview(self, copy_id: str) -> RenewalPreview:
        """Old and new due date; Refused where the loan cannot be renewed."""
        raise NotImplementedError

    def renew(self, copy_id: str, confirm: bool = False) -> RequestLine:
        """Renew; Refused(would_shorten) where the new date is earlier and `confirm` is False."""
        raise NotImplementedError

    # -- the patron's own settings ------------------------------------------------------------

    def change_password(self, old: str, new: str) -> RequestLine:
        """Change the password; the old one works until the central has confirmed."""
        raise NotImplementedError

    def register_password(
        self, card: str, name: str, born: date, phone: str, new: str
    ) -> RequestLine:
        """A first password registered here, where the library lets patrons do so."""
        raise NotImplementedError

    def settings(self) -> SettingsPage:
        """What the patron has set, and which of it this library offers."""
        raise NotImplementedError

    def set_email(self, email: str) -> EmailAnswer:
        """Register an e-mail address; the answer says how far it has come."""
        raise NotImplementedError

    def set_defaults(
        self, pickup: str | None = None, contact: Contact | None = None
    ) -> RequestLine:
        """Defaults for new holds."""
        raise NotImplementedError

    def reminders(self, due_soon: bool) -> RequestLine:
        """Mails before a due date, on or off."""
        raise NotImplementedError

    def history(self) -> HistoryPage:
        """The reading history, where the library offers one."""
        raise NotImplementedError

    def history_set(self, on: bool) -> RequestLine:
        """Switch the reading history on or off."""
        raise NotImplementedError

    def history_delete(self, ids: Sequence[str]) -> RequestLine:
        """Delete lines of the reading history."""
        raise NotImplementedError

    def favourites(self) -> tuple[TitleLine, ...]:
        """The patron's favourites."""
        raise NotImplementedError

    def favourite_add(self, title_id: str) -> RequestLine:
        """Add a favourite."""
        raise NotImplementedError

    def favourite_remove(self, title_id: str) -> RequestLine:
        """Remove a favourite."""
        raise NotImplementedError

    def alerts(self) -> tuple[Alert, ...]:
        """The patron's new-arrival alerts."""
        raise NotImplementedError

    def alert_add(self, words: str) -> RequestLine:
        """A new alert; its id is the id of the request."""
        raise NotImplementedError

    def alert_change(self, alert_id: str, words: str) -> RequestLine:
        """Other words for an alert."""
        raise NotImplementedError

    def alert_remove(self, alert_id: str) -> RequestLine:
        """No more of an alert."""
        raise NotImplementedError

    # -- for everyone -------------------------------------------------------------------------

    def status(self) -> Status:
        """State of the data and of the services, for the bar and for staff."""
        raise NotImplementedError

    def calendar(self, branch: str, year: int, month: int) -> tuple[Day, ...]:
        """Open and closed days of a branch."""
        raise NotImplementedError
