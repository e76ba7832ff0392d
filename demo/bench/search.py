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
from statistics import median
from typing import TypeVar

from demo.arguments import CannotStart
from demo.bench import search_changes
from demo.bench.search_corpus import SEED, Corpus, corpus_in, real_titles
from demo.bench.search_engines import Built, Engine, Scan, Shirabe, Trigram
from demo.bench.search_plot import svg
from demo.bench.search_quality import Score, judged, meant
from demo.bench.search_questions import CLASSES, Questions, questions
from demo.bench.search_report import SearchReport, Timed
from demo.bench.search_tantivy import Tantivy, available
from kiosk.catalogue.schema import VERSION
from kiosk.catalogue.search import Query

T = TypeVar("T")
_HELD_OUT = 20261
"""Seed of the questions: none of them was looked at while the search was made."""
_REPEATS = 3
_PATIENCE_S = 6.0
"""So long an engine may take for the questions of a class; what it answered by then counts."""
_WRITERS = ("3 and more", "kana prefix", "2 characters")


@dataclass(frozen=True, slots=True)
class Wish:
    """What to measure: how many titles, real ones from which files, questions a class, where."""

    titles: int
    data: tuple[Path, ...]
    each: int
    folder: Path
    plot: Path | None


def measure(wish: Wish) -> SearchReport:
    """Build what is missing, ask everything, draw the plot."""
    for path in wish.data:
        if not path.is_file():
            raise CannotStart(f"{path} is no file")
    if not available():
        _say("Tantivy is not installed here (it is in requirements-dev.lock): measured without it.")
    corpus = _step("corpus", lambda: corpus_in(wish.folder, wish.titles, wish.data))
    drawn = corpus.some(_HELD_OUT)
    asked = questions(drawn, wish.each, _HELD_OUT)
    engines, built = _engines(corpus)
    try:
        times = _ask_all(engines, asked)
        scores = _quality(engines, wish, corpus)
    finally:
        for one in engines.values():
            one.close()
    file = _file(corpus, "shirabe")
    writers = [query for name in _WRITERS for query in asked[name]]
    random.Random(SEED).shuffle(writers)  # noqa: S311 - repeatable, no secret
    changed = _step("changes", lambda: search_changes.measure(file, drawn, writers))
    report = SearchReport(
        titles=corpus.number,
        real=corpus.real,
        times=times,
        built=built,
        scores=scores,
        reader=_step("fresh reader", lambda: _fresh(file, asked)),
        changed=changed,
    )
    plot = wish.plot or wish.folder / f"search-{corpus.number}.svg"
    plot.write_text(svg(report.classes(), f"{corpus.number:,} titles: p50 to p99"), "utf-8")
    _say(f"drawn: {plot}")
    return report


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _step(name: str, work: Callable[[], T]) -> T:
    begun = time.perf_counter()
    made = work()
    _say(f"{name}: {time.perf_counter() - begun:.1f} s")
    return made


# -- engines --------------------------------------------------------------------------------------


def _file(corpus: Corpus, name: str) -> Path:
    mark = f"{name}{VERSION}" if name == "shirabe" else name
    return corpus.file.with_suffix(f".{mark}")


def _engines(corpus: Corpus) -> tuple[dict[str, Engine], dict[str, Built]]:
    built: dict[str, Built] = {}

    def make(name: str, build: Callable[[Path], Built]) -> Path:
        """The engine's file, with a note of what it took, from this run or a former one."""
        file = _file(corpus, name)
        note = file.with_name(file.name + ".built")
        if not (file.exists() and note.exists()):
            result = _step(f"building {name}", lambda: build(file))
            note.write_text(json.dumps([result.seconds, result.size]))
        built[name] = Built(*json.loads(note.read_text()))
        return file

    engines: dict[str, Engine] = {
        "shirabe": Shirabe(make("shirabe", lambda file: Shirabe.build(file, corpus.titles())))
    }
    if available():
        engines["tantivy"] = Tantivy(
            make("tantivy", lambda file: Tantivy.build(file, corpus.titles()))
        )
    engines["trigram"] = Trigram(make("trigram", lambda file: Trigram.build(file, corpus.titles)))
    engines["like"] = Scan(make("like", lambda file: Scan.build(file, corpus.titles)))
    return engines, built


# -- asking ---------------------------------------------------------------------------------------


def _ask_all(engines: Mapping[str, Engine], asked: Questions) -> dict[str, dict[str, Timed]]:
    chance = random.Random(SEED)  # noqa: S311 - repeatable, no secret
    for name in CLASSES:  # each engine has read its files once before anything is timed
        for one in engines.values():
            one.ask(asked[name][0])
    return {
        name: _step(name, partial(_ask_class, engines, asked[name], chance))
        for name in CLASSES
        if asked[name]
    }


def _ask_class(
    engines: Mapping[str, Engine], asked: Sequence[Query], chance: random.Random
) -> dict[str, Timed]:
    """The median of some repeats for each question, engines by turns."""
    taken: dict[str, dict[Query, list[float]]] = {name: {} for name in engines}
    spent = dict.fromkeys(engines, 0.0)
    order = list(engines)
    for _ in range(_REPEATS):
        for query in chance.sample(asked, len(asked)):
            chance.shuffle(order)
            for name in order:
                if spent[name] > _PATIENCE_S:
                    continue
                begun = time.perf_counter()
                engines[name].ask(query)
                seconds = time.perf_counter() - begun
                spent[name] += seconds
                taken[name].setdefault(query, []).append(seconds * 1000)
    return {name: Timed(tuple(map(median, times.values()))) for name, times in taken.items()}


def _quality(
    engines: Mapping[str, Engine], wish: Wish, corpus: Corpus
) -> dict[str, dict[str, Score]]:
    """Only over real titles: made-up ones would only repeat how they were made."""
    if not wish.data:
        return {}
    there = {title.id: title for title in real_titles(wish.data)}
    kept = list(there.values())[: corpus.real]
    asked = meant([title for title in kept if title.kana], _HELD_OUT)
    best = {
        name: Tantivy(_file(corpus, name), best=True) if name == "tantivy" else one
        for name, one in engines.items()
    }
    return _step("quality", lambda: {name: judged(one, asked) for name, one in best.items()})


def _fresh(file: Path, asked: Questions) -> dict[str, float]:
    """What the reader says that starts anew."""
    texts = [query.text for name in CLASSES for query in asked[name][:20]]
    place = file.with_name(file.name + ".questions")
    place.write_text(json.dumps(texts), "utf-8")
    command = [sys.executable, "-P", "-m", "demo.bench.search_reader", str(file), str(place)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(  # noqa: S603
        command, capture_output=True, check=True, text=True, env=environment
    )
    told: dict[str, float] = json.loads(done.stdout)
    return told
