"""The central over HTTP: the only module of the terminal that opens a connection.

Every failure is classified here, once: Unreachable (no connection, redirect, captive portal; it is
Silent where it took time), Busy (429, 5xx), TurnedAway (the central said no, with its reason),
Misunderstood (an answer that cannot be read). Time-outs everywhere, no redirects, no retries but
one after `clock_skew`. No secret and no address is put into an error.
"""

import secrets
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from threading import BoundedSemaphore, Thread
from typing import TypeVar
from urllib.parse import quote

import requests
from pydantic import AwareDatetime, BaseModel, TypeAdapter, ValidationError
from requests.adapters import BaseAdapter

from kiosk.catalogue.records import CHANGES_PAGE, ChangesPage
from kiosk.circulation import sealing
from kiosk.circulation.facts import Account
from kiosk.circulation.messages import (
    AccountReply,
    EnrolAsk,
    EnrolReply,
    FailuresAsk,
    FailuresReply,
    IntakeKeyReply,
    Manifest,
    OutcomesPage,
    Park,
    PatronsPage,
    Problem,
    ProfileReply,
    Push,
    PushReply,
    Rotate,
    Rotated,
    SignInAsk,
    SignInReply,
    TerminalReply,
)
from kiosk.ports import Busy, Clock, Misunderstood, Silent, TurnedAway, Unreachable
from kiosk.sync.policy import SLOW_S

T = TypeVar("T")

CONNECT_S = 2.0
READ_S = 15.0
VISIT_S = 2.0
"""A patron is waiting: sign-in and account answer within this, or count as unreachable."""
AT_ONCE = 16
"""Questions under way at most: each keeps a thread until the system has given it up."""
LARGEST = 64 * 1024 * 1024
"""Bytes of an answer that are read at most."""


