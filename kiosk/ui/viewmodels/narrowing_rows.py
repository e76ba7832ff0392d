"""Filters of a search as chips: {id, text, count, on, none}; the id says what a touch does. Pure.

A choice that would leave nothing is left out, but for the few that stand beside every list: those
stay in their place and say 0.
"""

from typing import Any

from kiosk.catalogue import ndc
from kiosk.desk.narrowing import Filter
from kiosk.ui.viewmodels.finding_rows import KIND_WORDS
from kiosk.ui.viewmodels.narrowing_touch import Asked
from kiosk.ui.viewmodels.narrowing_words import (
    AUDIENCES,
    FIELDS,
    FREE,
    GROUPS,
    HERE,
    LANGUAGES,
    RECENT,
    Said,
    named,
)

Row = dict[str, Any]


def choices(asked: Asked, group: Filter) -> list[Row]:
    """All choices of a group that leave something, and those that are on."""
    made = {
        Filter.PLACE: _places,
        Filter.KIND: _kinds,
        Filter.YEAR: _years,
        Filter.NDC: _classes,
        Filter.FIELD: _fields,
        Filter.AUDIENCE: _audiences,
        Filter.LANGUAGE: _languages,
    }[group](asked)
    return [chip for chip in made if not chip["none"]]


def short(asked: Asked) -> list[Row]:
    """The sections beside a list: place, kind and recent years, then what else is on."""
    beside = [_here(asked), _free(asked)]
    recent = [_recent(asked, n) for n in RECENT]
    kinds = choices(asked, Filter.KIND)
    shown = {chip["id"] for chip in (*beside, *kinds, *recent) if chip["on"]}
    more = [chip for chip in in_force(asked) if chip["id"] not in shown]
    sections = (
        (GROUPS[Filter.PLACE], beside),
        (GROUPS[Filter.KIND], kinds),
        (GROUPS[Filter.YEAR], recent),
        (("ほかの条件", "Also"), more),
    )
    return [{"title": said[asked.english], "chips": chips} for said, chips in sections if chips]


def groups(asked: Asked) -> list[Row]:
    """The groups that leave a choice, each with what is chosen of it; empty for all."""
    on = in_force(asked)
    told = []
    for group, said in GROUPS.items():
        chosen = [chip["text"] for chip in on if chip["group"] == group]
        if chosen or choices(asked, group):
            text = said[asked.english]
            told.append({"id": group.value, "text": text, "note": "・".join(chosen)})
    return told


def in_force(asked: Asked) -> list[Row]:
    """Every filter that is on, as a chip that lifts it."""
    query, english = asked.query, asked.english
    found: list[tuple[Filter, str, str]] = []
    if query.branch == asked.branch and query.available:
        found.append((Filter.PLACE, "here", HERE[english]))
    else:
        if query.branch is not None:
            name = _branch(asked, query.branch)[english]
            found.append((Filter.PLACE, f"branch:{query.branch}", name))
        if query.available:
            found.append((Filter.PLACE, "available", FREE[english]))
    for kind in query.kinds:
        found.append((Filter.KIND, f"kind:{kind.value}", KIND_WORDS[kind][1 + english]))
    if query.year_from is not None or query.year_to is not None:
        found.append((Filter.YEAR, _year_id(asked), _span_text(asked)))
    if query.ndc:
        found.append((Filter.NDC, "ndc:off", _class(query.ndc)[english]))
    if query.field != asked.field:
        found.append((Filter.FIELD, "field:off", FIELDS[query.field][english]))
    if query.audience:
        said = named(AUDIENCES, query.audience)
        found.append((Filter.AUDIENCE, f"audience:{query.audience}", said[english]))
    if query.language:
        said = named(LANGUAGES, query.language)
        found.append((Filter.LANGUAGE, f"language:{query.language}", said[english]))
    return [
        {"id": facet, "group": group, "text": text, "count": "", "on": True, "none": False}
        for group, facet, text in found
    ]


def _here(asked: Asked) -> Row:
    free = dict(asked.facets.free) if asked.facets else {}
    on = asked.query.branch == asked.branch and asked.query.available
    return asked.chip("here", HERE, free.get(asked.branch, 0), on=on)


def _free(asked: Asked) -> Row:
    free = dict(asked.facets.free) if asked.facets else {}
    on = asked.query.available and asked.query.branch != asked.branch
    there = "" if asked.query.branch in (None, asked.branch) else asked.query.branch or ""
    return asked.chip("available", FREE, free.get(there, 0), on=on)


