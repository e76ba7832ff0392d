"""`./run bench start|keys|search|rules|desk|faults`: how fast the terminal is, and how faithful."""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from demo.arguments import CannotStart
from kiosk.arguments import Parser, positive


class Told(Protocol):
    """What a measurement has to say."""

    @property
    def kept(self) -> bool:
        """Whether every promise was kept."""
        ...

    def as_text(self) -> str:
        """Lines for a person."""
        ...

    def as_json(self) -> str:
        """One line for a program."""
        ...


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and say in the exit status whether the promises were kept (0) or not (1)."""
    asked = _parser().parse_args(arguments)
    try:
        report = _measure(asked)
    except CannotStart as error:
        print(f"bench: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    if asked.json:  # the line is for a program; what was found is for a person in any case
        print(report.as_text(), file=sys.stderr)
    print(report.as_json() if asked.json else report.as_text())
    return 0 if report.kept else 1


def _measure(asked: argparse.Namespace) -> Told:
    # Each brings in a part of the product that the other does without.
    if asked.what == "start":
        from demo.bench.start import measure as measure_start

        return measure_start(asked.titles, asked.repeat)
    if asked.what == "search":
        from demo.bench.search import Wish
        from demo.bench.search import measure as measure_search

        return measure_search(
            Wish(
                titles=asked.titles,
                data=tuple(asked.data),
                each=asked.each,
                folder=asked.folder,
                plot=asked.plot,
                fresh=asked.fresh,
                without=frozenset(asked.without),
            )
        )
    if asked.what == "rules":
        from demo.bench.rules import measure as measure_rules

        return measure_rules(asked.repeat)
    if asked.what == "faults":
        from demo.bench.faults.report import PARTS, Amounts
        from demo.bench.faults.report import measure as measure_faults

        amounts = Amounts.short() if asked.short else Amounts()
        chosen = {name: getattr(asked, name) for name in ("histories", "minutes", "terminals")}
        given = {name: value for name, value in chosen.items() if value is not None}
        return measure_faults(replace(amounts, **given), asked.seed, asked.only or PARTS)
    if asked.what == "desk":
        from demo.bench.desk import measure as measure_desk

        return measure_desk(asked.repeat, asked.folder)
    from demo.bench.keys import measure as measure_keys

    return measure_keys(asked.titles, asked.words, window=not asked.no_window, seed=asked.seed)


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="./run bench", description=__doc__)
    parser.set_defaults(json=False)
    verbs = parser.add_subparsers(dest="what", required=True)
    start = verbs.add_parser("start", help="from the start to the first frame, and memory")
    start.add_argument("--repeat", type=positive, default=5, help="starts to measure (default 5)")
    keys = verbs.add_parser("keys", help="from a key to its results on the screen")
    keys.add_argument("--words", type=positive, default=40, help="words to type (default 40)")
    keys.add_argument("--seed", type=int, default=1, help="which titles are made")
    keys.add_argument("--no-window", action="store_true", help="the engine only")
    search = verbs.add_parser("search", help="the search beside Tantivy, FTS5 trigram and LIKE")
    search.add_argument(
        "--data", type=Path, action="append", default=[], help="a table or MARC file of real titles"
    )
    search.add_argument(
        "--each", type=positive, default=240, help="questions of each class (default 240)"
    )
    search.add_argument(
        "--folder",
        type=Path,
        default=Path(tempfile.gettempdir()) / "shirabe-bench",
        help="where corpora and indexes are kept for the next run",
    )
    search.add_argument(
        "--fresh", action="store_true", help="build this search's index anew, not the others'"
    )
    search.add_argument(
        "--without",
        action="append",
        default=[],
        choices=("tantivy", "trigram", "like"),
        help="leave this engine out (may be given several times): some take hours for millions",
    )
    search.add_argument("--plot", type=Path, help="where to draw (default: beside the corpus)")
    rules = verbs.add_parser("rules", help="a whole decision on a hold, for every library")
    rules.add_argument(
        "--repeat", type=positive, default=300, help="decisions for each library (default 300)"
    )
    desk = verbs.add_parser("desk", help="a confirmed request on the disk, and a look at a secret")
    desk.add_argument(
        "--repeat", type=positive, default=1000, help="requests to confirm (default 1,000)"
    )
    desk.add_argument(
        "--folder", type=Path, default=Path(tempfile.gettempdir()), help="on the disk to measure"
    )
    faults = verbs.add_parser("faults", help="whatever may go wrong: nothing lost or doubled")
    faults.add_argument("--short", action="store_true", help="minutes instead of hours")
    faults.add_argument("--seed", type=positive, default=1, help="of the first history (default 1)")
    faults.add_argument(
        "--only",
        action="append",
        choices=("bugs", "histories", "power", "kills", "disks", "lines"),
        help="this part alone (may be given several times)",
    )
    faults.add_argument("--histories", type=positive, help="how many are told (default 100,000)")
    faults.add_argument("--minutes", type=positive, help="after which no history begins")
    faults.add_argument("--terminals", type=positive, help="that come back at once")
    for verb in (start, keys, search):
        verb.add_argument(
            "--titles", type=positive, default=100_000, help="titles in the catalogue"
        )
    for verb in (start, keys, search, rules, desk, faults):
        verb.add_argument(
            "--json", action="store_true", help="end with one line of JSON; all else goes to stderr"
        )
    return parser


if __name__ == "__main__":
    sys.exit(main())
