"""Terminals, what they sent, and what became of it.

Terminals' keys stand here only locked with the central's store key.
"""

from sqlalchemy import BigInteger, Column, Index, Integer, Table, Text

from central.tables.columns import Moment, Whole, flag, metadata, text

meta = Table("meta", metadata, text("name", key=True), Column("value", Text, nullable=False))

counters = Table(
    "counters", metadata, text("name", key=True), Column("value", BigInteger, nullable=False)
)

# -- catalogue ---------------------------------------------------------------------------------

codes = Table(
    "codes",
    metadata,
    # The first four characters of a code name it; the other six are stored only as a hash.
    text("name", key=True),
    text("salt"),
    text("hash"),
    text("branch"),
    Column("expires", Moment, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("used_at", Moment),
)

terminals = Table(
    "terminals",
    metadata,
    text("id", key=True),
    Column("number", Integer, nullable=False, unique=True),
    text("branch"),
    text("sign_key"),
    text("receive_key"),
    # Locked with the central's store key.
    text("verifier_key"),
    text("lookup_key"),
    text("version"),
    Column("enrolled_at", Moment, nullable=False),
    Column("last_seen", Moment),
    Column("applied_cursor", Text),
    flag("revoked"),
)

terminal_costs = Table(
    "terminal_costs",
    metadata,
    # The dearest Argon2id that a terminal checks in time; no row where that was never measured.
    text("terminal", key=True),
    text("cost"),
)

former_keys = Table(
    "former_keys",
    metadata,
    # Signing keys that a terminal had before; requests on their way hold until `until`, which is
    # set when the key after them was used first.
    text("terminal", key=True),
    text("sign_key", key=True),
    Column("at", Moment, nullable=False),
    Column("until", Moment),
)

former_names = Table(
    "former_names",
    metadata,
    # What terminals were called before they were enrolled anew with their ledgers.
    text("terminal", key=True),
    text("formerly", key=True),
)

nonces = Table(
    "nonces",
    metadata,
    text("terminal", key=True),
    text("nonce", key=True),
    Column("at", Moment, nullable=False),
    Index("nonces_at", "at"),
)

# -- requests ----------------------------------------------------------------------------------

requests = Table(
    "requests",
    metadata,
    text("key", key=True),
    text("terminal"),
    Column("seq", BigInteger, nullable=False),
    text("kind"),
    Column("version", Whole, nullable=False),
    Column("placed_at", Moment, nullable=False),
    Column("received_at", Moment, nullable=False),
    text("proof"),
    text("card", null=True),
    Column("body", Text, nullable=False),
    # Emptied as soon as the box was opened; kept where only a person can tell.
    Column("sealed", Text),
    text("digest"),
    text("state"),
    text("reason", null=True),
    Column("facts", Text, nullable=False),
    Column("decided_at", Moment),
    Column("changed", BigInteger, nullable=False),
    Index("requests_state", "state"),
    Index("requests_changed", "terminal", "changed"),
    Index("requests_card", "card"),
)

unsure_times = Table(
    "unsure_times",
    metadata,
    # Requests whose place in the order is not sure: they were placed somewhere between these.
    text("key", key=True),
    Column("earliest", Moment, nullable=False),
    Column("latest", Moment, nullable=False),
)

ledger_rows = Table(
    "ledger_rows",
    metadata,
    # Every row of a terminal's ledger that is durable here; a clone may bring two with one seq.
    text("terminal", key=True),
    Column("incarnation", Whole, primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    text("key", key=True),
    text("hash"),
)

heads = Table(
    "heads",
    metadata,
    text("terminal", key=True),
    Column("incarnation", Whole, primary_key=True),
    Column("have_through", BigInteger, nullable=False),
    Column("safe_through", BigInteger, nullable=False),
    # Two different rows claimed one place: a cloned or rewound disk. Nothing is lost by it.
    flag("forked"),
)

conflicts = Table(
    "conflicts",
    metadata,
    Column("id", Integer, primary_key=True),
    text("key"),
    text("terminal"),
    Column("content", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Index("conflicts_key", "key"),
)

tombstones = Table(
    "tombstones",
    metadata,
    text("key", key=True),
    text("card"),
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
    text("lease"),
    Column("lease_until", Moment, nullable=False),
    Column("late", Integer, nullable=False),
)

# -- the library's own system ------------------------------------------------------------------
