"""What a terminal and the central say to each other, versioned and strict.

Every model forbids unknown fields. Values from `facts` travel as they are. A request's own content
(`Item.body`) stays plain JSON on the wire, so that a central can park what it does not understand.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, TypeAdapter

from kiosk.circulation.facts import Account, Contact
from kiosk.circulation.sealing import canonical, chain_hash

SCHEMA = 1
"""Version of a request's content; the central keeps a reader for each since the first."""


LARGEST = 2**53
"""Numbers above it are no sequence of anybody's, and no database keeps them."""
PROFILE = 1_000_000
"""Characters of a profile at most; the largest of the first five has 14,000."""
PARKED = 16_000
"""Characters of a parked row: at most 64 KiB, and what follows is cut off."""
FAILURES = 200
"""Cards in one report of failures at most."""
_KEY = "^[0-9a-fA-F]{64}$"


class RequestKind(StrEnum):
    """What a patron can ask for."""

    HOLD = "hold"
    CANCEL = "cancel"
    CHANGE = "change"
    ORDER_SERIES = "order_series"
    CLEAR_SERIES = "clear_series"
    RENEW = "renew"
    PASSWORD = "password"
    REGISTER_PASSWORD = "register_password"
    EMAIL = "email"
    DEFAULTS = "defaults"
    REMINDERS = "reminders"
    HISTORY_SET = "history_set"
    HISTORY_DELETE = "history_delete"
    FAVOURITE_ADD = "favourite_add"
    FAVOURITE_REMOVE = "favourite_remove"
    ALERT_ADD = "alert_add"
    ALERT_CHANGE = "alert_change"
    ALERT_REMOVE = "alert_remove"


class RequestState(StrEnum):
    """Where a request stands. "Sending" is never stored: a crash in between heals by the key."""

    QUEUED = "queued"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    NEEDS_STAFF = "needs_staff"
    CANCELLED = "cancelled"

    @property
    def final(self) -> bool:
        """Whether the central will not change it any more by itself."""
        return self in (RequestState.ACCEPTED, RequestState.REFUSED, RequestState.CANCELLED)


class Proof(StrEnum):
    """How the terminal knew the patron: asked the central, checked locally, or not yet checked."""

    ONLINE = "online"
    LOCAL = "local"
    DEFERRED = "deferred"


class Message(BaseModel):
    """Base of everything on the wire: frozen, and nothing unknown is taken."""

    model_config = ConfigDict(frozen=True, extra="forbid")


# -- what is asked for: the body of an item, by kind ------------------------------------------


class HoldBody(Message):
    """Place one title on hold. `series_group` joins the volumes of one series request."""

    title: str
    pickup: str
    contact: Contact
    series_group: str | None = None
    series_order: int | None = None
    confirm_mail: bool = False


class CancelBody(Message):
    """Cancel a hold; `hold` is the hold's id, which is the request's key for a terminal's hold."""

    hold: str


class ChangeBody(Message):
    """Change pickup place or contact; None leaves a part as it is."""

    hold: str
    pickup: str | None = None
    contact: Contact | None = None


class SeriesBody(Message):
    """Put holds in reading order (order_series), or take the order away (clear_series)."""

    holds: tuple[str, ...]


class RenewBody(Message):
    """Renew a loan; `confirm` accepts a new due date earlier than the old one."""

    copy_id: str
    confirm: bool = False


class PasswordBody(Message):
    """A password change; old and new secret travel in the item's sealed box."""


class RegisterPasswordBody(Message):
    """A first password registered at the terminal; all of it travels in the sealed box."""


class EmailBody(Message):
    """A new e-mail address; it travels in the sealed box."""


class DefaultsBody(Message):
    """A patron's defaults for new holds."""

    pickup: str | None = None
    contact: Contact | None = None


class RemindersBody(Message):
    """Whether mails are sent before a due date."""

    due_soon: bool


class HistorySetBody(Message):
    """Switch the reading history on or off."""

    on: bool


class HistoryDeleteBody(Message):
    """Delete lines of the reading history."""

    ids: tuple[str, ...]


class FavouriteBody(Message):
    """Add or remove a favourite title."""

    title: str


