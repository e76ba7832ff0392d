"""Ask a server of OAI-PMH over HTTP: bounded in time and size, patient where it asks for patience.

Only https, or http on this machine; no redirect is followed. Nothing of an answer is put into an
error.
"""

import re
import time
from collections.abc import Callable
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import requests

from kiosk.circulation.addresses import is_closed_line

CONNECT_S, READ_S, WHOLE_S = 10.0, 60.0, 300.0
"""Seconds for a connection, for a next piece of an answer, and for all of it."""
LARGEST = 64 * 1024 * 1024
"""Bytes of an answer that are read at most."""
PATIENCE_S = 600.0
"""Longest that one Retry-After is obeyed."""
_TRIES = 5
_BUSY = (429, 503)
_PASSING = (500, 502, 504)


class Unanswered(Exception):  # noqa: N818 - a state of the world
    """The server cannot be used now; the text says why, in both languages."""


class _Again(Exception):  # noqa: N818 - a state of the world
    """This try failed, and another may not. `after`: seconds the server asks for."""

    def __init__(self, why: str, after: float | None = None) -> None:
        super().__init__(why)
        self.after = after


class Server:
    """One server. `wait` takes seconds; `now` is the wall clock, for a Retry-After with a date."""

    def __init__(
        self, address: str, wait: Callable[[float], None], now: Callable[[], datetime]
    ) -> None:
        """Unanswered where the address may not be used."""
        parts = urlsplit(address)
        if not is_closed_line(address) or parts.username or parts.password or parts.fragment:
            raise Unanswered(
                "取り込み元は https://… で指定してください（この機械の中だけは http://… も可）。"
                " / Give the source as https://…, or http://… on this machine."
            )
        self._address = address
        self._wait = wait
        self._now = now
        self._session = requests.Session()

    def close(self) -> None:
        """No more questions."""
        self._session.close()

    def ask(self, question: dict[str, str]) -> bytes:
        """The answer, as it came. Tries again where that may help; Unanswered where it does not."""
        tries = 1
        while True:
            try:
                return self._once(question)
            except _Again as error:
                if tries == _TRIES:
                    raise Unanswered(str(error)) from None
                self._wait(min(error.after or 2.0**tries, PATIENCE_S))
                tries += 1

    def _once(self, question: dict[str, str]) -> bytes:
        try:
            with self._session.get(
                self._address,
                params=question,
                timeout=(CONNECT_S, READ_S),
                stream=True,
                allow_redirects=False,
                headers={"User-Agent": "Shirabe", "Accept": "text/xml, application/xml"},
            ) as response:
                self._check(response)
                body = _body(response)
        except requests.Timeout:
            raise _Again(_SILENT) from None
        except (requests.RequestException, OSError):
            raise _Again(_AWAY) from None
        # Some servers give an error of the protocol under a status of HTTP.
        if response.status_code != 200 and b"<error" not in body:
            raise Unanswered(
                f"取り込み元に断られました（{response.status_code}）。"
                f" / The source refuses: HTTP {response.status_code}."
            )
        return body

    def _check(self, response: requests.Response) -> None:
        status = response.status_code
        if 300 <= status < 400:
            host = urlsplit(response.headers.get("Location", "")).hostname or "?"
            raise Unanswered(
                f"取り込み元が移りました（{host}）。新しい番地を指定してください。"
                f" / The source has moved to {host}: give its new address."
            )
        if status in _BUSY:
            after = self._retry_after(response.headers.get("Retry-After", ""))
            raise _Again(_TOO_BUSY.format(status=status), after)
        if status in _PASSING:
            raise _Again(_FAILS.format(status=status))

    def _retry_after(self, told: str) -> float | None:
        if re.fullmatch(r"\d{1,9}", told.strip()):
            return float(told)
        try:
            return max(1.0, (parsedate_to_datetime(told) - self._now()).total_seconds())
        except (ValueError, TypeError):
            return None


def _body(response: requests.Response) -> bytes:
    until, held = time.monotonic() + WHOLE_S, bytearray()
    for piece in response.iter_content(1 << 16):
        held += piece
        if len(held) > LARGEST:
            raise Unanswered(
                "取り込み元の答えが大きすぎます。 / An answer of the source is too large."
            )
        if time.monotonic() > until:
            raise _Again(_SILENT)
    return bytes(held)


_AWAY = "取り込み元につながりません。 / The source cannot be reached."
_TOO_BUSY = (
    "取り込み元が混んでいて、待っても答えません（{status}）。あとでもう一度実行してください。"
    " / The source stays too busy to answer: HTTP {status}. Run the harvest again later."
)
_FAILS = "取り込み元が失敗しています（{status}）。 / The source fails on its side: HTTP {status}."
_SILENT = "取り込み元が答えません。 / The source does not answer."
