"""How often a made reading is the one that people wrote: `python -m tests.unit.importers.shares F`.

Of every title in the files (any that `central import` takes) that has a reading: the share whose
made reading is the same after folding, and titles read in a second of processor time. It judges
nothing; `docs/import.md` has what it said.
"""

import re
import sys
import time
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from central.importers.reading import run
from central.importers.readings import ReadingAloud
from kiosk.catalogue.fold import fold_kana
from kiosk.catalogue.records import Title

_GROUPS = {
    "all": re.compile(""),
    "kana and kanji": re.compile(r"[^0-9A-Za-z]*\Z"),
    "with digits": re.compile(r"[^A-Za-z]*[0-9][^A-Za-z]*\Z"),
    "with Latin": re.compile(r".*[A-Za-z]", re.DOTALL),
}


def with_readings(path: Path) -> list[Title]:
    """The titles of a file whose reading a person wrote."""
    titles: list[Title] = []
    run(path, titles.extend)
    return [one for one in titles if one.kana and not one.kana_generated]


def shares(titles: Sequence[Title]) -> dict[str, tuple[int, int]]:
    """By kind of title: how many were read as they are written, of how many."""
    aloud = ReadingAloud(print)
    same = [fold_kana(aloud(one.title)) == fold_kana(one.kana) for one in titles]
    found = {}
    for name, group in _GROUPS.items():
        here = [
            right
            for right, one in zip(same, titles, strict=True)
            if group.match(unicodedata.normalize("NFKC", one.title))
        ]
        found[name] = (sum(here), len(here))
    return found


def main(files: Sequence[str]) -> None:
    """Print one line for each file and kind of title."""
    for file in files:
        titles = with_readings(Path(file))
        began = time.process_time()
        found = shares(titles)
        speed = len(titles) / (time.process_time() - began)
        for name, (right, count) in found.items():
            share = f"{right / count:.1%}" if count else "-"
            print(f"{Path(file).name}\t{name}\t{right} of {count}\t{share}\t{speed:.0f}/s")


if __name__ == "__main__":
    main(sys.argv[1:])
