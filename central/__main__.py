"""`python -m central`: serve terminals, take catalogues in, and the small tasks of staff.

Whatever the world does wrong is one plain sentence on standard error; status 2 for what was asked
wrongly, 1 for what cannot be done now.
"""

import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date

from central import demo_command, serving
from central.app import PROFILES, CannotOpen, Central, UnknownLibrary, load_library
from central.clock import SystemClock
from central.command import parser
from central.database import STORAGE_ERRORS, readable
from central.importers import command as import_command
from kiosk.circulation.facts import Patron, Residence
from kiosk.circulation.library import known


class WrongUse(Exception):  # noqa: N818 - what was asked, not an error of ours
    """Asked wrongly; the text says what is right."""


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out one command; the exit status."""
    args = parser().parse_args(argv)
    try:
        return _VERBS[args.verb](args)
    except (UnknownLibrary, WrongUse) as error:
        return _say(str(error), 2)
    except (CannotOpen, serving.CannotServe) as error:
        return _say(str(error), 1)
    except STORAGE_ERRORS as error:
        return _say(readable(error), 1)
    except OSError as error:
        return _say(f"{error.strerror or 'The system refused'}.", 1)
    except KeyboardInterrupt:
        return 130


def _say(sentence: str, status: int) -> int:
    print(sentence, file=sys.stderr)
    return status


def _with_central(args: Namespace, work: Callable[[Central], int]) -> int:
    central = Central.open(args.data, SystemClock(), library=getattr(args, "library", None))
    try:
        return work(central)
    finally:
        central.close()


def _serve(args: Namespace) -> int:
    with serving.listening(args.host, args.port) as socket:
        return _with_central(args, lambda central: serving.serve(central, socket))


def _import(args: Namespace) -> int:
    return _with_central(args, lambda central: import_command.run_command(args, central))


def _library(args: Namespace) -> int:
    if args.what == "list":
        print("\n".join(known(PROFILES)))
        return 0
    library = load_library(args.data, args.id)
    print(f"{library.id} {library.name}")
    return 0


def _terminal(args: Namespace) -> int:
    return _with_central(args, lambda central: _TERMINAL[args.what](args, central))


def _terminal_add(args: Namespace, central: Central) -> int:
    branch = central.library.branches[0].id if args.branch is None else args.branch
    try:
        code = central.terminals.add(branch)
    except KeyError as error:
        names = ", ".join(branch.id for branch in central.library.branches)
        raise WrongUse(f"There is no branch {args.branch!r}. Branches are: {names}.") from error
    print(f"{code[:5]}-{code[5:]}")
    print(
        "1回だけ、30分以内に使えます。端末で: / One use, within 30 minutes. On the terminal:\n"
        "  ./run kiosk setup --central ADDRESS --code CODE",
        file=sys.stderr,
    )
    return 0


def _terminal_list(args: Namespace, central: Central) -> int:  # noqa: ARG001
    for terminal in central.terminals.all():
        seen = "-" if terminal.last_seen is None else f"{terminal.last_seen:%Y-%m-%d %H:%M}"
        state = "cloned?" if terminal.forked else "enrolled"
        state = "revoked" if terminal.revoked else state
        print(f"{terminal.number}\t{terminal.branch}\t{state}\t{seen}\t{terminal.version}")
    return 0


def _terminal_revoke(args: Namespace, central: Central) -> int:
    for terminal in central.terminals.all():
        if terminal.number == args.number:
            central.terminals.revoke(terminal.id)
            print(f"revoked {args.number}")
            return 0
    raise WrongUse(f"There is no terminal with the number {args.number}.")


_TERMINAL = {"add": _terminal_add, "list": _terminal_list, "revoke": _terminal_revoke}


def _patron(args: Namespace) -> int:
    patron = Patron(
        card=args.card,
        name=args.name,
        kana=args.kana,
        born=_day(args.born),
        phone=args.phone,
        email=args.email,
        expires=_day(args.expires),
        residence=Residence.WIDE_AREA if args.wide_area else Residence.RESIDENT,
    )
    secret = sys.stdin.readline().rstrip("\r\n") if args.secret_stdin else None
    return _with_central(args, lambda central: _add_patron(central, patron, secret, args.branch))


def _add_patron(central: Central, patron: Patron, secret: str | None, branch: str | None) -> int:
    if secret is not None or patron.card in central.ils.cards():
        central.ils.put_patron(patron, secret, branch=branch)
        return 0
    central.ils.put_patron(patron, branch=branch)
    # A new card without a password gets the library's first one, to be changed at once.
    slip = central.ils.reset_secret(patron.card)
    if slip is not None:
        print(slip)
    return 0


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError as error:
        raise WrongUse(f"{text!r} is no date; write it as 2026-04-01.") from error


def _intake(args: Namespace) -> int:
    return _with_central(args, lambda central: _run_intake(central, args.dry_run))


def _run_intake(central: Central, dry_run: bool) -> int:
    report = central.intake.run(dry_run)
    for item in report.items:
        print(f"{item.state}\t{item.kind}\t{item.title or '-'}\t{item.text or item.reason or ''}")
    numbers = asdict(report)
    names = ("accepted", "refused", "needs_staff", "cancelled", "waiting")
    print(" ".join(f"{name}={numbers[name]}" for name in names))
    return 0


def _snapshot(args: Namespace) -> int:
    return _with_central(args, _build_snapshot)


def _build_snapshot(central: Central) -> int:
    total = central.catalogue.count()
    with import_command.bar() as show:
        manifest = central.catalogue.snapshot(
            None if show is None else lambda done: show(done, total)
        )
    print(f"version={manifest.version} titles={manifest.titles} bytes={manifest.size}")
    return 0


def _demo_data(args: Namespace) -> int:
    return _with_central(
        args, lambda central: demo_command.run_command(args, central, central.clock.now())
    )


_VERBS: dict[str, Callable[[Namespace], int]] = {
    "serve": _serve,
    "import": _import,
    "library": _library,
    "terminal": _terminal,
    "patron": _patron,
    "intake": _intake,
    "snapshot": _snapshot,
    "demo-data": _demo_data,
}

if __name__ == "__main__":
    sys.exit(main())
