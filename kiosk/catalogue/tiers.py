"""The order of rank: whole headings, then starts of words, then the rest. Reads only."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from kiosk.catalogue.answers import Tier
from kiosk.catalogue.ids import Ids
from kiosk.catalogue.plan import Plan
from kiosk.catalogue.postings import Foremost
from kiosk.catalogue.reader import Reader
from kiosk.catalogue.sound import FEW, Sound, candidates, handfuls
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
        for docid in self._headings(self._drawers()):
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
        """Titles that may have all words together for a heading."""
        return self._reader.titles.ids(drawer("".join(self._plan.words)), self._plan.columns)

    def _drawers(self) -> list[int]:
        """Titles that may have the words for a heading, in one piece or each by itself."""
        found, words = self._exact, self._plan.words
        if len(words) > 1:
            columns = self._plan.columns
            each = [self._reader.titles.ids(drawer(word), columns) for word in words]
            if all(each):
                found = found | Ids.intersection(*each)
        ids = self._ids
        if isinstance(ids, Foremost):  # what is called so has the words
            return list(found)
        return [one for one in found if one in ids] if len(found) <= FEW else list(found & ids)

    def _headings(self, docids: Iterable[int]) -> Iterator[int]:
        """Those in which the words are whole headings; read a handful at a time."""
        for some in handfuls(docids):
            for docid, forms in self._reader.briefs(some):
                if self._plan.is_heading(forms):
                    yield docid
