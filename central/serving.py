"""Runs the HTTP service and, beside it, what is due by the clock. Until a signal ends it."""

import logging
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import uvicorn

from central.api.routes import make_app
from central.app import Central
from central.database import STORAGE_ERRORS, readable

TICK_S = 5.0
_log = logging.getLogger(__name__)


class CannotServe(Exception):  # noqa: N818 - a state of the machine
    """The service cannot start; the text is one plain sentence for a person."""


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """A socket bound before anything else is touched; CannotServe where the port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as bound:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind((host, port))
            bound.listen(128)
        except (OSError, UnicodeError) as error:
            why = (isinstance(error, OSError) and error.strerror) or "no such address"
            raise CannotServe(
                f"{host} のポート {port} で待ち受けできません。"
                f" / Cannot listen on {host} port {port}: {why.lower()}."
            ) from error
        yield bound


def serve(central: Central, bound: socket.socket) -> int:
    """Answer terminals until interrupted; 0. A storage error where what is due at the start cannot
    be stored: a central that keeps nothing must not take requests."""
    central.tick()
    host, port = bound.getsockname()[:2]
    config = uvicorn.Config(
        make_app(central), log_config=None, access_log=False, lifespan="off", ws="none"
    )
    ending = threading.Event()
    ticking = threading.Thread(target=_tick, args=(central, ending), name="tick", daemon=True)
    ticking.start()
    print(f"{central.library.name}: http://{host}:{port}", file=sys.stderr, flush=True)
    # uvicorn ends on these signals, and raises them once more when it has ended.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _ended)
    try:
        uvicorn.Server(config).run(sockets=[bound])
    finally:
        ending.set()
        ticking.join(timeout=10)
    return 0


def _ended(number: int, frame: FrameType | None) -> None:
    """Nothing more to do: the service has ended already."""


def _tick(central: Central, ending: threading.Event) -> None:
    told = ""
    while not ending.wait(TICK_S):
        try:
            central.tick()
            told = ""
        except Exception as error:  # noqa: BLE001 - tried again; the service must not stop for it
            why = readable(error) if isinstance(error, STORAGE_ERRORS) else type(error).__name__
            if why != told:
                _log.error("what is due could not be done: %s", why)
            told = why
