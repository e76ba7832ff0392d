"""Sets of titles as they lie in the file: one number, a short list, or a compressed bitmap.

The only module that knows how a set is written. What `decoded` gives may be shared: it must not be
changed in place.
"""

import sys
from array import array
from collections.abc import Sequence

from pyroaring import BitMap as Ids

from kiosk.catalogue.schema import unreadable

__all__ = [
    "Ids",
    "Stored",
    "decoded",
    "encoded",
    "listed",
    "numbers",
]

Stored = int | bytes | None
"""A set in a column: None is empty."""
_LIST = b"\0"
_SHORT = 8
_NONE = Ids()


def encoded(ids: Sequence[int] | Ids) -> Stored:
    """The shortest form of a set; a sequence must be sorted and without repetition."""
    if len(ids) < 2:
        return ids[0] if ids else None
    if len(ids) > _SHORT:
        packed = _packed(ids if isinstance(ids, Ids) else Ids(array("I", ids)))
        if len(packed) <= len(ids) * 4:
            return packed
    return _LIST + array("I", ids).tobytes()


def _packed(ids: Ids) -> bytes:
    ids.run_optimize()
    return ids.serialize()


def decoded(stored: Stored) -> Ids:
    """The set; never to be changed in place. CatalogueDamaged where it is none."""
    try:
        if stored is None:
            return _NONE
        if isinstance(stored, int):
            return Ids((stored,))
        if stored[:1] == _LIST:
            return Ids(array("I", stored[1:]))
        return Ids.deserialize(stored)
    except (ValueError, IndexError, TypeError, OverflowError):
        raise unreadable("a set") from None


def numbers(stored: bytes, kind: str = "I") -> "array[int]":
    """Whole numbers of four bytes ("Q": eight), one behind the other; CatalogueDamaged as above."""
    try:
        return array(kind, stored)
    except (ValueError, TypeError):
        raise unreadable("a row of numbers") from None


def listed(docids: bytes) -> int | bytearray:
    """A set of which the titles are told in order, as four bytes each; there is one at least."""
    if len(docids) == 4:
        return int.from_bytes(docids, sys.byteorder)
    if len(docids) > 4 * _SHORT:
        packed = _packed(Ids(array("I", docids)))
        if len(packed) <= len(docids):
            return bytearray(packed)
    return bytearray(_LIST + docids)
