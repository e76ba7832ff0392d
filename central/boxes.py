"""Opens sealed boxes and proves patrons from them, before a transaction begins.

Holds the intake's keys; only the intake has one of these. Nothing that comes out of a box is stored
or logged but as an Argon2id base, and a box that was moved to another request does not open.
"""

from collections.abc import Callable
from dataclasses import dataclass

from pydantic import ValidationError
from sqlalchemy import Connection

from central import former
from central.database import Database
from central.ils.port import Ils, Stored
from central.passwords import Checked, Passwords, deferred_scope, register_scope
from kiosk.circulation.library import Library
from kiosk.circulation.messages import Item, Proof, RequestKind, Sealed
from kiosk.circulation.passwords import may_use, normalise_card, registers_here
from kiosk.circulation.reasons import Reason, Refusal
from kiosk.circulation.sealing import BadSeal


class Unreadable(Exception):  # noqa: N818 - a state of the thing
    """A box that does not open, or is not of this request: for a person to look at."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What was learnt of a request before its transaction: who asks, or why not.

    `secret`: the new one, ready to be stored. `opened`: the box, for what else is in it.
    """

    card: str | None
    refusal: Refusal | None = None
    secret: Stored | None = None
    opened: Sealed | None = None


class Boxes:
    """Opens boxes with the intake's keys and checks the secrets in them."""

    def __init__(
        self,
        open_box: Callable[[str], bytes],
        database: Database,
        ils: Ils,
        library: Library,
        passwords: Passwords,
    ) -> None:
        self._open_box = open_box
        self._database = database
        self._ils = ils
        self._library = library
        self._passwords = passwords

    def unseal(self, box: str) -> bytes:
        """What is in a box sealed to the intake; BadSeal where it is not."""
        return self._open_box(box)

    def prepare(self, item: Item, terminal: str) -> Prepared:
        """Who asks, proved. Unreadable where only a person can tell. May take 0.2 s."""
        opened = None if item.sealed is None else self._open(item, terminal)
        if item.kind == RequestKind.REGISTER_PASSWORD:
            return self._register(_needed(opened))
        if item.kind == RequestKind.PASSWORD:
            return self._new_password(_needed(opened), item, terminal)
        if item.proof is Proof.DEFERRED:
            return self._prove(_needed(opened), terminal)
        card = normalise_card(item.card or "")
        if card is None:
            raise Unreadable("no card")
        if opened is not None and normalise_card(opened.card) != card:
            raise Unreadable("another card")
        return Prepared(card, opened=opened)

    def _open(self, item: Item, terminal: str) -> Sealed:
        try:
            opened = Sealed.model_validate_json(self.unseal(item.sealed or ""))
        except (BadSeal, ValidationError) as error:
            raise Unreadable("bad seal") from error
        if opened.key != item.key or not self._is(terminal, opened.terminal):
            raise Unreadable("box of another request")
        return opened

    def _is(self, terminal: str, named: str) -> bool:
        """Whether a terminal has this name, or had it when it made a box."""
        if named == terminal:
            return True
        with self._database.read() as connection:
            return named in former.names(connection, terminal)

    def _prove(self, opened: Sealed, terminal: str) -> Prepared:
        card = normalise_card(opened.card)
        if card is None:
            return Prepared(None, Refusal.because(Reason.WRONG_SECRET), opened=opened)

        def lookup(connection: Connection) -> Stored | None:
            return self._ils.on(connection).stored(card)

        scope = deferred_scope(terminal, card)
        checked = self._passwords.check(scope, opened.secret or "", lookup)
        return Prepared(card if checked.ok else None, _why(checked), opened=opened)

    def _new_password(self, opened: Sealed, item: Item, terminal: str) -> Prepared:
        card = normalise_card(opened.card)
        if item.card is not None and normalise_card(item.card) != card:
            raise Unreadable("another card")
        proved = self._prove(opened, terminal)
        if proved.card is None:
            return proved
        return self._store_new(proved.card, opened)

    def _register(self, opened: Sealed) -> Prepared:
        card = normalise_card(opened.card)
        if card is None or not registers_here(self._library):
            return Prepared(card, Refusal.because(Reason.NOT_OFFERED, what="register_password"))
        rest = self._passwords.consume(register_scope(card))
        if rest is not None:
            return Prepared(None, _why(Checked(False, rest)))
        return self._store_new(card, opened)

    def _store_new(self, card: str, opened: Sealed) -> Prepared:
        with self._database.read() as connection:
            patron = self._ils.on(connection).patron(card)
        refusal = may_use(self._library, opened.new_secret or "", patron)
        if refusal is not None:
            return Prepared(card, refusal, opened=opened)
        return Prepared(card, secret=self._passwords.make(opened.new_secret or ""), opened=opened)


def _needed(opened: Sealed | None) -> Sealed:
    if opened is None:
        raise Unreadable("no box")
    return opened


def _why(checked: Checked) -> Refusal | None:
    if checked.ok:
        return None
    if checked.locked_until is not None:
        return Refusal.because(Reason.LOCKED, until=checked.locked_until.isoformat())
    return Refusal.because(Reason.WRONG_SECRET)
