"""The order of rank: whole headings, then starts of words, then the rest. Reads only."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from kiosk.catalogue.answers import Tier
from kiosk.catalogue.ids import Ids
from kiosk.catalogue.plan import Plan
from kiosk.catalogue.postings import Foremost
from kiosk.catalogue.reader import Reader
from kiosk.catalogue.sound import FEW, Sound, candidates
from kiosk.catalogue.terms import drawer


class Tiers:
    """The titles `ids` that stand under all pieces of a plan, tier by tier."""

    def __init__(self, reader: Reader, plan: Plan, ids: Ids | Foremost, sound: Sound) -> None:
        self._reader = reader
        self._plan = plan
        self._ids = ids
        self._sound = sound

    def ranked(self) -> Iterator[tuple[int, Tier]]:
        """Those that have the words, each tier in order of rank."""
        ids, seen = self._ids, set[int]()
        for docid in self._headings():
            seen.add(docid)
            yield docid, Tier.EXACT
        starts = self._starts
        for docid in self._sound.of(one for one in self._at_starts() if one not in seen):
            yield docid, Tier.WORD
        rest = (one for one in ids if one not in starts and one not in seen)
        for docid in self._sound.of(rest):
            yield docid, Tier.WITHIN

    def _at_starts(self) -> Iterable[int]:
        ids, starts = self._ids, self._starts
        if isinstance(ids, Foremost):  # all that starts so, and nothing is filtered
            return starts
        smaller, larger = (starts, ids) if len(starts) < len(ids) else (ids, starts)
        return (one for one in smaller if one in larger)

    def of(self, docid: int) -> Tier:
        """Why a title stands in the results, asked after the fact."""
        if docid in self._exact:
            return Tier.EXACT
        return Tier.WORD if docid in self._starts else Tier.WITHIN

    @cached_property
    def _starts(self) -> Ids | Foremost:
        """Titles in which every word is the start of a word."""
        plan = self._plan
        if plan.is_one:
            return self._reader.titles.foremost(plan.starts[0], plan.columns)
        if plan.starts == plan.pieces:
            return candidates(self._reader, plan, None)
        sets = sorted((self._reader.titles.ids(key, plan.columns) for key in plan.starts), key=len)
        found = sets[0]
        for other in sets[1:]:
            found = found & other
        return found

    @cached_property
    def _exact(self) -> Ids:
        """Titles that have the words for a heading."""
        return self._called(self._plan.columns)

    def _headings(self) -> Iterator[int]:
        """Those of which the words are a heading; what only its publisher makes one comes last."""
        if not self._exact:
            return
        columns = self._plan.columns
        own = columns.replace("p", "") or columns
        called = self._called(own)
        yield from self._among(called)
        if own != columns:
            yield from (one for one in self._among(self._exact) if one not in called)

    def _called(self, columns: str) -> Ids:
        """Titles that have the words for a heading in these columns, in one piece or each by
        itself."""
        titles, words = self._reader.titles, self._plan.words
        found = titles.ids(drawer("".join(words)), columns)
        if len(words) > 1:
            each = [titles.ids(drawer(word), columns) for word in words]
            if all(each):
                found = found | Ids.intersection(*each)
        return found

    def _among(self, found: Ids) -> Iterable[int]:
        """Those that stand under all pieces as well."""
        ids = self._ids
        if len(found) > FEW and isinstance(ids, Ids):
            return found & ids
        return (one for one in found if one in ids)
