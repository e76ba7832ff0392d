"""Write the golden files of the present schemas. Run once per released schema, never again.

python -m tests.golden.make
"""

from pathlib import Path

from kiosk.circulation.facts import Contact
from kiosk.circulation.messages import (
    CancelBody,
    HoldBody,
    Outcome,
    PasswordBody,
    PatronRow,
    PatronsPage,
    Proof,
    PushReply,
    RequestKind,
    RequestState,
)
from kiosk.store.identity import Identity
from kiosk.store.ledger import FILE, Draft, Ledger
from kiosk.store.ledger_schema import LEDGER
from kiosk.store.patrons import FILE as PATRONS_FILE
from kiosk.store.patrons import PATRONS, PatronStore
from kiosk.store.uuid7 import uuid7
from tests.fakes import START, FakeClock

FOLDER = Path(__file__).parent
KEY = b"golden-key-for-tests-32-bytes-ok"
IDENTITY = Identity("t-1", 1, 1, "murakami", "chuo", "00", "00", "i-1")


def ledger(folder: Path) -> None:
    """One row of each sort: in the clear, referring to another, sealed."""
    made = Ledger.create(folder, KEY, IDENTITY, FakeClock())
    hold = HoldBody(title="T1", pickup="chuo", contact=Contact.MAIL, confirm_mail=True)
    first, second, third = (uuid7(START) for _ in range(3))
    made.append([Draft(first, RequestKind.HOLD, Proof.ONLINE, "10000001", hold, "tag-1")])
    cancel = CancelBody(hold=first)
    made.append([Draft(second, RequestKind.CANCEL, Proof.LOCAL, "10000001", cancel, "tag-1")])
    made.append(
        [Draft(third, RequestKind.PASSWORD, Proof.DEFERRED, None, PasswordBody(), "tag-1", "Ym94")]
    )
    refused = Outcome(
        key=first,
        state=RequestState.REFUSED,
        reason="own_loan",
        facts={"due": "2026-12-01"},
        decided_at=START,
    )
    made.taken(
        PushReply(
            items=(refused,),
            have_through=2,
            safe_through=1,
            central_time=START,
            next_poll_after_s=30,
        )
    )
    made.anchor(START)
    made.consume_attempt("tag-1")
    made.close()


def patrons(folder: Path) -> None:
    """One row and a cursor."""
    made = PatronStore.open(folder, KEY)
    row = PatronRow(tag="tag-1", salt="00", verifier="verifier", account_box="box")
    made.apply(PatronsPage(rows=(row,), cursor="cursor-1", has_more=False))
    made.contacted(START)
    made.close()


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as scratch:
        ledger(Path(scratch))
        patrons(Path(scratch))
        names = (
            (FILE, f"ledger-{len(LEDGER.migrations)}.db"),
            (PATRONS_FILE, f"patrons-{len(PATRONS.migrations)}.db"),
        )
        for source, name in names:
            if not (FOLDER / name).exists():
                (FOLDER / name).write_bytes((Path(scratch) / source).read_bytes())
