"""Terminals: their keys, what they may see, and whether a request was really signed by one.

Nothing here reads what a request says.
"""

import secrets
import uuid
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, select, update
from sqlalchemy.exc import IntegrityError

from central import former, ledgers
from central.clock import Clock
from central.codes import LIFE, Codes, TurnedAway, plain_code
from central.database import Database
from central.keys import Keys
from central.tables import nonces, terminal_costs, terminals
from kiosk.circulation import sealing
from kiosk.circulation.invitations import Invitation
from kiosk.circulation.library import Library
from kiosk.circulation.messages import (
    EnrolAsk,
    EnrolReply,
    IntakeKeyReply,
    ProfileReply,
    Rotate,
    Rotated,
    TerminalSecrets,
    profile_content,
    rotate_content,
)
from kiosk.circulation.sealing import Cost

__all__ = ["Terminal", "Terminals", "TurnedAway"]

SKEW = timedelta(minutes=10)
_IN_FLIGHT = 2 * SKEW
"""So long a request may be on its way that was signed with the key before."""
_NONCE_LIFE = timedelta(minutes=25)
_BY_ID = select(terminals).where(terminals.c.id == bindparam("named"))
_BY_NUMBER = select(terminals).where(terminals.c.number == bindparam("named"))


@dataclass(frozen=True, slots=True)
class Terminal:
    """One enrolled terminal. `number` is the short one on receipts.

    `forked`: two different ledgers came under its name, as from a cloned disk; enrol it anew.
    `cursor`: where its catalogue stood when it last asked for changes. `former_keys`: those that it
    signed with before; what was on its way then may still come. `signed_with`: the key of this very
    request; empty where nobody asked over the line.
    """

    id: str
    number: int
    branch: str
    sign_key: str
    receive_key: str
    version: str
    enrolled_at: datetime
    last_seen: datetime | None
    revoked: bool
    forked: bool
    cursor: str | None
    former_keys: tuple[str, ...] = ()
    signed_with: str = ""

    def check_signed(self, content: bytes, signature: str) -> None:
        """BadSeal where this terminal did not sign it, now or before."""
        sealing.check_signature_of((self.sign_key, *self.former_keys), content, signature)


def _from_row(connection: Connection, row: Row[Any]) -> Terminal:
    return Terminal(
        id=row.id,
        number=row.number,
        branch=row.branch,
        sign_key=row.sign_key,
        receive_key=row.receive_key,
        version=row.version,
        enrolled_at=row.enrolled_at,
        last_seen=row.last_seen,
        revoked=row.revoked,
        forked=ledgers.forked(connection, row.id),
        cursor=row.applied_cursor,
        former_keys=former.of(connection, row.id),
    )


