"""A proxy on loopback between terminals and a central that does to connections what networks do.

Each connection carries one question. It may be delayed, dropped, cut in the answer, closed on one
side only, answered with garbage or a portal's page, or carried twice.
"""

import random
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from demo.bench.faults.served import HOST

_PORTAL = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 11\r\n\r\n<html>Hi!</"
_WAIT_S = 10.0


class Chaos:
    """The proxy. `share`: of all connections so many meet a fault, 0 to 1."""

    def __init__(self, port: int, seed: int, share: float) -> None:
        self.share = share
        self.met: dict[str, int] = {}
        self._to = port
        self._dice = random.Random(seed)  # noqa: S311 - can be told again
        self._listening = socket.create_server((HOST, 0), backlog=256)
        self.port: int = self._listening.getsockname()[1]
        self._faults: dict[str, Callable[[socket.socket, bytes], None]] = {
            "dropped": lambda _near, _asked: None,
            "delayed": self._delayed,
            "cut": self._cut,
            "half-closed": self._half_closed,
            "garbage": lambda near, _asked: near.sendall(b"\x00\xff garbage \r\n\r\n"),
            "portal": lambda near, _asked: near.sendall(_PORTAL),
            "twice": self._twice,
        }
        self._thread = threading.Thread(target=self._listen, name="chaos", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """No more connections."""
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join(_WAIT_S)

    def _listen(self) -> None:
        while True:
            try:
                near, _ = self._listening.accept()
            except OSError:
                return
            fault = self._dice.choice(list(self._faults)) if self._meets() else ""
            threading.Thread(target=self._carry, args=(near, fault), daemon=True).start()

    def _meets(self) -> bool:
        return self._dice.random() < self.share

    def _carry(self, near: socket.socket, fault: str) -> None:
        near.settimeout(_WAIT_S)
        with near, suppress(OSError):
            asked = _message(near)
            if not fault:
                near.sendall(self._answer(asked))
                return
            self.met[fault] = self.met.get(fault, 0) + 1
            self._faults[fault](near, asked)

    def _answer(self, asked: bytes) -> bytes:
        with socket.create_connection((HOST, self._to), _WAIT_S) as far:
            far.sendall(asked)
            return _message(far)

    def _delayed(self, near: socket.socket, asked: bytes) -> None:
        time.sleep(0.2)
        near.sendall(self._answer(asked))

    def _cut(self, near: socket.socket, asked: bytes) -> None:
        answer = self._answer(asked)
        near.sendall(answer[: len(answer) // 2])
        # No good-bye: the connection is reset.
        near.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def _half_closed(self, near: socket.socket, asked: bytes) -> None:
        self._answer(asked)
        near.shutdown(socket.SHUT_WR)

    def _twice(self, near: socket.socket, asked: bytes) -> None:
        answer = self._answer(asked)
        self._answer(asked)
        near.sendall(answer)


def _message(source: socket.socket) -> bytes:
    """One HTTP message, whole."""
    got = b""
    while b"\r\n\r\n" not in got:
        if not (part := source.recv(65536)):
            return got
        got += part
    head, _, rest = got.partition(b"\r\n\r\n")
    length = 0
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    while len(rest) < length:
        if not (part := source.recv(65536)):
            break
        rest += part
    return head + b"\r\n\r\n" + rest


@contextmanager
def chaos(port: int, seed: int, share: float) -> Iterator[Chaos]:
    """A proxy before `port`, until the end."""
    made = Chaos(port, seed, share)
    try:
        yield made
    finally:
        made.close()
