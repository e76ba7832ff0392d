"""Terminals: enrolment codes, their keys, and whether a request was really signed by one.

A code is shown once and stored only as a hash. Nothing here reads what a request says.
"""

import hashlib
import secrets
import threading
import unicodedata
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select, update
from sqlalchemy.exc import IntegrityError

from central import ledgers
from central.clock import Clock
from central.database import Database
from central.keys import Keys
from central.tables import codes, nonces, terminals
from kiosk.circulation import sealing
from kiosk.circulation.library import Library
from kiosk.circulation.messages import (
    EnrolAsk,
    EnrolReply,
    ProfileReply,
    TerminalSecrets,
    profile_content,
)

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base32: no I, L, O, U."""
CODE_LENGTH = 10
_NAME_LENGTH = 4
CODE_LIFE = timedelta(minutes=30)
CODE_TRIES = 5
SKEW = timedelta(minutes=10)
_NONCE_LIFE = timedelta(minutes=25)
_WRONG_CODES = 30
_WRONG_WINDOW = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Terminal:
    """One enrolled terminal. `number` is the short one on receipts.

    `forked`: two different ledgers came under its name, as from a cloned disk; enrol it anew.
    `cursor`: where its catalogue stood when it last asked for changes.
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


class TurnedAway(Exception):  # noqa: N818
    """A caller is not let in: `reason` is a Problem code, `facts` go with it."""

    def __init__(self, reason: str, **facts: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts = facts


def _from_row(row: Row[Any], forked: bool) -> Terminal:
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
        forked=forked,
        cursor=row.applied_cursor,
    )


def plain_code(text: str) -> str:
    """A code as typed: case, width, hyphens and spaces do not matter; O is 0, I and L are 1."""
    typed = unicodedata.normalize("NFKC", text).upper()
    kept = "".join(c for c in typed if c.isascii() and c.isalnum())
    return kept.translate(str.maketrans("OIL", "011"))


