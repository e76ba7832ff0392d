"""How many titles each filter would leave, asked for after the list is on the screen.

Few titles are counted one by one; of many, sets are laid over each other. Reads only.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from kiosk.catalogue.answers import Facets, Field, Order, Query
from kiosk.catalogue.counts import widened
from kiosk.catalogue.find import Filters, Finder, by_isbn, isbn_asked
from kiosk.catalogue.ids import Ids
from kiosk.catalogue.plan import plan_of, words_of
from kiosk.catalogue.reader import Reader
from kiosk.catalogue.sound import Sound, candidates, in_one_piece
from kiosk.circulation.facts import Kind

_FEW = 2000
_NEWEST = 16
"""So many years are counted one by one; older ones by decade."""
_FIELDS = tuple(field for field in Field if field is not Field.ISBN)
_GROUPS = {
    "kind": "kind",
    "branch": "place",
    "free": "place",
    "ndc": "ndc",
    "year": "year",
    "decade": "year",
    "language": "language",
    "audience": "audience",
}
"""The group of filters a facet belongs to: it is counted with that group's filter off."""


def count(reader: Reader, query: Query) -> Facets:
    """For every filter of every group. Nothing where nothing was asked."""
    filters = Filters(reader, query)
    found, exact = _asked(reader, query, filters)
    if found is None:
        return Facets()
    bases = _bases(found, filters)
    counted = (_one_by_one if len(found) <= _FEW else _laid_over)(reader, bases)
    counted["free:"] = bases["place"].intersection_cardinality(reader.facet("free:"))
    fields, whole = _by_field(reader, query)
    newest = _newest(reader)
    return Facets(
        fields=fields,
        kinds=tuple((Kind(name), n) for name, n in _most(counted, "kind:")),
        branches=tuple(_most(counted, "free:" if query.available else "branch:", nameless=False)),
        free=tuple(_most(counted, "free:")),
        classes=tuple(sorted((name, n) for name, n in _most(counted, "ndc:") if len(name) < 3)),
        decades=tuple(sorted((int(name) * 10, n) for name, n in _most(counted, "decade:"))),
        years=tuple(sorted((int(y), n) for y, n in _most(counted, "year:") if int(y) in newest)),
        languages=tuple(_most(counted, "language:")),
        audiences=tuple(_most(counted, "audience:")),
        exact=exact and whole,
    )


def _bases(found: Ids, filters: Filters) -> dict[str, Ids]:
    """What each group is counted over: all that passes the filters of the others."""
    sets = {_GROUPS[group]: ids for group, ids in filters.groups.items()}
    fitting = _without(found, sets, "")
    return {
        group: _without(found, sets, group) if group in sets else fitting
        for group in set(_GROUPS.values())
    }


def _newest(reader: Reader) -> list[int]:
    """The newest years that any title is of."""
    return reader.dates[:_NEWEST]


def _by_field(reader: Reader, query: Query) -> tuple[tuple[tuple[Field, int], ...], bool]:
    """How many titles have the words in each field; nothing where none were asked for."""
    if query.field is Field.ISBN or isbn_asked(query) or not words_of(query.text):
        return (), True
    counted, whole = [], True
    for field in _FIELDS:
        asked = replace(query, field=field, order=Order.RANK, limit=0, offset=0)
        found = Finder(reader, asked).results()
        counted.append((field, found.total))
        whole = whole and found.exact
    return tuple((field, n) for field, n in counted if n), whole


def _asked(reader: Reader, query: Query, filters: Filters) -> tuple[Ids | None, bool]:
    """All titles for the words, whatever the filters; the best CAP where they must be read."""
    isbn = isbn_asked(query)
    if isbn or query.field is Field.ISBN:
        return Ids(by_isbn(reader, isbn) if isbn else ()), True
    words = words_of(query.text)
    if not words:
        return (reader.all() if filters.groups else None), True
    plan = plan_of(words, query.field, reader.frequent)
    found, exact = Sound(reader, plan).best(candidates(reader, plan, None))
    return (
        (found, exact) if found or not exact else (in_one_piece(reader, words, plan.columns), True)
    )


def _one_by_one(reader: Reader, bases: Mapping[str, Ids]) -> Counter[str]:
    """Letter by letter: of what lies in one wider filter, a title has no two but free copies,
    and those are not counted here."""
    counted: Counter[str] = Counter()
    names = reader.letters()
    for base, groups in _alike(bases):
        for letter, n in Counter("".join(reader.lettered(base))).items():
            for name in widened(names[letter]):
                if _GROUPS[name.partition(":")[0]] in groups:
                    counted[name] += n
    return counted


def _alike(bases: Mapping[str, Ids]) -> list[tuple[Ids, set[str]]]:
    """Each set once, with the groups that are counted over it."""
    found: list[tuple[Ids, set[str]]] = []
    for group, base in bases.items():
        same = next((groups for ids, groups in found if ids is base), None)
        if same is None:
            found.append((base, {group}))
        else:
            same.add(group)
    return found


def _laid_over(reader: Reader, bases: Mapping[str, Ids]) -> Counter[str]:
    counted: Counter[str] = Counter()
    newest = _newest(reader)
    for name in reader.names():
        prefix, _, value = name.partition(":")
        if int(value) in newest if prefix == "year" else prefix != "ndc" or len(value) < 3:
            base = bases[_GROUPS[prefix]]
            counted[name] = base.intersection_cardinality(reader.facet(name))
    return counted


def _without(found: Ids, sets: Mapping[str, Ids], group: str) -> Ids:
    """What passes all filters but those of one group."""
    for name, ids in sets.items():
        if name != group:
            found = found & ids
    return found


def _most(counted: Counter[str], prefix: str, *, nameless: bool = True) -> list[tuple[str, int]]:
    """What of a group leaves anything, the most first; `nameless`: "" (anywhere) as well."""
    start = len(prefix)
    some = [(name[start:], n) for name, n in counted.items() if n and name.startswith(prefix)]
    kept = [one for one in some if one[0] or nameless]
    return sorted(kept, key=lambda one: (-one[1], one[0]))
