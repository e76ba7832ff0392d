"""An answer that comes in drops is a time-out, whatever part of it drips."""

import socket
from collections.abc import Iterator
from contextlib import suppress
from threading import Event, Thread

import pytest
import requests
from requests.adapters import BaseAdapter

from kiosk.ports import Silent, Unreachable
from kiosk.sync import server as module
from kiosk.sync.server import Server
from tests.fakes import FakeClock

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
DRIPS = {
    "status": (b"", b"H"),
    "head": (HEAD + b"X: ", b"y"),
    "body": (HEAD + b"Content-Length: 100000\r\n\r\n", b" "),
    "chunks": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
}


DROPS = 1_000
"""Far more than a call waits for; then the answer breaks off, so that the test ends."""


class Dripper:
    """Answers one request a drop at a time."""

    def __init__(self, begins: bytes, drop: bytes) -> None:
        self._begins, self._drop = begins, drop
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._enough = Event()
        self.broke_off = False
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self._thread = Thread(target=self._drip, daemon=True)
        self._thread.start()

    def _drip(self) -> None:
        near, _ = self._listening.accept()
        with near:
            near.recv(65_536)
            near.sendall(self._begins)
            try:
                for _ in range(DROPS):
                    near.sendall(self._drop)
                    if self._enough.wait(0.02):
                        return
            except OSError:
                return
        self.broke_off = True

    def stop(self) -> None:
        """Enough."""
        self._enough.set()
        self._thread.join(10)
        self._listening.close()


@pytest.fixture(params=DRIPS)
def dripper(request: pytest.FixtureRequest) -> Iterator[Dripper]:
    made = Dripper(*DRIPS[request.param])
    yield made
    made.stop()


def test_a_drip_is_waited_for_no_longer_than_an_answer(
    dripper: Dripper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "READ_S", 0.2)
    line = Server(dripper.url, FakeClock())
    line.introduce("t-1", b"s" * 32)
    with pytest.raises(Silent):
        line.outcomes("")
    assert not dripper.broke_off
    assert not line.online


class Endless(BaseAdapter):
    """Answers nothing until it is enough."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0
        self.enough = Event()

    def send(self, *_: object, **__: object) -> requests.Response:
        """Nothing comes."""
        self.asked += 1
        self.enough.wait()
        raise requests.ConnectionError

    def close(self) -> None:
        """Nothing is open."""


def test_questions_without_an_end_do_not_pile_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "READ_S", 0.0)
    monkeypatch.setattr(module, "AT_ONCE", 2)
    endless = Endless()
    line = Server("http://127.0.0.1", FakeClock(), adapter=endless)
    line.introduce("t-1", b"s" * 32)
    for _ in range(3):
        with pytest.raises(Silent):
            line.outcomes("")
    asked = endless.asked
    endless.enough.set()
    assert asked == 2
    while endless.asked == asked:  # as soon as one of them has ended, it is asked again
        with suppress(Unreachable):
            line.outcomes("")
