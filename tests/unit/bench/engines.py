"""An engine for tests of the bench: it answers what it was told."""

from collections.abc import Mapping, Sequence

from demo.bench.search_engines import Answer
from kiosk.catalogue.records import Title
from kiosk.catalogue.search import Query


class Parrot:
    """Says after us: titles and offers by text."""

    def __init__(
        self,
        found: Mapping[str, Sequence[Title]],
        near: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self._found = found
        self._near = near or {}

    def ask(self, query: Query) -> Answer:
        titles = tuple(self._found.get(query.text, ()))
        return Answer(titles, len(titles))

    def near(self, text: str) -> Sequence[str]:
        return self._near.get(text, ())

    def close(self) -> None:
        """Nothing to let go of."""
