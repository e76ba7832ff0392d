"""A small terminal: keeps a chained ledger and talks to a central directly."""

import json
import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from central.app import Central
from central.terminals import Terminal
from kiosk.circulation import sealing
from kiosk.circulation.messages import (
    EnrolAsk,
    EnrolReply,
    Item,
    Outcome,
    Proof,
    Push,
    PushReply,
    Sealed,
    TerminalSecrets,
)


class SmallTerminal:
    """Enrols at once; `ask` writes a row, `push` offers rows from `start` on."""

    def __init__(self, central: Central, branch: str, *, cost: str = "") -> None:
        self.central = central
        self.sign_key = sealing.new_sign_key()
        self.box_key = sealing.new_box_key()
        self.reply: EnrolReply = central.terminals.enrol(
            EnrolAsk(
                code=central.terminals.add(branch),
                sign_key=sealing.verify_key(self.sign_key),
                receive_key=sealing.public_key(self.box_key),
                version="test",
                cost=cost,
            )
        )
        opened = sealing.open_sealed(self.box_key, self.reply.secrets_box)
        self.secrets = TerminalSecrets.model_validate_json(opened)
        self.rows: list[Item] = []
        self.incarnation = 1

    @property
    def known(self) -> Terminal:
        """This terminal as the central knows it."""
        return next(t for t in self.central.terminals.all() if t.id == self.reply.terminal)

    def ask(
        self,
        kind: str,
        body: dict[str, Any],
        *,
        card: str | None = None,
        proof: Proof = Proof.ONLINE,
        secret: str | None = None,
        key: str | None = None,
        at: datetime | None = None,
        version: int = 1,
        sealed: Mapping[str, str] | None = None,
    ) -> Item:
        """Write one row. `secret` or `sealed` makes a box; deferred hides the card."""
        key = key or str(uuid.uuid4())
        box = None
        if secret is not None or sealed is not None:
            content = {"key": key, "terminal": self.reply.terminal, "card": card or ""}
            plain = Sealed.model_validate({**content, "secret": secret, **(sealed or {})})
            box = sealing.seal_to(self.reply.intake_key, plain.model_dump_json().encode())
        row = Item(
            seq=len(self.rows) + 1,
            key=key,
            kind=kind,
            version=version,
            placed_at=at or self.central.clock.now(),
            proof=proof,
            card=None if proof is Proof.DEFERRED else card,
            body=body,
            sealed=box,
            prev_hash=self.rows[-1].hash if self.rows else sealing.GENESIS,
            hash="",
        )
        self.rows.append(self.chained(row))
        return self.rows[-1]

    def chained(self, row: Item) -> Item:
        """The row with its hash, as it comes out of JSON."""
        made = row.model_copy(update={"hash": sealing.chain_hash(row.prev_hash, row.content())})
        return Item.model_validate_json(made.model_dump_json())

    def hold(self, card: str, title: str, pickup: str, contact: str = "none", **more: Any) -> Item:
        """Ask for a hold."""
        series = {k: more.pop(k) for k in ("series_group", "series_order") if k in more}
        body = {"title": title, "pickup": pickup, "contact": contact, **series}
        return self.ask("hold", body, card=card, **more)

    def batch(self, rows: list[Item]) -> Push:
        """A signed push of these rows."""
        head = rows[-1].hash.encode() if rows else b""
        signature = sealing.sign(self.sign_key, head) if rows else ""
        return Push(incarnation=self.incarnation, items=tuple(rows), head_signature=signature)

    def push(self, rows: list[Item] | None = None) -> PushReply:
        """Offer rows (all of them)."""
        return self.central.requests.take(
            self.known, self.batch(self.rows if rows is None else rows)
        )

    def outcome(self, key: str) -> Outcome:
        """The present verdict on a request."""
        page = self.central.requests.outcomes(self.known, "")
        return next(outcome for outcome in page.outcomes if outcome.key == key)


def plain(value: object) -> Any:
    """A value as it looks in JSON."""
    return json.loads(json.dumps(value, default=str))
