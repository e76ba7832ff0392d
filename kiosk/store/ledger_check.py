"""Is this ledger what was left? Chain, owner and side mark are looked at before anything else.

Raises Damaged; what becomes of the file is the ledger's own decision.
"""

from pathlib import Path

from sqlalchemy import Connection

from kiosk.circulation.messages import row_hash
from kiosk.store.identity import IDENTITY, Identity
from kiosk.store.ledger_purge import purged
from kiosk.store.ledger_rows import item_of, note_of
from kiosk.store.mark import Mark
from kiosk.store.problems import Damaged, LedgerLost

TAIL = 1000
"""How many of the last rows are checked against their hashes at each start."""


def identity_of(connection: Connection) -> Identity:
    value = note_of(connection, "identity")
    if value is None:
        raise Damaged("the file does not say whose it is")
    return IDENTITY.validate_json(value)


def check_chain(connection: Connection) -> None:
    """The last rows are gap-free, each fits its hash, and each follows the one before: the first
    row that is kept follows the last one that was let go."""
    query = "SELECT * FROM ledger ORDER BY seq DESC LIMIT :tail"
    rows = [item_of(row) for row in connection.exec_driver_sql(query, {"tail": TAIL}).mappings()][
        ::-1
    ]
    before = purged(connection)
    for after in rows:
        begins = after is rows[0] and len(rows) == TAIL and after.seq > before[0] + 1
        follows = begins or (before[0] + 1, before[1]) == (after.seq, after.prev_hash)
        if not follows or row_hash(after) != after.hash:
            raise Damaged("its rows do not follow each other")
        before = after.seq, after.hash


def check_mark(connection: Connection, identity: Identity, known: Mark | None) -> None:
    if known is None:
        return
    if known.terminal != identity.terminal:
        raise Damaged("it is another terminal's")
    if known.incarnation > identity.incarnation:
        raise Damaged("it is older than what was written last")
    if known.seq <= purged(connection)[0]:
        return  # an older mark, of a row that was let go since: the newest row never is
    found = connection.exec_driver_sql(
        "SELECT hash FROM ledger WHERE seq = :seq", {"seq": known.seq}
    ).scalar()
    if found != known.hash:
        raise Damaged("it is older than what was written last")


_WORDS = {
    "the file is missing or empty": "ファイルがないか空です",
    "the file belongs to something else": "別のもののファイルです",
    "the file does not pass its check": "ファイルが壊れています",
    "the file cannot be read": "ファイルを読み取れません",
    "the file does not say whose it is": "どの端末のものか分かりません",
    "its rows do not follow each other": "記録のつながりが切れています",
    "it is another terminal's": "別の端末のものです",
    "it is older than what was written last": "最後に書いたときより古い内容です",
}


def lost(what: str, kept: Path | None) -> LedgerLost:
    return LedgerLost(_WORDS.get(what, "ファイルを読み取れません"), what, kept.name if kept else "")
