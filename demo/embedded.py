"""The central inside the demo's own process: a real web server on a loopback port of its own.

The terminal talks to it as to any central, over HTTP. Loopback only, never another address.
"""

import socket
import threading
import time
from pathlib import Path

import uvicorn

from central.api.routes import make_app
from central.app import Central
from demo.arguments import CannotStart
from demo.clock import DemoClock
from kiosk.circulation.sealing import Cost

HOST = "127.0.0.1"


class Embedded:
    """A running central. Make one with `start`, end it with `stop`."""

    def __init__(self, central: Central, server: uvicorn.Server, listening: socket.socket) -> None:
        self.central = central
        self.url = f"http://{HOST}:{listening.getsockname()[1]}"
        self._server = server
        self._listening = listening
        self._thread = threading.Thread(
            target=server.run, kwargs={"sockets": [listening]}, name="central", daemon=True
        )

    @classmethod
    def start(
        cls, data: Path, clock: DemoClock, *, library: str, cost: Cost | None = None, port: int = 0
    ) -> "Embedded":
        """Open the central's data under `data` and serve it; returns when it answers.

        `port` 0 takes any free one. CannotStart where the port is taken.
        """
        listening = _listen(port)
        try:
            central = Central.open(data, clock, cost=cost or Cost(), library=library)
        except BaseException:
            listening.close()
            raise
        config = uvicorn.Config(
            make_app(central), log_config=None, access_log=False, lifespan="off", ws="none"
        )
        running = cls(central, uvicorn.Server(config), listening)
        running._await()
        return running

    def _await(self) -> None:
        self._thread.start()
        while not self._server.started:
            if not self._thread.is_alive():
                raise CannotStart("中央サーバを起動できませんでした。 / The central did not start.")
            time.sleep(0.005)

    def stop(self) -> None:
        """Finish the requests under way, close the port and the data. Safe to call twice."""
        self._server.should_exit = True
        if self._thread.is_alive():
            self._thread.join(timeout=5)
        self._listening.close()
        self.central.close()


def _listen(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
    except OSError:
        listening.close()
        raise CannotStart(
            f"ポート {port} は使われています。 / Port {port} is in use already."
        ) from None
    return listening
