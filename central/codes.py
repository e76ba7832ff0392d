"""Enrolment codes: shown once, stored only as a hash, good for one use within half an hour.

A code is spent in the transaction that takes the terminal in. Nobody learns anything by guessing:
why a code does not work is said only to who has the whole of it.
"""

import hashlib
import secrets
import threading
import unicodedata
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from central.clock import Clock
from central.database import Database
from central.tables import codes
from kiosk.circulation.sealing import same

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base32: no I, L, O, U."""
LENGTH = 10
_NAME_LENGTH = 4
LIFE = timedelta(minutes=30)
TRIES = 5
_REMEMBERED = timedelta(days=7)
"""So long a code that is over is told apart from one that never was."""
_WRONG = 30
_WRONG_WINDOW = timedelta(minutes=10)


class TurnedAway(Exception):  # noqa: N818 - an answer, no fault
    """A caller is not let in: `reason` is a Problem code, `facts` go with it."""

    def __init__(self, reason: str, **facts: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts = facts


def plain_code(text: str) -> str:
    """A code as typed: case, width, hyphens and spaces do not matter; O is 0, I and L are 1."""
    typed = unicodedata.normalize("NFKC", text).upper()
    kept = "".join(c for c in typed if c.isascii() and c.isalnum())
    return kept.translate(str.maketrans("OIL", "011"))


class Codes:
    """The codes of one central."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._wrong: list[datetime] = []
        self._guard = threading.Lock()

    def make(self, branch: str) -> str:
        """A new code: ten characters of Crockford's base32."""
        code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        salt, now = secrets.token_hex(16), self._clock.now()
        with self._database.write() as connection:
            connection.execute(delete(codes).where(codes.c.expires < now - _REMEMBERED))
            connection.execute(delete(codes).where(codes.c.name == code[:_NAME_LENGTH]))
            connection.execute(
                codes.insert().values(
                    name=code[:_NAME_LENGTH],
                    salt=salt,
                    hash=_hash(salt, code),
                    branch=branch,
                    expires=now + LIFE,
                    tries=0,
                )
            )
        return code

    def slow_down(self) -> None:
        """TurnedAway(`locked`) after too many wrong codes, whoever sent them."""
        now = self._clock.now()
        with self._guard:
            self._wrong = [at for at in self._wrong if now - at < _WRONG_WINDOW]
            if len(self._wrong) >= _WRONG:
                raise TurnedAway("locked", until=(self._wrong[0] + _WRONG_WINDOW).isoformat())

    def count_try(self, code: str) -> None:
        """Stored before the code is looked at, whatever comes of it."""
        with self._database.write() as connection:
            connection.execute(
                update(codes)
                .where(codes.c.name == code[:_NAME_LENGTH])
                .values(tries=codes.c.tries + 1)
            )

    def spend(self, connection: Connection, code: str) -> str:
        """The branch that the code is for; it is used from here on. TurnedAway(`bad_code`)."""
        row = connection.execute(select(codes).where(codes.c.name == code[:_NAME_LENGTH])).first()
        why = "unknown" if row is None else self._why_not(row, code)
        if row is None or why:
            with self._guard:
                self._wrong.append(self._clock.now())
            raise TurnedAway("bad_code", why=why)
        connection.execute(
            update(codes).where(codes.c.name == row.name).values(used_at=self._clock.now())
        )
        return str(row.branch)

    def _why_not(self, row: Row[Any], code: str) -> str:
        fits = same(row.hash, _hash(row.salt, code)) and row.tries <= TRIES
        if not fits:
            return "unknown"
        if row.used_at is not None:
            return "used"
        return "expired" if row.expires < self._clock.now() else ""


def _hash(salt: str, code: str) -> str:
    return hashlib.sha256(f"{salt}\0{code}".encode()).hexdigest()
