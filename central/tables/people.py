"""Patrons and all that is theirs.

Secrets stand here only as Argon2id bases.
"""

from sqlalchemy import BigInteger, Column, Date, Index, Integer, Table, Text

from central.tables.columns import Moment, flag, metadata, text

patrons = Table(
    "patrons",
    metadata,
    text("card", key=True),
    text("name"),
    text("kana"),
    Column("born", Date),
    text("phone", null=True),
    text("email", null=True),
    text("email_state"),
    # An address that still waits for its confirmation or for staff.
    text("email_wanted", null=True),
    Column("expires", Date),
    text("residence"),
    text("secret_state"),
    # Hex; empty where no secret is registered.
    text("salt"),
    text("base"),
    text("default_pickup", null=True),
    text("default_contact", null=True),
    flag("due_soon_mail"),
    flag("history_on"),
    # The branch whose terminals know the patron offline; empty: all of them.
    text("branch", null=True),
    Column("changed", BigInteger, nullable=False),
    flag("removed"),
    Index("patrons_changed", "changed"),
)

visits = Table(
    "visits",
    metadata,
    text("card", key=True),
    text("branch", key=True),
    Column("at", Moment, nullable=False),
)

loans = Table(
    "loans",
    metadata,
    text("copy", key=True),
    text("card"),
    text("title"),
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
    text("id", key=True),
    text("card"),
    text("title"),
    text("state"),
    # Place in the queue: given once at acceptance, never moved.
    Column("position", BigInteger, nullable=False),
    Column("placed_at", Moment, nullable=False),
    text("pickup"),
    text("contact"),
    text("channel"),
    text("copy", null=True),
    Column("secured_on", Date),
    Column("notified_on", Date),
    Column("ready_since", Date),
    Column("ended_on", Date),
    text("series_group", null=True),
    Column("series_order", Integer),
    text("receipt"),
    # A cancel is on its way to the intake: no copy is set aside meanwhile.
    flag("cancel_pending"),
    Index("holds_card", "card"),
    Index("holds_title", "title"),
    Index("holds_state", "state"),
)

history = Table(
    "history",
    metadata,
    text("id", key=True),
    text("card"),
    text("title"),
    text("title_text"),
    Column("lent", Date, nullable=False),
    Index("history_card", "card"),
)

favourites = Table(
    "favourites",
    metadata,
    text("card", key=True),
    text("title", key=True),
    Column("at", Moment, nullable=False),
)

alerts = Table(
    "alerts",
    metadata,
    text("id", key=True),
    text("card"),
    text("words"),
    Column("at", Moment, nullable=False),
    Index("alerts_card", "card"),
)

# -- sign-in and mails -------------------------------------------------------------------------

attempts = Table(
    "attempts",
    metadata,
    text("scope", key=True),
    Column("failures", Integer, nullable=False),
    Column("until", Moment),
    Column("updated", Moment, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    # SHA-256 of the token: the table alone opens nobody's account.
    text("token", key=True),
    text("card"),
    text("terminal"),
    Column("started", Moment, nullable=False),
    Column("used", Moment, nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    text("card"),
    text("recipient"),
    text("kind"),
    text("subject"),
    Column("text", Text, nullable=False),
    text("hold", null=True),
    Column("due_at", Moment, nullable=False),
    Column("sent_at", Moment),
    Index("outbox_due", "sent_at", "due_at"),
)
