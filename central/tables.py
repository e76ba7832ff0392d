"""The central's tables, once: queries, migrations and their test all look here.

Only portable types: SQLite is the embedded default, PostgreSQL comes without a change here.
Secrets stand here only as Argon2id bases; terminals' keys only locked with the central's store key.
"""

from datetime import datetime, timezone
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Dialect,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

from kiosk.circulation.calendar import JST


class Moment(TypeDecorator[datetime]):
    """An aware moment as UTC text of one width, so that text order is time order."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """To the database."""
        if value is None:
            return None
        return value.astimezone(timezone.utc).isoformat(timespec="microseconds")  # noqa: UP017

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """From the database, in the library's zone."""
        return None if value is None else datetime.fromisoformat(value).astimezone(JST)


Whole = BigInteger().with_variant(Integer(), "sqlite")
"""Numbers that terminals count with: 53 bits, which SQLite's integers hold anyway."""
metadata = MetaData()


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False)


def _text(name: str, *args: Any, null: bool = False, key: bool = False) -> Column[str]:
    return Column(name, String, *args, nullable=null, primary_key=key)


meta = Table("meta", metadata, _text("name", key=True), Column("value", Text, nullable=False))

counters = Table(
    "counters", metadata, _text("name", key=True), Column("value", BigInteger, nullable=False)
)

# -- catalogue ---------------------------------------------------------------------------------

titles = Table(
    "titles",
    metadata,
    _text("id", key=True),
    # The record as JSON, without copies and holds: those change often and stand on their own.
    Column("data", Text, nullable=False),
)

copies = Table(
    "copies",
    metadata,
    _text("id", key=True),
    _text("title"),
    _text("branch"),
    _text("lending"),
    _text("status"),
    _text("shelf"),
    _text("call"),
    Index("copies_title", "title"),
)

arrivals = Table(
    "arrivals",
    metadata,
    # New titles whose keyword alerts have not been sent yet; emptied daily.
    _text("title", key=True),
)

demand = Table(
    "demand",
    metadata,
    # How often a title was lent or asked for on a day: numbers, of nobody in particular.
    _text("title", key=True),
    _text("what", key=True),
    Column("day", Date, primary_key=True),
    Column("n", Integer, nullable=False),
)

themes = Table(
    "themes",
    metadata,
    # What staff put together for the terminals, as JSON.
    Column("id", Integer, primary_key=True),
    Column("data", Text, nullable=False),
)

harvests = Table(
    "harvests",
    metadata,
    # How far each source has been read, in its own times and tokens.
    _text("source", key=True),
    _text("since"),
    _text("token"),
    _text("begun"),
)

harvested = Table(
    "harvested",
    metadata,
    # Which title a source's record became: a deleted one is told by its identifier only.
    _text("identifier", key=True),
    _text("title"),
)

changes = Table(
    "changes",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    _text("title"),
)

# -- terminals ---------------------------------------------------------------------------------

