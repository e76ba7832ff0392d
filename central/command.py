"""The words of `python -m central`: which arguments each takes. Nothing is done here."""

import argparse
import os
from pathlib import Path

from central import (
    backup_command,
    demo_command,
    explain_command,
    library_command,
    stick_command,
    theme_command,
)
from central.importers import command as import_command
from central.importers import harvest_command
from kiosk.arguments import Parser
from kiosk.circulation.addresses import NoAddress, check_central

DEFAULT_PORT = 8470


def default_data() -> Path:
    """Where a central keeps its data when nobody says."""
    home = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(home) / "shirabe" / "central"


def parser() -> argparse.ArgumentParser:
    """All verbs and their arguments."""
    root = Parser(
        prog="central", description="Shirabe's central: requests, intake, catalogue, terminals."
    )
    root.add_argument(
        "--data", type=Path, default=default_data(), metavar="DIR", help="where all state lives"
    )
    verbs = root.add_subparsers(dest="verb", required=True, metavar="VERB")
    _serve(verbs.add_parser("serve", help="answer terminals, and run what is due"))
    taking = verbs.add_parser("import", help="take a file of catalogue records in")
    import_command.add_arguments(taking)
    harvesting = verbs.add_parser("harvest", help="take records in from a server of OAI-PMH")
    harvest_command.add_arguments(harvesting)
    rules = verbs.add_parser("library", help="which library's rules hold; check a profile")
    library_command.add_arguments(rules)
    _terminal(verbs.add_parser("terminal", help="enrol terminals"))
    _patron(verbs.add_parser("patron", help="patrons' cards"))
    _intake(verbs.add_parser("intake", help="make provisional requests real"))
    why = verbs.add_parser("explain", help="why a title can or cannot be put on hold, rule by rule")
    explain_command.add_arguments(why)
    stick_command.add_import(
        verbs.add_parser("import-requests", help="take requests in that came on a stick")
    )
    stick_command.add_export(
        verbs.add_parser("export-answers", help="answers and catalogue onto a stick")
    )
    backup_command.add_backup(verbs.add_parser("backup", help="a verified copy of all state"))
    backup_command.add_restore(verbs.add_parser("restore", help="put such a copy back"))
    verbs.add_parser("rotate-keys", help="another key for sealed boxes, from now on")
    snapshot = verbs.add_parser("snapshot", help="catalogue files for terminals")
    _one(snapshot).add_parser("build", help="build and sign one now")
    themes = verbs.add_parser("theme", help="titles that staff put together for the terminals")
    theme_command.add_arguments(themes)
    demo = verbs.add_parser("demo-data", help="a library to try")
    demo_command.add_arguments(demo)
    return root


def _one(parser: argparse.ArgumentParser) -> "argparse._SubParsersAction[argparse.ArgumentParser]":
    return parser.add_subparsers(dest="what", required=True, metavar="WHAT")


def _serve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=_port, default=DEFAULT_PORT)
    parser.add_argument("--library", metavar="ID", help="for a new data folder; see library load")


def _port(text: str) -> int:
    number = int(text) if text.isascii() and text.isdecimal() else -1
    if not 0 <= number <= 65535:
        raise argparse.ArgumentTypeError(
            f"ポートは 0 から 65535 までです。 / {text!r} is not a port: 0 to 65535."
        )
    return number


def _terminal(parser: argparse.ArgumentParser) -> None:
    what = _one(parser)
    add = what.add_parser("add", help="print a code for a new terminal")
    add.add_argument("--branch", metavar="ID", help="where it stands (default: the first branch)")
    add.add_argument(
        "--address", type=_address, metavar="URL", help="where terminals reach this central"
    )
    add.add_argument(
        "--stick", type=_folder, metavar="DIR", help="also write a file for `kiosk setup --from`"
    )
    what.add_parser("list", help="terminals: state, last seen, changes not yet fetched, version")
    revoke = what.add_parser("revoke", help="never let a terminal in again")
    revoke.add_argument("number", type=int, metavar="NUMBER")


def _address(text: str) -> str:
    try:
        return check_central(text)
    except NoAddress as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _folder(text: str) -> Path:
    if not Path(text).is_dir():
        raise argparse.ArgumentTypeError(
            f"「{text}」というフォルダはありません。 / There is no folder {text}."
        )
    return Path(text)


def _patron(parser: argparse.ArgumentParser) -> None:
    what = _one(parser)
    add = what.add_parser("add", help="add a card, or change what is known of it")
    add.add_argument("--card", required=True)
    add.add_argument("--name", required=True)
    add.add_argument("--kana")
    add.add_argument("--born", metavar="YYYY-MM-DD")
    add.add_argument("--phone")
    add.add_argument("--email")
    add.add_argument("--expires", metavar="YYYY-MM-DD")
    add.add_argument("--wide-area", action="store_true", help="a neighbouring town's patron")
    add.add_argument("--branch", metavar="ID", help="the branch whose terminals know the patron")
    add.add_argument(
        "--secret-stdin", action="store_true", help="read the password from standard input"
    )


def _intake(parser: argparse.ArgumentParser) -> None:
    run = _one(parser).add_parser("run", help="run the intake now")
    run.add_argument("--dry-run", action="store_true", help="tell, and change nothing")
