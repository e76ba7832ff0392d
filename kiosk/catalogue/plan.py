"""What was typed as terms to look under: for each word its pieces, its start, its drawer. Pure."""

from typing import NamedTuple

from kiosk.catalogue.answers import Field
from kiosk.catalogue.entry import COLUMN, RUN
from kiosk.catalogue.fold import fold, is_kana
from kiosk.catalogue.terms import COLUMNS, NO_PAIRS, START, Pairs, grams, is_sure, key_of

MAX_TEXT = 200
MAX_WORDS = 10
_COLUMNS = {
    Field.TITLE: "t",
    Field.CREATOR: "a",
    Field.PUBLISHER: "p",
    Field.SUBJECT: "s",
    Field.SERIES: "r",
}


class Plan(NamedTuple):
    """What to look under, in which columns.

    pieces: terms of which all must hold; doubtful: words that must be read in the text as well,
    because their pieces may stand apart. One kana alone stands in nearly every title and says
    something at the start of a word only.
    """

    words: tuple[str, ...]
    columns: str
    pieces: tuple[int, ...]
    doubtful: tuple[str, ...]

    @property
    def starts(self) -> tuple[int, ...]:
        """For each word the term of words that start so."""
        return tuple([key_of(START, word[:RUN]) for word in self.words])

    @property
    def is_one(self) -> bool:
        """Whether one term says it all, and another which of its titles have a word that starts
        so."""
        return len(self.words) == len(self.pieces) == 1 and not self.doubtful

    def holds(self, forms: str) -> bool:
        """Whether the doubtful words stand in a title's folded text."""
        if len(self.columns) == 1:
            forms = forms.split(COLUMN)[COLUMNS.index(self.columns)]
        return all(word in forms for word in self.doubtful)


def words_of(text: str) -> tuple[str, ...]:
    """Folded words of what was typed, no more than a catalogue can be asked for."""
    return tuple(dict.fromkeys(fold(text[:MAX_TEXT]).split()))[:MAX_WORDS]


def plan_of(words: tuple[str, ...], field: Field = Field.ANY, frequent: Pairs = NO_PAIRS) -> Plan:
    """The plan for folded words; `frequent`: the pairs of letters of which threes are terms too."""
    pieces: dict[int, None] = {}
    doubtful = []
    for word in words:
        if len(word) == 1 and is_kana(word):
            pieces[key_of(START, word)] = None
            continue
        found = grams(word, frequent)
        pieces.update(dict.fromkeys(found))
        if not is_sure(word, found):
            doubtful.append(word)
    return Plan(words, _COLUMNS.get(field, COLUMNS), tuple(pieces), tuple(doubtful))
