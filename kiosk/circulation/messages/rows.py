"""Requests on their way to the central, and the verdicts that come back."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Annotated, Any

from pydantic import AwareDatetime, Field

from kiosk.circulation.messages.basis import LARGEST, PARKED, Message, Proof, RequestState
from kiosk.circulation.sealing import chain_hash


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
    facts: dict[str, str] = Field(default_factory=dict)


class Outcome(Message):
    """The present verdict on one request. `facts` fill the sentence of `reason`, the most helpful;
    `also`: the others that apply."""

    key: str
    state: RequestState
    reason: str | None = None
    facts: dict[str, str] = Field(default_factory=dict)
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


class OutcomesPage(Message):
    """Verdicts of this terminal's requests that changed after `cursor` was given."""

    outcomes: tuple[Outcome, ...]
    cursor: str
    has_more: bool


def row_hash(item: Item) -> str:
    """Hash of a ledger row: over all its fields but `hash`; both sides compute it with this."""
    return chain_hash(item.prev_hash, item.content())


def head_content(item: Item) -> bytes:
    """What a terminal signs for a batch: the hash of its last row (`Push.head_signature`)."""
    return item.hash.encode()


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
