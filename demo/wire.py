"""The cable between a demo's terminal and its central, which a person can pull.

Pulled, every call fails as an unplugged network does; no other fault is played here.
"""

import threading
from typing import Any

from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter
from requests.exceptions import ConnectionError as NotConnected


class NetworkSwitch(HTTPAdapter):
    """A transport for the terminal's HTTP session; `up` may be changed at any time."""

    def __init__(self, *, up: bool = True) -> None:
        super().__init__()
        self._up = threading.Event()
        self.up = up

    @property
    def up(self) -> bool:
        """Whether the cable is in."""
        return self._up.is_set()

    @up.setter
    def up(self, up: bool) -> None:
        if up:
            self._up.set()
        else:
            self._up.clear()

    def send(self, request: PreparedRequest, *args: Any, **options: Any) -> Response:
        """Send where the cable is in; requests' own ConnectionError where it is not."""
        if not self.up:
            raise NotConnected("the cable is out", request=request)
        return super().send(request, *args, **options)
