"""What the bench of search found, as a table and as JSON, and which promises were kept. Pure."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from demo.bench.search_changes import CHANGED, Changed
from demo.bench.search_engines import Built
from demo.bench.search_quality import Score

_P99_MS = {1_000_000: 10.0, 5_000_000: 25.0}
"""The list of 20 with its count, up to so many titles."""
_FIRST_MS, _DELTA_S, _READER_MS, _BYTES, _MEMORY_MB = 10.0, 0.5, 5.0, 1000, 100
_A_SECOND = 15_000


@dataclass(frozen=True, slots=True)
class Timed:
    """Times in ms, one a question."""

    values: tuple[float, ...]

    def at(self, share: float) -> float:
        """The value that this share of all does not exceed."""
        ordered = sorted(self.values)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


@dataclass(frozen=True, slots=True)
class SearchReport:
    """All figures of one run."""

    titles: int
    real: int
    times: Mapping[str, Mapping[str, Timed]]
    built: Mapping[str, Built]
    scores: Mapping[str, Mapping[str, Score]]
    reader: Mapping[str, float]
    changed: Changed

    def classes(self) -> dict[str, dict[str, dict[str, float]]]:
        """class → engine → p50 and p99 in ms."""
        return {
            name: {
                engine: {"p50": round(timed.at(0.5), 3), "p99": round(timed.at(0.99), 3)}
                for engine, timed in engines.items()
            }
            for name, engines in self.times.items()
        }

    def promises(self) -> dict[str, bool]:
        """Each promise by name."""
        classes, own = self.classes(), self.built["shirabe"]
        limit = next((ms for most, ms in _P99_MS.items() if self.titles <= most), 25.0)
        kept = {
            f"every p99 under {limit:g} ms": all(
                one["shirabe"]["p99"] < limit for one in classes.values()
            ),
            f"{_A_SECOND:,} titles a second": self.titles / own.seconds >= _A_SECOND,
            "under 1 kB a title": own.size / self.titles < _BYTES,
            "memory under 100 MB": self.reader["peak_mb"] < _MEMORY_MB,
            "first answer under 10 ms": self.reader["first_ms"] < _FIRST_MS,
            "1,000 changes under 0.5 s": max(self.changed.daily, self.changed.rewritten) < _DELTA_S,
            "reader's p99 meanwhile under 5 ms": Timed(self.changed.reader).at(0.99) < _READER_MS,
        }
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
            "titles": self.titles,
            "real": self.real,
            "build": {
                name: {"seconds": round(one.seconds, 1), "bytes": one.size}
                for name, one in self.built.items()
            },
            "titles_a_second": round(self.titles / own.seconds),
            "bytes_a_title": round(own.size / self.titles),
            "reader": dict(self.reader),
            "changes": {
                "titles": CHANGED,
                "daily_s": round(self.changed.daily, 3),
                "rewritten_s": round(self.changed.rewritten, 3),
                "reader_p50_ms": round(Timed(self.changed.reader).at(0.5), 3),
                "reader_p99_ms": round(Timed(self.changed.reader).at(0.99), 3),
            },
            "quality": {
                name: {
                    habit: {"success3": round(one.success, 3), "mrr": round(one.rank, 3)}
                    for habit, one in scores.items()
                }
                for name, scores in self.scores.items()
            },
            "promises": self.promises(),
            "kept": self.kept,
        }
        return json.dumps(told, ensure_ascii=False)

    def as_text(self) -> str:
        """Tables for a person."""
        lines = [f"search: {self.titles:,} titles, {self.real:,} of them real; p50 / p99 in ms", ""]
        engines = list(self.built)
        heads = [*engines, *(f"× {one}" for one in engines[1:])]
        rows = [[name, *self._cells(name, engines)] for name in self.times]
        lines += _table(["", *heads], rows)
        lines += ["", *self._built(), "", *self._alone()]
        if self.scores:
            lines += ["", *self._judged()]
        told = [f"{'ok ' if kept else 'NOT'} {name}" for name, kept in self.promises().items()]
        return "\n".join([*lines, "", *told])

    def _cells(self, name: str, engines: Sequence[str]) -> list[str]:
        of = self.classes()[name]
        cells = [
            f"{of[one]['p50']:.2f} / {of[one]['p99']:.2f}" if one in of else "–" for one in engines
        ]
        own = of["shirabe"]
        cells += [f"{of[one]['p50'] / own['p50']:.1f}" for one in engines[1:]]
        return cells

    def _built(self) -> list[str]:
        rows = [
            [
                name,
                f"{one.seconds:.1f}",
                f"{self.titles / one.seconds:,.0f}",
                f"{one.size / self.titles:.0f}",
            ]
            for name, one in self.built.items()
        ]
        return _table(["build", "seconds", "titles a second", "bytes a title"], rows)

    def _alone(self) -> list[str]:
        reader, changed = self.reader, self.changed
        meanwhile = Timed(changed.reader)
        return [
            f"fresh process: opened in {reader['open_ms']:g} ms, first answer in "
            f"{reader['first_ms']:g} ms, peak {reader['peak_mb']:g} MB "
            f"(Python and modules {reader['python_mb']:g} MB)",
            f"{CHANGED:,} changed titles: a working day's {changed.daily:.2f} s, all text new "
            f"{changed.rewritten:.2f} s; a reader meanwhile p50 {meanwhile.at(0.5):.2f} ms, "
            f"p99 {meanwhile.at(0.99):.2f} ms",
        ]

    def _judged(self) -> list[str]:
        engines = list(self.scores)
        habits = list(self.scores["shirabe"])
        rows = [
            [
                habit,
                *(_judgement(self.scores[one].get(habit)) for one in engines),
            ]
            for habit in habits
        ]
        return _table(["success at 3 / MRR", *engines], rows)


def _judgement(score: Score | None) -> str:
    """`(n)` where an engine was too slow to be asked everything."""
    return "–" if score is None else f"{score.success:.2f} / {score.rank:.2f} ({score.asked})"


def _beside(classes: Mapping[str, Mapping[str, Mapping[str, float]]]) -> dict[str, bool]:
    """The promises beside Tantivy."""
    pairs = [(one["shirabe"], one["tantivy"]) for one in classes.values()]
    halves = sum(own["p50"] * 2 <= other["p50"] for own, other in pairs)
    return {
        "no p50 worse than Tantivy's": all(own["p50"] <= other["p50"] for own, other in pairs),
        "no p99 worse than Tantivy's": all(own["p99"] <= other["p99"] for own, other in pairs),
        "p50 at most half of Tantivy's in most classes": halves * 2 > len(pairs),
    }


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(row[at]) for row in (head, *rows)) for at in range(len(head))]
    return [
        "  ".join(
            cell.ljust(width) if at == 0 else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in (head, *rows)
    ]