class AlertAddBody(Message):
    """A new-arrival alert; its id is the request's key."""

    words: str


class AlertChangeBody(Message):
    """Other words for an alert."""

    id: str
    words: str


class AlertRemoveBody(Message):
    """No more of an alert."""

    id: str


Body = (
    HoldBody
    | CancelBody
    | ChangeBody
    | SeriesBody
    | RenewBody
    | PasswordBody
    | RegisterPasswordBody
    | EmailBody
    | DefaultsBody
    | RemindersBody
    | HistorySetBody
    | HistoryDeleteBody
    | FavouriteBody
    | AlertAddBody
    | AlertChangeBody
    | AlertRemoveBody
)

BODIES: Mapping[RequestKind, type[Message]] = {
    RequestKind.HOLD: HoldBody,
    RequestKind.CANCEL: CancelBody,
    RequestKind.CHANGE: ChangeBody,
    RequestKind.ORDER_SERIES: SeriesBody,
    RequestKind.CLEAR_SERIES: SeriesBody,
    RequestKind.RENEW: RenewBody,
    RequestKind.PASSWORD: PasswordBody,
    RequestKind.REGISTER_PASSWORD: RegisterPasswordBody,
    RequestKind.EMAIL: EmailBody,
    RequestKind.DEFAULTS: DefaultsBody,
    RequestKind.REMINDERS: RemindersBody,
    RequestKind.HISTORY_SET: HistorySetBody,
    RequestKind.HISTORY_DELETE: HistoryDeleteBody,
    RequestKind.FAVOURITE_ADD: FavouriteBody,
    RequestKind.FAVOURITE_REMOVE: FavouriteBody,
    RequestKind.ALERT_ADD: AlertAddBody,
    RequestKind.ALERT_CHANGE: AlertChangeBody,
    RequestKind.ALERT_REMOVE: AlertRemoveBody,
}


# -- what is sealed to the intake key: the plain content of a sealed box -----------------------


class Sealed(Message):
    """Content of a sealed box, bound to its request so that a box cannot be moved to another."""

    key: str
    terminal: str
    card: str
    secret: str | None = None
    new_secret: str | None = None
    email: str | None = None
    name: str | None = None
    born: str | None = None
    phone: str | None = None


# -- enrolment ------------------------------------------------------------------------------


class EnrolAsk(Message):
    """A terminal introduces itself with its single-use code. Keys are hex of 32 bytes.

    `cost`: the dearest Argon2id that it checks in time (`sealing.Cost.text`); empty: not measured.
    `formerly`: the terminal that it was, where it is enrolled anew with all its requests; `proof`:
    its signature over `content`, for a public key is no secret.
    """

    code: str
    sign_key: str = Field(pattern=_KEY)
    receive_key: str = Field(pattern=_KEY)
    version: str
    cost: str = Field(default="", max_length=40)
    formerly: str = Field(default="", max_length=40)
    proof: str = Field(default="", max_length=128)

    def content(self) -> bytes:
        """What `proof` signs."""
        return canonical(self.model_dump(mode="json", exclude={"proof"}))


class EnrolReply(Message):
    """Who the terminal is now. `secrets_box` (base64) is sealed to the terminal's receive key and
    holds the JSON of `TerminalSecrets`; `number` is the short number on receipts."""

    terminal: str
    number: int
    incarnation: int
    library: str
    branch: str
    central_key: str
    intake_key: str
    intake_key_id: str
    secrets_box: str
    central_time: datetime


class TerminalReply(Message):
    """Who a terminal is to the central: only one that is still let in gets it. `forked`: a cloned
    or rewound disk spoke under its name, so it gets no patrons' data before it is enrolled anew."""

    number: int
    branch: str
    forked: bool
    central_time: AwareDatetime


class TimeReply(Message):
    """What time it is at the central: all that anybody may ask."""

    central_time: AwareDatetime


class TerminalSecrets(Message):
    """Two keys of 32 bytes (hex) that only this terminal and the central know."""

    verifier_key: str
    lookup_key: str


