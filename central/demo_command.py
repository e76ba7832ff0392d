"""`central demo-data [--titles N --seed S]`: lay the demo's data and print the cards to try."""

import argparse
import sys
from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import islice

from central.app import Central
from central.demo_data import DemoReport, branches, cards, generate, load
from central.demo_generate import MOST
from central.importers.command import bar
from kiosk.catalogue.records import Title

_BATCH = 2000
_SHOWN = 8


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--titles N (generated ones, besides the demo's own), --seed S."""
    parser.add_argument(
        "--titles", type=_number, default=0, metavar="N", help="generate this many titles as well"
    )
    parser.add_argument(
        "--seed", type=int, default=1, metavar="S", help="another seed, other titles"
    )


def _number(told: str) -> int:
    number = int(told) if told.isascii() and told.isdecimal() else -1
    if not 0 <= number <= MOST:
        raise argparse.ArgumentTypeError(
            f"0 から {MOST} までの数を指定してください。 / {told!r} is no number from 0 to {MOST}."
        )
    return number


def run_command(args: argparse.Namespace, central: Central, at: datetime) -> int:
    """Lay the data; 0 when done."""
    with bar() as progress:
        report = load(central, at, central.library, progress)
    print(_told(report))
    if args.titles:
        made = generate(args.titles, args.seed, branches(central.library), at.date())
        with bar() as progress, central.catalogue.loading() as put:
            count = _put_all(made, args.titles, put, progress)
        print(
            f"{count:,}件の書誌を作りました（--seed {args.seed}）。"
            f" / {count:,} titles were made (--seed {args.seed})."
        )
    print("試せるカード（番号 パスワード）: / Cards to try (number, password):")
    for card in cards(central.library, at.date())[:_SHOWN]:
        secret = card.secret or "（未登録 / none yet）"
        print(f"  {card.card} / {secret}  {card.shows} / {card.english}")
    sys.stdout.flush()
    return 0


def _told(report: DemoReport) -> str:
    if not report.patrons:
        return "デモのデータは、もう入っています。 / The demo's data is there already."
    return (
        f"デモのデータを入れました: 書誌{report.titles}件、資料{report.copies}点、"
        f"利用者{report.patrons}人、貸出{report.loans}件、予約{report.holds}件。"
        f" / The demo's data is laid: {report.titles} titles, {report.copies} copies,"
        f" {report.patrons} patrons, {report.loans} loans, {report.holds} holds."
    )


def _put_all(
    made: Iterable[Title],
    whole: int,
    put: Callable[[list[Title]], object],
    progress: Callable[[int, int], None] | None,
) -> int:
    count, titles = 0, iter(made)
    while batch := list(islice(titles, _BATCH)):
        put(batch)
        count += len(batch)
        if progress:
            progress(count, whole)
    return count
