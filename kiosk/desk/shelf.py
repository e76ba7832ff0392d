"""The catalogue in use, one reader per thread, opened anew when sync has changed the file.

A reader serves one thread at a time (SQLite), and the screen, the desk's jobs and `play` come from
different ones.
"""

import threading
from collections.abc import Callable

from kiosk.catalogue.search import Catalogue


class Shelf:
    """Hands out readers. `generation` grows whenever a reader should look again."""

    def __init__(
        self, opener: Callable[[], Catalogue | None], generation: Callable[[], int]
    ) -> None:
        self._opener = opener
        self._generation = generation
        self._mine = threading.local()
        self._all: list[Catalogue] = []
        self._turn = threading.Lock()

    def reader(self) -> Catalogue | None:
        """This thread's reader of the file in use; None where there is no catalogue yet."""
        generation = self._generation()
        held: Catalogue | None = getattr(self._mine, "reader", None)
        if held is not None and self._mine.generation == generation:
            return held
        opened = self._opener()
        with self._turn:
            if held is not None and held in self._all:
                self._all.remove(held)
                held.close()
            if opened is not None:
                self._all.append(opened)
        self._mine.reader, self._mine.generation = opened, generation
        return opened

    def interrupt(self) -> None:
        """Stop every question that runs now, from another thread; it raises Interrupted."""
        with self._turn:
            for reader in self._all:
                reader.interrupt()

    def close(self) -> None:
        """Close every reader. Afterwards none may be used any more."""
        with self._turn:
            while self._all:
                self._all.pop().close()
        self._mine = threading.local()
