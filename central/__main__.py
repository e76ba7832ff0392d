# ruff: noqa: ARG001 - all verbs are called with the same arguments
"""`python -m central`: serve terminals, take catalogues in, and the small tasks of staff.

Whatever the world does wrong is one plain sentence on standard error, in Japanese and English as
the terminal says it; status 2 for what was asked wrongly, 1 for what cannot be done now.
"""

import signal

if __name__ == "__main__" and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    # Ctrl-C while all this is read is the end, with nothing to tell.
    signal.signal(signal.SIGINT, signal.SIG_DFL)

import os
import shlex
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

import segno

from central import (
    backup_command,
    demo_command,
    explain_command,
    library_command,
    serving,
    stick_command,
    theme_command,
)
from central.app import DEFAULT_LIBRARY, CannotOpen, Central, UnknownLibrary
from central.backups import BackupFailed
from central.clock import SystemClock
from central.command import DEFAULT_PORT, parser
from central.database import STORAGE_ERRORS, readable
from central.explaining import CannotExplain
from central.importers import command as import_command
from central.importers import harvest_command
from central.importers.command import NoBranch
from central.keys import FOLDER as KEYS
from central.restoring import FILE
from central.runs import Underway
from central.stick import NotTaken
from central.theme_command import NotATheme
from kiosk import durable
from kiosk.circulation.addresses import plain_address
from kiosk.circulation.facts import EmailState, Patron, Residence, SecretState
from kiosk.circulation.invitations import FILE as FILE_OF_ENROLMENT
from kiosk.circulation.invitations import to_scan
from kiosk.circulation.passwords import may_use, normalise_card
from kiosk.circulation.reasons import sentence
from kiosk.no_dumps import no_core_dumps


class WrongUse(Exception):  # noqa: N818 - what was asked, not an error of ours
    """Asked wrongly; the text says what is right, in both languages."""


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out one command; the exit status."""
    no_core_dumps()
    args = parser().parse_args(argv)
    try:
        return _told(_VERBS[args.verb](args))
    except (UnknownLibrary, CannotExplain, NotATheme, NoBranch, WrongUse) as error:
        return _say(str(error), 2)
    except (CannotOpen, NotTaken, BackupFailed, Underway, serving.CannotServe) as error:
        return _say(str(error), 1)
    except STORAGE_ERRORS as error:
        return _say(readable(error), 1)
    except OSError as error:
        where = "" if error.filename is None else f": {error.filename}"
        return _say(f"ファイルを使えません。 / {error.strerror or 'The system refused'}{where}.", 1)
    except KeyboardInterrupt:
        return 130


def _told(status: int) -> int:
    """What was printed is out; an OSError where nobody takes it, and nothing more at the end."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise
    return status


def _say(sentence: str, status: int) -> int:
    print(sentence, file=sys.stderr)
    return status


def _with_central(args: Namespace, work: Callable[[Central], int]) -> int:
    with closing(_open(args, getattr(args, "library", None))) as central:
        return work(central)


def _open(args: Namespace, library: str | None = None) -> Central:
    """The central in `--data`. One begins only where its library is named: in a mistyped folder
    there is none."""
    if library is None and not _begun(args.data):
        raise WrongUse(
            f"{args.data} に中央サーバはありません。場所を確かめてください。新しく始めるときは"
            "「library load 図書館」が先です。 / There is no central in this folder. Is it the"
            f" right one? A new one begins with: {_begins_with(args.data)}"
        )
    return Central.open(args.data, SystemClock(), library=library)


def _begun(data: Path) -> bool:
    return data.is_file() or any((data / name).exists() for name in (FILE, KEYS))


def _begins_with(data: Path) -> str:
    return f"{_typed('central', data)} library load ID"


def _typed(program: str, data: Path) -> str:
    return f"./run {program} --data {shlex.quote(str(data))}"


def _on(work: Callable[[Namespace, Central], int]) -> Callable[[Namespace], int]:
    return lambda args: _with_central(args, lambda central: work(args, central))


def _serve(args: Namespace) -> int:
    with serving.listening(args.host, args.port) as socket:
        return _with_central(args, lambda central: serving.serve(central, socket))


def _terminal(args: Namespace) -> int:
    return _with_central(args, lambda central: _TERMINAL[args.what](args, central))


