"""`central import FILE`: the command line of the importers.

Prints what came of the file; a record's content never goes into a log.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TimeRemainingColumn

from central.app import Central
from central.database import STORAGE_ERRORS, readable
from central.importers.columns import BadMap
from central.importers.loading import ImportReport
from central.importers.reading import NotKnown, run
from central.importers.readings import ReadingAloud
from central.importers.records import CutShort, NothingIn
from central.importers.tables import NoMap

BAR_AFTER_S = 2.0
LINES_AFTER_S = 10.0
"""Seconds of work after which a bar appears, or lines where none can be drawn."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """FILE, --map MAP.toml|NAME, --copies BRANCH, --json."""
    parser.add_argument("file", type=Path, metavar="FILE", help="MARC, MARCXML, CSV or TSV")
    parser.add_argument("--map", metavar="MAP", help="column map of a table: a name or a TOML file")
    parser.add_argument(
        "--copies",
        metavar="BRANCH",
        help="the branch of copies that name none; one copy there for every title without",
    )
    parser.add_argument("--json", action="store_true", help="end with one line of JSON")


def run_command(args: argparse.Namespace, central: Central) -> int:
    """Import one file; 0 all in, 3 some set aside, 1 nothing usable or broken off."""
    report = _import(args, central)
    tell(report, as_json=args.json)
    return report.exit_status


def tell(report: ImportReport, *, as_json: bool) -> None:
    """What was set aside or remarked line by line, then the numbers; of a source that was refused
    whole only the line of JSON, as the sentence that says why has said all."""
    for one in (*report.set_aside, *report.remarks):
        print(f"{one.position}: {one.reason} / {one.english}", file=sys.stderr)
    listed = len(report.set_aside) + len(report.remarks)
    if more := report.aside + report.noted - listed:
        print(f"ほかに{more}件あります。 / And {more} more.", file=sys.stderr)
    summary = _summary(report)
    if as_json:
        print(json.dumps(summary))
        return
    if report.broken_off and not any(summary.values()):
        return
    print(_TOLD.format_map(summary))
    for name, told in _TOLD_TOO.items():
        if summary[name]:
            print(told.format_map(summary))


_TOLD = (
    "{read}件を読み、{imported}件を取り込みました"
    "（ヨミあり{with_reading}件、取り込めなかったもの{set_aside}件）。"
    " / {read} read, {imported} imported ({with_reading} with a reading, {set_aside} set aside)."
)
_TOLD_TOO = {
    "generated": "ヨミのない{generated}件に、さがすためのヨミを付けました。"
    " / {generated} without a reading were given one to be found by.",
    "deleted": "なくなった{deleted}件を消しました。 / {deleted} were taken away.",
    "bad_isbn": "ISBNの正しくないものが{bad_isbn}件あります。 / {bad_isbn} have a wrong ISBN.",
}


class NoBranch(Exception):  # noqa: N818 - what was asked
    """A branch was asked for that is none; the text is fit to be printed."""


def branch_ids(central: Central, asked: str | None) -> tuple[dict[str, str], str | None]:
    """Ids of the branches by every name they have, and the id of the one that was asked for."""
    branches = central.library.branches
    ids = {name: one.id for one in branches for name in (one.english, one.name, one.id)}
    if asked is not None and asked not in ids:
        known = ", ".join(one.id for one in branches)
        raise NoBranch(
            f"館「{asked}」は、この図書館にありません。"
            f" / There is no branch {asked!r}. Branches are: {known}."
        )
    return ids, None if asked is None else ids[asked]


def _import(args: argparse.Namespace, central: Central) -> ImportReport:
    """What came of the file; also of one that could not be read or stored to its end."""
    report = ImportReport()
    try:
        return _run(args, central, report)
    except (NotKnown, NoMap, BadMap, NoBranch, NothingIn, CutShort) as error:
        why = str(error)
    except STORAGE_ERRORS as error:
        why = readable(error)
    except OSError as error:
        said = error.strerror or type(error).__name__
        why = f"{args.file} を読めません。 / {args.file} cannot be read: {said}."
    except KeyboardInterrupt:
        why = (
            "止めました。ここまでのものは入っています。もう一度取り込めば、残りも入ります。"
            " / Stopped. What came so far is in; import the file again for the rest."
        )
    print(why, file=sys.stderr)
    report.broken_off = True
    return report


def _run(args: argparse.Namespace, central: Central, report: ImportReport) -> ImportReport:
    ids, at = branch_ids(central, args.copies)
    with bar() as progress, central.catalogue.loading() as put:
        return run(
            args.file,
            put,
            table_map=args.map,
            copies_at=at,
            branches=ids,
            read_aloud=ReadingAloud(say_on_stderr),
            progress=progress,
            report=report,
        )


def _summary(report: ImportReport) -> dict[str, int]:
    return {
        "read": report.read,
        "imported": report.imported,
        "with_reading": report.with_reading,
        "generated": report.generated,
        "deleted": report.deleted,
        "set_aside": report.aside,
        "bad_isbn": report.bad_isbn,
        "noted": report.noted,
    }


def say_on_stderr(sentence: str) -> None:
    """One sentence for whoever runs the command."""
    print(sentence, file=sys.stderr)


class Bar:
    """A progress bar on standard error, drawn only when the work takes more than two seconds."""

    def __init__(self, console: Console, now: Callable[[], float] = time.monotonic) -> None:
        self._progress = Progress(
            BarColumn(40),
            TaskProgressColumn(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
        )
        self._now = now
        self._started = now()
        self._task: TaskID | None = None

    def show(self, done: int, whole: int) -> None:
        """Draw how much is done. `done` and `whole` in the same unit, whichever it is."""
        if self._task is None:
            if self._now() - self._started < BAR_AFTER_S:
                return
            self._task = self._progress.add_task("", total=whole)
            self._progress.start()
        self._progress.update(self._task, completed=done, total=whole)

    def clear(self) -> None:
        """Take the bar away again."""
        self._progress.stop()


class Lines:
    """How far long work is where no bar can be drawn: a line on standard error for each tenth."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._started = now()
        self._tenth = 0

    def show(self, done: int, whole: int) -> None:
        """Say how much is done, in tenths of `whole`; nothing of work that is over in no time."""
        tenth = done * 10 // max(whole, 1)
        if tenth > self._tenth and self._now() - self._started >= LINES_AFTER_S:
            self._tenth = tenth
            say_on_stderr(f"{tenth * 10} %")


@contextmanager
def bar() -> Iterator[Callable[[int, int], None] | None]:
    """What to call with (done, whole); None where nobody looks: output into a file or a pipe."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    drawn = Bar(console)
    try:
        yield drawn.show
    finally:
        drawn.clear()
