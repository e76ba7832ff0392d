"""`./run bench search`: this search beside Tantivy, FTS5 trigram and LIKE, in one run.

All engines are asked the same questions one after the other, so that what else the machine does
meets them alike. Corpora and indexes are kept in a folder and used again.
"""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from demo.arguments import CannotStart
from demo.bench import search_changes
from demo.bench.search_corpus import SEED, corpus_in, real_titles
from demo.bench.search_engines import Engine
from demo.bench.search_kept import OURS, Kept, require_room
from demo.bench.search_near import near_spellings
from demo.bench.search_plot import svg
from demo.bench.search_progress import say
from demo.bench.search_quality import Score, judged, meant
from demo.bench.search_questions import CLASSES, Questions, questions
from demo.bench.search_report import SearchReport
from demo.bench.search_tantivy import Tantivy, available
from demo.bench.search_times import ask_all
from kiosk.catalogue.records import Title

T = TypeVar("T")
_HELD_OUT = 20261
"""Seed of the questions: none of them was looked at while the search was made."""
_WRITERS = ("3 and more", "kana prefix", "2 characters")
_OF_EACH = 20
"""Questions of a class that a fresh reader is asked."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What to measure: how many titles, real ones from which files, questions a class, where.

    `fresh`: this search's index is built anew even where one is kept. `without`: engines that are
    left out, because they take hours for many millions of titles.
    """

    titles: int
    data: tuple[Path, ...]
    each: int
    folder: Path
    plot: Path | None
    fresh: bool = False
    without: frozenset[str] = frozenset()


def measure(wish: Wish) -> SearchReport:
    """Build what is missing, ask everything, draw the plot."""
    for path in wish.data:
        if not path.is_file():
            raise CannotStart(f"{path} is no file")
    if not available() and "tantivy" not in wish.without:
        say("Tantivy is not installed here (it is in requirements-dev.lock): measured without it.")
    wish.folder.mkdir(parents=True, exist_ok=True)
    require_room(wish.folder, wish.titles)
    corpus = _step("corpus", lambda: corpus_in(wish.folder, wish.titles, wish.data))
    say(f"kept for the next run: {corpus.file.with_suffix('')}.*")
    drawn = corpus.some(_HELD_OUT)
    asked = questions(drawn, wish.each, _HELD_OUT)
    kept = Kept(corpus, drawn)
    engines = kept.engines(fresh=wish.fresh, without=wish.without)
    try:
        times = ask_all(engines, asked)
        # Only real ones: made-up titles would only repeat how they were made.
        real = [title for title in real_titles(wish.data, wish.titles) if title.kana]
        scores = _quality(engines, kept, real)
        near = _step("near spellings", lambda: near_spellings(engines[OURS], real, _HELD_OUT))
    finally:
        for one in engines.values():
            one.close()
    report = SearchReport(
        titles=corpus.number,
        real=corpus.real,
        times=times,
        built=kept.built,
        scores=scores,
        near=near,
        readers=_step("fresh readers", lambda: _fresh(kept, asked)),
        changed=_changes(kept, drawn, asked),
    )
    plot = wish.plot or wish.folder / f"search-{corpus.number}.svg"
    plot.write_text(svg(report.classes(), f"{corpus.number:,} titles: p50 to p99"), "utf-8")
    say(f"drawn: {plot}")
    return report


def _step(name: str, work: Callable[[], T]) -> T:
    begun = time.perf_counter()
    made = work()
    say(f"{name}: {time.perf_counter() - begun:.1f} s")
    return made


def _quality(
    engines: Mapping[str, Engine], kept: Kept, real: Sequence[Title]
) -> dict[str, dict[str, Score]]:
    if not real:
        say("no real titles with readings (--data): quality and near spellings are not asked")
        return {}
    asked = meant(real, _HELD_OUT)
    best = {
        name: Tantivy(kept.file(name), best=True) if name == "tantivy" else one
        for name, one in engines.items()
    }
    return {name: _step(f"quality of {name}", partial(judged, best[name], asked)) for name in best}


def _changes(kept: Kept, drawn: Sequence[Title], asked: Questions) -> search_changes.Changed:
    writers = [query for name in _WRITERS for query in asked[name]]
    random.Random(SEED).shuffle(writers)  # noqa: S311 - repeatable, no secret
    return _step("changes", lambda: search_changes.measure(kept.file(OURS), drawn, writers))


def _fresh(kept: Kept, asked: Questions) -> dict[str, dict[str, float]]:
    """What a reader of each engine says that starts anew."""
    texts = [query.text for name in CLASSES for query in asked[name][:_OF_EACH]]
    place = kept.file(OURS).with_suffix(".questions")
    place.write_text(json.dumps(texts), "utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    told: dict[str, dict[str, float]] = {}
    for name in kept.built:
        reader = [sys.executable, "-P", "-m", "demo.bench.search_reader", name]
        done = subprocess.run(  # noqa: S603 - our own program
            [*reader, str(kept.file(name)), str(place)],
            stdout=subprocess.PIPE, check=True, text=True, env=environment,
        )  # fmt: skip
        told[name] = json.loads(done.stdout)
    return told
