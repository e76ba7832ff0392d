"""`central explain --title …`: print the whole decision about a hold as a tree, or as JSON."""

import argparse
import json
from datetime import date, datetime, time

from central.app import Central, profile_named
from central.explaining import Question, explained
from kiosk.circulation.calendar import JST
from kiosk.circulation.facts import Contact


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Who, what, when, where, how; and how to print it."""
    parser.add_argument("--title", required=True, metavar="ID", help="its id, ISBN or copy number")
    parser.add_argument("--card", help="whose hold; without it: what needs no patron")
    parser.add_argument(
        "--library", metavar="ID|FILE.toml", help="judge by these rules (default: this data's own)"
    )
    parser.add_argument(
        "--at", type=_moment, metavar="'YYYY-MM-DD HH:MM'", help="when (a day alone: at noon)"
    )
    parser.add_argument("--pickup", metavar="ID", help="where to fetch it (default: each place)")
    parser.add_argument(
        "--contact", type=_contact, metavar="|".join(Contact), help="how to be told (default: each)"
    )
    parser.add_argument("--branch", metavar="ID", help="where a renewal is asked for")
    parser.add_argument("--language", choices=("ja", "en"), default="ja")
    parser.add_argument("--json", action="store_true", help="one line of JSON, both languages")


def run_command(args: argparse.Namespace, central: Central) -> int:
    """Print it; 0 whatever the decision is."""
    library = None if args.library is None else profile_named(args.library, args.data)
    answer = explained(
        central,
        Question(
            title=args.title,
            card=args.card,
            library=library,
            at=args.at,
            pickup=args.pickup,
            contact=args.contact,
            branch=args.branch,
        ),
    )
    if args.json:
        print(json.dumps(answer.as_json(), ensure_ascii=False))
    else:
        print("\n".join(answer.lines(args.language)))
    return 0


def _moment(text: str) -> datetime:
    try:
        if len(text) == len("2026-04-01"):
            return datetime.combine(date.fromisoformat(text), time(12), JST)
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f"「{text}」は 2026-04-01 10:00 のように書いてください。"
            f" / {text!r} is no moment; write it as 2026-04-01 10:00."
        ) from error
    return at if at.tzinfo else at.replace(tzinfo=JST)


def _contact(text: str) -> Contact:
    if text in set(Contact):
        return Contact(text)
    raise argparse.ArgumentTypeError(
        f"「{text}」という連絡方法はありません。 / {text!r} is none of {', '.join(Contact)}."
    )
