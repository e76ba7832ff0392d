"""A query as full-text expressions: what to ask which index for each tier. Pure.

Every term stands in quotes and consists of folded letters only, so nothing a patron types can be
an operator.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.catalogue.answers import Field, Query
from kiosk.catalogue.entry import COLUMN_MARKS, RUN, exact_token, grams
from kiosk.catalogue.fold import fold, is_kana

MAX_TEXT = 200
MAX_WORDS = 10
_COLUMNS = {
    Field.ANY: COLUMN_MARKS,
    Field.TITLE: "t",
    Field.CREATOR: "a",
    Field.PUBLISHER: "p",
    Field.SUBJECT: "s",
    Field.SERIES: "r",
}


@dataclass(frozen=True, slots=True)
class Plan:
    """Expressions for the three indexes; None where a tier has nothing to ask.

    within: bigrams anywhere (`ft`); word: starts of words (`fk`); exact: whole headings (`fx`).
    One kana alone stands in nearly every title and says something at the start of a word only:
    then `within` is None and `word` is all there is.
    """

    words: tuple[str, ...]
    within: str | None
    word: str | None
    exact: str | None

    @property
    def empty(self) -> bool:
        """Whether nothing was asked at all."""
        return not self.words

    @property
    def long(self) -> bool:
        """Whether a word is longer than a run, so that `word` promises too much."""
        return any(len(word) > RUN for word in self.words)


def plan_of(query: Query) -> Plan:
    """The plan for the words of `query` (its filters are added by whoever asks)."""
    words = words_of(query.text)
    columns = _COLUMNS.get(query.field, COLUMN_MARKS)
    return plan_words(words, columns)


def words_of(text: str) -> tuple[str, ...]:
    """Folded words of what was typed, no more than an index can be asked for."""
    return tuple(dict.fromkeys(fold(text[:MAX_TEXT]).split()))[:MAX_WORDS]


def plan_words(words: tuple[str, ...], columns: str = COLUMN_MARKS) -> Plan:
    """The plan for folded words in the given columns."""
    if not words:
        return Plan((), None, None, None)
    scope = "{" + " ".join(columns) + "}"
    alone = len(words) == 1 and len(words[0]) == 1 and is_kana(words[0])
    return Plan(
        words=words,
        within=None if alone else _all(f"({scope} : {_within(word)})" for word in words),
        word=_all(f'({scope} : "{word[:RUN]}" *)' for word in words),
        exact=_exact(words, columns),
    )


def both(*parts: str | None) -> str | None:
    """All of the parts that are there."""
    return _all(part for part in parts if part)


def any_token(column: str, tokens: Iterable[str]) -> str:
    """One of these tokens in that column."""
    either = " OR ".join(f'"{token}"' for token in tokens)
    return f"({column} : ({either}))"


def _within(word: str) -> str:
    if len(word) == 1:
        return f'"{word}" *'
    return f'"{grams(word).rsplit(" ", 1)[0]}"'


def _all(parts: Iterable[str]) -> str | None:
    return " AND ".join(parts) or None


def _exact(words: tuple[str, ...], columns: str) -> str:
    whole = _heading("".join(words), columns)
    if len(words) == 1:
        return whole
    each = " AND ".join(_heading(word, columns) for word in words)
    return f"{whole} OR ({each})"


def _heading(key: str, columns: str) -> str:
    return "(" + " OR ".join(f'"{exact_token(mark, key)}"' for mark in columns) + ")"
