"""The terminal's command line: `python -m kiosk [--data DIR] run|setup|self-check|search|…`.

The world's errors are one plain sentence on standard error and exit status 2; only a fault of ours
is a traceback.
"""

import signal

if __name__ == "__main__" and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    # Ctrl-C while all this is read is the end, with nothing to tell.
    signal.signal(signal.SIGINT, signal.SIG_DFL)

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from kiosk import __version__, app, display
from kiosk.arguments import Parser, positive
from kiosk.catalogue.search import Catalogue, CatalogueDamaged, Query
from kiosk.circulation.library import ProfileError
from kiosk.no_dumps import no_core_dumps
from kiosk.settings import SettingsError, load
from kiosk.setup.answers import bring
from kiosk.setup.calibrate import measured
from kiosk.setup.enrol import SetupFailed, invited
from kiosk.setup.export import export, export_salvaged
from kiosk.setup.self_check import MOST_SKEW, check
from kiosk.setup.words import loose, moment, off, told, turned_away
from kiosk.store.identity import Identity
from kiosk.store.keys import Name, Place, open_keys
from kiosk.store.ledger import FILE as LEDGER
from kiosk.store.problems import CannotWrite, NoCatalogue, NotEnrolled, Problem
from kiosk.store.salvage import salvage
from kiosk.store.whole_chain import loose_row
from kiosk.sync.exchange import refusal_of
from kiosk.sync.profiles import Profiles
from kiosk.sync.replica import Replica
from kiosk.sync.round import Round
from kiosk.sync.snapshot import Progress

