"""Every engine with its index on a corpus: the one that lies there, or a new one.

An index is used again as long as what it was made from is the same: this search's by the version
of its file, the others' by the texts they were given. So a change of this search rebuilds this
search alone. Whatever is kept lies in the folder of the corpus.
"""

import hashlib
import json
import shutil
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from demo.arguments import CannotStart
from demo.bench.search_corpus import Corpus
from demo.bench.search_engines import Built, Engine, Shirabe, texts_of
from demo.bench.search_progress import say
from demo.bench.search_sqlite import Scan, Trigram
from demo.bench.search_tantivy import Tantivy, available
from kiosk import catalogue
from kiosk.catalogue.records import Title
from kiosk.catalogue.schema import VERSION

OURS = "shirabe"
OTHERS: dict[str, Callable[[Path], Engine]] = {"tantivy": Tantivy, "trigram": Trigram, "like": Scan}
_LAYOUT = 1
"""Raised whenever what the others' indexes hold is changed here."""
_BYTES_A_TITLE = 6000
"""Of disk for corpus, all indexes, and what is beside them while they are made."""


class Kept:
    """The indexes of one corpus. `drawn`: some of its titles."""

    def __init__(self, corpus: Corpus, drawn: Sequence[Title]) -> None:
        self._corpus = corpus
        texts = json.dumps([texts_of(title) for title in drawn]).encode()
        self._texts = f"{_LAYOUT}{hashlib.sha256(texts).hexdigest()[:8]}"
        self.built: dict[str, Built] = {}

    def file(self, name: str) -> Path:
        """Where this engine's index lies or will lie."""
        mark = f"v{VERSION}" if name == OURS else self._texts
        return self._corpus.file.with_suffix(f".{mark}.{name}")

    def engines(self, *, fresh: bool = False, without: Collection[str] = ()) -> dict[str, Engine]:
        """Each engine by name, but for some. `fresh`: this search's index is built anew in any
        case."""
        corpus = self._corpus
        opened: dict[str, Engine] = {OURS: Shirabe(self._own(fresh=fresh))}
        if available() and "tantivy" not in without:
            opened["tantivy"] = Tantivy(
                self._index("tantivy", lambda file: Tantivy.build(file, corpus))
            )
        if {"like", "trigram"} <= set(without):
            return opened
        rows = self._index("like", lambda file: Scan.build(file, corpus))
        opened["like"] = Scan(rows)
        if "trigram" in without:
            return opened
        index = self._index("trigram", lambda file: Trigram.built_on(rows, file, corpus.number))
        own, below = self.built["trigram"], self.built["like"]
        self.built["trigram"] = Built(
            own.seconds + below.seconds, own.processor + below.processor, own.size
        )
        opened["trigram"] = Trigram(index)
        if "like" in without:
            del self.built["like"], opened["like"]
        return opened

    def _own(self, *, fresh: bool) -> Path:
        note = self._note(OURS)
        if fresh:
            note.unlink(missing_ok=True)
        file = self._index(OURS, lambda file: Shirabe.build(file, self._corpus))
        if json.loads(note.read_text("utf-8"))["code"] != _code():
            say("  the code of the catalogue has changed since: --fresh builds this index anew")
        return file

    def _index(self, name: str, build: Callable[[Path], Built]) -> Path:
        file, note = self.file(name), self._note(name)
        if not (file.exists() and note.exists()):
            made = build(file)
            note.write_text(json.dumps(asdict(made) | {"code": _code()}), "utf-8")
            say(f"{name}: built in {made.seconds:.1f} s ({made.processor:.1f} s of processors)")
        else:
            when = datetime.fromtimestamp(note.stat().st_mtime, UTC)
            say(f"{name}: used again, built {when:%Y-%m-%d %H:%M} UTC")
        told = json.loads(note.read_text("utf-8"))
        self.built[name] = Built(told["seconds"], told["processor"], told["size"])
        return file

    def _note(self, name: str) -> Path:
        file = self.file(name)
        return file.with_name(file.name + ".built")


def require_room(folder: Path, number: int) -> None:
    """CannotStart where the disk cannot hold corpus and indexes of so many titles."""
    there = sum(
        file.stat().st_size for file in folder.rglob(f"corpus-{number}-*") if file.is_file()
    )
    free, needed = shutil.disk_usage(folder).free, number * _BYTES_A_TITLE - there
    if free < needed:
        raise CannotStart(
            f"{folder} has {free / 1e9:.1f} GB free, and {number:,} titles need {needed / 1e9:.1f}"
        )


def _code() -> str:
    """A digest of the catalogue's modules."""
    found = hashlib.sha256()
    for folder in catalogue.__path__:
        for file in sorted(Path(folder).glob("*.py")):
            found.update(file.read_bytes())
    return found.hexdigest()[:12]
