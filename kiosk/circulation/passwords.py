"""Card numbers and passwords: their form, weak choices, first secrets and the forced change.

Pure. Nothing here stores, compares or logs a secret, and no fact of a refusal carries one.
"""

import re
import string
import unicodedata

from kiosk.circulation.facts import Patron, SecretState
from kiosk.circulation.library import Library
from kiosk.circulation.profile import Alphabet, FirstSecret, Offline
from kiosk.circulation.reasons import Reason, Refusal

LONGEST_CARD = 20
"""No card number of the field is longer; whatever is, is a mistyping."""

_COMMON_DIGITS = frozenset({"0852", "1004", "1357", "1470", "2468", "2580"})
_COMMON_WORDS = frozenset(
    {"abc123", "iloveyou", "letmein", "library", "passw0rd", "password", "qwerty", "toshokan"}
)
_SHORTEST_PATTERN = 3
_PRINTABLE = frozenset(string.ascii_letters + string.digits + string.punctuation)


def normalise_card(text: str) -> str | None:
    """A card number as all sides know it: half-width capitals and digits, nothing else.

    Hyphens, spaces and the scanner's control characters fall away. None where nothing is left, or
    more than LONGEST_CARD characters.
    """
    plain = unicodedata.normalize("NFKC", text).upper()
    card = re.sub(r"[^0-9A-Z]", "", plain)
    return card if 0 < len(card) <= LONGEST_CARD else None


def may_use(library: Library, new: str, patron: Patron | None) -> Refusal | None:
    """Why a new password cannot be taken: its form, or because it is too easily guessed."""
    rule = library.password
    allowed = frozenset(string.digits) if rule.alphabet is Alphabet.DIGITS else _PRINTABLE
    fits = rule.shortest <= len(new) <= rule.longest and set(new) <= allowed
    if not fits:
        return _form(library)
    weak = _weakness(new, patron) if rule.refuse_weak else None
    return _form(library, weak=weak) if weak else None


def form(library: Library) -> Refusal:
    """The form a password must have, as facts: to be shown before anything is typed."""
    return _form(library)


def first_secret(library: Library, patron: Patron) -> str | None:
    """The first password a patron has without asking; None where staff or the patron make it."""
    if library.password.first is not FirstSecret.BIRTH_DATE or patron.born is None:
        return None
    return f"{patron.born:%Y%m%d}"


def must_change(library: Library, patron: Patron) -> bool:
    """Whether the patron must choose a password before going on."""
    return library.password.forced_change and patron.secret_state is SecretState.INITIAL


def offline_allowed(library: Library, patron: Patron) -> bool:
    """Whether a terminal may keep what it takes to check this patron's password by itself.

    Never for a first password: a birth date is known to many, and found in minutes.
    """
    return library.password.offline is Offline.LOCAL and patron.secret_state is SecretState.SET


def registers_here(library: Library, branch_id: str | None = None) -> bool:
    """Whether a patron can register a first password at a terminal (of this branch).

    A branch that hands over temporary ones registers none.
    """
    return library.password.register_here and branch_id not in library.password.slip_at


def _form(library: Library, **more: str) -> Refusal:
    rule = library.password
    facts: dict[str, object] = {"made_of": rule.alphabet.value, "shortest": rule.shortest, **more}
    if rule.shortest == rule.longest:
        facts["exactly"] = rule.shortest
    else:
        facts["longest"] = rule.longest
    return Refusal.because(Reason.SECRET_FORM, **facts)


def _weakness(new: str, patron: Patron | None) -> str | None:
    plain = new.lower()
    if _repeats(plain):
        return "repeated"
    if _runs(plain):
        return "sequence"
    if plain in _COMMON_DIGITS | _COMMON_WORDS:
        return "common"
    if patron is not None and _personal(plain, patron):
        return "personal"
    return None


def _repeats(text: str) -> bool:
    """1111, 1212, 123123: one short piece again and again."""
    return any(
        len(text) % size == 0 and text == text[:size] * (len(text) // size)
        for size in range(1, len(text) // 2 + 1)
    )


def _runs(text: str) -> bool:
    """1234, 9876, 7890, abcdef: every step the same, one up or one down."""
    if len(text) < _SHORTEST_PATTERN:
        return True
    for row in ("01234567890", "09876543210", string.ascii_lowercase, string.ascii_lowercase[::-1]):
        if text in row:
            return True
    return False


def _personal(text: str, patron: Patron) -> bool:
    """Anything that stands on the card, in the birth date or in the telephone number."""
    known: set[str] = set()
    if patron.born is not None:
        y, m, d = f"{patron.born:%Y}", f"{patron.born:%m}", f"{patron.born:%d}"
        known |= {y, m + d, d + m, y[2:] + m, m + y[2:], y + m + d, y[2:] + m + d, d + m + y}
        known |= {m + d + y, m + d + y[2:], y + m, d + m + y[2:]}
    digits = re.sub(r"\D", "", patron.phone or "")
    known |= {digits, digits[-len(text) :], patron.card.lower(), patron.card.lower()[-len(text) :]}
    if patron.email:
        known.add(patron.email.split("@")[0].lower())
    return text in known
