"""What the lending rules look at: frozen values, filled by the terminal and by the central alike.

Nothing here decides, reads a clock or does I/O. The terminal fills these values from its replica
and its ledger, the central from its own tables; the rules see no difference.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Kind(StrEnum):
    """Kind of material, the words of a library's limit groups."""

    BOOK = "book"
    MAGAZINE = "magazine"
    KAMISHIBAI = "kamishibai"
    CASSETTE = "cassette"
    READING_CD = "reading_cd"
    CD = "cd"
    DVD = "dvd"
    VIDEO = "video"
    LD = "ld"


class Lending(StrEnum):
    """How a copy may be used: lent, 禁帯出 (reference), or watched in the building only."""

    LOAN = "loan"
    REFERENCE = "reference"
    IN_HOUSE = "in_house"


class Source(StrEnum):
    """Who owns a title: this library, its network partner, or nobody near (interloan)."""

    OWN = "own"
    NETWORK = "network"
    INTERLOAN = "interloan"


class CopyStatus(StrEnum):
    """Where a copy is now."""

    AVAILABLE = "available"
    ON_LOAN = "on_loan"
    ON_HOLD_SHELF = "on_hold_shelf"
    IN_TRANSIT = "in_transit"
    MISSING = "missing"


class Contact(StrEnum):
    """How a patron is told that a hold is ready; `none` is 連絡不要 or 自主確認."""

    MAIL = "mail"
    PHONE = "phone"
    NONE = "none"


class SecretState(StrEnum):
    """`initial`: a first password that must be changed; `none`: nothing registered yet."""

    SET = "set"
    INITIAL = "initial"
    NONE = "none"


class Residence(StrEnum):
    """`wide_area`: 広域利用, a patron of a neighbouring town."""

    RESIDENT = "resident"
    WIDE_AREA = "wide_area"


class Channel(StrEnum):
    """Where a hold was asked for. A library may count or treat them differently."""

    TERMINAL = "terminal"
    COUNTER = "counter"


class HoldState(StrEnum):
    """The life of a hold; each library has its own label for each (libraries.md)."""

    PROVISIONAL = "provisional"
    INVESTIGATING = "investigating"
    WAITING = "waiting"
    SEQUENCED = "sequenced"
    IN_TRANSIT = "in_transit"
    READY = "ready"
    CANCEL_REQUESTED = "cancel_requested"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    FULFILLED = "fulfilled"
    REFUSED = "refused"
    NEEDS_STAFF = "needs_staff"

    @property
    def live(self) -> bool:
        """Whether the hold still takes one of the patron's slots."""
        return self not in _ENDED


_ENDED = frozenset({HoldState.CANCELLED, HoldState.EXPIRED, HoldState.FULFILLED, HoldState.REFUSED})


class EmailState(StrEnum):
    """How far an e-mail address has come."""

    NONE = "none"
    REGISTERED = "registered"
    WAITING_CONFIRMATION = "waiting_confirmation"
    WAITING_STAFF = "waiting_staff"


@dataclass(frozen=True, slots=True)
class CopyFacts:
    """One copy as a rule sees it. `call`: the call number on its spine (class, author, volume)."""

    id: str
    branch: str
    lending: Lending = Lending.LOAN
    status: CopyStatus = CopyStatus.AVAILABLE
    call: str = ""


@dataclass(frozen=True, slots=True)
class TitleFacts:
    """One title as a rule sees it. `queue`: live holds of all patrons on it."""

    id: str
    title: str
    kind: Kind
    source: Source = Source.OWN
    latest_issue: bool = False
    ndc: str = ""
    series: str = ""
    volume_number: int | None = None
    copies: tuple[CopyFacts, ...] = ()
    queue: int = 0


@dataclass(frozen=True, slots=True)
class Defaults:
    """A patron's own defaults for new holds; None where nothing is set."""

    pickup: str | None = None
    contact: Contact | None = None


@dataclass(frozen=True, slots=True)
class Patron:
    """A patron. `born`, `phone`, `email` are None where the library does not know them."""

    card: str
    name: str
    kana: str = ""
    born: date | None = None
    phone: str | None = None
    email: str | None = None
    email_state: EmailState = EmailState.NONE
    expires: date | None = None
    residence: Residence = Residence.RESIDENT
    secret_state: SecretState = SecretState.SET
    defaults: Defaults = Defaults()
    due_soon_mail: bool = False
    history_on: bool = False


@dataclass(frozen=True, slots=True)
class Loan:
    """One loan. `queue`: live holds of others on the title. `interloan`: borrowed elsewhere."""

    copy: str
    title: str
    title_text: str
    kind: Kind
    lent: date
    due: date
    renewals: int = 0
    interloan: bool = False
    queue: int = 0


@dataclass(frozen=True, slots=True)
class Hold:
    """One hold, provisional or real.

    `id` of a hold that a terminal asked for is the key of its request, so that it keeps its name
    before and after the intake. `secured_on`: the day a copy was set aside; `notified_on`: the day
    the patron was told; `pick_up_by` is computed by the rules, never stored by a rule.
    """

    id: str
    title: str
    title_text: str
    kind: Kind
    state: HoldState
    placed_at: datetime
    pickup: str
    contact: Contact
    channel: Channel = Channel.TERMINAL
    rank: int | None = None
    secured_on: date | None = None
    notified_on: date | None = None
    ready_since: date | None = None
    pick_up_by: date | None = None
    ended_on: date | None = None
    series_group: str | None = None
    series_order: int | None = None
    receipt: str = ""
    reason: str | None = None
    reason_facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One line of a patron's reading history, kept only where the patron switched it on."""

    id: str
    title: str
    title_text: str
    lent: date


@dataclass(frozen=True, slots=True)
class Alert:
    """A new-arrival alert: words the patron wants to hear of."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Account:
    """All a library knows of one patron's affairs at the moment `as_of`."""

    patron: Patron
    as_of: datetime
    loans: tuple[Loan, ...] = ()
    holds: tuple[Hold, ...] = ()
    ended: tuple[Hold, ...] = ()
    history: tuple[HistoryEntry, ...] = ()
    favourites: tuple[str, ...] = ()
    alerts: tuple[Alert, ...] = ()
    notices: tuple[str, ...] = ()