def _places(asked: Asked) -> list[Row]:
    counted = dict(asked.facets.branches) if asked.facets else {}
    known = [branch.id for branch in asked.library.branches] if asked.library else []
    order = [*known, *(branch for branch in counted if branch not in known)]
    if asked.query.branch is not None and asked.query.branch not in order:
        order.append(asked.query.branch)
    held = [
        asked.chip(
            f"branch:{one}",
            _branch(asked, one),
            counted.get(one, 0),
            on=asked.query.branch == one,
        )
        for one in order
    ]
    return [_here(asked), _free(asked), *(held if len(order) > 1 else ())]


def _branch(asked: Asked, branch_id: str) -> Said:
    branches = asked.library.branches if asked.library else ()
    return next(
        ((one.name, one.english) for one in branches if one.id == branch_id), (branch_id, branch_id)
    )


def _kinds(asked: Asked) -> list[Row]:
    counted = dict(asked.facets.kinds) if asked.facets else {}
    kinds = [*counted, *(kind for kind in asked.query.kinds if kind not in counted)]
    return [
        asked.chip(
            f"kind:{kind.value}",
            KIND_WORDS[kind][1:],
            counted.get(kind, 0),
            on=kind in asked.query.kinds,
        )
        for kind in kinds
    ]


def _recent(asked: Asked, years: int) -> Row:
    since = asked.year - years + 1
    counted = asked.facets.years if asked.facets else ()
    on = (asked.query.year_from, asked.query.year_to) == (since, None)
    count = sum(n for year, n in counted if year >= since)
    return asked.chip(f"year:{years}", (f"{years}年以内", f"Last {years} years"), count, on=on)


def _years(asked: Asked) -> list[Row]:
    first, last = asked.query.year_from or 0, asked.query.year_to or 0
    decades = reversed(asked.facets.decades if asked.facets else ())
    return [
        *(_recent(asked, years) for years in RECENT),
        *(
            asked.chip(
                f"decade:{at}", (f"{at}年代", f"{at}s"), n, on=first <= at and at + 9 <= last
            )
            for at, n in decades
        ),
    ]


def _year_id(asked: Asked) -> str:
    on = (one["id"] for one in (_recent(asked, years) for years in RECENT) if one["on"])
    return next(on, "year:off")


def _span_text(asked: Asked) -> str:
    first, last = asked.query.year_from, asked.query.year_to
    if first is not None and last is None:
        years = asked.year - first + 1
        if years in RECENT:
            return f"Last {years} years" if asked.english else f"{years}年以内"
        return f"From {first}" if asked.english else f"{first}年から"
    if first is None:
        return f"Up to {last}" if asked.english else f"{last}年まで"
    if asked.english:
        return f"{first}s" if last == first + 9 else f"{first}–{last}"
    return f"{first}年代" if last == first + 9 else f"{first}–{last}年"


def _classes(asked: Asked) -> list[Row]:
    """The ten classes; where one is chosen, the way back, that class and its divisions."""
    counted = dict(asked.facets.classes) if asked.facets else {}
    query, over = asked.query, ndc.named(asked.query.ndc[:1])
    chips = [
        asked.chip(
            f"ndc:{one.code}",
            (one.name, one.english),
            counted.get(one.code, 0),
            on=query.ndc.startswith(one.code),
        )
        for one in ((over, *ndc.children(over.code)) if over else ndc.children())
    ]
    return [_all_classes(asked), *chips] if over else chips


def _all_classes(asked: Asked) -> Row:
    chip = asked.chip("ndc:off", ("すべての分野", "All subjects"), 0, on=False)
    return chip | {"count": "", "none": False}


def _class(code: str) -> Said:
    found = ndc.of(code)
    return (found.name, found.english) if found else (code, code)


def _fields(asked: Asked) -> list[Row]:
    counted = dict(asked.facets.fields) if asked.facets else {}
    if not counted and asked.query.field is asked.field:
        return []
    return [
        asked.chip(
            f"field:{field.value}", said, counted.get(field, 0), on=asked.query.field is field
        )
        for field, said in FIELDS.items()
    ]


def _audiences(asked: Asked) -> list[Row]:
    counted = dict(asked.facets.audiences) if asked.facets else {}
    return _named(asked, "audience", counted, AUDIENCES, asked.query.audience)


def _languages(asked: Asked) -> list[Row]:
    counted = dict(asked.facets.languages) if asked.facets else {}
    return _named(asked, "language", counted, LANGUAGES, asked.query.language)


def _named(
    asked: Asked, group: str, counted: dict[str, int], names: dict[str, Said], on: str
) -> list[Row]:
    """One of several by a code; a code that has no name here is shown as it is."""
    codes = [*counted, *([on] if on and on not in counted else [])]
    return [
        asked.chip(f"{group}:{code}", named(names, code), counted.get(code, 0), on=code == on)
        for code in codes
    ]
