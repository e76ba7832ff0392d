"""A title as a row of `bib`: the values that a build and a change write alike."""

import re
import unicodedata
import zlib

from pydantic import ValidationError

from kiosk.catalogue.records import TITLE, Title
from kiosk.catalogue.schema import unreadable

_WINDOW = -13
_LEVEL, _PACKING_WINDOW, _PACKING_MEMORY = 3, -12, 5
"""A record and the sample fit into a smaller window, which is sooner made ready."""


class Packing:
    """Records as they lie in the file: compact JSON, compressed with words the file begins with.

    A record is short; what makes it small is the sample of the catalogue's own records that it is
    compressed against.
    """

    def __init__(self, sample: bytes) -> None:
        self.sample = sample
        self._ready = zlib.compressobj(
            _LEVEL, zlib.DEFLATED, _PACKING_WINDOW, _PACKING_MEMORY, zdict=sample
        )

    def pack(self, record: bytes) -> bytes:
        """Compress one record."""
        made = self._ready.copy()
        return made.compress(record) + made.flush()

    def title(self, packed: bytes) -> Title:
        """The title of a stored record; CatalogueDamaged where it is none."""
        try:
            return TITLE.validate_json(zlib.decompressobj(_WINDOW, self.sample).decompress(packed))
        except (zlib.error, ValidationError, TypeError):
            raise unreadable("a record") from None


def record_of(title: Title) -> bytes:
    """The whole title as compact JSON."""
    return TITLE.dump_json(title, exclude_defaults=True)


Marks = tuple[str, int, int | None, int]
"""Id, score, ISBN as a number, and live holds."""


def marks_of(title: Title) -> Marks:
    """What a title is looked up by, as it stands in `bib`."""
    isbn = isbn_key(title.isbn)
    return title.id, score_of(title), int(isbn) if isbn else None, title.holds


def score_of(title: Title) -> int:
    """Larger stands first: asked for more often, then newer."""
    year = min(max(title.year or 0, 0), 9999)
    return title.popularity * 10_000 + year


_TEN = re.compile(r"\d{9}[\dX]\Z")
_THIRTEEN = re.compile(r"97[89]\d{10}\Z")
_NO_DIGIT = re.compile(r"[^0-9X]")


def isbn_key(text: str) -> str | None:
    """An ISBN as thirteen digits, whichever form it came in; None where it is none, or its check
    digit is wrong."""
    if len(text) < 10:
        return None
    bare = text
    if not (text.isascii() and text.isdigit()):
        bare = _NO_DIGIT.sub("", unicodedata.normalize("NFKC", text).upper())
    if _THIRTEEN.match(bare):
        return bare if bare == _checked(bare[:12]) else None
    if not _TEN.match(bare):
        return None
    digits = [10 if one == "X" else int(one) for one in bare]
    if sum(digit * (10 - at) for at, digit in enumerate(digits)) % 11:
        return None
    return _checked("978" + bare[:9])


def _checked(twelve: str) -> str:
    """Twelve digits with the check digit that they ask for."""
    digits = twelve.encode("ascii")
    total = sum(digits[::2]) + 3 * sum(digits[1::2]) - 24 * ord("0")
    return twelve + str(-total % 10)
