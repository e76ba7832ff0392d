"""`central import-requests` and `central export-answers`: for a branch without a network.

Prints numbers only: what a patron asked for never goes onto a screen or into a log.
"""

import argparse
import sys
from pathlib import Path

from central.app import Central
from central.stick import NotTaken, Taken
from kiosk.circulation.carrying import REQUESTS_NAME
from kiosk.circulation.messages import RequestState

_TOLD = {
    RequestState.ACCEPTED: ("受付", "accepted"),
    RequestState.RECEIVED: ("受付処理待ち", "waiting for the intake"),
    RequestState.REFUSED: ("お断り", "refused"),
    RequestState.NEEDS_STAFF: ("係の確認待ち", "waiting for staff"),
    RequestState.CANCELLED: ("取消し", "cancelled"),
}


def add_import(parser: argparse.ArgumentParser) -> None:
    """FILE_OR_FOLDER."""
    parser.add_argument(
        "source", type=Path, metavar="FILE_OR_FOLDER", help="what `kiosk export-requests` made"
    )


def add_export(parser: argparse.ArgumentParser) -> None:
    """NUMBER DIR."""
    parser.add_argument("number", type=int, metavar="NUMBER", help="the terminal, by its number")
    parser.add_argument("folder", type=Path, metavar="DIR", help="where the stick is")


def import_requests(args: argparse.Namespace, central: Central) -> int:
    """Take a file in, or all of a stick's; 0, 1 where one was not taken, or 3 where rows could not
    be read. What is wrong with one file keeps no other out."""
    return max(_take(file, central) for file in _files(args.source))


def _files(source: Path) -> list[Path]:
    if not source.is_dir():
        return [source]
    found = sorted(source.glob(f"{REQUESTS_NAME}-*.json"))
    if not found:
        raise NotTaken(
            f"「{source}」に、申込みの書出しファイル({REQUESTS_NAME}-….json)がありません。"
            f" / {source} holds no file of exported requests ({REQUESTS_NAME}-….json)."
        )
    return found


def _take(file: Path, central: Central) -> int:
    try:
        taken = central.stick.take(file)
    except NotTaken as error:
        print(f"{file.name}: {error}", file=sys.stderr)
        return 1
    print(_sentence(taken))
    if taken.terminal.revoked:
        print("この端末の登録は取り消されています。 / This terminal is revoked.", file=sys.stderr)
    if taken.unreadable:
        said = f"{taken.unreadable}件は読み取れません。 / {taken.unreadable} rows cannot be read."
        print(said, file=sys.stderr)
    return 3 if taken.unreadable else 0


def _sentence(taken: Taken) -> str:
    number, told = taken.terminal.number, [one for one in _TOLD if taken.states.get(one)]
    japanese = "、".join(f"{_TOLD[one][0]}{taken.states[one]}件" for one in told)
    english = ", ".join(f"{taken.states[one]} {_TOLD[one][1]}" for one in told)
    return (
        f"端末{number}の申込み{taken.rows}件(新しいもの{taken.fresh}件)を受け取りました"
        f"{japanese and f'。いまは{japanese}です'}。 / {taken.rows} requests of terminal {number},"
        f" {taken.fresh} of them new{english and f'; now {english}'}."
    )


def export_answers(args: argparse.Namespace, central: Central) -> int:
    """Write answers and catalogue onto a stick."""
    path, count = central.stick.write(args.number, args.folder)
    print(
        f"回答{count}件と蔵書データを書き出しました。 / {count} answers and the catalogue: {path}"
    )
    return 0
