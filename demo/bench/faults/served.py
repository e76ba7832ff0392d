"""A central in a process of its own, `python -m central serve`, on a loopback port."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

HOST = "127.0.0.1"
_ROOT = Path(__file__).parents[3]
_PATIENCE_S = 60.0


@contextmanager
def served(data: Path) -> Iterator[str]:
    """The address of a central that serves `data` until the end."""
    port = free_port()
    command = [sys.executable, "-m", "central", "--data", str(data), "serve", "--port", str(port)]
    log = data.parent / "central.log"
    with log.open("ab") as out:
        running = subprocess.Popen(  # noqa: S603 - our own program
            command,
            cwd=_ROOT,
            env=os.environ | {"PYTHONPATH": str(_ROOT)},
            stdout=out,
            stderr=out,
        )
    try:
        address = f"http://{HOST}:{port}"
        _await(address, running)
        yield address
    finally:
        running.send_signal(signal.SIGTERM)
        running.wait(timeout=_PATIENCE_S)


def free_port() -> int:
    """One that nobody listens on now."""
    with socket.socket() as bound:
        bound.bind((HOST, 0))
        port: int = bound.getsockname()[1]
    return port


def _await(address: str, running: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + _PATIENCE_S
    while running.poll() is None and time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{address}/v1/time", timeout=5):  # noqa: S310 - loopback
                return
        except (URLError, OSError):
            time.sleep(0.05)
    raise RuntimeError("the central did not start")