DEFAULT_DATA = Path("data") / "terminal"


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what was asked; the exit status."""
    no_core_dumps()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a console that lacks a sign shows another
    asked = _parser().parse_args(arguments)
    do: Callable[[argparse.Namespace], int] = asked.do
    try:
        return do(asked)
    except Problem as problem:
        print(problem.sentence, file=sys.stderr)
    except CatalogueDamaged:
        print(NoCatalogue().sentence, file=sys.stderr)
    except (SettingsError, ProfileError) as error:
        print(error, file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # whoever reads has heard enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        print(f"ファイルを使えません。 / {error.strerror}: {error.filename}", file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="kiosk", description="Shirabe, the library terminal.")
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument(
        "--data", type=Path, default=DEFAULT_DATA, metavar="DIR", help="where all state lives"
    )
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    run = verbs.add_parser("run", help="show the terminal (default place of state: data/terminal)")
    run.add_argument("--windowed", action="store_true", help="a window instead of the whole screen")
    run.add_argument(
        "--rehearse", type=Path, metavar="SCRIPT", help="play this script of touches, then end"
    )
    run.add_argument("--pictures", type=Path, metavar="DIR", help="where its pictures go")
    run.set_defaults(do=_run)
    setup = verbs.add_parser("setup", help="enrol this terminal with a code from the central")
    where = setup.add_mutually_exclusive_group(required=True)
    where.add_argument("--central", metavar="URL")
    where.add_argument(
        "--again",
        action="store_true",
        help="a terminal that its central turns away: enrol it anew, with all its requests",
    )
    where.add_argument(
        "--from", type=Path, metavar="FILE", dest="invitation", help="what `terminal add` wrote"
    )
    setup.add_argument("--code", help="the code of enrolment; stands in the file of --from")
    setup.add_argument("--keyring", choices=[place.value for place in Place])
    setup.set_defaults(do=_setup)
    verbs.add_parser("self-check", help="is it fit for the day?").set_defaults(do=_self_check)
    search = verbs.add_parser("search", help="search the catalogue of this terminal")
    search.add_argument("words", nargs="+")
    search.add_argument("--limit", type=positive, default=20)
    search.set_defaults(do=_search)
    verbs.add_parser("sync", help="one round with the central").set_defaults(do=_sync)
    verbs.add_parser("rotate-keys", help="another signing key, from now on").set_defaults(
        do=_rotate
    )
    verbs.add_parser("status", help="what waits, and how old the data is").set_defaults(do=_status)
    out = verbs.add_parser("export-requests", help="write the requests, sealed, to a USB stick")
    out.add_argument("target", type=Path, metavar="FILE_OR_FOLDER")
    out.add_argument(
        "--salvage", type=Path, metavar="LEDGER", help="from a ledger file that was set aside"
    )
    out.set_defaults(do=_export)
    back = verbs.add_parser("import-answers", help="take answers and a catalogue from a USB stick")
    back.add_argument("folder", type=Path, metavar="FOLDER")
    back.set_defaults(do=_bring)
    return parser


def _run(asked: argparse.Namespace) -> int:
    if (why := display.trouble()) is not None:
        if asked.rehearse is None:
            print(why, file=sys.stderr)
            return 2
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from kiosk.screen import rehearse, run
    from kiosk.ui.rehearsal import NoScript

    if asked.rehearse is None:
        return run(asked.data, windowed=asked.windowed)
    try:
        return rehearse(asked.data, asked.rehearse, asked.pictures)
    except NoScript as error:
        print(error, file=sys.stderr)
        return 2


def _enrolled(asked: argparse.Namespace, progress: Callable[[Progress], None]) -> Identity:
    told = None if asked.invitation is None else invited(asked.invitation)
    code = told.code if told else asked.code
    if code is None:
        raise SetupFailed("登録コードを --code で指定してください。", "Say the code with --code.")
    if asked.again:
        return app.enrol_again(asked.data, code, cost=measured, progress=progress)
    return app.enrol(
        asked.data,
        told.address if told else asked.central,
        code,
        keyring=asked.keyring,
        cost=measured,
        invitation=told,
        progress=progress,
    )


def _setup(asked: argparse.Namespace) -> int:
    bar = _Bar()
    identity = _enrolled(asked, bar.show)
    bar.end()
    print(f"登録しました。 / Enrolled: {identity.library} {identity.branch} #{identity.number}")
    if Replica(asked.data).path is None:
        print("蔵書データはこれから受け取ります。 / The catalogue will follow.")
    return 0


def _self_check(asked: argparse.Namespace) -> int:
    settings = load(asked.data)
    keys, clock = open_keys(settings.keyring, asked.data), app.SystemClock()
    ledger = app.open_ledger(asked.data, keys, clock, locked=False)
    try:
        profiles = app.profiles_of(asked.data, settings, ledger.identity)
        server = app.make_server(settings, ledger, keys, clock)
        replica = Replica(asked.data, server, ledger.identity.central_key)
        findings = check(asked.data, keys, ledger, replica, profiles, clock, server)
    finally:
        ledger.close()
    for finding in findings:
        mark = {True: "○", None: "△", False: "×"}[finding.fit]
        print(f"{mark} {finding.what}: {finding.text}")
    return 0 if all(finding.fit is not False for finding in findings) else 1


def _search(asked: argparse.Namespace) -> int:
    catalogue = _catalogue(asked.data)
    try:
        results = catalogue.search(Query(" ".join(asked.words), limit=asked.limit))
    finally:
        catalogue.close()
    for hit in results.hits:
        creators = "、".join(creator.name for creator in hit.title.creators)
        print("\t".join((hit.title.id, hit.title.title, creators, str(hit.title.year or ""))))
    print(f"{results.total}{'' if results.exact else '+'} 件", file=sys.stderr)
    return 0 if results.hits else 1


def _catalogue(data: Path) -> Catalogue:
    replica = Replica(data)
    found = replica.open()
    if found is not None:
        return found
    if replica.version is not None:
        raise CannotWrite  # it is there, but a full disk has no room for what readers share
    raise NoCatalogue if (data / LEDGER).exists() else NotEnrolled


def _sync(asked: argparse.Namespace) -> int:
    bar = _Bar()
    terminal = app.build(asked.data)
    try:
        done = terminal.sync(bar.show)
    finally:
        terminal.close()
    bar.end()
    print(
        f"送信{done.pushed}件、結果{done.outcomes}件、書誌{done.changes}件、利用者{done.patrons}件。"
        f" / {done.pushed} pushed, {done.outcomes} outcomes, {done.changes} titles,"
        f" {done.patrons} patrons."
    )
    return _say_failures(done)


def _rotate(asked: argparse.Namespace) -> int:
    terminal = app.build(asked.data)
    try:
        terminal.rotation.ask()
        done = terminal.sync()
        waits = terminal.keys.find(Name.NEXT_SIGN) is not None
    finally:
        terminal.close()
    if waits:
        print("鍵は次の通信で替わります。 / The key will change in the next round.")
    else:
        print("署名の鍵を替えました。 / The signing key was changed.")
    return _say_failures(done)


def _say_failures(done: Round) -> int:
    """Each trouble once, with the steps that met it."""
    steps: dict[str, list[str]] = {}
    for failure in done.failures:
        steps.setdefault(told(failure.cause).sentence, []).append(failure.step)
    for text, names in steps.items():
        print(f"{', '.join(dict.fromkeys(names))}: {text}", file=sys.stderr)
    return 0 if done.good else 1


def _status(asked: argparse.Namespace) -> int:
    settings = load(asked.data)
    keys, clock = open_keys(settings.keyring, asked.data), app.SystemClock()
    ledger = app.open_ledger(asked.data, keys, clock, locked=False)
    try:
        identity = ledger.identity
        profiles = app.profiles_of(asked.data, settings, identity)
        print(f"terminal    #{identity.number} {identity.library} {identity.branch}")
        print(f"central     {settings.central}")
        library = profiles.in_force()
        print(f"profile     {library.name}（版 / version {library.digest[:12]}）{_news(profiles)}")
        if (reason := refusal_of(ledger)) is not None:
            print(f"            {turned_away(reason).sentence}")
        oldest, last = ledger.oldest_queued(), ledger.note("last_sync")
        since = f"（いちばん古いもの / oldest {moment(oldest)}）" if oldest else ""
        print(f"queued      {ledger.queued()}{since}")
        print(f"last sync   {moment(datetime.fromisoformat(last)) if last else '-'}")
        if (by := ledger.clock_off()) is not None and abs(by) > MOST_SKEW:
            print(f"clock       {off(by).sentence}")
        if (row := loose_row(ledger)) is not None:
            print(f"ledger      {loose(row).sentence}")
    finally:
        ledger.close()
    reader = Replica(asked.data).open()
    if reader is not None:
        print(f"catalogue   {reader.count} titles, as of {moment(reader.as_of)}")
        reader.close()
    return 0


def _news(profiles: Profiles) -> str:
    """What is to be said of the profile in force."""
    if (refusal := profiles.refusal()) is not None:
        return f"  {refusal.sentence}"
    return "  新しい決まりは次の起動から / a newer one from the next start" * profiles.waits()


def _export(asked: argparse.Namespace) -> int:
    settings = load(asked.data)
    keys, clock = open_keys(settings.keyring, asked.data), app.SystemClock()
    if asked.salvage is not None:
        found = salvage(asked.salvage, keys.get(Name.LEDGER), asked.data)
        done = export_salvaged(found, keys.get(Name.SIGN), asked.target, clock.now())
    else:
        ledger = app.open_ledger(asked.data, keys, clock, locked=False)
        try:
            done = export(ledger, keys.get(Name.SIGN), asked.target)
        finally:
            ledger.close()
    print(f"{done.count}件を書き出しました(未送信 {done.unsent}件)。", end="")
    print(f" / {done.count} requests, {done.unsent} of them unsent: {done.path}")
    if done.lost:
        said = f"{done.lost}件は読み取れません。 / {done.lost} rows cannot be read."
        print(said, file=sys.stderr)
    return 1 if done.lost else 0


def _bring(asked: argparse.Namespace) -> int:
    settings, clock, bar = load(asked.data), app.SystemClock(), _Bar()
    keys = open_keys(settings.keyring, asked.data)
    ledger = app.open_ledger(asked.data, keys, clock)
    try:
        profiles = app.profiles_of(asked.data, settings, ledger.identity)
        done = bring(asked.folder, ledger, keys.get(Name.RECEIVE), asked.data, profiles, bar.show)
    finally:
        ledger.close()
    bar.end()
    if done.outcomes is not None:
        print(f"回答{done.outcomes}件を受け取りました。 / {done.outcomes} answers.")
    if done.catalogue:
        print("蔵書データを入れ替えました。 / A new catalogue is in use.")
    if done.profile:
        print("次の起動から新しい規則で動きます。 / New rules hold from the next start.")
    return 0


class _Bar:
    """A progress bar on standard error, where that is a terminal."""

    def __init__(self) -> None:
        self._shown = False

    def show(self, progress: Progress) -> None:
        """How far it has come."""
        if not sys.stderr.isatty():
            return
        self._shown = True
        filled = "█" * (30 * progress.done // max(1, progress.size))
        megabytes = f"{progress.done / 1e6:.1f}/{progress.size / 1e6:.1f} MB"
        print(f"\r蔵書データ [{filled:<30}] {megabytes}", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Leave the line."""
        if self._shown:
            print(file=sys.stderr)


if __name__ == "__main__":
    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.exit(main())
