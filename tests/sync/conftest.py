"""A real central on a loopback port, a real terminal, and a line between them that can be bad."""

import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter
from requests.exceptions import ConnectionError as NotConnected
from urllib3 import HTTPResponse

from central.api.routes import make_app
from central.app import Central
from kiosk import app
from kiosk.app import Terminal
from kiosk.catalogue.records import Copy, Title
from kiosk.circulation.facts import Patron
from kiosk.circulation.sealing import Cost
from tests.fakes import FakeClock

CHEAP = Cost(1, 8, 1)
CARD, SECRET = "10000001", "4726"

Fault = Callable[[PreparedRequest, Callable[[], Response]], Response]


class LossyLine(HTTPAdapter):
    """A transport that does to each request what the next fault says; without one it is good."""

    def __init__(self) -> None:
        super().__init__()
        self.up = True
        self.faults: list[tuple[str, Fault]] = []
        self.asked: list[str] = []

    def fail(self, path: str, *faults: Fault) -> None:
        """The next requests whose path begins so meet these faults, one each."""
        self.faults.extend((path, fault) for fault in faults)

    def send(self, request: PreparedRequest, *args: Any, **options: Any) -> Response:
        """Carry a request, well or badly."""
        path, carry = request.path_url, super().send
        self.asked.append(path)
        if not self.up:
            raise NotConnected("the cable is out")
        for number, (begins, fault) in enumerate(self.faults):
            if path.startswith(begins):
                del self.faults[number]
                return fault(request, lambda: carry(request, *args, **options))
        return super().send(request, *args, **options)


def lost_request(_request: PreparedRequest, _carry: Callable[[], Response]) -> Response:
    """Nothing arrives."""
    raise NotConnected("lost on the way there")


def lost_reply(_request: PreparedRequest, carry: Callable[[], Response]) -> Response:
    """The central does its work, and its answer is lost."""
    carry().close()
    raise NotConnected("lost on the way back")


def busy(request: PreparedRequest, _carry: Callable[[], Response]) -> Response:
    """503 with a time."""
    return _answer(request, 503, "text/plain", b"busy", {"Retry-After": "17"})


def portal(request: PreparedRequest, _carry: Callable[[], Response]) -> Response:
    """A captive portal's page with 200."""
    return _answer(request, 200, "text/html", b"<html>Free WiFi!</html>", {})


def strange(request: PreparedRequest, _carry: Callable[[], Response]) -> Response:
    """Something that is no central answers, and says no."""
    return _answer(request, 404, "application/json", b"{}", {})


def forked(request: PreparedRequest, _carry: Callable[[], Response]) -> Response:
    """The central has seen two disks under this terminal's name."""
    return _answer(request, 403, "application/json", b'{"reason": "forked"}', {})


def cut_short(request: PreparedRequest, carry: Callable[[], Response]) -> Response:
    """Only the first half of the answer."""
    answer = carry()
    half = answer.content[: len(answer.content) // 2]
    kind = answer.headers["Content-Type"]
    return _answer(request, answer.status_code, kind, half, {})


def instead(change: Callable[[bytes], bytes]) -> Fault:
    """Somebody on the way changes what the central says."""

    def changed(request: PreparedRequest, carry: Callable[[], Response]) -> Response:
        answer = carry()
        kind, body = answer.headers["Content-Type"], change(answer.content)
        return _answer(request, answer.status_code, kind, body, {})

    return changed


def _answer(
    request: PreparedRequest, status: int, kind: str, body: bytes, headers: dict[str, str]
) -> Response:
    made = Response()
    made.status_code = status
    made.headers.update({"Content-Type": kind, **headers})
    made.raw = HTTPResponse(BytesIO(body), status=status, preload_content=False)
    made.request = request
    made.url = request.url or ""
    return made


class Serving:
    """A central behind uvicorn on a free loopback port; `port` takes a former one's place."""

    def __init__(self, central: Central, port: int = 0) -> None:
        self.central = central
        self._socket = socket.socket()
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._socket.bind(("127.0.0.1", port))
        config = uvicorn.Config(
            make_app(central), log_config=None, access_log=False, lifespan="off", ws="none"
        )
        self._server = uvicorn.Server(config)
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self._socket.listen()
        self._thread.start()

    def _run(self) -> None:
        self._server.run(sockets=[self._socket])

    def stop(self) -> None:
        """Stop, and close the central."""
        self._server.should_exit = True
        self._thread.join(10)
        self._socket.close()
        self.central.close()


@dataclass
class World:
    """A central, a terminal, the line, the clock."""

    central: Central
    terminal: Terminal
    line: LossyLine
    clock: FakeClock
    data: Path
    url: str

    def reopen(self) -> Terminal:
        """Close the terminal and start it again."""
        self.terminal.close()
        self.terminal = build(self.data, self.clock, self.line)
        return self.terminal


def build(data: Path, clock: FakeClock, line: LossyLine) -> Terminal:
    """The terminal of a folder; requests wait for `sync`."""
    return app.build(
        data, clock=clock, adapter=line, cost=CHEAP, nudge=lambda: None, online=lambda: line.up
    )


def fill(central: Central) -> None:
    """A few titles, and patrons who know their passwords."""
    for number in range(1, 6):
        copies = (Copy(f"C{number}", "chuo"),)
        central.ils.put_title(Title(f"T{number}", f"本その{number}", copies=copies))
    for card in (CARD, "10000002"):
        facts = Patron(card, "見本 花子", born=date(1980, 5, 6), phone="0254123456")
        central.ils.put_patron(facts, SECRET)


@pytest.fixture
def clock() -> FakeClock:
    """A Tuesday morning."""
    return FakeClock()


@pytest.fixture
def serving(tmp_path: Path, clock: FakeClock) -> Iterator[Serving]:
    """A central that serves."""
    central = Central.open(tmp_path / "central", clock, cost=CHEAP, library="murakami")
    fill(central)
    made = Serving(central)
    yield made
    made.stop()


@pytest.fixture
def world(tmp_path: Path, clock: FakeClock, serving: Serving) -> Iterator[World]:
    """An enrolled terminal with a catalogue, at work: it has spoken with the central."""
    line, data = LossyLine(), tmp_path / "terminal"
    code = serving.central.terminals.add("chuo")
    app.enrol(data, serving.url, code, clock=clock, adapter=line)
    terminal = build(data, clock, line)
    made = World(serving.central, terminal, line, clock, data, serving.url)
    terminal.sync()
    line.asked.clear()
    yield made
    made.terminal.close()
