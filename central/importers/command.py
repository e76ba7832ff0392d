"""`central import FILE`: the command line of the importers.

Prints what came of the file; a record's content never goes into a log.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from central.app import Central
from central.importers.columns import BadMap
from central.importers.reading import ImportReport, run
from central.importers.tables import NoMap

_BAR_AFTER_S = 2.0
_BAR_WIDTH = 30


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """FILE, --map MAP.toml|NAME, --copies BRANCH, --json."""
    parser.add_argument("file", type=Path, metavar="FILE", help="MARC, MARCXML, CSV or TSV")
    parser.add_argument("--map", metavar="MAP", help="column map of a table: a name or a TOML file")
    parser.add_argument(
        "--copies", metavar="BRANCH", help="one copy at this branch for every title without one"
    )
    parser.add_argument("--json", action="store_true", help="end with one line of JSON")


def run_command(args: argparse.Namespace, central: Central) -> int:
    """Import one file; 0 all in, 3 some set aside, 1 nothing usable."""
    try:
        report = _import(args, central)
    except (NoMap, BadMap) as why:
        report = _nothing(str(why))
    except OSError as error:
        report = _nothing(f"{args.file} を開けません（{error.strerror or type(error).__name__}）。")
    except KeyError:
        report = _nothing(f"館 {args.copies} は、この図書館にありません。")
    for aside in report.set_aside:
        print(f"取り込めません: {aside.position}: {aside.reason}", file=sys.stderr)
    if args.json:
        print(json.dumps(_summary(report)))
    else:
        print(
            f"{report.read}件を読み、{report.imported}件を取り込みました"
            f"（ヨミあり {report.with_reading}件、取り込めなかったもの {len(report.set_aside)}件）。"
        )
    return report.exit_status


def _import(args: argparse.Namespace, central: Central) -> ImportReport:
    if args.copies is not None:
        central.library.branch(args.copies)
    bar = bar_for(sys.stderr)
    with central.catalogue.loading() as put:
        report = run(
            args.file, put, table_map=args.map, copies_at=args.copies, progress=bar and bar.show
        )
    if bar:
        bar.clear()
    return report


def _nothing(why: str) -> ImportReport:
    print(why, file=sys.stderr)
    return ImportReport(0, 0, 0, ())


def _summary(report: ImportReport) -> dict[str, int]:
    return {
        "read": report.read,
        "imported": report.imported,
        "with_reading": report.with_reading,
        "set_aside": len(report.set_aside),
    }


class Bar:
    """A progress bar on one line, shown only when the work takes more than two seconds."""

    def __init__(self, stream: TextIO, now: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._now = now
        self._started = now()
        self._shown = False

    def show(self, done: int, whole: int) -> None:
        """Draw how much is done. `done` and `whole` in the same unit, whichever it is."""
        taken = self._now() - self._started
        if taken < _BAR_AFTER_S or not whole:
            return
        share = min(1.0, done / whole)
        filled = round(share * _BAR_WIDTH)
        left = taken / share - taken if share else 0.0
        blocks = "█" * filled + "░" * (_BAR_WIDTH - filled)
        self._stream.write(f"\r{blocks} {share:4.0%}  あと{left:.0f}秒  \x1b[K")
        self._stream.flush()
        self._shown = True

    def clear(self) -> None:
        """Take the bar away again."""
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._shown = False


def bar_for(stream: TextIO) -> Bar | None:
    """A bar where somebody looks; None where the output goes into a file or a pipe."""
    return Bar(stream) if stream.isatty() else None