class Server:
    """One central. Safe to use from several threads. Implements `ports.CentralDesk`."""

    def __init__(
        self,
        base: str,
        clock: Clock,
        *,
        adapter: BaseAdapter | None = None,
        now: Callable[[], datetime] | None = None,
        ca_file: str | None = None,
        proxy: str | None = None,
    ) -> None:
        self._base = base.rstrip("/")
        self._now = now or clock.now
        self._skew = timedelta()
        self._adapter = adapter
        self._ca_file = ca_file
        self._proxy = proxy
        self._terminal = ""
        self._sign_key = b""
        self._turns = BoundedSemaphore(AT_ONCE)
        self.online = True
        """Whether the last call reached the central, and something there made sense. True before
        the first: nobody has found it away."""

    def introduce(self, terminal: str, sign_key: bytes) -> None:
        """Who signs from here on."""
        self._terminal, self._sign_key = terminal, sign_key

    # -- the calls ----------------------------------------------------------------------------

    def enrol(self, ask: EnrolAsk) -> EnrolReply:
        """Enrol with a single-use code; not signed, the code is the proof."""
        return self._post("/v1/enrol", ask, EnrolReply, signed=False)

    def time(self) -> datetime:
        """What time the central has; not signed."""
        body = self._call("GET", "/v1/time", b"", signed=False, seconds=SLOW_S)
        try:
            return self._read(_TIME, body)["central_time"]
        except KeyError:
            raise Misunderstood("time") from None

    def terminal(self) -> TerminalReply:
        """What the central knows of this terminal, and its time."""
        return self._get("/v1/terminal", TerminalReply)

    def rotate(self, ask: Rotate) -> Rotated:
        """Tell the terminal's next signing key; signed with the present one."""
        return self._post("/v1/rotate", ask, Rotated)

    def intake_key(self) -> IntakeKeyReply:
        """The key that boxes are sealed to. Its signature is the caller's to check."""
        return self._get("/v1/intake-key", IntakeKeyReply)

    def push(self, push: Push) -> PushReply:
        """Hand rows over."""
        return self._post("/v1/push", push, PushReply)

    def park(self, park: Park) -> PushReply:
        """Hand over a row that is refused by itself, for a person."""
        return self._post("/v1/park", park, PushReply)

    def failures(self, ask: FailuresAsk) -> FailuresReply:
        """Tell of wrong secrets that the central did not see; which cards rest."""
        return self._post("/v1/failures", ask, FailuresReply)

    def outcomes(self, cursor: str) -> OutcomesPage:
        """Verdicts that changed after `cursor`."""
        return self._get(f"/v1/outcomes?cursor={_quote(cursor)}", OutcomesPage)

    def changes(self, cursor: str) -> ChangesPage:
        """Titles that changed after `cursor`; TurnedAway(diverged | gone) asks for a snapshot."""
        body = self._call("GET", f"/v1/changes?cursor={_quote(cursor)}", b"", seconds=60.0)
        return self._read(CHANGES_PAGE, body)

    def patrons(self, cursor: str) -> PatronsPage:
        """Patron rows that changed after `cursor`."""
        return self._get(f"/v1/patrons?cursor={_quote(cursor)}", PatronsPage)

    def profile(self, have: str) -> ProfileReply:
        """The library's profile, if it is not `have` (a digest). All of it is the caller's to
        check."""
        return self._get(f"/v1/profile?have={_quote(have)}", ProfileReply)

    def snapshot(self) -> Manifest:
        """The newest catalogue snapshot. Its signature is the caller's to check."""
        return self._get("/v1/snapshot", Manifest)

    def chunk(self, version: int, number: int) -> bytes:
        """One chunk of a snapshot, from 0. Its hash is the caller's to check."""
        return self._call("GET", f"/v1/snapshot/{version}/{number}", b"", seconds=120.0)

    def sign_in(self, card: str, secret: str) -> SignInReply:
        """Check a secret and fetch the account; within two seconds."""
        ask = SignInAsk(card=card, secret=secret)
        return self._post("/v1/sign-in", ask, SignInReply, seconds=VISIT_S)

    def account(self, session: str) -> Account:
        """The account of a visit as it is now; within two seconds."""
        headers = {"Shirabe-Session": session}
        body = self._call("GET", "/v1/account", b"", seconds=VISIT_S, headers=headers)
        return self._read(TypeAdapter(AccountReply), body).account

    # -- how they travel ----------------------------------------------------------------------

    def _get(self, path: str, model: type[T]) -> T:
        body = self._call("GET", path, b"", seconds=READ_S)
        return self._read(TypeAdapter(model), body)

    def _post(
        self,
        path: str,
        message: BaseModel,
        model: type[T],
        *,
        signed: bool = True,
        seconds: float = READ_S,
    ) -> T:
        content = message.model_dump_json().encode()
        body = self._call("POST", path, content, signed=signed, seconds=seconds)
        return self._read(TypeAdapter(model), body)

    def _read(self, adapter: TypeAdapter[T], body: bytes) -> T:
        try:
            return adapter.validate_json(body)
        except ValidationError as error:
            self.online = False
            raise Misunderstood(f"{error.error_count()} fields") from None

    def _call(
        self,
        method: str,
        path: str,
        body: bytes,
        *,
        seconds: float,
        signed: bool = True,
        headers: dict[str, str] | None = None,
    ) -> bytes:
        """The body of a good answer, `seconds` after it was asked for at the latest."""
        send = partial(self._send, method, path, body, seconds, signed, headers or {})

        def ask() -> bytes:
            try:
                return send()
            except TurnedAway as error:
                if error.reason != "clock_skew" or not self._adjust(error.facts):
                    raise
            return send()

        try:
            answer = _within(seconds, ask, self._turns)
        except TurnedAway:
            self.online = True
            raise
        except (Unreachable, Busy, Misunderstood):
            self.online = False
            raise
        self.online = True
        return answer

    def _adjust(self, facts: dict[str, str]) -> bool:
        """Our clock is wrong: sign with the central's time from here on."""
        try:
            self._skew = datetime.fromisoformat(facts["central_time"]) - self._now()
        except (KeyError, ValueError, TypeError):  # none, no time, or one without its zone
            return False
        return True

    def _send(
        self,
        method: str,
        path: str,
        body: bytes,
        seconds: float,
        signed: bool,
        headers: dict[str, str],
    ) -> bytes:
        sent = {"Accept": "application/json", "Content-Type": "application/json", **headers}
        if signed:
            sent |= self._signature(method, path, body)
        began = time.monotonic()
        try:
            with (
                self._session() as session,
                session.request(
                    method,
                    f"{self._base}{path}",
                    data=body or None,
                    headers=sent,
                    timeout=(min(CONNECT_S, seconds), seconds),
                    allow_redirects=False,
                    stream=True,
                ) as answer,
            ):
                content = _content(answer, began + seconds)
                _classify(answer, content)
        except (requests.RequestException, OSError, ValueError) as error:
            slow = isinstance(error, requests.Timeout) or time.monotonic() - began >= CONNECT_S
            raise (Silent if slow else Unreachable)("no answer") from None
        return content

    def _session(self) -> requests.Session:
        session = requests.Session()
        session.trust_env = False
        session.verify = self._ca_file or True
        if self._proxy:
            session.proxies = {"http": self._proxy, "https": self._proxy}
        if self._adapter is not None:
            session.mount("http://", self._adapter)
            session.mount("https://", self._adapter)
        return session

    def _signature(self, method: str, path: str, body: bytes) -> dict[str, str]:
        at = (self._now() + self._skew).isoformat()
        nonce = secrets.token_hex(16)
        content = sealing.request_content(method, path, body, at, nonce)
        return {
            "Shirabe-Terminal": self._terminal,
            "Shirabe-Time": at,
            "Shirabe-Nonce": nonce,
            "Shirabe-Signature": sealing.sign(self._sign_key, content),
        }


