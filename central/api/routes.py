"""The HTTP service: which path does what. Routes only; no rule, no SQL, no documentation pages.

All but enrolment and the time of day is signed by a terminal. Answers above 399 are Problems.
"""

import logging
import traceback
from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from central.api.signed import parse, read_body, signed_by
from central.app import Central
from central.catalogue import Diverged, Gone, NotReady
from central.database import STORAGE_ERRORS, readable
from central.terminals import Terminal, TurnedAway
from kiosk.catalogue.records import CHANGES_PAGE
from kiosk.circulation.messages import (
    AccountReply,
    EnrolAsk,
    Message,
    Park,
    Problem,
    Push,
    Rotate,
    SignInAsk,
    TerminalReply,
)

_log = logging.getLogger(__name__)
_STATUS = {
    "bad_signature": 401,
    "unknown_terminal": 401,
    "clock_skew": 401,
    "not_signed_in": 401,
    "wrong_secret": 403,
    "locked": 403,
    "bad_code": 403,
    "forked": 403,
    "diverged": 409,
    "gone": 410,
    "too_large": 413,
    "bad_message": 400,
    "not_found": 404,
    "busy": 503,
    "failed": 500,
}
_RETRY_S = "10"

_Handler = Callable[[Central, Request, bytes], Response]
_Signed = Callable[[Central, Terminal, Request, bytes], Response]


def make_app(central: Central) -> FastAPI:
    """The HTTP service of one central; safe for many threads."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)

    @app.exception_handler(HTTPException)
    async def no_route(request: Request, error: HTTPException) -> Response:  # noqa: ARG001
        return _problem("not_found")

    plain: list[tuple[str, str, _Handler]] = [
        ("GET", "/v1/time", _time),
        ("POST", "/v1/enrol", _enrol),
    ]
    signed: list[tuple[str, str, _Signed]] = [
        ("GET", "/v1/terminal", _terminal),
        ("POST", "/v1/rotate", _rotate),
        ("GET", "/v1/intake-key", _intake_key),
        ("POST", "/v1/push", _push),
        ("POST", "/v1/park", _park),
        ("GET", "/v1/outcomes", _outcomes),
        ("GET", "/v1/changes", _changes),
        ("GET", "/v1/profile", _profile),
        ("GET", "/v1/snapshot", _snapshot),
        ("GET", "/v1/snapshot/{version}/{chunk}", _chunk),
        ("GET", "/v1/patrons", _patrons),
        ("POST", "/v1/sign-in", _sign_in),
        ("GET", "/v1/account", _account),
    ]
    for method, path, handler in plain:
        app.add_api_route(path, _route(central, handler), methods=[method], response_model=None)
    for method, path, answer in signed:
        app.add_api_route(
            path, _route(central, _checked(answer)), methods=[method], response_model=None
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


def _problem(reason: str, facts: dict[str, str] | None = None) -> Response:
    content = Problem(reason=reason, facts=facts or {}).model_dump_json()
    headers = {"Retry-After": _RETRY_S} if reason == "busy" else None
    status = _STATUS.get(reason, 400)
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


def _time(central: Central, request: Request, body: bytes) -> Response:  # noqa: ARG001
    content = f'{{"central_time":"{central.clock.now().isoformat()}"}}'
    return Response(content, media_type="application/json")


def _enrol(central: Central, request: Request, body: bytes) -> Response:  # noqa: ARG001
    return _json(central.terminals.enrol(parse(EnrolAsk, body)))


def _terminal(central: Central, terminal: Terminal, request: Request, body: bytes) -> Response:  # noqa: ARG001
    now = central.clock.now()
    return _json(
        TerminalReply(
            number=terminal.number,
            branch=terminal.branch,
            forked=terminal.forked,
            central_time=now,
        )
    )


def _push(central: Central, terminal: Terminal, request: Request, body: bytes) -> Response:  # noqa: ARG001
    return _json(central.requests.take(terminal, parse(Push, body)))


def _park(central: Central, terminal: Terminal, request: Request, body: bytes) -> Response:  # noqa: ARG001
    return _json(central.requests.park(terminal, parse(Park, body)))


def _outcomes(central: Central, terminal: Terminal, request: Request, body: bytes) -> Response:  # noqa: ARG001
    return _json(central.requests.outcomes(terminal, _cursor(request)))


def _changes(central: Central, terminal: Terminal, request: Request, body: bytes) -> Response:  # noqa: ARG001
    cursor = _cursor(request)
    central.terminals.stands_at(terminal, cursor)
    page = central.catalogue.changes(cursor)
    return Response(CHANGES_PAGE.dump_json(page), media_type="application/json")


def _profile(central: Central, terminal: Terminal, request: Request, body: bytes) -> Response:  # noqa: ARG001
    return _json(central.terminals.profile(request.query_params.get("have", "")))


def _rotate(central: Central, terminal: Terminal, request: Request, body: bytes) -> Response:  # noqa: ARG001
    return _json(central.terminals.rotate(terminal, parse(Rotate, body)))


def _intake_key(central: Central, terminal: Terminal, request: Request, body: bytes) -> Response:  # noqa: ARG001
    return _json(central.terminals.intake_key())


def _snapshot(central: Central, terminal: Terminal, request: Request, body: bytes) -> Response:  # noqa: ARG001
    return _json(central.catalogue.ready_manifest())


def _chunk(central: Central, terminal: Terminal, request: Request, body: bytes) -> Response:  # noqa: ARG001
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


def _patrons(central: Central, terminal: Terminal, request: Request, body: bytes) -> Response:  # noqa: ARG001
    return _json(central.patrons.page(terminal, _cursor(request)))


def _sign_in(central: Central, terminal: Terminal, request: Request, body: bytes) -> Response:  # noqa: ARG001
    return _json(central.patrons.sign_in(terminal, parse(SignInAsk, body)))


def _account(central: Central, terminal: Terminal, request: Request, body: bytes) -> Response:  # noqa: ARG001
    session = request.headers.get("shirabe-session", "")
    return _json(AccountReply(account=central.patrons.session_account(terminal, session)))


def _cursor(request: Request) -> str:
    return request.query_params.get("cursor", "")[:400]


def _number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 18
