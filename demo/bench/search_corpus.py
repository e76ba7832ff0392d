"""The catalogue that search is measured on: generated titles with real headings mixed in.

Kept as a file of JSON lines in a folder of the bench's own and used again for the same wish.
Nothing of the tables named with `--data` ever goes into the project.
"""

import hashlib
import random
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from math import ceil
from pathlib import Path

from central.demo_data import generate
from central.importers.reading import run
from demo.bench.search_progress import counted
from demo.bench.shelf import NEWEST
from kiosk.catalogue.records import TITLE, Copy, Title
from kiosk.catalogue.rows import score_of
from kiosk.circulation.facts import CopyStatus

BRANCHES = ("chuo", "kita", "minami", "nishi", "higashi")
SEED = 4
_SOME = 6000
_PROBE = 300


@dataclass(frozen=True, slots=True)
class Corpus:
    """`number` titles in `file`, `real` of them from tables."""

    file: Path
    number: int
    real: int

    def titles(self) -> Iterator[Title]:
        """All titles, one at a time, in the order in which they came."""
        with self.file.open("rb") as lines:
            for line in lines:
                yield TITLE.validate_json(line)

    def ranked(self) -> Iterator[Title]:
        """All titles, best first. In memory stands only where each line begins."""
        places: dict[int, array[int]] = {}
        with self.file.open("rb") as lines:
            at = 0
            for line in lines:
                places.setdefault(score_of(TITLE.validate_json(line)), array("Q")).append(at)
                at += len(line)
            for score in sorted(places, reverse=True):
                for at in places[score]:
                    lines.seek(at)
                    yield TITLE.validate_json(lines.readline())

    def some(self, seed: int) -> tuple[Title, ...]:
        """A few thousand titles, drawn evenly."""
        chance = random.Random(seed)  # noqa: S311 - a choice that can be repeated, no secret
        places = set(chance.sample(range(self.number), min(_SOME, self.number)))
        with self.file.open("rb") as lines:
            found = [TITLE.validate_json(line) for at, line in enumerate(lines) if at in places]
        chance.shuffle(found)
        return tuple(found)


def corpus_in(folder: Path, number: int, data: Sequence[Path]) -> Corpus:
    """The corpus of `number` titles: the one that is there, or a new one.

    Its name tells the number, what the tables hold, and how titles are generated and written.
    """
    file = folder / f"corpus-{number}-{_mark(data)}.jsonl"
    count = file.with_suffix(".real")
    if not (file.exists() and count.exists()):
        folder.mkdir(parents=True, exist_ok=True)
        count.write_text(str(_write(file, number, data)))
    return Corpus(file, number, int(count.read_text()))


def real_titles(data: Iterable[Path], number: int) -> list[Title]:
    """What the tables hold, drawn evenly so that it is at most half of `number` titles.

    Each has copies and a wanting of its own, always the same.
    """
    found: list[Title] = []
    for path in data:
        run(path, found.extend)
    held = {title.id: _as_held(title) for title in found if title.title}
    return list(held.values())[:: max(1, ceil(len(held) * 2 / number))]


def _mark(data: Sequence[Path]) -> str:
    found = hashlib.sha256()
    for path in data:
        with path.open("rb") as file:
            found.update(hashlib.file_digest(file, "sha256").digest())
    for title in islice(generate(_PROBE, SEED, BRANCHES, NEWEST), _PROBE):
        found.update(TITLE.dump_json(title))
    return found.hexdigest()[:10]


def _write(file: Path, number: int, data: Sequence[Path]) -> int:
    """How many real titles stand in the file, spread evenly over it."""
    real = real_titles(data, number)
    every = number / len(real) if real else number + 1
    written = 0
    beside = file.with_suffix(".new")
    with beside.open("wb") as lines:
        generated = counted("corpus", number, generate(number, SEED, BRANCHES, NEWEST))
        for at, made in enumerate(generated):
            title = made
            if written < len(real) and at >= written * every:
                title = real[written]
                written += 1
            lines.write(TITLE.dump_json(title, exclude_defaults=True) + b"\n")
    beside.replace(file)
    return written


def _as_held(title: Title) -> Title:
    lot = zlib.crc32(title.id.encode())
    number = 1 + lot % 2
    copies = tuple(
        Copy(
            f"{title.id}-{at}",
            BRANCHES[(lot >> 4) % len(BRANCHES) - at],
            status=CopyStatus.ON_LOAN if (lot >> 9) % 7 == at else CopyStatus.AVAILABLE,
            call=f"{title.ndc[:3]} {title.kana[:1]}",
        )
        for at in range(number)
    )
    return replace(title, copies=copies, popularity=int(((lot >> 12) % 1000 / 1000) ** 6 * 100))
