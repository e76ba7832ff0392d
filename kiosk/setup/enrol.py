"""Enrolment: a single-use code becomes a terminal with keys, a ledger and settings.

The terminal's own keys never leave it; the central's two secrets arrive sealed to it. A ledger
that is fit is never put away: only a terminal that has lost its ledger or its key is enrolled anew.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError

from kiosk import __version__, settings
from kiosk.circulation.invitations import FILE as FILE_OF_ENROLMENT
from kiosk.circulation.invitations import Invitation, NoInvitation, read_file
from kiosk.circulation.library import ProfileError
from kiosk.circulation.messages import EnrolAsk, EnrolReply, TerminalSecrets
from kiosk.circulation.sealing import (
    BadSeal,
    Cost,
    new_sign_key,
    open_sealed,
    public_key,
    sign,
    verify_key,
)
from kiosk.ports import Busy, CentralAway, Clock, Misunderstood, TurnedAway
from kiosk.settings import Settings
from kiosk.store import mark
from kiosk.store.database import remove, set_aside
from kiosk.store.identity import Identity
from kiosk.store.keys import Keys, Name
from kiosk.store.ledger import FILE, Ledger
from kiosk.store.patrons import FILE as PATRONS_FILE
from kiosk.store.problems import AlreadyEnrolled, LedgerLost, NotEnrolled, Problem
from kiosk.sync.profiles import Carried, ProfileRefused, Profiles
from kiosk.sync.server import Server

_LARGEST = 4_000_000
"""Bytes of a file of enrolment that are read at most."""
log = logging.getLogger(__name__)


class SetupFailed(Problem):
    """The terminal could not be enrolled."""


class Enrolment:
    """Enrols the terminal of one data folder."""

    def __init__(
        self,
        data: Path,
        settings: Settings,
        keys: Keys,
        server: Server,
        clock: Clock,
        shipped: Path,
        cost: Callable[[], Cost] | None = None,
    ) -> None:
        """`cost`: measures the dearest Argon2id that this machine checks in time."""
        self._data = data
        self._settings = settings
        self._keys = keys
        self._server = server
        self._clock = clock
        self._shipped = shipped
        self._cost = cost

    def run(self, code: str, invitation: Invitation | None = None) -> Identity:
        """Enrol with a code as typed; the new identity. The ledger comes last: with it the folder
        is a terminal, so that nothing may be missing by then. `invitation`: from a stick, it brings
        the rules, and says whose answer is to be believed."""
        self._refuse_other_keyring()
        self._refuse_enrolled()
        self._keys.make()
        reply = self._ask(code)
        identity = _identity(reply)
        if invitation is not None and invitation.central_key != reply.central_key:
            raise SetupFailed(
                "登録ファイルの中央サーバとは別のものが答えました。つなぐ先を確認してください。",
                "Another central than that of the file answered. Check where it leads.",
            )
        self._bring_profile(identity, invitation)
        self._keep_secrets(reply)
        settings.write(self._data, self._settings.central, self._settings.keyring)
        self._put_away()
        Ledger.create(self._data, self._keys.get(Name.LEDGER), identity, self._clock).close()
        return identity

    def again(self, code: str) -> Identity:
        """Enrol a terminal anew that the central turns away, with its ledger and all that waits in
        it. AlreadyEnrolled where the central still knows it; the code is then not used."""
        ledger = Ledger.open(self._data, self._keys.get(Name.LEDGER), self._clock)
        try:
            former = ledger.identity
            self._refuse_known(former)
            reply = self._ask(code, former.terminal)
            identity = _identity(reply)
            if (reply.central_key, reply.library) != (former.central_key, former.library):
                raise SetupFailed(
                    "別の中央サーバの登録コードです。この端末の申込みは、もとの中央サーバへのものです。",
                    "This is another central's code: this terminal's requests are for its own.",
                )
            self._bring_profile(identity)
            self._keep_secrets(reply)
            # Whoever has a copy of this disk has its keys as well.
            self._keys.put(Name.NEXT_SIGN, new_sign_key())
            ledger.enrolled_as(identity)
            remove(self._data / PATRONS_FILE)
        finally:
            ledger.close()
        return identity

    def _refuse_known(self, identity: Identity) -> None:
        self._server.introduce(identity.terminal, self._keys.get(Name.SIGN))
        try:
            if not self._server.terminal().forked:
                raise AlreadyEnrolled
        except TurnedAway:
            return
        except (CentralAway, Misunderstood) as error:
            raise _not_asked(error) from None

    def _refuse_other_keyring(self) -> None:
        """With another keyring the ledger's key is not missing: it is only not looked for there."""
        former = settings.load(self._data).keyring
        if former != self._settings.keyring and (self._data / FILE).exists():
            raise SetupFailed(
                f"この端末の鍵は「{former}」にあります。鍵の置き場所を変えて登録し直すときは、"
                "データの置き場を別にしてください。",
                f"This terminal's keys are in {former!r}. To enrol it with another keyring,"
                " use another data folder.",
            )

    def _refuse_enrolled(self) -> None:
        """A terminal that works must not be put out of reach, least of all with requests unsent."""
        key = self._keys.find(Name.LEDGER)
        if key is None:
            return
        try:
            ledger = Ledger.open(self._data, key, self._clock)
        except (NotEnrolled, LedgerLost):
            return
        try:
            unsent = ledger.queued()
        finally:
            ledger.close()
        if unsent:
            raise SetupFailed(
                f"まだ送っていない申込みが{unsent}件あります。先に送るか、書き出してください。",
                f"{unsent} requests have not been sent yet. Send or export them first.",
            )
        raise AlreadyEnrolled

    def _ask(self, code: str, formerly: str = "") -> EnrolReply:
        ask = EnrolAsk(
            code=code.strip().upper().replace("-", "").replace(" ", ""),
            sign_key=verify_key(self._keys.get(Name.SIGN)),
            receive_key=public_key(self._keys.get(Name.RECEIVE)),
            version=__version__,
            cost=self._cost().text if self._cost else "",
            formerly=formerly,
        )
        proof = sign(self._keys.get(Name.SIGN), ask.content()) if formerly else ""
        try:
            return self._server.enrol(ask.model_copy(update={"proof": proof}))
        except TurnedAway as error:
            raise _turned_away(error) from None
        except (CentralAway, Misunderstood) as error:
            raise _not_asked(error) from None

    def _bring_profile(self, identity: Identity, invitation: Invitation | None = None) -> None:
        """The library's rules, from the central that decides with them: before the first screen."""
        profiles = Profiles(self._data, self._shipped, identity)
        if invitation is not None:
            with suppress(Misunderstood, ProfileRefused):  # the line may bring another
                profiles.follow(Carried(invitation.profile))
        self._server.introduce(identity.terminal, self._keys.get(Name.SIGN))
        try:
            profiles.follow(self._server)
        except (CentralAway, TurnedAway, Misunderstood, ProfileRefused):
            log.warning("no profile came with the enrolment; the next round asks again")
        try:
            profiles.start(self._server)
        except ProfileError:
            raise profiles.refusal() or SetupFailed(
                "図書館の決まりを受け取れませんでした。新しい登録コードでもう一度お試しください。",
                "The library's profile did not come. Try again with a new code.",
            ) from None

    def _keep_secrets(self, reply: EnrolReply) -> None:
        try:
            opened = open_sealed(self._keys.get(Name.RECEIVE), reply.secrets_box)
            secrets = TerminalSecrets.model_validate_json(opened)
            self._keys.put(Name.VERIFIER, bytes.fromhex(secrets.verifier_key))
            self._keys.put(Name.LOOKUP, bytes.fromhex(secrets.lookup_key))
        except (BadSeal, ValidationError, ValueError):
            raise SetupFailed(
                "中央サーバから受け取った鍵を開けません。もう一度お試しください。",
                "The keys from the central do not open. Try again with a new code.",
            ) from None

    def _put_away(self) -> None:
        """An earlier ledger is kept beside the new one; patron rows are the old terminal's."""
        set_aside(self._data / FILE)
        mark.forget(self._data)
        remove(self._data / PATRONS_FILE)


