"""Answers, a catalogue and the library's rules from a USB stick, where no network brings them.

All are signed by the central, and the answers are sealed to this terminal: a stick from elsewhere
changes nothing. What came over the line since the stick was written is never overwritten.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kiosk.catalogue.records import ChangesPage
from kiosk.circulation import carrying
from kiosk.circulation.carrying import CarriedAnswers, NotCarried
from kiosk.circulation.messages import Manifest, PushReply
from kiosk.circulation.sealing import BadSeal, open_sealed
from kiosk.ports import Misunderstood, TurnedAway, Unreachable
from kiosk.store.database import guarded
from kiosk.store.ledger import Ledger
from kiosk.store.problems import Problem
from kiosk.sync.profiles import Carried, Profiles
from kiosk.sync.replica import Replica
from kiosk.sync.snapshot import Progress

LARGEST = 256 * 1024 * 1024
"""Bytes of a file of answers that are read at most."""
_MADE = "answers_made"


class NothingThere(Problem):
    """The stick holds nothing for this terminal, or what it holds cannot be used."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What came in. `outcomes` None: no file of answers was there; `catalogue`: a new one is;
    `profile`: the library's rules are others from the next start."""

    outcomes: int | None
    catalogue: bool
    profile: bool


def bring(
    folder: Path,
    ledger: Ledger,
    receive_key: bytes,
    data: Path,
    profiles: Profiles,
    progress: Callable[[Progress], None] | None = None,
) -> Brought:
    """Take what a folder holds for this terminal; cut off anywhere, it is taken once more.

    NothingThere, ProfileRefused when all else was taken, or another Problem of the disk.
    """
    answers = folder / f"{carrying.ANSWERS_NAME}-{ledger.identity.number}.json"
    manifest = folder / carrying.MANIFEST
    if not answers.exists() and not manifest.exists():
        raise NothingThere(
            f"「{folder}」に、この端末への回答も蔵書データもありません。",
            f"{folder} holds neither answers for this terminal nor a catalogue.",
        )
    content = _opened(answers, ledger, receive_key) if answers.exists() else None
    if content is not None:
        _take(content, ledger)
    catalogue = manifest.exists() and _install(folder, ledger, data, progress)
    profile = content is not None and _rules(content, profiles)
    return Brought(len(content.outcomes) if content is not None else None, catalogue, profile)


def _take(content: CarriedAnswers, ledger: Ledger) -> None:
    known = [ledger.note(name) for name in ("last_sync", _MADE)]
    if any(moment and datetime.fromisoformat(moment) > content.made for moment in known):
        raise NothingThere(
            "この回答は、端末がすでに知っている内容より古いものです。",
            "These answers are older than what the terminal knows already.",
        )
    ledger.taken(
        PushReply(
            items=content.outcomes,
            have_through=content.have_through,
            safe_through=content.safe_through,
            central_time=content.made,
            next_poll_after_s=0,
            next_intake=content.next_intake,
        )
    )
    ledger.remember(_MADE, content.made.isoformat())


def _rules(content: CarriedAnswers, profiles: Profiles) -> bool:
    try:
        return content.profile is not None and profiles.follow(Carried(content.profile))
    except Misunderstood:
        raise _damaged() from None


def _opened(path: Path, ledger: Ledger, receive_key: bytes) -> CarriedAnswers:
    identity = ledger.identity
    try:
        with guarded(), path.open("rb") as file:
            envelope = carrying.outside(file.read(LARGEST))
        carrying.check_signed(envelope, identity.central_key)
        box = open_sealed(receive_key, envelope.box)
        content = carrying.inside(envelope, CarriedAnswers, box)
    except (NotCarried, BadSeal):
        raise _damaged() from None
    if (content.terminal, content.incarnation) != (identity.terminal, identity.incarnation):
        raise NothingThere("別の端末への回答です。", "These are the answers for another terminal.")
    return content


def _damaged() -> NothingThere:
    return NothingThere(
        "回答のファイルが壊れているか、この端末へのものではありません。",
        "The file of answers is damaged, or not for this terminal.",
    )


def _install(
    folder: Path, ledger: Ledger, data: Path, progress: Callable[[Progress], None] | None
) -> bool:
    replica = Replica(data, _OnStick(folder), ledger.identity.central_key)
    try:
        return replica.bootstrap(progress)
    except (Misunderstood, Unreachable):
        raise NothingThere(
            "蔵書データを使えません。壊れているか、今のものより古いか、別の図書館のものです。",
            "The catalogue on the stick is damaged, older than ours, or another library's.",
        ) from None


class _OnStick:
    """A catalogue in a folder, as `Replica` asks for one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._chunk_size = 0

    def snapshot(self) -> Manifest:
        """The manifest; whoever asked checks its signature."""
        try:
            text = (self._folder / carrying.MANIFEST).read_bytes()
            manifest = Manifest.model_validate_json(text)
        except (OSError, ValueError):
            raise Unreachable("no manifest") from None
        self._chunk_size = manifest.chunk_size
        return manifest

    def chunk(self, version: int, number: int) -> bytes:  # noqa: ARG002
        """One chunk, from 0; whoever asked checks its hash."""
        try:
            with (self._folder / carrying.CATALOGUE).open("rb") as file:
                file.seek(number * self._chunk_size)
                return file.read(self._chunk_size)
        except OSError:
            raise Unreachable("no catalogue") from None

    def changes(self, cursor: str) -> ChangesPage:  # noqa: ARG002
        """A stick brings whole catalogues only."""
        raise TurnedAway("gone")
