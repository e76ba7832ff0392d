"""The HTTP service over a real socket: what is let in, and what every refusal looks like."""

import json
import socket
import uuid
from collections.abc import Iterator

import pytest
import requests

from central.app import Central
from kiosk.circulation.messages import (
    PushReply,
    RequestState,
    SignInReply,
    TerminalReply,
)
from tests.unit.central.calling import Caller, problem, served
from tests.unit.central.kiosk import SmallTerminal


@pytest.fixture
def call(central: Central, terminal: SmallTerminal) -> Iterator[Caller]:
    """A served central, and a terminal that calls it."""
    with served(central) as address:
        yield Caller(address, terminal)


def test_a_patrons_visit(call: Caller, central: Central) -> None:
    body = json.dumps({"card": "10-01", "secret": "4729"}).encode()
    reply = SignInReply.model_validate_json(call("POST", "/v1/sign-in", body).content)
    assert reply.account.patron.card == "1001"
    call.terminal.hold("1001", "T1", "chuo")
    push = call.terminal.batch(call.terminal.rows).model_dump_json().encode()
    answer = PushReply.model_validate_json(call("POST", "/v1/push", push).content)
    assert answer.have_through == 1
    account = call("GET", "/v1/account", session=reply.session).json()
    assert account["account"]["holds"][0]["state"] == "provisional"
    central.intake.run()
    outcomes = call("GET", "/v1/outcomes?cursor=").json()["outcomes"]
    assert [outcome["state"] for outcome in outcomes] == ["accepted"]


def test_a_snapshot_can_be_fetched_and_followed(call: Caller, central: Central) -> None:
    manifest = call("GET", "/v1/snapshot").json()
    chunk = call("GET", f"/v1/snapshot/{manifest['version']}/0")
    assert chunk.content.startswith(b"SQLite format 3")
    assert "immutable" in chunk.headers["Cache-Control"]
    central.ils.lend("C1", "1001")
    page = call("GET", f"/v1/changes?cursor={manifest['cursor']}").json()
    assert [title["id"] for title in page["titles"]] == ["T1"]


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "reason"),
    [
        ("POST", "/v1/sign-in", b'{"card":"1001","secret":"0"}', 403, "wrong_secret"),
        ("POST", "/v1/sign-in", b'{"card":"1001"}', 400, "bad_message"),
        ("POST", "/v1/sign-in", b'{"card":"1","secret":"2","x":3}', 400, "bad_message"),
        ("POST", "/v1/push", b"not json", 400, "bad_message"),
        ("POST", "/v1/push", b"[" * 5000, 400, "bad_message"),
        ("POST", "/v1/push", b"x" * 600_000, 413, "too_large"),
        ("POST", "/v1/enrol", b"{}", 400, "bad_message"),
        ("GET", "/v1/changes", b"", 410, "gone"),
        ("GET", "/v1/changes?cursor=abc", b"", 409, "diverged"),
        ("GET", "/v1/account", b"", 404, "not_signed_in"),
        ("GET", "/v1/snapshot/1/0", b"", 404, "not_found"),
        ("GET", "/v1/snapshot/x/..%2f..%2fkeys", b"", 404, "not_found"),
        ("GET", "/v1/snapshot/1/-1", b"", 404, "not_found"),
        ("GET", "/docs", b"", 404, "not_found"),
        ("GET", "/openapi.json", b"", 404, "not_found"),
        ("DELETE", "/v1/push", b"", 405, "no_such_method"),
    ],
)
def test_every_refusal_has_its_reason(
    call: Caller, method: str, path: str, body: bytes, status: int, reason: str
) -> None:
    response = call(method, path, body)
    assert (response.status_code, problem(response).reason) == (status, reason)


def test_a_terminal_learns_whether_it_is_still_let_in(call: Caller, central: Central) -> None:
    told = TerminalReply.model_validate_json(call("GET", "/v1/terminal").content)
    assert (told.number, told.branch, told.forked) == (1, "chuo", False)
    assert told.central_time == central.clock.now()
    central.terminals.revoke(call.terminal.reply.terminal)
    response = call("GET", "/v1/terminal")
    assert (response.status_code, problem(response).reason) == (401, "unknown_terminal")