codes = Table(
    "codes",
    metadata,
    # The first four characters of a code name it; the other six are stored only as a hash.
    _text("name", key=True),
    _text("salt"),
    _text("hash"),
    _text("branch"),
    Column("expires", Moment, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("used_at", Moment),
)

terminals = Table(
    "terminals",
    metadata,
    _text("id", key=True),
    Column("number", Integer, nullable=False, unique=True),
    _text("branch"),
    _text("sign_key"),
    _text("receive_key"),
    # Locked with the central's store key.
    _text("verifier_key"),
    _text("lookup_key"),
    _text("version"),
    Column("enrolled_at", Moment, nullable=False),
    Column("last_seen", Moment),
    Column("applied_cursor", Text),
    _flag("revoked"),
)

terminal_costs = Table(
    "terminal_costs",
    metadata,
    # The dearest Argon2id that a terminal checks in time; no row where that was never measured.
    _text("terminal", key=True),
    _text("cost"),
)

former_keys = Table(
    "former_keys",
    metadata,
    # Signing keys that a terminal had before; requests on their way hold until `until`, which is
    # set when the key after them was used first.
    _text("terminal", key=True),
    _text("sign_key", key=True),
    Column("at", Moment, nullable=False),
    Column("until", Moment),
)

former_names = Table(
    "former_names",
    metadata,
    # What terminals were called before they were enrolled anew with their ledgers.
    _text("terminal", key=True),
    _text("formerly", key=True),
)

nonces = Table(
    "nonces",
    metadata,
    _text("terminal", key=True),
    _text("nonce", key=True),
    Column("at", Moment, nullable=False),
    Index("nonces_at", "at"),
)

# -- requests ----------------------------------------------------------------------------------

requests = Table(
    "requests",
    metadata,
    _text("key", key=True),
    _text("terminal"),
    Column("seq", BigInteger, nullable=False),
    _text("kind"),
    Column("version", Whole, nullable=False),
    Column("placed_at", Moment, nullable=False),
    Column("received_at", Moment, nullable=False),
    _text("proof"),
    _text("card", null=True),
    Column("body", Text, nullable=False),
    # Emptied as soon as the box was opened; kept where only a person can tell.
    Column("sealed", Text),
    _text("digest"),
    _text("state"),
    _text("reason", null=True),
    Column("facts", Text, nullable=False),
    Column("decided_at", Moment),
    Column("changed", BigInteger, nullable=False),
    Index("requests_state", "state"),
    Index("requests_changed", "terminal", "changed"),
    Index("requests_card", "card"),
)

ledger_rows = Table(
    "ledger_rows",
    metadata,
    # Every row of a terminal's ledger that is durable here; a clone may bring two with one seq.
    _text("terminal", key=True),
    Column("incarnation", Whole, primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    _text("key", key=True),
    _text("hash"),
)

heads = Table(
    "heads",
    metadata,
    _text("terminal", key=True),
    Column("incarnation", Whole, primary_key=True),
    Column("have_through", BigInteger, nullable=False),
    Column("safe_through", BigInteger, nullable=False),
    # Two different rows claimed one place: a cloned or rewound disk. Nothing is lost by it.
    _flag("forked"),
)

conflicts = Table(
    "conflicts",
    metadata,
    Column("id", Integer, primary_key=True),
    _text("key"),
    _text("terminal"),
    Column("content", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Index("conflicts_key", "key"),
)

tombstones = Table(
    "tombstones",
    metadata,
    _text("key", key=True),
    _text("card"),
    Column("at", Moment, nullable=False),
)

intake_runs = Table(
    "intake_runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("until", Moment, nullable=False),
    Column("started", Moment, nullable=False),
    Column("finished", Moment),
    Column("accepted", Integer, nullable=False),
    Column("refused", Integer, nullable=False),
    Column("needs_staff", Integer, nullable=False),
)

intake_turns = Table(
    "intake_turns",
    metadata,
    # Whose turn a run is, how long he may be silent, and how many requests came late for others.
    Column("run", Integer, primary_key=True, autoincrement=False),
    _text("lease"),
    Column("lease_until", Moment, nullable=False),
    Column("late", Integer, nullable=False),
)

# -- the library's own system ------------------------------------------------------------------

patrons = Table(
    "patrons",
    metadata,
    _text("card", key=True),
    _text("name"),
    _text("kana"),
    Column("born", Date),
    _text("phone", null=True),
    _text("email", null=True),
    _text("email_state"),
    # An address that still waits for its confirmation or for staff.
    _text("email_wanted", null=True),
    Column("expires", Date),
    _text("residence"),
    _text("secret_state"),
    # Hex; empty where no secret is registered.
    _text("salt"),
    _text("base"),
    _text("default_pickup", null=True),
    _text("default_contact", null=True),
    _flag("due_soon_mail"),
    _flag("history_on"),
    # The branch whose terminals know the patron offline; empty: all of them.
    _text("branch", null=True),
    Column("changed", BigInteger, nullable=False),
    _flag("removed"),
    Index("patrons_changed", "changed"),
)

visits = Table(
    "visits",
    metadata,
    _text("card", key=True),
    _text("branch", key=True),
    Column("at", Moment, nullable=False),
)

loans = Table(
    "loans",
    metadata,
    _text("copy", key=True),
    _text("card"),
    _text("title"),
    Column("lent", Date, nullable=False),
    Column("due", Date, nullable=False),
    Column("renewals", Integer, nullable=False),
    Column("reminded_for", Date),
    Column("overdue_told", Date),
    Index("loans_card", "card"),
    Index("loans_title", "title"),
)

holds = Table(
    "holds",
    metadata,
    _text("id", key=True),
    _text("card"),
    _text("title"),
    _text("state"),
    # Place in the queue: given once at acceptance, never moved.
    Column("position", BigInteger, nullable=False),
    Column("placed_at", Moment, nullable=False),
    _text("pickup"),
    _text("contact"),
    _text("channel"),
    _text("copy", null=True),
    Column("secured_on", Date),
    Column("notified_on", Date),
    Column("ready_since", Date),
    Column("ended_on", Date),
    _text("series_group", null=True),
    Column("series_order", Integer),
    _text("receipt"),
    # A cancel is on its way to the intake: no copy is set aside meanwhile.
    _flag("cancel_pending"),
    Index("holds_card", "card"),
    Index("holds_title", "title"),
    Index("holds_state", "state"),
)

history = Table(
    "history",
    metadata,
    _text("id", key=True),
    _text("card"),
    _text("title"),
    _text("title_text"),
    Column("lent", Date, nullable=False),
    Index("history_card", "card"),
)

favourites = Table(
    "favourites",
    metadata,
    _text("card", key=True),
    _text("title", key=True),
    Column("at", Moment, nullable=False),
)

alerts = Table(
    "alerts",
    metadata,
    _text("id", key=True),
    _text("card"),
    _text("words"),
    Column("at", Moment, nullable=False),
    Index("alerts_card", "card"),
)

# -- sign-in and mails -------------------------------------------------------------------------

attempts = Table(
    "attempts",
    metadata,
    _text("scope", key=True),
    Column("failures", Integer, nullable=False),
    Column("until", Moment),
    Column("updated", Moment, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    # SHA-256 of the token: the table alone opens nobody's account.
    _text("token", key=True),
    _text("card"),
    _text("terminal"),
    Column("started", Moment, nullable=False),
    Column("used", Moment, nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    _text("card"),
    _text("recipient"),
    _text("kind"),
    _text("subject"),
    Column("text", Text, nullable=False),
    _text("hold", null=True),
    Column("due_at", Moment, nullable=False),
    Column("sent_at", Moment),
    Index("outbox_due", "sent_at", "due_at"),
)
