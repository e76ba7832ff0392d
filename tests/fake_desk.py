# ruff: noqa: ARG002 - canned answers look at little of what they are asked
"""A desk with canned answers: the same titles, holds and loans as the designer's drawings.

For view models and screens. It keeps a cart and a patron as the real desk does, and decides
nothing but what its own attributes say (`secret`, `first`, `refuse_place` …).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from kiosk.catalogue.search import (
    BrowseList,
    Facets,
    Heading,
    HeadingKind,
    Query,
    Suggestions,
)
from kiosk.catalogue.standing import Standing
from kiosk.circulation import calendar
from kiosk.circulation.calendar import Day
from kiosk.circulation.facts import (
    Alert,
    Contact,
    EmailState,
    HistoryEntry,
    Kind,
    Residence,
)
from kiosk.circulation.library import Library
from kiosk.circulation.messages import RequestKind, RequestState
from kiosk.circulation.reasons import Reason, Refusal, Refused
from kiosk.desk.answers import (
    Cart,
    ContactChoice,
    EmailAnswer,
    Found,
    HistoryPage,
    HoldLine,
    HoldOffer,
    ItemChoice,
    LoanLine,
    PatronCard,
    PickupChoice,
    Placed,
    RenewalPreview,
    RequestLine,
    SettingsPage,
    SignedIn,
    SignInMode,
    Slot,
    Status,
    TitleLine,
    TitlePage,
)
from kiosk.desk.desk import Desk
from kiosk.desk.narrowing import WayOut
from tests.drawn import (
    AV,
    CARD,
    FIRST_SECRET,
    HOLDS,
    LINES,
    LOANS,
    NOW,
    REQUESTS,
    SECRET,
    a_request,
    murakami,
)


class FakeDesk(Desk):
    """The desk of one terminal in the central library of Murakami, on 24 November 2026."""

    def __init__(self, library: Library | None = None) -> None:
        self.library = library or murakami()
        self.spoken = "ja"
        self.secret = SECRET
        self.first = False
        self.mode = SignInMode.ONLINE
        self.limits: tuple[int | None, int | None] = (20, 6)
        self.refuse_place: Refusal | None = None
        self.refused_titles: dict[str, str] = {}
        self.shortens = False
        self.signed_in = False
        self.cart_ids: list[str] = []
        self.placed: list[tuple[str, ...]] = []
        self.choices: tuple[ItemChoice, ...] = ()
        self.cancelled_ids: list[str] = []
        self.renewed: list[str] = []
        self.passwords: list[str] = []
        self.changes: list[tuple[str, str | None, Contact | None]] = []
        self.orders: list[tuple[str, ...]] = []
        self.emails: list[str] = []
        self.registered: list[tuple[str, str, date, str, str]] = []
        self.hold_lines: tuple[HoldLine, ...] = HOLDS
        self.loan_lines: tuple[LoanLine, ...] = LOANS
        self.request_lines: tuple[RequestLine, ...] = REQUESTS
        self.resting: datetime | None = None
        """When a search that rests opens again."""
        self.favourite_ids: list[str] = []
        self.alert_words: dict[str, str] = {}
        self.history_on = False
        self.history_lines: tuple[HistoryEntry, ...] = ()
        self.ended: tuple[HoldLine, ...] = ()
        self.pickup: str | None = "chuo"
        self.contact: Contact | None = Contact.MAIL

    @property
    def language(self) -> str:
        return self.spoken

    @language.setter
    def language(self, language: str) -> None:
        self.spoken = language

    def interrupt(self) -> None:
        """Canned answers come at once."""

    # -- finding ---------------------------------------------------------------------------------

    def _awake(self) -> None:
        if self.resting is not None:
            opens = self.resting.isoformat()
            raise Refused(Refusal.because(Reason.CLOSED_HOURS, service="search", opens=opens))

    def search(self, query: Query) -> Found:
        self._awake()
        lines = tuple(
            line
            for line in LINES
            if query.text in line.title.title
            or any(query.text in creator.name for creator in line.title.creators)
        )
        return Found(lines[query.offset : query.offset + query.limit], len(lines), True)

    def facets(self, query: Query) -> Facets:
        self._awake()
        return Facets()

    def ways_out(self, query: Query) -> tuple[WayOut, ...]:
        self._awake()
        return ()

    def suggest(self, typed: str, limit: int = 6) -> Suggestions:
        self._awake()
        if not typed:
            return Suggestions(next_kana=frozenset("あかさたなはまやらわ"))
        headings = (
            Heading("村上春樹", "むらかみはるき", HeadingKind.CREATOR, 64),
            Heading("村上龍", "むらかみりゅう", HeadingKind.CREATOR, 31),
        )
        return Suggestions(headings[:limit], frozenset("はりか"))

    def browse(self, list_: BrowseList, key: str = "", limit: int = 20, offset: int = 0) -> Found:
        self._awake()
        listed = [line for line in LINES if list_ is not BrowseList.NEW or line.title.added]
        return Found(tuple(listed[offset : offset + limit]), len(listed), True)

    def standing(self) -> Standing:
        self._awake()
        return Standing()

    def open(self, title_id: str) -> TitlePage:
        line = self.line(title_id)
        copies = (line.copy,) if line.copy else ()
        offer = HoldOffer(True, (), self._slots(), title_id in self.cart_ids)
        return TitlePage(line, copies, offer, ())

    def line(self, title_id: str) -> TitleLine:
        for line in LINES:
            if line.title.id == title_id:
                return line
        raise Refused(Refusal.because(Reason.UNKNOWN_TITLE))

    # -- the visit -------------------------------------------------------------------------------

    def sign_in(self, card: str, secret: str) -> SignedIn:
        if card != CARD or secret != (FIRST_SECRET if self.first else self.secret):
            raise Refused(Refusal.because(Reason.WRONG_SECRET))
        self.signed_in = True
        return SignedIn(self.mode, self.first, ())

    def sign_out(self) -> None:
        self.signed_in = False
        self.cart_ids.clear()

    def patron(self) -> PatronCard | None:
        if not self.signed_in:
            return None
        return PatronCard(
            self.mode,
            self.first,
            "m•••@•••.jp",
            EmailState.REGISTERED,
            "0254-••-••34",
            date(2028, 3, 31),
            Residence.RESIDENT,
        )

    # -- the cart --------------------------------------------------------------------------------

    def _slots(self) -> tuple[Slot, ...]:
        books, others = self.limits
        used = 3 if self.signed_in else 0
        return (
            Slot(
                "図書", (Kind.BOOK, Kind.MAGAZINE, Kind.KAMISHIBAI), used, len(self.cart_ids), books
            ),
            Slot("視聴覚", AV, 0, 0, others),
        )

    def cart_add(self, title_id: str) -> Cart:
        self.line(title_id)
        if title_id not in self.cart_ids:
            self.cart_ids.append(title_id)
        return self.cart()

    def cart_remove(self, title_id: str) -> Cart:
        if title_id in self.cart_ids:
            self.cart_ids.remove(title_id)
        return self.cart()

    def cart(self) -> Cart:
        pickups = (
            PickupChoice("chuo", "中央図書館", "この館　火–日 9:30–19:00", True, False, None),
            PickupChoice("arakawa", "荒川図書室", "火–日 9:00–17:00", False, False, None),
            PickupChoice("asahi", "朝日図書室", "火–日 9:00–17:00", False, False, None),
            PickupChoice(
                "bm_yoshiura", "移動図書館 BM/吉浦", "次は 12月4日(金) 14:10", False, True, None
            ),
        )
        contacts = (
            ContactChoice(Contact.PHONE, "電話", "0254-••-••34", None),
            ContactChoice(Contact.MAIL, "メール", "m•••@•••.jp", None),
            ContactChoice(Contact.NONE, "自主確認", "連絡はしません", None),
        )
        return Cart(
            tuple(self.line(title_id) for title_id in self.cart_ids),
            self._slots(),
            pickups,
            contacts if self.signed_in else (),
            self.pickup,
            self.contact if self.signed_in else None,
            True,
            True,
            calendar.next_intake(self.library, NOW),
        )

    def place(
        self,
        titles: Sequence[str] | None = None,
        pickup: str | None = None,
        contact: Contact | None = None,
        items: Sequence[ItemChoice] = (),
        series: bool = False,
        confirm_mail: bool = False,
    ) -> Placed:
        if not self.signed_in:
            raise Refused(Refusal.because(Reason.NOT_SIGNED_IN))
        if self.refuse_place is not None:
            raise Refused(self.refuse_place)
        asked = tuple(titles if titles is not None else self.cart_ids)
        taken = tuple(title_id for title_id in asked if title_id not in self.refused_titles)
        self.placed.append(taken)
        self.choices = tuple(items)
        self.cart_ids = [title_id for title_id in self.cart_ids if title_id not in taken]
        return Placed(
            tuple(self._placed_line(title_id) for title_id in asked),
            "47-318",
            calendar.next_intake(self.library, NOW),
        )

    def _placed_line(self, title_id: str) -> RequestLine:
        why = self.refused_titles.get(title_id, "")
        state = RequestState.REFUSED if why else RequestState.QUEUED
        made = a_request(title_id, RequestKind.HOLD, state, self.line(title_id).title.title, why)
        return replace(made, title=title_id)

    # -- holds and loans -------------------------------------------------------------------------

    def requests(self) -> tuple[RequestLine, ...]:
        return self.request_lines

    def holds(self) -> tuple[HoldLine, ...]:
        return tuple(hold for hold in self.hold_lines if hold.id not in self.cancelled_ids)

    def cancelled(self) -> tuple[HoldLine, ...]:
        return self.ended

    def cancel(self, hold_id: str) -> RequestLine:
        self.cancelled_ids.append(hold_id)
        return a_request("c1", RequestKind.CANCEL, RequestState.QUEUED)

    def change(
        self, hold_id: str, pickup: str | None = None, contact: Contact | None = None
    ) -> RequestLine:
        self.changes.append((hold_id, pickup, contact))
        return a_request(hold_id, RequestKind.CHANGE, RequestState.QUEUED)

    def order_series(self, hold_ids: Sequence[str]) -> RequestLine:
        self.orders.append(tuple(hold_ids))
        return a_request(hold_ids[0], RequestKind.ORDER_SERIES, RequestState.QUEUED)

    def clear_series(self, hold_ids: Sequence[str]) -> RequestLine:
        return a_request(hold_ids[0], RequestKind.CLEAR_SERIES, RequestState.QUEUED)

    def loans(self) -> tuple[LoanLine, ...]:
        return self.loan_lines

    def renew_preview(self, copy_id: str) -> RenewalPreview:
        line = next(line for line in self.loan_lines if line.loan.copy == copy_id)
        if self.shortens:
            return RenewalPreview(
                copy_id,
                line.loan.title_text,
                date(2026, 12, 3),
                date(2026, 12, 1),
                True,
                date(2026, 11, 27),
            )
        new = NOW.date() + timedelta(days=14)
        return RenewalPreview(copy_id, line.loan.title_text, line.loan.due, new, False, None)

    def renew(self, copy_id: str, confirm: bool = False) -> RequestLine:
        if self.shortens and not confirm:
            raise Refused(Refusal.because(Reason.WOULD_SHORTEN))
        self.renewed.append(copy_id)
        return a_request("n1", RequestKind.RENEW, RequestState.QUEUED)

    # -- settings --------------------------------------------------------------------------------

    def change_password(self, old: str, new: str) -> RequestLine:
        if old != (FIRST_SECRET if self.first else self.secret):
            raise Refused(Refusal.because(Reason.WRONG_SECRET))
        self.passwords.append(new)
        self.secret, self.first = new, False
        return a_request("p1", RequestKind.PASSWORD, RequestState.QUEUED)

    def register_password(
        self, card: str, name: str, born: date, phone: str, new: str
    ) -> RequestLine:
        if not self.library.password.register_here:
            raise Refused(Refusal.because(Reason.NOT_OFFERED))
        self.registered.append((card, name, born, phone, new))
        return a_request("g1", RequestKind.REGISTER_PASSWORD, RequestState.QUEUED)

    def settings(self) -> SettingsPage:
        cart = self.cart()
        return SettingsPage(
            self.pickup,
            self.contact,
            cart.pickups,
            cart.contacts,
            "m•••@•••.jp",
            EmailState.REGISTERED,
            False,
            self.history_on,
            self.library.email.offered,
            self.library.offers.reminders,
            self.library.offers.history,
            self.library.offers.favourites,
            self.library.offers.alerts,
            False,
        )

    def set_email(self, email: str) -> EmailAnswer:
        self.emails.append(email)
        line = a_request("e1", RequestKind.EMAIL, RequestState.QUEUED)
        return EmailAnswer(EmailState.WAITING_CONFIRMATION, line, "")

    def set_defaults(
        self, pickup: str | None = None, contact: Contact | None = None
    ) -> RequestLine:
        self.pickup = pickup or self.pickup
        self.contact = contact or self.contact
        return a_request("d1", RequestKind.DEFAULTS, RequestState.QUEUED)

    def reminders(self, due_soon: bool) -> RequestLine:
        return a_request("m1", RequestKind.REMINDERS, RequestState.QUEUED)

    def history(self) -> HistoryPage:
        return HistoryPage(self.history_on, self.history_lines)

    def history_set(self, on: bool) -> RequestLine:
        self.history_on = on
        return a_request("s1", RequestKind.HISTORY_SET, RequestState.QUEUED)

    def history_delete(self, ids: Sequence[str]) -> RequestLine:
        self.history_lines = tuple(line for line in self.history_lines if line.id not in ids)
        return a_request("s2", RequestKind.HISTORY_DELETE, RequestState.QUEUED)

    def favourites(self) -> tuple[TitleLine, ...]:
        return tuple(self.line(title_id) for title_id in self.favourite_ids)

    def favourite_add(self, title_id: str) -> RequestLine:
        self.favourite_ids.append(title_id)
        return a_request("f1", RequestKind.FAVOURITE_ADD, RequestState.QUEUED)

    def favourite_remove(self, title_id: str) -> RequestLine:
        self.favourite_ids.remove(title_id)
        return a_request("f2", RequestKind.FAVOURITE_REMOVE, RequestState.QUEUED)

    def alerts(self) -> tuple[Alert, ...]:
        return tuple(Alert(id_, words) for id_, words in self.alert_words.items())

    def alert_add(self, words: str) -> RequestLine:
        self.alert_words[f"a{len(self.alert_words) + 1}"] = words
        return a_request("a1", RequestKind.ALERT_ADD, RequestState.QUEUED)

    def alert_change(self, alert_id: str, words: str) -> RequestLine:
        self.alert_words[alert_id] = words
        return a_request("a2", RequestKind.ALERT_CHANGE, RequestState.QUEUED)

    def alert_remove(self, alert_id: str) -> RequestLine:
        del self.alert_words[alert_id]
        return a_request("a3", RequestKind.ALERT_REMOVE, RequestState.QUEUED)

    # -- for everyone ----------------------------------------------------------------------------

    def status(self) -> Status:
        awake, intake = self.resting is None, calendar.next_intake(self.library, NOW)
        return Status(True, 0, NOW, NOW, awake, awake, self.resting, intake)

    def calendar(self, branch: str, year: int, month: int) -> tuple[Day, ...]:
        return calendar.month(self.library, branch, year, month)
