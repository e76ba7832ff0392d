"""What the terminal's engine is given from outside: a clock and a line to the central.

`app.py` and the demo pass real ones in, tests pass named fakes. Errors of the world that the
engine must tell apart are defined here, so that desk, login and sync share them.
"""

from datetime import datetime
from typing import Protocol

from kiosk.circulation.facts import Account
from kiosk.circulation.messages import SignInReply


class Clock(Protocol):
    """Wall time (aware, the library's zone) and monotonic seconds that never run backwards."""

    def now(self) -> datetime:
        """The time on the wall."""
        ...

    def monotonic(self) -> float:
        """Seconds since some moment of this boot."""
        ...


class CentralAway(Exception):  # noqa: N818 - a state of the world, not an error of ours
    """The central cannot answer now. Never an attempt of an item; try again later."""


class Unreachable(CentralAway):
    """No connection, a time-out, a captive portal."""


class Silent(Unreachable):
    """Waited for in vain: each further question would cost the same time again."""


class Busy(CentralAway):
    """429 or 503. `retry_after_s` where the central named a time."""

    def __init__(self, retry_after_s: float | None = None) -> None:
        super().__init__("the central is busy")
        self.retry_after_s = retry_after_s


class TurnedAway(Exception):  # noqa: N818
    """The central answered, and said no: `reason` is its code (`wrong_secret`, `locked` …)."""

    def __init__(self, reason: str, facts: dict[str, str] | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts = facts or {}


class Misunderstood(Exception):  # noqa: N818
    """The answer cannot be read: a version too far apart, or something that is no central."""


class CentralDesk(Protocol):
    """The part of the central a patron's visit talks to directly, when it can be reached.

    Each call raises CentralAway, TurnedAway or Misunderstood, within two seconds.
    """

    def sign_in(self, card: str, secret: str) -> SignInReply:
        """Check a secret and fetch the account."""
        ...

    def account(self, session: str) -> Account:
        """The account as it is now."""
        ...
