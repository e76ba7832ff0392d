"""`central import-requests` and `central export-answers`: for a branch without a network.

Prints numbers only: what a patron asked for never goes onto a screen or into a log.
"""

import argparse
import sys
from pathlib import Path

from central.app import Central
from central.stick import Taken
from kiosk.circulation.messages import RequestState

_TOLD = (
    RequestState.ACCEPTED,
    RequestState.RECEIVED,
    RequestState.REFUSED,
    RequestState.NEEDS_STAFF,
    RequestState.CANCELLED,
)


def add_import(parser: argparse.ArgumentParser) -> None:
    """FILE."""
    parser.add_argument("file", type=Path, metavar="FILE", help="what `kiosk export-requests` made")


def add_export(parser: argparse.ArgumentParser) -> None:
    """NUMBER DIR."""
    parser.add_argument("number", type=int, metavar="NUMBER", help="the terminal, by its number")
    parser.add_argument("folder", type=Path, metavar="DIR", help="where the stick is")


def import_requests(args: argparse.Namespace, central: Central) -> int:
    """Take a file in; 0, or 3 where rows could not be read."""
    taken = central.stick.take(args.file)
    print(_sentence(taken))
    if taken.terminal.revoked:
        print("この端末の登録は取り消されています。 / This terminal is revoked.", file=sys.stderr)
    if taken.unreadable:
        print(f"{taken.unreadable}件は読み取れません。 / unreadable rows", file=sys.stderr)
    return 3 if taken.unreadable else 0


def _sentence(taken: Taken) -> str:
    states = " ".join(f"{state}={taken.states.get(state, 0)}" for state in _TOLD)
    number = taken.terminal.number
    return (
        f"端末{number}の申込み{taken.rows}件(新しいもの{taken.fresh}件)を受け取りました。"
        f" / {taken.rows} requests of terminal {number}, {taken.fresh} of them new.\n{states}"
    )


def export_answers(args: argparse.Namespace, central: Central) -> int:
    """Write answers and catalogue onto a stick."""
    path, count = central.stick.write(args.number, args.folder)
    print(
        f"回答{count}件と蔵書データを書き出しました。 / {count} answers and the catalogue: {path}"
    )
    return 0
