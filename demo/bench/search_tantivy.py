"""Tantivy, the search library of its kind that is fastest from Python: bigrams, BM25, exact counts.

Only this module imports it: it is a tool of development, and absent from what a library runs.
"""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from demo.bench.search_corpus import Corpus
from demo.bench.search_engines import Answer, Built, Meter, facets_of, texts_of
from demo.bench.search_progress import counted
from kiosk.catalogue.fold import fold
from kiosk.catalogue.records import TITLE, Title
from kiosk.catalogue.rows import isbn_key
from kiosk.catalogue.search import Field, Order, Query

if TYPE_CHECKING:
    import tantivy

_HEAP = 256_000_000
_PAGE = 20


def available() -> bool:
    """Whether it is installed here."""
    try:
        import tantivy
    except ImportError:
        return False
    return tantivy is not None


class Tantivy:
    """Asked plainly, it must find all words; `best` adds what makes its ranking good."""

    def __init__(self, folder: Path, *, best: bool = False) -> None:
        import tantivy

        self._index = _opened(folder)
        self._searcher = self._index.searcher()
        self._schema = self._index.schema
        self._query = tantivy.Query
        self._occur = tantivy.Occur
        self._order = tantivy.Order
        self._types = tantivy.FieldType
        self._best = best

    @staticmethod
    def build(folder: Path, corpus: Corpus) -> Built:
        """Index everything and merge it into as few segments as it will."""
        import tantivy

        meter = Meter()
        beside = folder.with_suffix(".new")
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(parents=True)
        made = tantivy.Index(_schema(), path=str(beside))
        _register(made)
        writer = made.writer(_HEAP, 2)
        for title in counted("tantivy", corpus.number, corpus.titles()):
            writer.add_document(tantivy.Document.from_dict(_document(title), made.schema))
        writer.commit()
        writer.wait_merging_threads()
        shutil.rmtree(folder, ignore_errors=True)
        beside.replace(folder)
        size = sum(file.stat().st_size for file in folder.iterdir())
        return meter.built(size)

    def ask(self, query: Query) -> Answer:
        found = self._search(self._asked(query, self._occur.Must), query.order)
        if self._best and not found.hits and not isbn_key(query.text):
            found = self._search(self._asked(query, self._occur.Should), query.order)
        titles = tuple(
            TITLE.validate_json(bytes(self._searcher.doc(address)["data"][0]))
            for _, address in found.hits
        )
        return Answer(titles, int(found.count or 0))

    def _search(self, query: "tantivy.Query", order: Order) -> Any:
        if order is Order.YEAR:
            return self._searcher.search(query, _PAGE, order_by_field="year")
        if order is Order.TITLE:
            return self._searcher.search(query, _PAGE, order_by_field="sort", order=self._order.Asc)
        return self._searcher.search(query, _PAGE)

    def _asked(self, query: Query, occur: "tantivy.Occur") -> "tantivy.Query":
        isbn = isbn_key(query.text)
        if isbn:
            return self._term("isbn", isbn)
        words = fold(query.text).split()
        field = "creator" if query.field is Field.CREATOR else "whole"
        parts = [(occur, one) for word in words for one in self._word(field, word, occur)]
        for kind in query.kinds:
            parts.append((self._occur.Must, self._term("facets", f"kind:{kind.value}")))
        if query.branch:
            parts.append((self._occur.Must, self._term("facets", f"branch:{query.branch}")))
        if query.year_from:
            span = self._query.range_query(
                self._schema, "year", self._types.Unsigned, query.year_from, 9999
            )
            parts.append((self._occur.Must, span))
        if self._best:
            whole = self._term("heading", "".join(words))
            parts.append((self._occur.Should, self._query.boost_query(whole, 50.0)))
            for word in words:
                for one in self._word("title", word, occur):
                    parts.append((self._occur.Should, self._query.boost_query(one, 3.0)))
        return self._query.boolean_query(parts) if len(parts) > 1 else parts[0][1]

    def _word(self, field: str, word: str, occur: "tantivy.Occur") -> list["tantivy.Query"]:
        """All bigrams in their order; or, where any will do, each by itself."""
        if len(word) == 1:
            return [self._term("letters", word)]
        pairs = [word[at : at + 2] for at in range(len(word) - 1)]
        if len(pairs) == 1 or occur is self._occur.Should:
            return [self._term(field, pair) for pair in pairs]
        return [self._query.phrase_query(self._schema, field, list(pairs))]

    def _term(self, field: str, value: str) -> "tantivy.Query":
        return self._query.term_query(self._schema, field, value)

    def near(self, text: str) -> Sequence[str]:  # noqa: ARG002 - its second try is in `ask`
        """Nothing more."""
        return ()

    def close(self) -> None:
        """Nothing is held open but memory."""


def _schema() -> "tantivy.Schema":
    import tantivy

    made = tantivy.SchemaBuilder()
    for name in ("title", "creator", "whole"):
        made.add_text_field(name, tokenizer_name="pieces", index_option="position")
    for name in ("letters", "facets"):
        made.add_text_field(name, tokenizer_name="pieces", index_option="basic")
    for name in ("heading", "isbn"):
        made.add_text_field(name, tokenizer_name="raw", index_option="basic")
    made.add_unsigned_field("year", indexed=True, fast=True)
    made.add_unsigned_field("sort", fast=True)
    made.add_bytes_field("data", stored=True)
    return made.build()


def _register(made: "tantivy.Index") -> None:
    import tantivy

    pieces = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    made.register_tokenizer("pieces", pieces)


def _opened(folder: Path) -> "tantivy.Index":
    import tantivy

    opened = tantivy.Index.open(str(folder))
    _register(opened)
    opened.reload()
    return opened


def _document(title: Title) -> dict[str, Any]:
    texts = texts_of(title)
    return {
        "title": _pairs(texts.title),
        "creator": _pairs(texts.creator),
        "whole": _pairs(texts.whole),
        "letters": " ".join(set(texts.whole) - {" "}),
        "heading": [
            fold(text).replace(" ", "")
            for text in (title.title, title.kana, *(one.name for one in title.creators))
        ],
        "isbn": isbn_key(title.isbn) or "",
        "facets": " ".join(facets_of(title)),
        "year": title.year or 0,
        "sort": _sort_key(title),
        "data": TITLE.dump_json(title, exclude_defaults=True),
    }


def _pairs(folded: str) -> str:
    """Bigrams, with a gap between words that no phrase can cross."""
    return " \x1f ".join(
        " ".join(word[at : at + 2] for at in range(max(1, len(word) - 1)))
        for word in folded.split()
    )


def _sort_key(title: Title) -> int:
    """The first three letters of the reading as a number: it sorts by numbers only."""
    key = fold(title.kana or title.title).replace(" ", "")[:3].ljust(3, "\0")
    return sum(min(ord(letter), 0x1FFFFF) << 21 * (2 - at) for at, letter in enumerate(key))
