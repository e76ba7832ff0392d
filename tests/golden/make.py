"""Write the golden files of the present schemas. Run once per released schema, never again.

python -m tests.golden.make
"""

import json
from collections.abc import Mapping
from pathlib import Path

from kiosk.circulation.facts import Contact
from kiosk.circulation.messages import (
    SCHEMA,
    AlertAddBody,
    AlertChangeBody,
    AlertRemoveBody,
    CancelBody,
    ChangeBody,
    DefaultsBody,
    EmailBody,
    FavouriteBody,
    HistoryDeleteBody,
    HistorySetBody,
    HoldBody,
    Item,
    Message,
    Outcome,
    PasswordBody,
    PatronRow,
    PatronsPage,
    Proof,
    PushReply,
    RegisterPasswordBody,
    RemindersBody,
    RenewBody,
    RequestKind,
    RequestState,
    SeriesBody,
    row_hash,
)
from kiosk.circulation.sealing import GENESIS
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


def requests() -> str:
    """One request of each kind, as JSON on the wire."""
    rows: list[Item] = []
    for kind, body in BODIES_NOW.items():
        row = Item(
            seq=len(rows) + 1,
            key=uuid7(START),
            kind=kind.value,
            version=SCHEMA,
            placed_at=START,
            proof=Proof.ONLINE,
            card="10000001",
            body=body.model_dump(mode="json"),
            sealed="Ym94",
            prev_hash=rows[-1].hash if rows else GENESIS,
            hash="",
        )
        rows.append(row.model_copy(update={"hash": row_hash(row)}))
    return json.dumps([row.model_dump(mode="json") for row in rows], ensure_ascii=False, indent=1)


_HOLDS = SeriesBody(holds=("h-1", "h-2"))
BODIES_NOW: Mapping[RequestKind, Message] = {
    RequestKind.HOLD: HoldBody(
        title="T1", pickup="chuo", contact=Contact.MAIL, series_group="g", series_order=1
    ),
    RequestKind.CANCEL: CancelBody(hold="h-1"),
    RequestKind.CHANGE: ChangeBody(hold="h-1", pickup="chuo", contact=Contact.PHONE),
    RequestKind.ORDER_SERIES: _HOLDS,
    RequestKind.CLEAR_SERIES: _HOLDS,
    RequestKind.RENEW: RenewBody(copy_id="C1", confirm=True),
    RequestKind.PASSWORD: PasswordBody(),
    RequestKind.REGISTER_PASSWORD: RegisterPasswordBody(),
    RequestKind.EMAIL: EmailBody(),
    RequestKind.DEFAULTS: DefaultsBody(pickup="chuo", contact=Contact.PHONE),
    RequestKind.REMINDERS: RemindersBody(due_soon=True),
    RequestKind.HISTORY_SET: HistorySetBody(on=True),
    RequestKind.HISTORY_DELETE: HistoryDeleteBody(ids=("1",)),
    RequestKind.FAVOURITE_ADD: FavouriteBody(title="T1"),
    RequestKind.FAVOURITE_REMOVE: FavouriteBody(title="T1"),
    RequestKind.ALERT_ADD: AlertAddBody(words="猫"),
    RequestKind.ALERT_CHANGE: AlertChangeBody(id="a-1", words="犬"),
    RequestKind.ALERT_REMOVE: AlertRemoveBody(id="a-1"),
}


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
    if not (FOLDER / f"requests-{SCHEMA}.json").exists():
        (FOLDER / f"requests-{SCHEMA}.json").write_text(requests() + "\n", "utf-8")
