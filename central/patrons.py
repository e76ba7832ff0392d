"""Patrons as terminals meet them: online sign-in, sessions, accounts, and the offline rows.

Secrets are stored as an Argon2id base and a salt, never in the clear; counters are written before
a secret is checked. A row for a terminal is useless without that terminal's own key.
"""

from central.terminals import Terminal
from kiosk.circulation.facts import Account
from kiosk.circulation.messages import PatronsPage, SignInAsk, SignInReply


class Patrons:
    """Sign-in and the patron stream."""

    def sign_in(self, terminal: Terminal, ask: SignInAsk) -> SignInReply:
        """TurnedAway: `wrong_secret`, or `locked` with `until` (ISO 8601)."""
        raise NotImplementedError

    def session_account(self, terminal: Terminal, session: str) -> Account:
        """The account of a visit; TurnedAway(`not_signed_in`) where the session has ended."""
        raise NotImplementedError

    def account(self, card: str) -> Account:
        """The account as it is now, provisional holds included; KeyError for an unknown card."""
        raise NotImplementedError

    def page(self, terminal: Terminal, cursor: str) -> PatronsPage:
        """Rows for this terminal that changed since `cursor` (`""`: from the start)."""
        raise NotImplementedError
