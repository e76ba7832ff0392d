"""Titles, copies, what is known of their use, and the feed of changes: nothing of a patron."""

from sqlalchemy import BigInteger, Column, Date, Index, Integer, Table, Text

from central.tables.columns import metadata, text

titles = Table(
    "titles",
    metadata,
    text("id", key=True),
    # The record as JSON, without copies and holds: those change often and stand on their own.
    Column("data", Text, nullable=False),
)

copies = Table(
    "copies",
    metadata,
    text("id", key=True),
    text("title"),
    text("branch"),
    text("lending"),
    text("status"),
    text("shelf"),
    text("call"),
    Index("copies_title", "title"),
)

arrivals = Table(
    "arrivals",
    metadata,
    # New titles whose keyword alerts have not been sent yet; emptied daily.
    text("title", key=True),
)

demand = Table(
    "demand",
    metadata,
    # How often a title was lent or asked for on a day: numbers, of nobody in particular.
    text("title", key=True),
    text("what", key=True),
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
    text("source", key=True),
    text("since"),
    text("token"),
    text("begun"),
)

harvested = Table(
    "harvested",
    metadata,
    # Which title a source's record became: a deleted one is told by its identifier only.
    text("identifier", key=True),
    text("title"),
    Index("harvested_title", "title"),
)

leaving = Table(
    "leaving",
    metadata,
    # Titles that their source took back while somebody had them or waited for them.
    text("title", key=True),
)

changes = Table(
    "changes",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    text("title"),
)

# -- terminals ---------------------------------------------------------------------------------
