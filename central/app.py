"""The central's composition root: the only module that builds its parts and joins them.

No rule stands here. `Central` is what the demo, the tests and the command line hold in their hands.
"""

from datetime import datetime
from pathlib import Path

from fastapi import FastAPI

from central.catalogue import Catalogue
from central.clock import Clock
from central.ils.builtin import Builtin
from central.intake import Intake
from central.mail import Mail
from central.patrons import Patrons
from central.requests import Requests
from central.terminals import Terminals
from kiosk.circulation.library import Library
from kiosk.circulation.sealing import Cost


class CannotOpen(Exception):  # noqa: N818 - a state of the world
    """The central's data cannot be opened; the text is one plain sentence for a person."""


class Central:
    """All parts of one library's central, on one data folder. Make one with `open`."""

    library: Library
    clock: Clock
    terminals: Terminals
    requests: Requests
    intake: Intake
    catalogue: Catalogue
    ils: Builtin
    patrons: Patrons
    mail: Mail

    @classmethod
    def open(
        cls, data: Path, clock: Clock, *, cost: Cost | None = None, library: str | None = None
    ) -> "Central":
        """Open or make the data under `data` (a folder); migrates; makes keys on the first start.

        `library`: id of a profile; None takes the one that was loaded, at first `murakami`.
        CannotOpen where the profile is unknown, the data is another library's, or not ours.
        """
        raise NotImplementedError

    def web(self) -> FastAPI:
        """The HTTP service; safe for many threads."""
        raise NotImplementedError

    def tick(self) -> None:
        """Do what is due by the clock, in order: intakes, expiries of holds, mails, clean-up."""
        raise NotImplementedError

    def next_due(self) -> datetime | None:
        """When `tick` will next have something to do; a clock that jumps must stop there."""
        raise NotImplementedError

    def close(self) -> None:
        """Close every file. Safe to call twice."""
        raise NotImplementedError
