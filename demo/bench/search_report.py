"""What the bench of search found, as JSON, and which promises were kept. Pure."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from demo.bench.search_changes import CHANGED, Changed
from demo.bench.search_engines import Built
from demo.bench.search_near import FIRST, Near
from demo.bench.search_quality import Score
from demo.bench.search_times import Asked, Timed

Figures = dict[str, dict[str, dict[str, float]]]
"""class → engine → p50 and p99 in ms."""
ENOUGH = 200
"""Askings from which a p99 says something."""
_P99_MS = {1_000_000: 10.0, 5_000_000: 25.0}
"""The list of 20 with its count, up to so many titles."""
_FIRST_MS, _DELTA_S, _READER_MS, _BYTES, _MEMORY_MB = 10.0, 0.5, 5.0, 1000, 100
_A_SECOND = 15_000
_NEAR = 0.9


@dataclass(frozen=True, slots=True)
class SearchReport:
    """All figures of one run; the mappings are by engine, `times` by class before that."""

    titles: int
    real: int
    times: Mapping[str, Mapping[str, Asked]]
    built: Mapping[str, Built]
    scores: Mapping[str, Mapping[str, Score]]
    near: Near
    readers: Mapping[str, Mapping[str, float]]
    changed: Changed

    def classes(self) -> Figures:
        """By the wall."""
        return self._figures(lambda asked: asked.wall)

    def processor(self) -> Figures:
        """Of the processors, without the waiting for a turn."""
        return self._figures(lambda asked: asked.processor)

    def _figures(self, which: Callable[[Asked], Timed]) -> Figures:
        return {
            name: {engine: _shares(which(asked)) for engine, asked in engines.items()}
            for name, engines in self.times.items()
        }

    def promises(self) -> dict[str, bool]:
        """Each promise by name."""
        classes, own, reader = self.classes(), self.built["shirabe"], self.readers["shirabe"]
        limit = next((ms for most, ms in _P99_MS.items() if self.titles <= most), 25.0)
        changed = self.changed
        kept = {
            f"every p99 under {limit:g} ms": all(
                one["shirabe"]["p99"] < limit for one in classes.values()
            ),
            f"{_A_SECOND:,} titles a second": self.titles / own.seconds >= _A_SECOND,
            "under 1 kB a title": own.size / self.titles < _BYTES,
            f"memory under {_MEMORY_MB} MB": reader["peak_mb"] < _MEMORY_MB,
            f"first answer under {_FIRST_MS:g} ms": reader["first_ms"] < _FIRST_MS,
            f"{CHANGED:,} changes under {_DELTA_S:g} s": (
                max(changed.daily.wall, changed.rewritten.wall) < _DELTA_S
            ),
            f"reader's p99 meanwhile under {_READER_MS:g} ms": changed.reader.at(0.99) < _READER_MS,
        }
        if self.near.asked:
            kept[f"{_NEAR:.0%} of near spellings in the first {FIRST}"] = self.near.share >= _NEAR
        if all("tantivy" in one for one in classes.values()):
            kept |= _beside(classes)
        return kept

    @property
    def kept(self) -> bool:
        """Whether every promise was kept."""
        return all(self.promises().values())

    def as_json(self) -> str:
        """One line for a program."""
        own = self.built["shirabe"]
        told = {
            "classes": self.classes(),
            "processor": self.processor(),
            "askings": {
                name: {engine: asked.wall.askings for engine, asked in engines.items()}
                for name, engines in self.times.items()
            },
            "titles": self.titles,
            "real": self.real,
            "build": {
                name: {
                    "seconds": round(one.seconds, 1),
                    "processor_s": round(one.processor, 1),
                    "bytes": one.size,
                }
                for name, one in self.built.items()
            },
            "titles_a_second": round(self.titles / own.seconds),
            "bytes_a_title": round(own.size / self.titles),
            "reader": dict(self.readers["shirabe"]),
            "readers": {name: dict(one) for name, one in self.readers.items()},
            "changes": self._changes(),
            "quality": {
                name: {
                    habit: {"success3": round(one.success, 3), "mrr": round(one.rank, 3)}
                    for habit, one in scores.items()
                }
                for name, scores in self.scores.items()
            },
            "near": {"asked": self.near.asked, "share": round(self.near.share, 3)},
            "promises": self.promises(),
            "kept": self.kept,
        }
        return json.dumps(told, ensure_ascii=False)

    def _changes(self) -> dict[str, float]:
        changed = self.changed
        return {
            "titles": CHANGED,
            "start_s": round(changed.start.wall, 3),
            "start_processor_s": round(changed.start.processor, 3),
            "daily_s": round(changed.daily.wall, 3),
            "daily_processor_s": round(changed.daily.processor, 3),
            "rewritten_s": round(changed.rewritten.wall, 3),
            "rewritten_processor_s": round(changed.rewritten.processor, 3),
            "slowest_page_s": round(max(changed.daily.page, changed.rewritten.page), 3),
            "reader_p50_ms": round(changed.reader.at(0.5), 3),
            "reader_p99_ms": round(changed.reader.at(0.99), 3),
            "reader_processor_p99_ms": round(changed.reader_processor.at(0.99), 3),
            "reader_askings": changed.reader.askings,
        }

    def as_text(self) -> str:
        """Tables for a person."""
        from demo.bench.search_table import as_text

        return as_text(self)


def _shares(timed: Timed) -> dict[str, float]:
    return {"p50": round(timed.at(0.5), 3), "p99": round(timed.at(0.99), 3)}


def _beside(classes: Figures) -> dict[str, bool]:
    """The promises beside Tantivy."""
    pairs = [(one["shirabe"], one["tantivy"]) for one in classes.values()]
    halves = sum(own["p50"] * 2 <= other["p50"] for own, other in pairs)
    return {
        "no p50 worse than Tantivy's": all(own["p50"] <= other["p50"] for own, other in pairs),
        "no p99 worse than Tantivy's": all(own["p99"] <= other["p99"] for own, other in pairs),
        "p50 at most half of Tantivy's in most classes": halves * 2 > len(pairs),
    }
