"""Calls a served central over a real socket, as a terminal does."""

import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import requests
import uvicorn

from central.api.routes import make_app
from central.app import Central
from central.serving import listening
from kiosk.circulation import sealing
from kiosk.circulation.messages import Problem
from tests.unit.central.kiosk import SmallTerminal


class Caller:
    """Signs and sends requests of one terminal."""

    def __init__(self, url: str, terminal: SmallTerminal) -> None:
        self.url = url
        self.terminal = terminal

    def __call__(
        self, method: str, path: str, body: bytes = b"", session: str = ""
    ) -> requests.Response:
        time = self.terminal.central.clock.now().isoformat()
        nonce = secrets.token_hex(8)
        content = sealing.request_content(method, path, body, time, nonce)
        signed = {
            "Shirabe-Terminal": self.terminal.reply.terminal,
            "Shirabe-Time": time,
            "Shirabe-Nonce": nonce,
            "Shirabe-Signature": sealing.sign(self.terminal.sign_key, content),
            "Shirabe-Session": session,
            "Connection": "close",
        }
        return requests.request(method, self.url + path, data=body, headers=signed, timeout=10)


@contextmanager
def served(central: Central) -> Iterator[str]:
    """The address of a served central."""
    with listening("127.0.0.1", 0) as bound:
        config = uvicorn.Config(make_app(central), log_config=None, lifespan="off", ws="none")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
        thread.start()
        yield f"http://127.0.0.1:{bound.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


def problem(response: requests.Response) -> Problem:
    """Every refusal is a Problem and nothing else."""
    assert response.status_code >= 400
    return Problem.model_validate_json(response.content)