class Terminals:
    """All terminals of this central."""

    def __init__(self, database: Database, clock: Clock, library: Library, keys: Keys) -> None:
        self._database = database
        self._clock = clock
        self._library = library
        self._keys = keys
        self._codes = Codes(database, clock)

    # -- enrolment ----------------------------------------------------------------------------

    def add(self, branch: str) -> str:
        """A new single-use code for a terminal at `branch`; KeyError for an unknown branch.

        Ten characters of Crockford's base32, good for 30 minutes and 5 tries.
        """
        self._library.branch(branch)
        return self._codes.make(branch)

    def invite(self, branch: str, address: str) -> Invitation:
        """A code together with all that a terminal needs to know of us, for a file on a stick."""
        told = Invitation(
            address=address,
            code=self.add(branch),
            expires=self._clock.now() + LIFE,
            library=self._library.id,
            branch=branch,
            central_key=sealing.verify_key(self._keys.sign),
            profile=self.profile(""),
        )
        signature = sealing.sign(self._keys.sign, told.content())
        return told.model_copy(update={"signature": signature})

    def enrol(self, ask: EnrolAsk) -> EnrolReply:
        """Take a terminal in. TurnedAway: `bad_code` for a wrong, used or expired code, `locked`
        after too many wrong ones, `bad_message` for keys that are none or that it has not."""
        self._codes.slow_down()
        verifier_key, lookup_key = secrets.token_bytes(32), secrets.token_bytes(32)
        box = _sealed_secrets(ask, verifier_key, lookup_key)
        _check_proof(ask)
        code = plain_code(ask.code)
        self._codes.count_try(code)
        with self._database.write() as connection:
            branch = self._codes.spend(connection, code)
            terminal, number = self._enter(connection, ask, branch, verifier_key, lookup_key)
            if ask.formerly:
                former.take_over(connection, terminal, ask.formerly, ask.sign_key)
        return self._reply(terminal, number, branch, box)

    def _reply(self, terminal: str, number: int, branch: str, box: str) -> EnrolReply:
        intake = self._keys.intake.present
        return EnrolReply(
            terminal=terminal,
            number=number,
            incarnation=1,
            library=self._library.id,
            branch=branch,
            central_key=sealing.verify_key(self._keys.sign),
            intake_key=intake.public,
            intake_key_id=intake.id,
            secrets_box=box,
            central_time=self._clock.now(),
        )

    def _enter(
        self,
        connection: Connection,
        ask: EnrolAsk,
        branch: str,
        verifier_key: bytes,
        lookup_key: bytes,
    ) -> tuple[str, int]:
        last = connection.execute(select(func.max(terminals.c.number))).scalar()
        terminal, number = str(uuid.uuid4()), (last or 0) + 1
        connection.execute(
            terminals.insert().values(
                id=terminal,
                number=number,
                branch=branch,
                sign_key=ask.sign_key,
                receive_key=ask.receive_key,
                verifier_key=sealing.lock(self._keys.store, verifier_key),
                lookup_key=sealing.lock(self._keys.store, lookup_key),
                version=ask.version[:40],
                enrolled_at=self._clock.now(),
                revoked=False,
            )
        )
        if ask.cost:
            connection.execute(terminal_costs.insert().values(terminal=terminal, cost=ask.cost))
        return terminal, number

    # -- signed requests ----------------------------------------------------------------------

    def authenticate(
        self,
        method: str,
        path: str,
        body: bytes,
        *,
        terminal: str,
        time: str,
        nonce: str,
        signature: str,
    ) -> Terminal:
        """Who signed this; TurnedAway: unknown_terminal, bad_signature, or clock_skew with
        `central_time` (ISO 8601), after which a terminal corrects its clock and asks again."""
        with self._database.read() as connection:
            row = connection.execute(select(terminals).where(terminals.c.id == terminal)).first()
            known = None if row is None or row.revoked else _from_row(connection, row)
            keys = former.in_flight(connection, terminal, self._clock.now())
        if known is None:
            raise TurnedAway("unknown_terminal")
        content = sealing.request_content(method, path, body, time, nonce)
        try:
            key = sealing.check_signature_of((known.sign_key, *keys), content, signature)
        except sealing.BadSeal as error:
            raise TurnedAway("bad_signature") from error
        self._check_time(time)
        self._use_nonce(known, nonce, present=key == known.sign_key)
        return replace(known, signed_with=key)

    def _check_time(self, text: str) -> None:
        now = self._clock.now()
        try:
            said = datetime.fromisoformat(text)
        except ValueError as error:
            raise TurnedAway("bad_signature") from error
        if said.tzinfo is None or abs(said - now) > SKEW:
            raise TurnedAway("clock_skew", central_time=now.isoformat())

    def _use_nonce(self, known: Terminal, nonce: str, *, present: bool) -> None:
        if not 8 <= len(nonce) <= 64:
            raise TurnedAway("bad_signature")
        now = self._clock.now()
        try:
            with self._database.write() as connection:
                connection.execute(nonces.insert().values(terminal=known.id, nonce=nonce, at=now))
                connection.execute(
                    update(terminals).where(terminals.c.id == known.id).values(last_seen=now)
                )
                if present and known.former_keys:
                    former.end(connection, known.id, known.sign_key, now + _IN_FLIGHT)
        except IntegrityError as error:
            # Heard before: somebody plays back what a terminal once said.
            raise TurnedAway("bad_signature", replayed="true") from error

    def forget_nonces(self) -> None:
        """Nonces whose time is out of bounds anyway."""
        with self._database.write() as connection:
            connection.execute(delete(nonces).where(nonces.c.at < self._clock.now() - _NONCE_LIFE))

    # -- other keys ---------------------------------------------------------------------------

    def rotate(self, terminal: Terminal, ask: Rotate) -> Rotated:
        """From now on a terminal signs with another key; again changes nothing. TurnedAway
        (`bad_message`) where it does not prove that it has that key, or has moved on from it."""
        content = rotate_content(terminal.id, ask.sign_key)
        try:
            sealing.check_signature(ask.sign_key, content, ask.proof)
        except sealing.BadSeal as error:
            raise TurnedAway("bad_message") from error
        with self._database.write() as connection:
            row = connection.execute(select(terminals).where(terminals.c.id == terminal.id)).one()
            present: str = row.sign_key
            if present == ask.sign_key:
                return Rotated(sign_key=ask.sign_key)
            # A key that was given up, and may have been for a reason, leads nowhere else.
            if ask.sign_key in terminal.former_keys or terminal.signed_with != present:
                raise TurnedAway("bad_message")
            former.keep(connection, terminal.id, present, self._clock.now())
            connection.execute(
                update(terminals).where(terminals.c.id == terminal.id).values(sign_key=ask.sign_key)
            )
        return Rotated(sign_key=ask.sign_key)

    def intake_key(self) -> IntakeKeyReply:
        """The key that boxes are sealed to just now."""
        intake = self._keys.intake.present
        reply = IntakeKeyReply(intake_key=intake.public, intake_key_id=intake.id, made=intake.made)
        signature = sealing.sign(self._keys.sign, reply.content())
        return reply.model_copy(update={"signature": signature})

    # -- looking ------------------------------------------------------------------------------

    def secrets(self, terminal: Terminal) -> tuple[bytes, bytes]:
        """The verifier key and the lookup key of a terminal."""
        with self._database.read() as connection:
            row = connection.execute(select(terminals).where(terminals.c.id == terminal.id)).one()
        unlock = sealing.unlock
        store = self._keys.store
        return unlock(store, row.verifier_key), unlock(store, row.lookup_key)

    def cost(self) -> Cost:
        """What a secret may cost so that the slowest terminal still checks it in time; never below
        the floor, whatever a terminal says."""
        query = (
            select(terminal_costs.c.cost)
            .join(terminals, terminals.c.id == terminal_costs.c.terminal)
            .where(terminals.c.revoked.is_(False))
        )
        with self._database.read() as connection:
            told: list[str] = list(connection.execute(query).scalars())
        read = (Cost.read(text) for text in told)
        costs = [Cost(), *(cost.bounded() for cost in read if cost is not None)]
        return min(costs, key=lambda cost: cost.passes * cost.memory_kib)

    def profile(self, have: str) -> ProfileReply:
        """The rules that this central decides with; `have`: the digest of those that a terminal
        has, and nothing travels where they are the same."""
        library = self._library
        signature = sealing.sign(self._keys.sign, profile_content(library.id, library.digest))
        return ProfileReply(
            library=library.id,
            digest=library.digest,
            text=None if have == library.digest else library.text,
            signature=signature,
        )

    def all(self) -> tuple[Terminal, ...]:
        """Every terminal ever enrolled."""
        with self._database.read() as connection:
            rows = connection.execute(select(terminals).order_by(terminals.c.number)).all()
            return tuple(_from_row(connection, row) for row in rows)

    def find(self, named: str | int) -> Terminal | None:
        """One terminal by its id or its number, also one that is not let in any more."""
        found = _BY_ID if isinstance(named, str) else _BY_NUMBER
        with self._database.read() as connection:
            row = connection.execute(found, {"named": named}).first()
            return None if row is None else _from_row(connection, row)

    def stands_at(self, terminal: Terminal, cursor: str) -> None:
        """A terminal asks what changed after `cursor`: so far its catalogue has come."""
        if cursor == terminal.cursor:
            return
        with self._database.write() as connection:
            connection.execute(
                update(terminals).where(terminals.c.id == terminal.id).values(applied_cursor=cursor)
            )

    def revoke(self, terminal: str) -> None:
        """Never let this terminal in again; KeyError where unknown."""
        with self._database.write() as connection:
            changed = connection.execute(
                update(terminals).where(terminals.c.id == terminal).values(revoked=True)
            )
        if not changed.rowcount:
            raise KeyError(terminal)


def _sealed_secrets(ask: EnrolAsk, verifier_key: bytes, lookup_key: bytes) -> str:
    """The terminal's own keys, for it alone; TurnedAway(`bad_message`) for keys that are none."""
    told = TerminalSecrets(verifier_key=verifier_key.hex(), lookup_key=lookup_key.hex())
    try:
        if not (_is_key(ask.sign_key) and _is_key(ask.receive_key)):
            raise sealing.BadSeal("no key")
        return sealing.seal_to(ask.receive_key, told.model_dump_json().encode())
    except sealing.BadSeal as error:
        raise TurnedAway("bad_message") from error


def _check_proof(ask: EnrolAsk) -> None:
    """TurnedAway(`bad_message`) for a name that is asked for without the key that goes with it."""
    try:
        if ask.formerly:
            sealing.check_signature(ask.sign_key, ask.content(), ask.proof)
    except sealing.BadSeal as error:
        raise TurnedAway("bad_message") from error


def _is_key(text: str) -> bool:
    try:
        return len(bytes.fromhex(text)) == 32
    except ValueError:
        return False
