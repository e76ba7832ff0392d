"""Who is it? The central when it can be reached, else the local row, else deferred to the intake.

An attempt is counted, durably, before the secret is looked at. A wrong card and a wrong secret read
the same. Secrets stay in memory for the visit only, and only where a sealed box needs them.
"""

from dataclasses import dataclass, field

from kiosk.circulation.facts import Account
from kiosk.circulation.library import Library
from kiosk.circulation.messages import ACCOUNT, PatronRow, Proof, Sealed, TerminalSecrets
from kiosk.circulation.passwords import must_change, normalise_card
from kiosk.circulation.profile import Offline
from kiosk.circulation.reasons import Reason, Refusal, Refused
from kiosk.circulation.sealing import (
    BadSeal,
    Cost,
    account_key,
    base_of,
    card_tag,
    same,
    seal_to,
    unlock,
    verifier,
)
from kiosk.ports import CentralAway, CentralDesk, Misunderstood, TurnedAway
from kiosk.store.attempts import Attempts
from kiosk.store.identity import Identity
from kiosk.store.ledger import Ledger
from kiosk.store.patrons import PatronStore

LONGEST_SECRET = 64


@dataclass(slots=True)
class Session:
    """One signed-in visit. `account` is None while the patron is not yet checked (deferred).

    `secret` is kept in a deferred visit only, because each of its requests carries it sealed.
    `copy_key` opens the account copy again after a round, in a visit that was checked here.
    """

    proof: Proof
    card: str
    tag: str
    account: Account | None
    token: str | None = None
    must_change: bool = False
    secret: str | None = field(default=None, repr=False)
    copy_key: bytes | None = field(default=None, repr=False)
    keys: list[str] = field(default_factory=list)
    """Keys of the requests made in this visit: all that a deferred visit may look at."""

    def wipe(self) -> None:
        """Forget everything; Python cannot promise to overwrite it."""
        self.account = self.token = self.secret = self.copy_key = None
        self.card = self.tag = ""
        self.keys.clear()


class Login:
    """Signs patrons in, and seals what only the intake may read."""

    def __init__(
        self,
        library: Library,
        identity: Identity,
        secrets: TerminalSecrets,
        ledger: Ledger,
        patrons: PatronStore | None,
        central: CentralDesk,
        cost: Cost,
    ) -> None:
        self._library = library
        self._identity = identity
        self._secrets = secrets
        self._ledger = ledger
        self._patrons = patrons
        self._central = central
        self._cost = cost
        self._lookup = bytes.fromhex(secrets.lookup_key)
        self._verifier = bytes.fromhex(secrets.verifier_key)

    def sign_in(self, card: str, secret: str) -> Session:
        """Sign in; Refused(wrong_secret | locked). Takes two seconds at most plus one Argon2."""
        number = normalise_card(card)
        if number is None or not 0 < len(secret) <= LONGEST_SECRET:
            raise Refused(Refusal(Reason.WRONG_SECRET))
        resting = self._ledger.screen_rests()
        if resting is not None:
            raise Refused(Refusal.because(Reason.LOCKED, until=resting.isoformat()))
        tag = self.tag(number)
        before = self._ledger.attempts(tag)
        self._ledger.consume_attempt(tag)
        try:
            return self._online(number, secret, tag)
        except TurnedAway as error:
            if error.reason in _VERDICTS:
                self._ledger.attempt_seen_by_central(tag)
                raise Refused(_said(error)) from None
        except (CentralAway, Misunderstood):
            pass
        return self._offline(number, secret, tag, before)

    def secret_fits(self, session: Session, secret: str) -> bool:
        """Whether this is the patron's secret, as far as can be told without the central."""
        if session.proof is Proof.DEFERRED:
            return session.secret is not None and same(session.secret, secret)
        row = self._row(session.tag)
        if session.proof is Proof.ONLINE or row is None:
            return True
        base = base_of(secret, row.salt, self._cost)
        return same(verifier(self._verifier, base), row.verifier)

    def newer_copy(self, session: Session) -> Account | None:
        """The account copy as the last round brought it; None where this visit cannot open it."""
        row = self._row(session.tag) if session.copy_key is not None else None
        if row is None or session.copy_key is None:
            return None
        try:
            return ACCOUNT.validate_json(unlock(session.copy_key, row.account_box))
        except (BadSeal, ValueError):
            return None

    def tag(self, card: str) -> str:
        """What a normalised card number is called in the terminal's files."""
        return card_tag(self._lookup, card)

    def seal(self, content: Sealed) -> str:
        """A box that only the central's intake can open."""
        key, key_id = self._ledger.intake_key()
        return seal_to(key, content.model_dump_json().encode(), key_id)

    # -- the three ways -----------------------------------------------------------------------

    def _online(self, card: str, secret: str, tag: str) -> Session:
        reply = self._central.sign_in(card, secret)
        self._ledger.attempt_succeeded(tag)
        account = reply.account
        return Session(
            Proof.ONLINE,
            account.patron.card,
            tag,
            account,
            token=reply.session,
            must_change=must_change(self._library, account.patron),
        )

    def _offline(self, card: str, secret: str, tag: str, before: Attempts) -> Session:
        resting = before.resting(self._ledger.now())
        if resting is not None:  # nobody looked at this one: the wait is as long as was said
            self._ledger.attempt_not_judged(tag, before)
            raise Refused(Refusal.because(Reason.LOCKED, until=resting.isoformat()))
        if self._ledger.attempts(tag).waits_for_network:  # nor at this one
            self._ledger.attempt_not_judged(tag, before)
            raise Refused(Refusal.because(Reason.LOCKED, network="only"))
        row = self._row(tag)
        if row is None:
            self._ledger.attempt_not_judged(tag, before)
            return Session(Proof.DEFERRED, card, tag, None, secret=secret)
        account, copy_key = self._opened(row, secret)
        self._ledger.attempt_succeeded(tag)
        return Session(
            Proof.LOCAL,
            account.patron.card,
            tag,
            account,
            must_change=must_change(self._library, account.patron),
            copy_key=copy_key,
        )

    def _row(self, tag: str) -> PatronRow | None:
        if self._patrons is None or self._library.password.offline is not Offline.LOCAL:
            return None
        return self._patrons.find(tag, self._ledger.now())

    def _opened(self, row: PatronRow, secret: str) -> tuple[Account, bytes]:
        """The account copy and its key, where the secret is right; else Refused(wrong_secret)."""
        try:
            base = base_of(secret, row.salt, self._cost)
            if not same(verifier(self._verifier, base), row.verifier):
                raise Refused(Refusal(Reason.WRONG_SECRET))
            key = account_key(self._verifier, base)
            return ACCOUNT.validate_json(unlock(key, row.account_box)), key
        except (BadSeal, ValueError):
            raise Refused(Refusal(Reason.WRONG_SECRET)) from None


_VERDICTS = frozenset({Reason.WRONG_SECRET.value, Reason.LOCKED.value})
"""What the central says about the patron; any other no is about the terminal."""


def _said(error: TurnedAway) -> Refusal:
    """The central's no, in our words."""
    if error.reason == Reason.LOCKED:
        return Refusal.because(Reason.LOCKED, **error.facts)
    return Refusal(Reason.WRONG_SECRET)
