"""The report of the bench of search as tables for a person. Pure."""

from collections.abc import Mapping, Sequence

from demo.bench.search_changes import CHANGED
from demo.bench.search_near import FIRST
from demo.bench.search_quality import Score
from demo.bench.search_report import ENOUGH, Figures, SearchReport
from demo.bench.search_times import REPEATS


def as_text(report: SearchReport) -> str:
    """All of it."""
    parts = [
        [
            f"search: {report.titles:,} titles, {report.real:,} of them real; p50 / p99 in ms, "
            f"each question's time the median of up to {REPEATS} askings; (n): of n askings only"
        ],
        _times(report, report.classes()),
        ["by the processor's time:"],
        _times(report, report.processor()),
        _built(report),
        _changes(report),
        _judged(report.scores),
        _near(report),
        [f"{'ok ' if kept else 'NOT'} {name}" for name, kept in report.promises().items()],
    ]
    return "\n\n".join("\n".join(part) for part in parts if part)


def _times(report: SearchReport, figures: Figures) -> list[str]:
    engines = list(report.built)
    heads = [*engines, *(f"× {one}" for one in engines[1:])]
    rows = []
    for name, of in figures.items():
        ratios = [f"{of[one]['p50'] / max(of['shirabe']['p50'], 0.001):.1f}" for one in engines[1:]]
        rows.append([name, *(_cell(report, of, name, one) for one in engines), *ratios])
    return _table(["", *heads], rows)


def _cell(
    report: SearchReport, of: Mapping[str, Mapping[str, float]], name: str, engine: str
) -> str:
    askings = report.times[name][engine].wall.askings
    few = f" ({askings})" if askings < ENOUGH else ""
    return f"{of[engine]['p50']:.2f} / {of[engine]['p99']:.2f}{few}"


def _built(report: SearchReport) -> list[str]:
    rows = []
    for name, one in report.built.items():
        reader = report.readers[name]
        rows.append(
            [
                name,
                f"{one.seconds:.1f}",
                f"{one.processor:.1f}",
                f"{report.titles / one.seconds:,.0f}",
                f"{one.size / report.titles:.0f}",
                f"{reader['open_ms']:.1f}",
                f"{reader['first_ms']:.1f}",
                f"{reader['peak_mb']:.0f} ({reader['python_mb']:.0f})",
            ]
        )
    heads = ["build", "seconds", "processor s", "titles a second", "bytes a title"]
    alone = ["fresh process: open ms", "first answer ms", "peak MB (of it Python, modules)"]
    return _table([*heads, *alone], rows)


def _changes(report: SearchReport) -> list[str]:
    changed = report.changed
    reader, worked = changed.reader, changed.reader_processor
    return [
        f"{CHANGED:,} changed titles: a working day's {changed.daily.wall:.2f} s "
        f"({changed.daily.processor:.2f} s of the processor), all text new "
        f"{changed.rewritten.wall:.2f} s ({changed.rewritten.processor:.2f} s), of all pages the "
        f"slowest {max(changed.daily.page, changed.rewritten.page):.2f} s; the process that "
        f"does it starts before in {changed.start.wall:.2f} s ({changed.start.processor:.2f} s of "
        "the processor, included in those)",
        f"a reader meanwhile, {reader.askings} askings: p50 {reader.at(0.5):.2f} ms, "
        f"p99 {reader.at(0.99):.2f} ms (processor {worked.at(0.5):.2f}, {worked.at(0.99):.2f})",
    ]


def _judged(scores: Mapping[str, Mapping[str, Score]]) -> list[str]:
    if not scores:
        return []
    rows = [
        [habit, *(_judgement(of.get(habit)) for of in scores.values())]
        for habit in scores["shirabe"]
    ]
    return _table(["success at 3 / MRR (asked)", *scores], rows)


def _judgement(score: Score | None) -> str:
    """Fewer are asked where an engine was too slow."""
    return "–" if score is None else f"{score.success:.2f} / {score.rank:.2f} ({score.asked})"


def _near(report: SearchReport) -> list[str]:
    near = report.near
    if not near.asked:
        return []
    sorts = ", ".join(
        f"{sort} {near.righted.get(sort, 0)} of {made}" for sort, made in near.made.items()
    )
    return [
        f"near spellings: of {near.asked} mistakes that find nothing, {near.share:.1%} have the "
        f"heading that was meant among the first {FIRST} ({sorts})"
    ]


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(row[at]) for row in (head, *rows)) for at in range(len(head))]
    return [
        "  ".join(
            cell.ljust(width) if at == 0 else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in (head, *rows)
    ]
