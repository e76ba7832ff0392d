"""What to offer while someone types: headings, kana that may follow, near spellings.

Works on an open cursor inside the caller's read transaction; reads only.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from kiosk.catalogue.answers import Heading, HeadingKind, Suggestions
from kiosk.catalogue.entry import HEAD_MARK, RUN
from kiosk.catalogue.fold import as_spelt, fold, fold_kana, is_kana, unvoiced
from kiosk.catalogue.plan import MAX_TEXT, MAX_WORDS, plan_words, words_of

_BASES = {
    **dict(zip("がぎぐげござじずぜぞだぢづでど", "かきくけこさしすせそたちつてと", strict=True)),
    **dict(zip("ばびぶべぼぱぴぷぺぽゔ", "はひふへほはひふへほう", strict=True)),
}
BOARD = frozenset(chr(code) for code in range(ord("ぁ"), ord("ゔ") + 1)) - {"ゎ", "ゐ", "ゑ"} | {
    "ー"
}
"""Every kana a board can produce."""
_FOLDED = {kana: fold(kana) for kana in BOARD}
LETTERS = frozenset(_FOLDED.values()) - {""}
"""The board's kana after folding."""
_SCAN = 1000
_NEAR_SCAN = 400
_SLIPS = 160


def suggest(db: Any, typed: str, limit: int) -> Suggestions:
    """Headings that start with `typed`, best first; near ones where there are none."""
    typed = typed[:MAX_TEXT]
    key = fold_kana(typed)
    found = headings(db, typed, key, limit) if key else ()
    near = () if found or not key or found_any(db, words_of(typed)) else nearby(db, key, limit)
    return Suggestions(found, next_kana(db, typed), near)


def headings(db: Any, typed: str, key: str, limit: int) -> tuple[Heading, ...]:
    """Whole heading first, then those spelt as typed, then by weight; inner words come last."""
    spelt = as_spelt(typed)
    heads = list(_starting(db, HEAD_MARK + key[:RUN], key, limit * 4, within=False))
    heads.sort(key=lambda row: (row[3] != key, not _spelt_so(row, spelt)))
    chosen = dict.fromkeys(heads[:limit])
    if len(chosen) < limit and len(key) > 1:
        for row in _starting(db, key[:RUN], key, limit * 4, within=True):
            chosen.setdefault(row)
    return tuple(_heading(row) for row in list(chosen)[:limit])


_Row = tuple[str, str, str, str, int]  # text, kana, kind, key, n


def _starting(db: Any, run: str, key: str, limit: int, *, within: bool) -> Iterator[_Row]:
    """Rows of headings under a run; longer keys than a run are checked letter by letter."""
    cut = len(key) > RUN
    rows = db.execute(
        "SELECT h.text, h.kana, h.kind, h.key, h.n FROM "
        "(SELECT rowid FROM hd WHERE hd MATCH ? ORDER BY rowid LIMIT ?) f "
        "JOIN heading h ON h.hid = f.rowid",
        (f'"{run}" *', _NEAR_SCAN if cut else limit),
    ).fetchall()
    for row in rows:
        if not cut or _goes_on(row, key, within):
            yield tuple(row)


def _goes_on(row: _Row, key: str, within: bool) -> bool:
    forms = (row[3], fold_kana(row[0]))
    return any(key in form if within else form.startswith(key) for form in forms)


def _spelt_so(row: _Row, spelt: str) -> bool:
    return as_spelt(row[1]).startswith(spelt) or as_spelt(row[0]).startswith(spelt)


def _heading(row: _Row) -> Heading:
    return Heading(row[0], row[1], HeadingKind(row[2]), row[4])


def found_any(db: Any, words: tuple[str, ...]) -> bool:
    """Whether a search for these folded words finds anything at all."""
    plan = plan_words(words)
    if plan.empty:
        return False
    table, expression = ("ft", plan.within) if plan.within else ("fk", plan.word)
    sql = f"SELECT 1 FROM {table} WHERE {table} MATCH ? LIMIT 1"
    return db.execute(sql, (expression,)).fetchone() is not None


def next_kana(db: Any, typed: str) -> frozenset[str]:
    """Kana after which a search still finds something; what the board may show alive."""
    # A letter put behind shows which word it would join, whatever break stands before it.
    *before, last = fold(typed + "ア").split()
    letters = _live_letters(db, tuple(dict.fromkeys(before))[:MAX_WORDS], last[:-1])
    here = found_any(db, words_of(typed))
    live = {kana for kana, letter in _FOLDED.items() if letter in letters or (here and not letter)}
    if typed[-1:] in {"ゔ", "ヴ"}:  # the small vowel behind it changes the letter before
        live -= set("ぁぃぇぉ")
        live.update(kana for kana in "ぁぃぇぉ" if found_any(db, words_of(typed + kana)))
    live.update(_BASES[kana] for kana in tuple(live) if kana in _BASES)
    return frozenset(live)