def invited(path: Path) -> Invitation:
    """The invitation of a file, or of a stick's folder; SetupFailed where there is none."""
    file = path / FILE_OF_ENROLMENT if path.is_dir() else path
    try:
        with file.open("rb") as reading:
            return read_file(reading.read(_LARGEST))
    except OSError:
        raise SetupFailed(
            f"登録ファイル「{file}」を読めません。", f"The file {file} cannot be read."
        ) from None
    except NoInvitation:
        raise SetupFailed(
            f"「{file}」は端末の登録ファイルではないか、壊れています。もう一度書き出してください。",
            f"{file} is no file of enrolment, or it was damaged: write it once more.",
        ) from None


def _identity(reply: EnrolReply) -> Identity:
    return Identity(
        terminal=reply.terminal,
        number=reply.number,
        incarnation=reply.incarnation,
        library=reply.library,
        branch=reply.branch,
        central_key=reply.central_key,
        intake_key=reply.intake_key,
        intake_key_id=reply.intake_key_id,
    )


def _not_asked(error: CentralAway | Misunderstood) -> SetupFailed:
    match error:
        case Busy():
            return SetupFailed(
                "中央サーバが混み合っています。しばらくしてからお試しください。",
                "The central is busy. Try again in a moment.",
            )
        case CentralAway():
            return SetupFailed(
                "中央サーバにつながりません。アドレスとネットワークを確認してください。",
                "The central cannot be reached. Check the address and the network.",
            )
    return SetupFailed(
        "中央サーバの返事を読み取れません。アドレスと版を確認してください。",
        "The central's answer cannot be read. Check the address and the version.",
    )


_BAD_CODE = {
    "used": (
        "この登録コードは、もう使われています。新しいコードを発行してください。",
        "This code has been used already. Ask for a new one.",
    ),
    "expired": (
        "この登録コードは期限(30分)が切れています。新しいコードを発行してください。",
        "This code has expired: it is good for 30 minutes. Ask for a new one.",
    ),
}


def _turned_away(error: TurnedAway) -> SetupFailed:
    if error.reason == "bad_code":
        wrong = (
            "登録コードが違います。打ち間違いか、別の中央サーバのコードです。お確かめください。",
            "The code is wrong: mistyped, or another central's. Please check it.",
        )
        return SetupFailed(*_BAD_CODE.get(error.facts.get("why", ""), wrong))
    return SetupFailed(
        "中央サーバがこの端末を受け付けませんでした。",
        f"The central turned this terminal away ({error.reason}).",
    )
