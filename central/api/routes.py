# ruff: noqa: ARG001 - all handlers of a kind are called with the same arguments
"""The HTTP service: which path does what. Routes only; no rule, no SQL, no documentation pages.

All but enrolment and the time of day is signed by a terminal. Answers above 399 are Problems.
"""

import logging
import traceback
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from central.api.document import STATUS, Told
from central.api.signed import parse, read_body, signed_by
from central.app import Central
from central.catalogue import Diverged, Gone, NotReady
from central.database import STORAGE_ERRORS, readable
from central.terminals import Terminal, TurnedAway
from kiosk.catalogue.records import CHANGES_PAGE
from kiosk.circulation.messages import (
    AccountReply,
    EnrolAsk,
    EnrolReply,
    FailuresAsk,
    FailuresReply,
    IntakeKeyReply,
    Manifest,
    Message,
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
    TimeReply,
)

_log = logging.getLogger(__name__)
_RETRY_S = "10"

_Handler = Callable[[Central, Request, bytes], Response]
_Signed = Callable[[Central, Terminal, Request, bytes], Response]


@dataclass(frozen=True, slots=True)
class Route:
    """One path: what it does, and what is said of it."""

    told: Told
    handler: _Handler


def make_app(central: Central) -> FastAPI:
    """The HTTP service of one central; safe for many threads."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)

    @app.exception_handler(HTTPException)
    async def no_route(request: Request, error: HTTPException) -> Response:
        if error.status_code == STATUS["no_such_method"]:
            return _problem("no_such_method", headers=error.headers)
        return _problem("not_found")

    for route in ROUTES:
        app.add_api_route(
            route.told.path,
            _route(central, route.handler),
            methods=[route.told.method],
            response_model=None,
        )
    return app


def _route(central: Central, handler: _Handler) -> Callable[[Request], Awaitable[Response]]:
    async def route(request: Request) -> Response:
        try:
            body = await read_body(request)
            # Everything behind this line may wait for the database or for Argon2.
            return await run_in_threadpool(handler, central, request, body)
        except Exception as error:  # noqa: BLE001 - whatever it is, the answer is a Problem
            return _refusal(error)

    return route


def _checked(answer: _Signed) -> _Handler:
    def handler(central: Central, request: Request, body: bytes) -> Response:
        return answer(central, signed_by(central, request, body), request, body)

    return handler


# -- errors ---------------------------------------------------------------------------------------


def _problem(
    reason: str, facts: dict[str, str] | None = None, headers: Mapping[str, str] | None = None
) -> Response:
    content = Problem(reason=reason, facts=facts or {}).model_dump_json()
    headers = {"Retry-After": _RETRY_S} if reason == "busy" else headers
    status = STATUS.get(reason, 400)
    return Response(content, status, headers, "application/json")


def _refusal(error: Exception) -> Response:
    """The Problem for an error. What no one foresaw is told by where it broke, and never by its
    text: that could quote what a patron typed."""
    if isinstance(error, TurnedAway):
        return _problem(error.reason, error.facts)
    if isinstance(error, STORAGE_ERRORS):
        _log.error("nothing can be stored: %s", readable(error))
        return _problem("busy")
    known = next((reason for kind, reason in _REASONS.items() if isinstance(error, kind)), None)
    if known is None:
        where = traceback.extract_tb(error.__traceback__)[-1]
        _log.error("%s in %s, line %s", type(error).__name__, where.filename, where.lineno)
    return _problem(known or "failed")


_REASONS: dict[type[Exception], str] = {
    Diverged: "diverged",
    Gone: "gone",
    NotReady: "busy",
    ClientDisconnect: "bad_message",  # nobody reads it any more
}


def _json(message: Message) -> Response:
    return Response(message.model_dump_json(), media_type="application/json")


# -- routes ---------------------------------------------------------------------------------------


def _time(central: Central, request: Request, body: bytes) -> Response:
    return _json(TimeReply(central_time=central.clock.now()))


def _enrol(central: Central, request: Request, body: bytes) -> Response:
    return _json(central.terminals.enrol(parse(EnrolAsk, body)))


def _terminal(central: Central, terminal: Terminal, request: Request, body: bytes) -> Response:
    now = central.clock.now()
    return _json(
        TerminalReply(
            number=terminal.number,
            branch=terminal.branch,
            forked=terminal.forked,
            central_time=now,
        )
    )


def _push(central: Central, terminal: Terminal, request: Request, body: bytes) -> Response:
    return _json(central.requests.take(terminal, parse(Push, body)))


def _park(central: Central, terminal: Terminal, request: Request, body: bytes) -> Response:
    return _json(central.requests.park(terminal, parse(Park, body)))


def _failures(central: Central, terminal: Terminal, request: Request, body: bytes) -> Response:
    return _json(central.patrons.hear(terminal, parse(FailuresAsk, body)))


def _outcomes(central: Central, terminal: Terminal, request: Request, body: bytes) -> Response:
    return _json(central.requests.outcomes(terminal, _cursor(request)))


def _changes(central: Central, terminal: Terminal, request: Request, body: bytes) -> Response:
    cursor = _cursor(request)
    central.terminals.stands_at(terminal, cursor)
    page = central.catalogue.changes(cursor)
    return Response(CHANGES_PAGE.dump_json(page), media_type="application/json")


def _profile(central: Central, terminal: Terminal, request: Request, body: bytes) -> Response:
    return _json(central.terminals.profile(request.query_params.get("have", "")))


def _rotate(central: Central, terminal: Terminal, request: Request, body: bytes) -> Response:
    return _json(central.terminals.rotate(terminal, parse(Rotate, body)))


def _intake_key(central: Central, terminal: Terminal, request: Request, body: bytes) -> Response:
    return _json(central.terminals.intake_key())


def _snapshot(central: Central, terminal: Terminal, request: Request, body: bytes) -> Response:
    return _json(central.catalogue.ready_manifest())


def _chunk(central: Central, terminal: Terminal, request: Request, body: bytes) -> Response:
    version, number = request.path_params["version"], request.path_params["chunk"]
    if not (_number(version) and _number(number)):
        raise TurnedAway("not_found")
    try:
        part = central.catalogue.chunk(int(version), int(number))
    except KeyError as error:
        raise TurnedAway("not_found") from error
    # Never changes: any cache on the way may keep it.
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(part, headers=headers, media_type="application/octet-stream")


def _patrons(central: Central, terminal: Terminal, request: Request, body: bytes) -> Response:
    return _json(central.patrons.page(terminal, _cursor(request)))


def _sign_in(central: Central, terminal: Terminal, request: Request, body: bytes) -> Response:
    return _json(central.patrons.sign_in(terminal, parse(SignInAsk, body)))


def _account(central: Central, terminal: Terminal, request: Request, body: bytes) -> Response:
    session = request.headers.get("shirabe-session", "")
    return _json(AccountReply(account=central.patrons.session_account(terminal, session)))


def _cursor(request: Request) -> str:
    return request.query_params.get("cursor", "")[:400]


def _number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 18


ROUTES: tuple[Route, ...] = (
    Route(Told("GET", "/v1/time", reply=TimeReply, signed=False), _time),
    Route(
        Told(
            "POST", "/v1/enrol", EnrolAsk, EnrolReply, signed=False, reasons=("bad_code", "locked")
        ),
        _enrol,
    ),
    Route(Told("GET", "/v1/terminal", reply=TerminalReply), _checked(_terminal)),
    Route(Told("POST", "/v1/rotate", Rotate, Rotated), _checked(_rotate)),
    Route(Told("GET", "/v1/intake-key", reply=IntakeKeyReply), _checked(_intake_key)),
    Route(Told("POST", "/v1/push", Push, PushReply), _checked(_push)),
    Route(Told("POST", "/v1/park", Park, PushReply), _checked(_park)),
    Route(Told("POST", "/v1/failures", FailuresAsk, FailuresReply), _checked(_failures)),
    Route(Told("GET", "/v1/outcomes", reply=OutcomesPage, asks=("cursor",)), _checked(_outcomes)),
    Route(
        Told(
            "GET",
            "/v1/changes",
            reply=CHANGES_PAGE,
            asks=("cursor",),
            reasons=("gone", "diverged"),
        ),
        _checked(_changes),
    ),
    Route(Told("GET", "/v1/profile", reply=ProfileReply, asks=("have",)), _checked(_profile)),
    Route(Told("GET", "/v1/snapshot", reply=Manifest), _checked(_snapshot)),
    Route(Told("GET", "/v1/snapshot/{version}/{chunk}", reasons=("not_found",)), _checked(_chunk)),
    Route(
        Told(
            "GET",
            "/v1/patrons",
            reply=PatronsPage,
            asks=("cursor",),
            reasons=("forked", "diverged"),
        ),
        _checked(_patrons),
    ),
    Route(
        Told("POST", "/v1/sign-in", SignInAsk, SignInReply, reasons=("wrong_secret", "locked")),
        _checked(_sign_in),
    ),
    Route(
        Told(
            "GET",
            "/v1/account",
            reply=AccountReply,
            header="Shirabe-Session",
            reasons=("not_signed_in",),
        ),
        _checked(_account),
    ),
)
"""All there is. Whatever is added says here what it takes and gives, and why it may refuse."""
