"""`python -m demo.play [--library ID] [--clock ISO] [--data DIR] [FILE]`: see `--help`.

Exit status: 0 where every line was carried out or refused, 2 where a line (or the command) is not
understood, 1 on a crash.
"""

import argparse
import io
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from central.app import CannotOpen
from demo.arguments import CannotStart, moment
from demo.play.forms import NotUnderstood
from demo.play.grammar import operations
from demo.play.session import run
from demo.world import Plan, open_world
from kiosk.arguments import Parser
from kiosk.circulation.library import ProfileError
from kiosk.store.problems import Problem


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one script; the exit status."""
    asked = _parser().parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    try:
        with (
            _source(asked.file) as source,
            open_world(Plan(asked.library, asked.data, asked.clock)) as world,
        ):
            run(world, _lines(source), sys.stdout)
    except NotUnderstood as error:
        return _say(str(error))
    except Problem as problem:
        return _say(problem.sentence)
    except (CannotOpen, CannotStart, ProfileError) as error:
        return _say(str(error))
    except BrokenPipeError:
        # Whoever listened has left; Python must not complain of it once more at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        return 130
    return 0


def _say(sentence: str) -> int:
    print(f"play: {sentence}", file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="play",
        description="The terminal without a screen, driven by lines of JSON.",
        epilog=f"Operations (docs/play.md tells their keys): {' '.join(operations())}",
    )
    parser.add_argument(
        "--library", metavar="ID", help="a library's profile, or its file (default murakami)"
    )
    parser.add_argument(
        "--clock", metavar="ISO", type=moment, help="where the clock stands, with its offset"
    )
    parser.add_argument(
        "--data", metavar="DIR", type=Path, help="keep terminal and central here, and go on here"
    )
    parser.add_argument("file", metavar="FILE", nargs="?", help="the script (standard input)")
    return parser


def _source(file: str | None) -> BinaryIO:
    if file is None:
        return sys.stdin.buffer
    try:
        return Path(file).open("rb")
    except OSError as error:
        raise NotUnderstood(f"the script cannot be read: {error.strerror}") from None


def _lines(source: BinaryIO) -> Iterator[str]:
    for number, line in enumerate(source, start=1):
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            raise NotUnderstood(f"line {number}: not UTF-8") from None


if __name__ == "__main__":
    sys.exit(main())
