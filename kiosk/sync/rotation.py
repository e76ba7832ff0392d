"""Keys that change: the terminal's own signing key, and the intake's key that boxes are sealed to.

The next signing key is in the keyring before the central hears of it, and the present one is given
up only when the central has answered: wherever it is cut off, the next round goes on. Nothing is
sealed to a key that the central did not sign, or to one older than was known.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from kiosk.circulation.messages import IntakeKeyReply, Rotate, Rotated, rotate_content
from kiosk.circulation.sealing import BadSeal, check_signature, new_sign_key, sign, verify_key
from kiosk.ports import Misunderstood, TurnedAway
from kiosk.store.keys import Keys, Name
from kiosk.store.ledger import Ledger

SIGN_FOR = timedelta(days=90)
"""How long a signing key is used."""
ASK_EVERY = timedelta(hours=20)
"""How often the central is asked for its intake key."""


class Line(Protocol):
    """What is asked of the central: `Server`, or a fake."""

    def introduce(self, terminal: str, sign_key: bytes) -> None:
        """Who signs from here on."""
        ...

    def rotate(self, ask: Rotate) -> Rotated:
        """Tell the next key."""
        ...

    def intake_key(self) -> IntakeKeyReply:
        """The key that boxes are sealed to."""
        ...


class Rotation:
    """The keys of one terminal. `signs_with` hears of a new signing key."""

    def __init__(self, line: Line, ledger: Ledger, keys: Keys) -> None:
        self._line = line
        self._ledger = ledger
        self._keys = keys
        self.signs_with: Callable[[bytes], None] = lambda _: None

    def ask(self) -> None:
        """Change the signing key in the next round."""
        if self._keys.find(Name.NEXT_SIGN) is None:
            self._keys.put(Name.NEXT_SIGN, new_sign_key())

    def follow(self, refused: bool = False) -> None:
        """One step of a round; `refused`: the central does not take our signature."""
        if refused:
            self._lead_back()
        if not self._ledger.lately("sign_since", SIGN_FOR):
            if self._ledger.note("sign_since") is not None:
                self.ask()
            self._done("sign_since")
        self._change()
        if not self._ledger.lately("intake_asked", ASK_EVERY):
            self._follow_intake()
            self._done("intake_asked")

    def _done(self, name: str) -> None:
        self._ledger.remember(name, self._ledger.now().isoformat())

    # -- our signing key ------------------------------------------------------------------------

    def _change(self) -> None:
        coming = self._keys.find(Name.NEXT_SIGN)
        if coming is None:
            return
        present = self._keys.get(Name.SIGN)
        if coming != present:
            self._tell(coming)
            self._keys.put(Name.FORMER_SIGN, present)
            self._keys.put(Name.SIGN, coming)
        self._signs_with(coming)
        self._keys.forget(Name.NEXT_SIGN)
        self._done("sign_since")

    def _lead_back(self) -> None:
        """A central put back to before our last change knows the former key: it is told again."""
        former, present = self._keys.find(Name.FORMER_SIGN), self._keys.get(Name.SIGN)
        if former is None:
            return
        self._signs_with(former)
        try:
            self._tell(present)
        finally:
            self._signs_with(present)

    def _tell(self, key: bytes) -> None:
        public = verify_key(key)
        content = rotate_content(self._ledger.identity.terminal, public)
        reply = self._line.rotate(Rotate(sign_key=public, proof=sign(key, content)))
        if reply.sign_key != public:
            raise Misunderstood("another key was taken")

    def _signs_with(self, key: bytes) -> None:
        self._line.introduce(self._ledger.identity.terminal, key)
        self.signs_with(key)

    # -- the intake's key -----------------------------------------------------------------------

    def _follow_intake(self) -> None:
        try:
            reply = self._line.intake_key()
        except TurnedAway as error:
            if error.reason != "not_found":
                raise
            return  # a central older than this question
        try:
            check_signature(self._ledger.identity.central_key, reply.content(), reply.signature)
        except BadSeal:
            raise Misunderstood("the intake key is not the central's") from None
        known = self._ledger.note("intake_key_made")
        if known and reply.made < datetime.fromisoformat(known):
            raise Misunderstood("the intake key is older than the one we have")
        self._ledger.seals_to(reply.intake_key, reply.intake_key_id)
        self._ledger.remember("intake_key_made", reply.made.isoformat())