def _terminal_add(args: Namespace, central: Central) -> int:
    address = args.address or f"http://127.0.0.1:{DEFAULT_PORT}"
    _, branch = import_command.branch_ids(central, args.branch)
    invitation = central.terminals.invite(branch or central.library.branches[0].id, address)
    plain = invitation.code
    code = f"{plain[:5]}-{plain[5:]}"
    setup = f"{_typed('kiosk', args.data.parent / 'terminal')} setup"
    if args.stick is not None:
        file = args.stick / FILE_OF_ENROLMENT
        durable.write(file, (invitation.model_dump_json().encode(),))
        print(code)
        away = "" if args.address else _ONLY_HERE
        return _say(f"{away}{_ON_A_STICK}\n  {setup} --from {shlex.quote(str(file))}", 0)
    print(code)
    segno.make(to_scan(plain, args.address), micro=False).terminal(sys.stderr, compact=True)
    return _say(f"{_TO_BE_TYPED}\n  {setup} --central {address} --code {code}", 0)


_ON_A_STICK = (
    "登録ファイルを書きました。1回だけ、30分以内に使えます。USBメモリを端末に差してください。登録前の"
    "画面がひとりでに見つけます。画面を使わないときは、端末で: / The file of enrolment is written,"
    " for one use within 30 minutes. Put the stick into the terminal: its first screen finds it by"
    " itself. Without the screen, on the terminal:"
)
_ONLY_HERE = (
    "この登録ファイルは、同じ機械の端末のものです。別の機械のときは、中央サーバの番地を --address"
    " で付けて、作り直してください。 / This file is for a terminal on this machine. For another"
    " make it again, with this central's address: --address URL.\n"
)
_TO_BE_TYPED = (
    "登録コードです。1回だけ、30分以内に使えます。端末で(つなぐ先は中央サーバの番地に):"
    " / A code for one use, within 30 minutes. On the terminal, with this central's address:"
)


def _terminal_list(args: Namespace, central: Central) -> int:
    for terminal in central.terminals.all():
        seen = "-" if terminal.last_seen is None else f"{terminal.last_seen:%Y-%m-%d %H:%M}"
        state = "cloned?" if terminal.forked else "enrolled"
        state = "revoked" if terminal.revoked else state
        behind = central.catalogue.behind(terminal.cursor or "")
        lacks = "-" if behind is None else str(behind)
        words = (str(terminal.number), terminal.branch, state, seen, lacks, terminal.version)
        print("\t".join(words))
    return 0


def _terminal_revoke(args: Namespace, central: Central) -> int:
    for terminal in central.terminals.all():
        if terminal.number == args.number:
            if terminal.revoked:
                return _say(
                    f"端末{args.number}は、もう止めてあります。 / It was revoked before.", 0
                )
            central.terminals.revoke(terminal.id)
            return _say(f"端末{args.number}を止めました。 / Revoked.", 0)
    raise WrongUse(
        f"番号{args.number}の端末はありません。 / There is no terminal with this number."
    )


_TERMINAL = {"add": _terminal_add, "list": _terminal_list, "revoke": _terminal_revoke}


def _patron(args: Namespace) -> int:
    card, address = normalise_card(args.card), args.email and plain_address(args.email)
    if card is None:
        raise WrongUse("カード番号が正しくありません。 / This is no card number.")
    if not args.name.strip():
        raise WrongUse("氏名が空です。 / The name is empty.")
    if args.email is not None and address is None:
        raise WrongUse("メールアドレスが正しくありません。 / This is no e-mail address.")
    told = {
        "name": args.name.strip(),
        "kana": args.kana,
        "born": _day(args.born),
        "phone": args.phone,
        "email": address,
        "email_state": EmailState.REGISTERED if address else None,
        "expires": _day(args.expires),
        "residence": Residence.WIDE_AREA if args.wide_area else None,
    }
    told = {name: value for name, value in told.items() if value is not None}
    secret = sys.stdin.readline().rstrip("\r\n") if args.secret_stdin else None
    return _with_central(args, lambda central: _add_patron(central, args, card, told, secret))


