"""What the desk answers: frozen values, ready to be shown. Wording stands beside every id."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kiosk.catalogue.records import Title
from kiosk.circulation.facts import (
    Contact,
    CopyStatus,
    EmailState,
    HistoryEntry,
    HoldState,
    Kind,
    Lending,
    Loan,
    Residence,
)
from kiosk.circulation.messages import RequestKind, RequestState
from kiosk.circulation.reasons import Refusal


class SignInMode(StrEnum):
    """How the patron was recognised; `deferred` is checked by the central at the intake."""

    ONLINE = "online"
    LOCAL = "local"
    DEFERRED = "deferred"


class Here(StrEnum):
    """Where a title stands, seen from this branch: what a result row says."""

    HERE = "here"  # a free copy stands in this building
    ELSEWHERE = "elsewhere"  # a free copy at another branch, `place_text` names it
    ON_LOAN = "on_loan"  # every copy that may be lent is out; `queue` wait
    IN_BUILDING = "in_building"  # to be used in the building only, here
    NONE = "none"  # no copy known


@dataclass(frozen=True, slots=True)
class CopyLine:
    """One copy on the detail page, with words."""

    id: str
    branch: str
    branch_text: str
    status: CopyStatus
    lending: Lending
    shelf: str
    call: str
    due: date | None
    here: bool


@dataclass(frozen=True, slots=True)
class TitleLine:
    """A title in a list: results, cart, favourites. `copy` is the copy to point at, if any."""

    title: Title
    here: Here
    place_text: str
    copy: CopyLine | None
    queue: int
    tier: str = ""


@dataclass(frozen=True, slots=True)
class HoldOffer:
    """Whether this title can be put on hold, and if not, every reason, best first."""

    allowed: bool
    refusals: tuple[Refusal, ...]
    slots: tuple["Slot", ...]
    in_cart: bool


@dataclass(frozen=True, slots=True)
class Slot:
    """One limit group: `used` live holds, `in_cart` to come, `limit` None where there is none."""

    label: str
    kinds: tuple[Kind, ...]
    used: int
    in_cart: int
    limit: int | None


@dataclass(frozen=True, slots=True)
class TitlePage:
    """The detail page of one title.

    `volumes`: the other volumes of its work, titles of its series or issues of its magazine, in
    order, as far as they stand around it; `group`: what they are of; `count`: how many there are
    with itself; `before`: how many of them come before it.
    """

    line: TitleLine
    copies: tuple[CopyLine, ...]
    offer: HoldOffer
    volumes: tuple[TitleLine, ...]
    group: str = ""
    count: int = 0
    before: int = 0


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What the screen learns at sign-in. `messages`: sentences to be shown first."""

    mode: SignInMode
    must_change: bool
    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PickupChoice:
    """A place where holds may be fetched; `refusal` where this cart cannot be fetched there."""

    id: str
    text: str
    note: str
    here: bool
    stop: bool
    refusal: Refusal | None


@dataclass(frozen=True, slots=True)
class ContactChoice:
    """A way to be told. `note` is the masked number or address; `refusal` where not registered."""

    contact: Contact
    text: str
    note: str
    refusal: Refusal | None


@dataclass(frozen=True, slots=True)
class Cart:
    """The hold cart, with all the confirm page needs."""

    items: tuple[TitleLine, ...]
    slots: tuple[Slot, ...]
    pickups: tuple[PickupChoice, ...]
    contacts: tuple[ContactChoice, ...]
    pickup: str | None
    contact: Contact | None
    confirm_mail_offered: bool
    series_offered: bool
    next_intake: datetime | None


@dataclass(frozen=True, slots=True)
class ItemChoice:
    """Own pickup and contact of one title, where the library asks per item."""

    title: str
    pickup: str | None = None
    contact: Contact | None = None


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One request of the patron and what came of it; `text` is empty while all is well.

    `refusals`: every reason that is known, the most helpful (`refusal`) first.
    """

    id: str
    kind: RequestKind
    receipt: str
    title: str | None
    title_text: str
    ok: bool
    state: RequestState
    refusal: Refusal | None
    text: str
    placed_at: datetime | None
    refusals: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """Answer to `place`: one line per title, refused ones included."""

    requests: tuple[RequestLine, ...]
    receipt: str
    next_intake: datetime | None


@dataclass(frozen=True, slots=True)
class Step:
    """One stop of a hold's life on the drawing: `mark` is passed, now or to_come."""

    label: str
    mark: str


@dataclass(frozen=True, slots=True)
class HoldLine:
    """One hold on My page. `steps` are empty where the state is outside the usual way.

    `note`: what its state means, in the library's words; `pick_up_from`: the first day to fetch it.
    """

    id: str
    title: str
    title_text: str
    kind: Kind
    state: HoldState
    label: str
    steps: tuple[Step, ...]
    rank: int | None
    pickup: str
    pickup_text: str
    contact: Contact
    contact_text: str
    receipt: str
    ready_since: date | None
    pick_up_by: date | None
    pick_up_until: str | None
    series_order: int | None
    can_cancel: bool
    can_change: bool
    why_not: Refusal | None
    text: str
    note: str = ""
    pick_up_from: date | None = None


@dataclass(frozen=True, slots=True)
class LoanLine:
    """One loan on My page, with whether it can be renewed; `refusals`: every reason why not."""

    loan: Loan
    overdue: bool
    can_renew: bool
    refusal: Refusal | None
    note: str
    refusals: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class RenewalPreview:
    """Old and new due date side by side. `gains_from`: first day on which renewing gains."""

    copy: str
    title_text: str
    old_due: date
    new_due: date
    shortens: bool
    gains_from: date | None


@dataclass(frozen=True, slots=True)
class PatronCard:
    """The little the screen shows of the signed-in patron; never the card number."""

    mode: SignInMode
    must_change: bool
    email_masked: str
    email_state: EmailState
    phone_masked: str
    expires: date | None
    residence: Residence


@dataclass(frozen=True, slots=True)
class Status:
    """State of the data, for the bar and for staff. Moments are None before the first sync."""

    online: bool
    queued: int
    last_sync: datetime | None
    catalogue_as_of: datetime | None
    search_open: bool
    hold_open: bool
    reopens_at: datetime | None
    next_intake: datetime | None


@dataclass(frozen=True, slots=True)
class Found:
    """Titles found. `exact`: whether `total` is counted or only a lower bound."""

    lines: tuple[TitleLine, ...]
    total: int
    exact: bool


@dataclass(frozen=True, slots=True)
class EmailAnswer:
    """How far a new e-mail address has come, and the request that carries it."""

    state: EmailState
    request: RequestLine
    text: str


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """The reading history: whether it is being written, and its lines, newest first."""

    on: bool
    entries: tuple[HistoryEntry, ...]


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """What the patron has set. `offers_…` tell what this library has at all."""

    pickup: str | None
    contact: Contact | None
    pickups: tuple[PickupChoice, ...]
    contacts: tuple[ContactChoice, ...]
    email_masked: str
    email_state: EmailState
    due_soon_mail: bool
    history_on: bool
    offers_email: bool
    offers_reminders: bool
    offers_history: bool
    offers_favourites: bool
    offers_alerts: bool
    offers_registration: bool
