"""The whole chain of a ledger, looked at once a week: a start looks at its end only.

Rows are read in pieces, so that no patron waits for it. What is found is noted in the ledger and
told to staff; nothing is changed or repaired here.
"""

from collections.abc import Iterable
from datetime import timedelta

from kiosk.circulation.messages import Item, row_hash
from kiosk.store.ledger import Ledger

EVERY = timedelta(days=7)
_CHECKED, _LOOSE = "chain_checked", "chain_loose"


def look(ledger: Ledger) -> None:
    """Look at all rows where the last look was a week ago."""
    if ledger.lately(_CHECKED, EVERY):
        return
    before = ledger.purged()
    found = first_loose(ledger.all_items(before[0]), before)
    ledger.remember(_LOOSE, "" if found is None else str(found))
    ledger.remember(_CHECKED, ledger.now().isoformat())


def loose_row(ledger: Ledger) -> int | None:
    """The first row that did not follow at the last look; None where the chain was whole."""
    found = ledger.note(_LOOSE)
    return int(found) if found else None


def first_loose(items: Iterable[Item], before: tuple[int, str]) -> int | None:
    """The sequence of the first row that does not follow the one before it or does not fit its own
    hash; None where the chain is whole. `before`: the last row that was let go."""
    seq, digest = before
    for item in items:
        if (item.seq, item.prev_hash) != (seq + 1, digest) or row_hash(item) != item.hash:
            return item.seq
        seq, digest = item.seq, item.hash
    return None
