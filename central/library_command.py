"""`central library …`: which library's rules hold, whether a profile is right, and its schema."""

import argparse
import sys
from collections.abc import Callable

from central.app import PROFILES, UnknownLibrary, load_library, profile_named
from kiosk.circulation.library import known
from kiosk.circulation.schema import schema_text


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """load, list, check, schema."""
    what = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    load = what.add_parser("load", help="from now on this data is of this library")
    load.add_argument("id", metavar="ID|FILE.toml")
    what.add_parser("list", help="the profiles there are")
    check = what.add_parser("check", help="is this profile right? changes nothing")
    check.add_argument("file", metavar="FILE.toml")
    what.add_parser("schema", help="print the JSON Schema of profiles, for editors")


def run_command(args: argparse.Namespace) -> int:
    """Carry out one of them; 0, or 1 where `check` finds a mistake."""
    return _WHAT[args.what](args)


def _load(args: argparse.Namespace) -> int:
    library = load_library(args.data, args.id)
    print(f"{library.id} {library.name}")
    print(
        "動いている serve は、起動し直すとこの決まりになり、端末にも届けます。"
        " / A running serve takes them up when it is started anew, and hands them to terminals.",
        file=sys.stderr,
    )
    return 0


def _list(args: argparse.Namespace) -> int:  # noqa: ARG001
    print("\n".join(known(PROFILES)))
    return 0


def _check(args: argparse.Namespace) -> int:
    try:
        library = profile_named(args.file, args.data)
    except UnknownLibrary as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{library.id} {library.name}: 正しく書けています。 / It is right.")
    return 0


def _schema(args: argparse.Namespace) -> int:  # noqa: ARG001
    print(schema_text((PROFILES / "template.toml").read_text(encoding="utf-8")), end="")
    return 0


_WHAT: dict[str, Callable[[argparse.Namespace], int]] = {
    "load": _load,
    "list": _list,
    "check": _check,
    "schema": _schema,
}