class Rotate(Message):
    """A terminal's next signing key (hex). The request is signed with the present one; `proof` is
    the next one's signature over `rotate_content`."""

    sign_key: str = Field(min_length=64, max_length=64)
    proof: str = Field(max_length=128)


class Rotated(Message):
    """The next key is known from here on; the former one holds until the next one was used."""

    sign_key: str


class IntakeKeyReply(Message):
    """The key (hex) that boxes are sealed to, since `made`; signed by the central."""

    intake_key: str
    intake_key_id: str
    made: AwareDatetime
    signature: str = ""

    def content(self) -> bytes:
        """What `signature` signs."""
        return canonical(self.model_dump(mode="json", exclude={"signature"}))


# -- push -----------------------------------------------------------------------------------


class Item(Message):
    """One row of the ledger. `kind` is plain text: an unknown kind is parked, never refused.

    `body_hash` chain: hash = SHA-256(prev_hash + canonical JSON of all other fields); see sealing.
    `placed_at` is corrected by the central's clock where the terminal had an anchor.
    """

    seq: int = Field(ge=1, le=LARGEST)
    key: str = Field(min_length=36, max_length=36)
    kind: str = Field(max_length=40)
    version: int = Field(ge=1, le=LARGEST)
    placed_at: datetime
    proof: Proof
    card: str | None
    body: dict[str, Any]
    sealed: str | None = None
    prev_hash: str
    hash: str

    def content(self) -> dict[str, Any]:
        """What `hash` is made of, with `prev_hash` before it: see sealing.chain_hash."""
        return self.model_dump(mode="json", exclude={"prev_hash", "hash"})


class Push(Message):
    """A batch of rows, oldest first; `head_signature` signs the ASCII hash of the last.

    Without items it asks how far the central is; `head_signature` is empty then.
    `purged_through`: rows up to here are settled, safe and no longer kept: nobody waits for them.
    `held_through`, `held_hash`: the newest row that the terminal takes the central to hold. Two
    disks may speak under one name; of another's rows nothing follows for this one's.
    `unsure`: keys of rows whose time only the terminal's own clock vouches for.
    """

    incarnation: int = Field(ge=0, le=LARGEST)
    purged_through: int = Field(default=0, ge=0, le=LARGEST)
    held_through: int = Field(default=0, ge=0, le=LARGEST)
    held_hash: str = Field(default="", max_length=64)
    items: Annotated[tuple[Item, ...], Field(max_length=50)]
    unsure: Annotated[tuple[str, ...], Field(max_length=50)] = ()
    head_signature: str


class Park(Message):
    """A row that the central refused by itself again and again, as plain text for a person.

    It is taken whatever stands in it, so that nothing behind it has to wait.
    """

    incarnation: int = Field(ge=0, le=LARGEST)
    seq: int = Field(ge=1, le=LARGEST)
    key: str = Field(min_length=36, max_length=36)
    hash: str = Field(max_length=64)
    text: str = Field(max_length=PARKED)


class Because(Message):
    """A reason's code, and the facts that fill its sentence."""

    reason: str
    facts: dict[str, str] = {}


class Outcome(Message):
    """The present verdict on one request. `facts` fill the sentence of `reason`, the most helpful;
    `also`: the others that apply."""

    key: str
    state: RequestState
    reason: str | None = None
    facts: dict[str, str] = {}
    also: tuple[Because, ...] = ()
    decided_at: AwareDatetime | None = None


class PushReply(Message):
    """Verdict per item, and how far the central holds the sequence.

    `have_through`: highest contiguous sequence the central holds now; `safe_through`: contained
    in a verified backup. The terminal offers again all above the first and purges up to the second.
    """

    items: tuple[Outcome, ...]
    have_through: int
    safe_through: int
    central_time: AwareDatetime
    next_poll_after_s: float
    next_intake: AwareDatetime | None = None


# -- pull -----------------------------------------------------------------------------------


class OutcomesPage(Message):
    """Verdicts of this terminal's requests that changed after `cursor` was given."""

    outcomes: tuple[Outcome, ...]
    cursor: str
    has_more: bool