def _live_letters(db: Any, former: tuple[str, ...], word: str) -> frozenset[str]:
    if not former and is_kana(word or "ア") and len(word) <= 3:
        if not word:
            return frozenset(one for one in LETTERS if found_any(db, (one,)))
        return _counted(db, word)
    return _followers(db, former, word)


def _counted(db: Any, word: str) -> frozenset[str]:
    """Letters that follow up to three kana: the counts of twos, threes and fours know them."""
    tail = word[-3:]
    marks = ", ".join("?" * len(LETTERS))
    rows = db.execute(
        f"SELECT term FROM df WHERE n > 0 AND term IN ({marks})",
        [tail + letter for letter in LETTERS],
    )
    return frozenset(term[-1] for (term,) in rows.fetchall())


def _followers(db: Any, former: tuple[str, ...], word: str) -> frozenset[str]:
    """Read the letters off the titles found; ask one by one only where there are too many."""
    candidates = _counted(db, word) if is_kana(word[-3:]) else LETTERS
    within = plan_words((*former, word) if word else former).within
    if within is None:  # one kana and a break behind it: the start of nothing yet
        return frozenset(one for one in LETTERS if found_any(db, (*former, word + one)))
    rows = db.execute(
        "SELECT folded FROM (SELECT rowid FROM ft WHERE ft MATCH ? ORDER BY rowid LIMIT ?) f "
        "JOIN forms ON forms.docid = f.rowid",
        (within, _SCAN),
    ).fetchall()
    after = re.compile(f"(?={re.escape(word)}([ァ-ヺ]))")
    seen = {letter for (folded,) in rows for letter in after.findall(folded)} & LETTERS
    if len(rows) == _SCAN:
        seen.update(one for one in candidates - seen if found_any(db, (*former, word + one)))
    return frozenset(seen)


def nearby(db: Any, key: str, limit: int) -> tuple[Heading, ...]:
    """Headings whose start is one slip away: a letter too many, too few, swapped, voiced, wrong."""
    if len(key) < 2:
        return ()
    found: dict[_Row, None] = {}
    for slip in _slips(key):
        for row in _starting(db, HEAD_MARK + slip[:RUN], slip, limit, within=False):
            found.setdefault(row)
        if len(found) >= limit * 2:
            break
    for start in (key[:3], key[:2], key[:1]):
        if len(found) < limit and len(key) > 2:
            for row in _starting(db, HEAD_MARK + start, start, _NEAR_SCAN, within=False):
                if _one_apart(key, row[3]):
                    found.setdefault(row)
    order = sorted(found, key=lambda row: (unvoiced(row[3])[: len(key)] != unvoiced(key), -row[4]))
    return tuple(_heading(row) for row in order[:limit])


def _slips(key: str) -> Iterable[str]:
    """Spellings one deletion, swap or voiced mark away, without `key` itself."""
    made: dict[str, None] = {}
    for at, letter in enumerate(key):
        for other in _VOICES.get(letter, ""):
            made[key[:at] + other + key[at + 1 :]] = None
    for at in range(len(key) - 1):
        made[key[:at] + key[at + 1] + key[at] + key[at + 2 :]] = None
    if len(key) > 2:
        for at in range(len(key)):
            made[key[:at] + key[at + 1 :]] = None
        made.update((letter + key[1:], None) for letter in sorted(LETTERS))
    made.pop(key, None)
    return list(made)[:_SLIPS]


def _voices() -> dict[str, str]:
    families: dict[str, set[str]] = {}
    for letter in LETTERS:
        families.setdefault(unvoiced(letter), set()).add(letter)
    return {
        letter: "".join(sorted(family - {letter}))
        for family in families.values()
        for letter in family
    }


_VOICES = _voices()


def _one_apart(key: str, other: str) -> bool:
    """Whether `other` starts with `key` but for one letter put in, left out or exchanged."""
    at = next((n for n, (a, b) in enumerate(zip(key, other, strict=False)) if a != b), None)
    if at is None:
        return True
    rest = key[at:]
    return (
        other[at + 1 :].startswith(rest)
        or other[at:].startswith(rest[1:])
        or other[at + 1 :].startswith(rest[1:])
    )