def _add_patron(
    central: Central, args: Namespace, card: str, told: dict[str, Any], secret: str | None
) -> int:
    _, branch = import_command.branch_ids(central, args.branch)
    new = card not in central.ils.cards()
    # Of a patron who is there only what was said is changed, and never the password by itself.
    patron = replace(Patron(card, "") if new else central.ils.account(card).patron, **told)
    if secret is not None:
        refusal = may_use(central.library, secret, patron)
        if refusal is not None:
            raise WrongUse(f"{sentence(refusal)} / {sentence(refusal, 'en')}")
        patron = replace(patron, secret_state=SecretState.SET)
    central.ils.put_patron(patron, secret, branch=branch)
    if new and secret is None:
        # A new card without a password gets the library's first one, to be changed at once.
        slip = central.ils.reset_secret(card)
        if slip is not None:
            print(slip)
            _say("上は仮パスワードです。 / Above is the temporary password.", 0)
    return _say("登録しました。 / Added." if new else "更新しました。 / Changed.", 0)


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError as error:
        raise WrongUse(
            f"日付「{text}」は 2026-04-01 のように書いてください。"
            f" / {text!r} is no date; write it as 2026-04-01."
        ) from error


def _run_intake(args: Namespace, central: Central) -> int:
    report = central.intake.run(args.dry_run)
    for item in report.items:
        late = f"\tlate by {item.late}" if item.late else ""
        unsure = "\t時刻不確か / time not sure" if item.unsure else ""
        why = item.text or item.reason or ""
        print(f"{item.state}\t{item.kind}\t{item.title or '-'}\t{why}{late}{unsure}")
    numbers = asdict(report)
    english = ", ".join(f"{numbers[name]} {name.replace('_', ' ')}" for name in _COUNTED)
    japanese = "、".join(f"{_COUNTED[name]}{numbers[name]}件" for name in _COUNTED)
    print(f"{japanese}。 / {english}.")
    return 0


_COUNTED = {
    "accepted": "受付",
    "refused": "お断り",
    "needs_staff": "係の確認待ち",
    "cancelled": "取消し",
    "waiting": "待ち",
    "late": "遅れ",
}


def _explain(args: Namespace) -> int:
    # `--library` is whose rules are asked, not whose data this is.
    with closing(_open(args)) as central:
        return explain_command.run_command(args, central)


def _build_snapshot(args: Namespace, central: Central) -> int:
    total = central.catalogue.count()
    with import_command.bar() as drawn:
        show = drawn or import_command.Lines().show
        manifest = central.catalogue.snapshot(lambda done: show(done, total))
    print(
        f"端末に渡す蔵書データを作りました(書誌{manifest.titles:,}件、{manifest.size:,}バイト)。"
        f" / The catalogue for terminals is built: {manifest.titles:,} titles,"
        f" {manifest.size:,} bytes."
    )
    return 0


def _change_intake_key(args: Namespace, central: Central) -> int:
    print(central.change_intake_key())
    return _say(
        "封をする鍵を替えました。端末は1日のうちに新しい鍵を使います。前の鍵で封をしたものも400日は"
        "開けます。鍵の控えを取り直してください(backup --with-keys)。"
        " / Boxes are sealed to a new key. Terminals take it up within a day; boxes made for former"
        " keys still open for 400 days. Copy the keys anew: backup --with-keys.",
        0,
    )


def _demo_data(args: Namespace) -> int:
    """To try Shirabe with one command: begins a central where there is none, and says so."""
    library = None if _begun(args.data) else DEFAULT_LIBRARY
    if library is not None:
        _say(
            f"新しく始めます。決まりは {library} のものです。ほかの図書館のときは、空の"
            "フォルダで「library load 図書館」から始めてください。 / A new central begins here,"
            f" with the rules of {library}. For another begin an empty folder with:"
            f" {_begins_with(args.data)}",
            0,
        )
    with closing(_open(args, library)) as central:
        return demo_command.run_command(args, central, central.clock.now())


_VERBS: dict[str, Callable[[Namespace], int]] = {
    "serve": _serve,
    "import": _on(import_command.run_command),
    "harvest": _on(harvest_command.run_command),
    "library": library_command.run_command,
    "terminal": _terminal,
    "patron": _patron,
    "intake": _on(_run_intake),
    "explain": _explain,
    "import-requests": _on(stick_command.import_requests),
    "export-answers": _on(stick_command.export_answers),
    "backup": _on(backup_command.backup),
    "restore": backup_command.run_restore,
    "rotate-keys": _on(_change_intake_key),
    "snapshot": _on(_build_snapshot),
    "theme": _on(theme_command.run_command),
    "demo-data": _demo_data,
}

if __name__ == "__main__":
    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.exit(main())