class PatronRow(Message):
    """What a terminal may keep of one patron of its branch (architecture: signing in offline).

    `tag` = HMAC(lookup_key, card); `verifier` = HMAC(verifier_key, base); `account_box` is the
    account's JSON sealed with a key of the same computation. `removed` takes the row away.
    """

    tag: str
    salt: str = ""
    verifier: str = ""
    account_box: str = ""
    removed: bool = False


class PatronsPage(Message):
    """Patron rows that changed after `cursor` was given."""

    rows: tuple[PatronRow, ...]
    cursor: str
    has_more: bool


class Manifest(Message):
    """A catalogue snapshot, as signed by the central. Sizes in bytes; hashes SHA-256 in hex."""

    version: int
    schema_version: int
    created: datetime
    size: int
    chunk_size: int
    chunks: tuple[str, ...]
    titles: int
    cursor: str
    signature: str = ""

    def content(self) -> dict[str, Any]:
        """What `signature` signs, in the form of sealing.canonical."""
        return self.model_dump(mode="json", exclude={"signature"})


class ProfileReply(Message):
    """The profile that the central decides with; `text` is None where the terminal has it already.

    `digest` is the SHA-256, in hex, of the text; `signature` is the central's, over it and the id.
    """

    library: str
    digest: str
    text: str | None = Field(default=None, max_length=PROFILE)
    signature: str


# -- sign-in ----------------------------------------------------------------------------------


class SignInAsk(Message):
    """Online sign-in. Travels over TLS only, but on loopback."""

    card: str
    secret: str


class SignInReply(Message):
    """The patron's account, and a token for looking again during this visit."""

    session: str
    account: Account


class AccountReply(Message):
    """The account as it is now."""

    account: Account


class CardFailures(Message):
    """Wrong secrets for a card that a terminal counted by itself; `tag` as in `PatronRow`."""

    tag: str = Field(max_length=64)
    count: int = Field(ge=1, le=1000)


class FailuresAsk(Message):
    """What a terminal counted since the central took its last report; none: it only asks.

    `report` grows with each that was answered: told again, only what is more in it counts.
    """

    report: int = Field(ge=0, le=LARGEST)
    cards: Annotated[tuple[CardFailures, ...], Field(max_length=FAILURES)]


class CardRest(Message):
    """A card that rests until then, after failures wherever they were."""

    tag: str
    until: AwareDatetime


class FailuresReply(Message):
    """Every card that rests now."""

    rests: tuple[CardRest, ...]


class Problem(Message):
    """Body of every answer above 399: a reason code, facts, and nothing of a patron."""

    reason: str
    facts: dict[str, str] = {}


ACCOUNT = TypeAdapter(Account)
"""Reads and writes an account as JSON."""


def row_hash(item: Item) -> str:
    """Hash of a ledger row: over all its fields but `hash`; both sides compute it with this."""
    return chain_hash(item.prev_hash, item.content())


def head_content(item: Item) -> bytes:
    """What a terminal signs for a batch: the hash of its last row (`Push.head_signature`)."""
    return item.hash.encode()


def manifest_content(manifest: Manifest) -> bytes:
    """What the central signs for a snapshot: the manifest without its signature."""
    return canonical(manifest.content())


def write_why(facts: Mapping[str, str], also: Iterable[Because]) -> str:
    """The facts of a verdict's first reason and all its others, as the one JSON text in which
    ledger and central keep them; without others it is what it was before there could be any."""
    others = [because.model_dump() for because in also]
    return json.dumps({**facts, **({_ALSO: others} if others else {})}, ensure_ascii=False)


def read_why(text: str) -> tuple[dict[str, str], tuple[Because, ...]]:
    """What `write_why` wrote, in whatever version."""
    facts = json.loads(text)
    others = facts.pop(_ALSO, ())
    return facts, tuple(Because.model_validate(because) for because in others)


_ALSO = "also"
"""No fact of any reason is called so."""


def profile_content(library: str, digest: str) -> bytes:
    """What the central signs for a profile."""
    return canonical({"library": library, "digest": digest})


def rotate_content(terminal: str, sign_key: str) -> bytes:
    """What a terminal's next signing key signs."""
    return canonical({"terminal": terminal, "next": sign_key})
