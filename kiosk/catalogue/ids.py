"""Sets of titles as they lie in the file: one number, a short list, or a compressed bitmap.

The only module that knows how a set is written. What `decoded` gives may be shared: it must not be
changed in place.
"""

import sys
from array import array
from bisect import bisect_left
from collections.abc import Sequence

from pyroaring import BitMap as Ids

__all__ = [
    "Ids",
    "Stored",
    "decoded",
    "encoded",
    "has",
    "listed",
    "size",
    "with_one",
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
    """The set; never to be changed in place."""
    if stored is None:
        return _NONE
    if isinstance(stored, int):
        return Ids((stored,))
    if stored[:1] == _LIST:
        return Ids(array("I", stored[1:]))
    return Ids.deserialize(stored)


def has(stored: Stored, docid: int) -> bool:
    """Whether a title stands in a stored set."""
    if stored is None or isinstance(stored, int):
        return stored == docid
    return docid in decoded(stored)


def with_one(stored: Stored, docid: int, put: int) -> Stored:
    """A stored set with one more title, or one less."""
    if stored is None:
        return docid if put else None
    if isinstance(stored, int):
        if stored == docid:
            return docid if put else None
        return encoded(sorted((stored, docid))) if put else stored
    if stored[:1] == _LIST:
        ids = array("I", stored[1:])
        at = bisect_left(ids, docid)
        there = at < len(ids) and ids[at] == docid
        if put and not there:
            ids.insert(at, docid)
        elif there and not put:
            del ids[at]
        return encoded(ids)
    bitmap = decoded(stored)
    bitmap.add(docid) if put else bitmap.discard(docid)
    return encoded(bitmap)


def size(stored: Stored) -> int:
    """How many titles stand in a stored set."""
    if stored is None or isinstance(stored, int):
        return int(stored is not None)
    if stored[:1] == _LIST:
        return len(stored) // 4
    return len(decoded(stored))


def listed(docids: bytes) -> int | bytearray:
    """A set of which the titles are told in order, as four bytes each; there is one at least."""
    if len(docids) == 4:
        return int.from_bytes(docids, sys.byteorder)
    if len(docids) > 4 * _SHORT:
        packed = _packed(Ids(array("I", docids)))
        if len(packed) <= len(docids):
            return bytearray(packed)
    return bytearray(_LIST + docids)