def test_a_fault_of_ours_is_told_by_its_place_and_never_by_its_text(
    call: Caller, central: Central, caplog: pytest.LogCaptureFixture
) -> None:
    with central._database.write() as connection:
        connection.exec_driver_sql("UPDATE patrons SET residence = '三日月町' WHERE card = '1001'")
    body = json.dumps({"card": "1001", "secret": "4729"}).encode()
    response = call("POST", "/v1/sign-in", body)
    assert (response.status_code, problem(response).reason) == (500, "failed")
    assert "ValueError in " in caplog.text
    assert "三日月町" not in caplog.text
    assert "Traceback" not in caplog.text
    caplog.clear()


def test_a_terminal_whose_plug_is_pulled_leaves_no_trace(
    call: Caller, caplog: pytest.LogCaptureFixture
) -> None:
    host, port = call.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as line:
        line.sendall(b"POST /v1/push HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nhalf")
    assert call("GET", "/v1/terminal").ok
    assert caplog.text == ""


def test_a_wrong_code_is_turned_away(call: Caller) -> None:
    keys = {"sign_key": "11" * 32, "receive_key": "22" * 32}
    body = json.dumps({"code": "0000000000", "version": "1", **keys}).encode()
    assert problem(call("POST", "/v1/enrol", body)).reason == "bad_code"


def test_nobody_is_let_in_without_a_signature(call: Caller) -> None:
    for what in ("terminal", "patrons", "outcomes", "changes", "snapshot", "account"):
        path = f"/v1/{what}"
        response = requests.get(call.url + path, timeout=10, headers={"Connection": "close"})
        assert (response.status_code, problem(response).reason) == (401, "unknown_terminal")


def test_a_full_database_is_busy_and_says_nothing_more(call: Caller, central: Central) -> None:
    with central._database.write() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    call.terminal.ask("hold", {"title": "x" * 200_000}, card="1001")
    push = call.terminal.batch(call.terminal.rows).model_dump_json().encode()
    response = call("POST", "/v1/push", push)
    assert (response.status_code, problem(response).reason) == (503, "busy")
    assert "Retry-After" in response.headers
    assert central.requests.all() == ()


def test_a_row_is_parked_whatever_stands_in_it(call: Caller, central: Central) -> None:
    key = str(uuid.uuid4())
    park = {"incarnation": 1, "seq": 1, "key": key, "hash": "0" * 64, "text": "\0{]not JSON"}
    for _ in range(2):
        answer = call("POST", "/v1/park", json.dumps(park).encode())
        reply = PushReply.model_validate_json(answer.content)
        assert (reply.items[0].state, reply.have_through) == (RequestState.NEEDS_STAFF, 1)
    assert len(central.requests.all()) == 1
    assert not call.terminal.known.forked


@pytest.mark.parametrize(
    "change",
    [{"text": "x" * 16_001}, {"key": "short"}, {"seq": 0}, {"more": 1}, {"hash": "0" * 65}],
)
def test_what_cannot_be_parked_is_a_problem(call: Caller, change: dict[str, object]) -> None:
    park = {"incarnation": 1, "seq": 1, "key": "k" * 36, "hash": "0", "text": ""} | change
    answer = call("POST", "/v1/park", json.dumps(park).encode())
    assert problem(answer).reason == "bad_message"


def test_only_a_terminal_that_is_let_in_parks(call: Caller, central: Central) -> None:
    park = {"incarnation": 1, "seq": 1, "key": "k" * 36, "hash": "0", "text": ""}
    central.terminals.revoke(call.terminal.reply.terminal)
    answer = call("POST", "/v1/park", json.dumps(park).encode())
    assert problem(answer).reason == "unknown_terminal"
    assert central.requests.all() == ()