_TIME = TypeAdapter(dict[str, AwareDatetime])


def _quote(cursor: str) -> str:
    return quote(cursor, safe="")


def _content(answer: requests.Response, deadline: float) -> bytes:
    """The whole body, but no longer and no larger than allowed: a slow drip is a time-out."""
    parts: list[bytes] = []
    size = 0
    for part in answer.iter_content(256 * 1024):
        parts.append(part)
        size += len(part)
        if time.monotonic() > deadline:
            raise Silent("the answer takes too long")
        if size > LARGEST:
            raise Unreachable("the answer is too large")
    return b"".join(parts)


def _classify(answer: requests.Response, content: bytes) -> None:
    """Raise for everything that is not the central's own good answer."""
    status = answer.status_code
    kind = answer.headers.get("Content-Type", "").split(";")[0].strip().lower()
    if status in (429, 503):
        raise Busy(_seconds(answer.headers.get("Retry-After")))
    if kind in ("text/html", "application/xhtml+xml") or 300 <= status < 400 or status == 511:
        raise Unreachable("something else answers in the central's place")
    if status >= 500:
        raise Busy(None)
    if status >= 400:
        try:
            problem = Problem.model_validate_json(content)
        except ValidationError:
            raise Misunderstood(f"status {status}") from None
        raise TurnedAway(problem.reason, dict(problem.facts))


def _seconds(value: str | None) -> float | None:
    try:
        return max(0.0, float(value)) if value is not None else None
    except ValueError:
        return None


def _within(seconds: float, call: Callable[[], T], turns: BoundedSemaphore) -> T:
    """The answer of `call` within a time that nothing can stretch: no slow name server, and no
    answer that comes in drops, each of them within a socket's own time-out. `turns`: kept by those
    that are still under way, so that calls nobody waits for any more do not pile up."""
    if not turns.acquire(blocking=False):
        raise Silent("too many questions have no answer yet")
    answer: list[T] = []
    failure: list[BaseException] = []

    def run() -> None:
        try:
            answer.append(call())
        except BaseException as error:  # noqa: BLE001 - handed over to the caller's thread
            failure.append(error)
        finally:
            turns.release()

    thread = Thread(target=run, name="call", daemon=True)
    thread.start()
    thread.join(seconds + 0.25)
    if failure:
        raise failure[0]
    if not answer:
        raise Silent("no answer in time")
    return answer[0]
