"""The library's profile as the central decides with it, kept in this terminal's data folder.

A running terminal never changes its rules: what has come holds from its next start. What comes is
read by the loader that reads every profile; one that cannot be used is refused in a sentence for
staff, and the last good one stays in force.
"""

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kiosk import durable
from kiosk.circulation.library import Library, ProfileError, find, known, parse
from kiosk.circulation.messages import ProfileReply, profile_content
from kiosk.circulation.sealing import BadSeal, check_signature
from kiosk.ports import CentralAway, Misunderstood, TurnedAway
from kiosk.store.database import guarded
from kiosk.store.identity import Identity
from kiosk.store.problems import Problem

FOLDER = "libraries"


class ProfileRefused(Problem):
    """The central's profile is none that this terminal can use; the former one stays."""

    def __init__(self, why: ProfileError) -> None:
        japanese, _, english = str(why).partition("\n")[0].partition(" / ")
        super().__init__(
            "中央サーバから届いた図書館の決まりを使えません。これまでの決まりで続けます"
            f"({japanese})。",
            f"The central's profile is refused, the former one holds on ({english}).",
        )


class Source(Protocol):
    """Where profiles come from: `Server`, or a fake."""

    def profile(self, have: str) -> ProfileReply:
        """The profile, if it is not the one with the digest `have`."""
        ...


@dataclass(frozen=True, slots=True)
class Carried:
    """The profile as a stick brought it."""

    reply: ProfileReply

    def profile(self, have: str) -> ProfileReply:  # noqa: ARG002
        """That one, whatever is here."""
        return self.reply


class Profiles:
    """The profile in force, and beside it the newest from the central where that is another."""

    def __init__(self, data: Path, shipped: Path, identity: Identity) -> None:
        """`shipped`: the folder of the profiles that come with the program."""
        self._shipped = shipped
        self._identity = identity
        self._own = data / FOLDER / f"{identity.library}.toml"
        self._coming = self._own.with_suffix(".coming")

    def in_force(self) -> Library:
        """The last good one from the central, else the one that came with the program.

        ProfileError where there is none that can be used.
        """
        try:
            if self._own.exists():
                return self._read(self._own)
        except ProfileError:
            if self._identity.library not in known(self._shipped):
                raise
        return self._fit(find(self._identity.library, self._shipped))

    def start(self, source: Source) -> Library:
        """The profile to start with: what has come since the last start is taken up now.

        Where there is none that can be used, as after a change of the program, one is asked for.
        """
        self._take_up()
        try:
            return self.in_force()
        except ProfileError:
            with suppress(CentralAway, TurnedAway, Misunderstood, Problem):
                self.follow(source)
            self._take_up()
        return self.in_force()

    def follow(self, source: Source) -> bool:
        """Ask for the central's profile; whether another one has come, for the next start.

        ProfileRefused when one comes that cannot be used; Misunderstood where it is not the
        central's own.
        """
        try:
            reply = source.profile(self._newest())
        except TurnedAway as error:
            if error.reason != "not_found":
                raise
            return False  # a central older than this question
        if reply.text is None:
            return False
        self._prove(reply, reply.text)
        return self._keep(reply.text)

    def waits(self) -> bool:
        """Whether a good one has come that holds from the next start."""
        return self._coming.exists() and self.refusal() is None

    def refusal(self) -> ProfileRefused | None:
        """Why the central's newest profile is not used here; None where nothing is refused."""
        try:
            if self._coming.exists():
                self._read(self._coming)
        except ProfileError as error:
            return ProfileRefused(error)
        return None

    def _take_up(self) -> None:
        if self.waits():
            with guarded():
                durable.rename(self._coming, self._own)

    def _newest(self) -> str:
        """The digest of the newest profile that this terminal has seen; empty for none."""
        try:
            return _digest(self._coming.read_bytes())
        except OSError:
            with suppress(ProfileError):
                return self.in_force().digest
        return ""

    def _prove(self, reply: ProfileReply, text: str) -> None:
        content = profile_content(reply.library, reply.digest)
        try:
            check_signature(self._identity.central_key, content, reply.signature)
        except BadSeal:
            raise Misunderstood("the profile's signature does not fit") from None
        if reply.library != self._identity.library or _digest(text.encode()) != reply.digest:
            raise Misunderstood("the profile is not what was signed")

    def _keep(self, text: str) -> bool:
        content = text.encode()
        with guarded():
            self._coming.unlink(missing_ok=True)
            with suppress(ProfileError):
                if self.in_force().digest == _digest(content):
                    return False
            self._own.parent.mkdir(parents=True, exist_ok=True)
            durable.write(self._coming, (content,))
        if (refusal := self.refusal()) is not None:
            raise refusal
        return True

    def _read(self, path: Path) -> Library:
        try:
            text = path.read_bytes().decode()
        except (OSError, UnicodeDecodeError):
            raise ProfileError(f"{path.name}: 読めません。 / It cannot be read.") from None
        return self._fit(parse(text, self._own.name))

    def _fit(self, library: Library) -> Library:
        """The library of this terminal, with the branch where it stands."""
        branches = [branch.id for branch in library.branches]
        if library.id != self._identity.library or self._identity.branch not in branches:
            raise ProfileError(
                f"{self._own.name}: この端末の館「{self._identity.branch}」がありません。"
                f" / This terminal is at {self._identity.library}/{self._identity.branch};"
                f" the profile is of {library.id}: {', '.join(branches)}."
            )
        return library


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