class Terminals:
    """All terminals of this central."""

    def __init__(self, database: Database, clock: Clock, library: Library, keys: Keys) -> None:
        self._database = database
        self._clock = clock
        self._library = library
        self._keys = keys
        self._wrong: list[datetime] = []
        self._guard = threading.Lock()

    # -- enrolment ----------------------------------------------------------------------------

    def add(self, branch: str) -> str:
        """A new single-use code for a terminal at `branch`; KeyError for an unknown branch.

        Ten characters of Crockford's base32, good for 30 minutes and 5 tries.
        """
        self._library.branch(branch)
        code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
        salt = secrets.token_hex(16)
        now = self._clock.now()
        with self._database.write() as connection:
            connection.execute(delete(codes).where(codes.c.expires < now))
            connection.execute(delete(codes).where(codes.c.name == code[:_NAME_LENGTH]))
            connection.execute(
                codes.insert().values(
                    name=code[:_NAME_LENGTH],
                    salt=salt,
                    hash=_hash(salt, code),
                    branch=branch,
                    expires=now + CODE_LIFE,
                    tries=0,
                )
            )
        return code

    def enrol(self, ask: EnrolAsk) -> EnrolReply:
        """Take a terminal in. TurnedAway: `bad_code` for a wrong, used or expired code, `locked`
        after too many wrong ones, `bad_message` for keys that are none."""
        self._slow_down()
        verifier_key, lookup_key = secrets.token_bytes(32), secrets.token_bytes(32)
        box = _sealed_secrets(ask, verifier_key, lookup_key)
        code = plain_code(ask.code)
        # The try is stored before the code is looked at, whatever comes of it.
        with self._database.write() as connection:
            connection.execute(
                update(codes)
                .where(codes.c.name == code[:_NAME_LENGTH])
                .values(tries=codes.c.tries + 1)
            )
        with self._database.write() as connection:
            row = connection.execute(
                select(codes).where(codes.c.name == code[:_NAME_LENGTH])
            ).first()
            if row is None or not self._good(row, code):
                raise self._bad_code()
            connection.execute(
                update(codes).where(codes.c.name == row.name).values(used_at=self._clock.now())
            )
            terminal, number = self._enter(connection, ask, row.branch, verifier_key, lookup_key)
        return self._reply(terminal, number, row.branch, box)

    def _reply(self, terminal: str, number: int, branch: str, box: str) -> EnrolReply:
        return EnrolReply(
            terminal=terminal,
            number=number,
            incarnation=1,
            library=self._library.id,
            branch=branch,
            central_key=sealing.verify_key(self._keys.sign),
            intake_key=sealing.public_key(self._keys.intake),
            intake_key_id=self._keys.intake_id,
            secrets_box=box,
            central_time=self._clock.now(),
        )

    def _good(self, row: Row[Any], code: str) -> bool:
        usable = (
            row.used_at is None and row.tries <= CODE_TRIES and row.expires >= self._clock.now()
        )
        return sealing.same(row.hash, _hash(row.salt, code)) and usable

    def _slow_down(self) -> None:
        now = self._clock.now()
        with self._guard:
            self._wrong = [at for at in self._wrong if now - at < _WRONG_WINDOW]
            if len(self._wrong) >= _WRONG_CODES:
                raise TurnedAway("locked", until=(self._wrong[0] + _WRONG_WINDOW).isoformat())

    def _bad_code(self) -> TurnedAway:
        with self._guard:
            self._wrong.append(self._clock.now())
        return TurnedAway("bad_code")

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
            forked = ledgers.forked(connection, terminal)
        if row is None or row.revoked:
            raise TurnedAway("unknown_terminal")
        content = sealing.request_content(method, path, body, time, nonce)
        try:
            sealing.check_signature(row.sign_key, content, signature)
        except sealing.BadSeal as error:
            raise TurnedAway("bad_signature") from error
        self._check_time(time)
        self._use_nonce(row, nonce)
        return _from_row(row, forked)

    def _check_time(self, text: str) -> None:
        now = self._clock.now()
        try:
            said = datetime.fromisoformat(text)
        except ValueError as error:
            raise TurnedAway("bad_signature") from error
        if said.tzinfo is None or abs(said - now) > SKEW:
            raise TurnedAway("clock_skew", central_time=now.isoformat())

    def _use_nonce(self, row: Row[Any], nonce: str) -> None:
        if not 8 <= len(nonce) <= 64:
            raise TurnedAway("bad_signature")
        now = self._clock.now()
        try:
            with self._database.write() as connection:
                connection.execute(nonces.insert().values(terminal=row.id, nonce=nonce, at=now))
                connection.execute(
                    update(terminals).where(terminals.c.id == row.id).values(last_seen=now)
                )
        except IntegrityError as error:
            # Heard before: somebody plays back what a terminal once said.
            raise TurnedAway("bad_signature", replayed="true") from error

    def forget_nonces(self) -> None:
        """Nonces whose time is out of bounds anyway."""
        with self._database.write() as connection:
            connection.execute(delete(nonces).where(nonces.c.at < self._clock.now() - _NONCE_LIFE))

    # -- looking ------------------------------------------------------------------------------

    def secrets(self, terminal: Terminal) -> tuple[bytes, bytes]:
        """The verifier key and the lookup key of a terminal."""
        with self._database.read() as connection:
            row = connection.execute(select(terminals).where(terminals.c.id == terminal.id)).one()
        unlock = sealing.unlock
        store = self._keys.store
        return unlock(store, row.verifier_key), unlock(store, row.lookup_key)

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
            return tuple(_from_row(row, ledgers.forked(connection, row.id)) for row in rows)

    def find(self, named: str | int) -> Terminal | None:
        """One terminal by its id or its number, also one that is not let in any more."""
        column = terminals.c.id if isinstance(named, str) else terminals.c.number
        with self._database.read() as connection:
            row = connection.execute(select(terminals).where(column == named)).first()
            return None if row is None else _from_row(row, ledgers.forked(connection, row.id))

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


def _hash(salt: str, code: str) -> str:
    return hashlib.sha256(f"{salt}\0{code}".encode()).hexdigest()


def _sealed_secrets(ask: EnrolAsk, verifier_key: bytes, lookup_key: bytes) -> str:
    """The terminal's own keys, for it alone; TurnedAway(`bad_message`) for keys that are none."""
    told = TerminalSecrets(verifier_key=verifier_key.hex(), lookup_key=lookup_key.hex())
    try:
        if not (_is_key(ask.sign_key) and _is_key(ask.receive_key)):
            raise sealing.BadSeal("no key")
        return sealing.seal_to(ask.receive_key, told.model_dump_json().encode())
    except sealing.BadSeal as error:
        raise TurnedAway("bad_message") from error


def _is_key(text: str) -> bool:
    try:
        return len(bytes.fromhex(text)) == 32
    except ValueError:
        return False
