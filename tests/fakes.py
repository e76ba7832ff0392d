"""Named fakes for public seams, shared by all tests. State is asserted, never calls."""

from datetime import datetime, timedelta

from kiosk.circulation.calendar import JST
from kiosk.circulation.facts import Account
from kiosk.circulation.messages import SignInReply
from kiosk.ports import TurnedAway, Unreachable

START = datetime(2026, 11, 24, 10, 0, tzinfo=JST)
"""A Tuesday morning."""


class FakeClock:
    """A clock that stands until it is moved. Wall and monotonic time can part company."""

    def __init__(self, start: datetime = START) -> None:
        self._now = start
        self._monotonic = 1000.0

    def now(self) -> datetime:
        """The time on the wall."""
        return self._now

    def monotonic(self) -> float:
        """Seconds since this boot."""
        return self._monotonic

    def pass_by(self, **by: float) -> None:
        """Time passes: `minutes=5`, `days=1` …"""
        self.pass_to(self._now + timedelta(**by))

    def pass_to(self, moment: datetime) -> None:
        """Time passes until `moment`."""
        self._monotonic += (moment - self._now).total_seconds()
        self._now = moment

    def set_wall(self, moment: datetime) -> None:
        """Somebody sets the wall clock; no time passes."""
        self._now = moment


class FakeCentral:
    """A central as a patron's visit meets it: accounts by card and secret, and a cable."""

    def __init__(self) -> None:
        self.up = True
        self.accounts: dict[str, Account] = {}
        self.secrets: dict[str, str] = {}
        self.turns_away: str | None = None

    def knows(self, account: Account, secret: str) -> None:
        """A patron whose secret and affairs the central knows."""
        self.accounts[account.patron.card] = account
        self.secrets[account.patron.card] = secret

    def sign_in(self, card: str, secret: str) -> SignInReply:
        """The account where the secret is right; the session is the card, as nobody looks."""
        self._reached()
        if self.secrets.get(card) != secret:
            raise TurnedAway("wrong_secret")
        return SignInReply(session=card, account=self.accounts[card])

    def account(self, session: str) -> Account:
        """The account as it is now."""
        self._reached()
        return self.accounts[session]

    def _reached(self) -> None:
        if not self.up:
            raise Unreachable("the cable is out")
        if self.turns_away is not None:
            raise TurnedAway(self.turns_away)
