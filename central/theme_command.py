"""`central theme add|list|remove`: titles that staff put together, for the terminals to show."""

import argparse
import re
import sys
from collections.abc import Callable, Iterable
from datetime import date

from central.app import Central
from central.explaining import which_one
from kiosk.catalogue.standing import Theme
from kiosk.circulation.calendar import JST

NAME, ENGLISH, TEXT = 20, 40, 80
"""The longest name, English name and text, in letters: what a card of the terminal has room for."""
MOST = 200
"""Titles of a theme."""


class NotATheme(Exception):  # noqa: N818 - what was asked, not an error of ours
    """No theme can be made of this; the text says why, in both languages."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """add, list, remove."""
    what = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    add = what.add_parser("add", help="show titles together at the terminals")
    add.add_argument("--name", required=True, metavar="JAPANESE", help=f"up to {NAME} letters")
    add.add_argument("--english", required=True, metavar="NAME", help=f"up to {ENGLISH} letters")
    add.add_argument("--text", default="", metavar="JAPANESE", help=f"up to {TEXT} letters")
    add.add_argument("--text-english", default="", metavar="TEXT", help="the same in English")
    add.add_argument("--from", dest="first", type=_day, metavar="YYYY-MM-DD", help="the first day")
    add.add_argument("--until", dest="last", type=_day, metavar="YYYY-MM-DD", help="the last day")
    add.add_argument("--branch", default="", metavar="ID", help="only there (default: everywhere)")
    add.add_argument(
        "titles", nargs="+", metavar="TITLE", help="ids, ISBNs or copy numbers, in their order"
    )
    what.add_parser("list", help="number, first and last day, branch, titles, names")
    remove = what.add_parser("remove", help="show a theme no more")
    remove.add_argument("number", metavar="NUMBER")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f"日付「{text}」は 2026-04-01 のように書いてください。"
            f" / {text!r} is no date; write it as 2026-04-01."
        ) from error


def run_command(args: argparse.Namespace, central: Central) -> int:
    """Carry out one of them; 0. NotATheme where what was asked cannot be."""
    return _WHAT[args.what](args, central)


def _add(args: argparse.Namespace, central: Central) -> int:
    theme = Theme(
        id="",
        name=_words(args.name, NAME),
        english=_words(args.english, ENGLISH),
        titles=_titles(args.titles, central),
        text=_words(args.text, TEXT, empty=True),
        text_english=_words(args.text_english, 2 * TEXT, empty=True),
        first=args.first,
        last=args.last,
        branch=_branch(args.branch, central),
    )
    if theme.first and theme.last and theme.last < theme.first:
        raise NotATheme(
            "終わりの日が、始まりの日より前です。 / The last day is before the first day."
        )
    if theme.last and theme.last < central.clock.now().astimezone(JST).date():
        raise NotATheme("終わりの日が、もう過ぎています。 / The last day is over already.")
    print(central.themes.add(theme))
    count = len(theme.titles)
    print(
        f"特集を登録しました（{count}冊）。端末には、次の同期で出ます。上は特集の番号です。"
        f" / The theme is kept; titles: {count}. Terminals show it after their next round."
        " Above is its number.",
        file=sys.stderr,
    )
    return 0


def _words(told: str, most: int, *, empty: bool = False) -> str:
    words = " ".join(told.split())
    if not words and not empty:
        raise NotATheme("特集の名前が空です。 / A name of the theme is empty.")
    if len(words) > most:
        raise NotATheme(
            f"「{words[:10]}…」は{len(words)}字です。{most}字までにしてください。"
            f" / This has {len(words)} letters; there is room for {most}."
        )
    return words


def _titles(told: Iterable[str], central: Central) -> tuple[str, ...]:
    """Each title once, in the order told; NotATheme where an ISBN means several volumes."""
    found: dict[str, None] = {}
    unknown = []
    for words in told:
        named = central.catalogue.named(words)
        found.update(dict.fromkeys(title.id for title in named))
        if len(named) > 1:
            raise NotATheme(which_one(words, named))
        if not named:
            unknown.append(re.sub(r"\s+", " ", words)[:40])
    if unknown:
        which = "、".join(unknown)
        raise NotATheme(
            f"目録に見当たりません: {which}。書誌番号、資料番号、ISBNのどれかを書いてください。"
            f" / Not in the catalogue: {', '.join(unknown)}. Write an id, a copy's number or an"
            " ISBN. Nothing was kept."
        )
    if len(found) > MOST:
        raise NotATheme(f"1つの特集は{MOST}冊までです。 / A theme has up to {MOST} titles.")
    return tuple(found)


def _branch(told: str, central: Central) -> str:
    known = [branch.id for branch in central.library.branches]
    if told and told not in known:
        raise NotATheme(
            f"館「{told}」は、この図書館にありません。"
            f" / There is no branch {told!r}. Branches are: {', '.join(known)}."
        )
    return told


def _list(args: argparse.Namespace, central: Central) -> int:  # noqa: ARG001
    for theme in central.themes.all():
        days = [day.isoformat() if day else "-" for day in (theme.first, theme.last)]
        words = (theme.id, *days, theme.branch or "-", str(len(theme.titles)))
        print("\t".join((*words, theme.name, theme.english)))
    return 0


def _remove(args: argparse.Namespace, central: Central) -> int:
    if not central.themes.remove(args.number):
        raise NotATheme(
            f"番号「{args.number}」の特集はありません。 / There is no theme with this number."
        )
    print("特集を取り下げました。 / Removed.", file=sys.stderr)
    return 0


_WHAT: dict[str, Callable[[argparse.Namespace, Central], int]] = {
    "add": _add,
    "list": _list,
    "remove": _remove,
}
