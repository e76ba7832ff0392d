"""A library's profile: all its rules as data, read from one TOML file.

Whatever differs between two libraries is a setting here, never a branch in the code. A profile with
a mistake is refused when it is read, in a sentence that names file, key, value and what is allowed.
Reading the file (`load`, `find`) is the only I/O of this package.
"""

import hashlib
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import Field, PrivateAttr, ValidationError

from kiosk.circulation.facts import Kind
from kiosk.circulation.fitting import mistakes
from kiosk.circulation.notes import note_of, notes
from kiosk.circulation.parts import Identifier, Part, Text, Words, part_within
from kiosk.circulation.profile import (
    Branch,
    ClosedWindow,
    ContactWay,
    Email,
    Flow,
    HistoryRule,
    Holds,
    Intake,
    Labels,
    LimitGroup,
    Loans,
    Offers,
    Opening,
    Password,
    Patrons,
    Pickup,
    Renewal,
    Series,
    Terminal,
    Titles,
)

__all__ = ["Branch", "Library", "ProfileError", "Words", "find", "known", "load", "parse"]


class ProfileError(Exception):
    """A profile that cannot be used; the text is one plain sentence per mistake."""


class Library(Part):
    """One library's rules. Section by section explained in `profile`."""

    id: Identifier
    name: Text
    english: Text
    labels: Labels
    opening: Opening
    branches: tuple[Branch, ...] = Field(min_length=1)
    closed_windows: tuple[ClosedWindow, ...] = ()
    intake: Intake
    terminal: Terminal
    flow: Flow
    patrons: Patrons
    titles: Titles
    limits: tuple[LimitGroup, ...] = ()
    contacts: tuple[ContactWay, ...] = Field(min_length=1)
    pickup: Pickup
    holds: Holds
    series: Series
    loans: Loans
    renewal: Renewal
    password: Password
    email: Email
    offers: Offers
    history: HistoryRule = HistoryRule()

    _text: str = PrivateAttr(default="")

    @property
    def text(self) -> str:
        """The profile as it was written, from which all of this was read."""
        return self._text

    @cached_property
    def digest(self) -> str:
        """Which profile this is: SHA-256, in hex, of its text."""
        return hashlib.sha256(self._text.encode()).hexdigest()

    @cached_property
    def _notes(self) -> Mapping[str, str]:
        return notes(self._text)

    def note(self, path: str) -> str:
        """What stands behind a setting in the profile: the words it stems from. May be empty."""
        return note_of(self._notes, path)

    @cached_property
    def _by_id(self) -> Mapping[str, Branch]:
        return {branch.id: branch for branch in self.branches}

    def branch(self, branch_id: str) -> Branch:
        """The branch with this id; KeyError where there is none."""
        return self._by_id[branch_id]

    def opening_of(self, branch_id: str) -> Opening:
        """Opening days and hours of a branch: its own, or the library's."""
        return self.branch(branch_id).opening or self.opening

    def kind_of(self, kind: Kind, calls: Iterable[str]) -> Kind:
        """The kind a title is of here, by what stands on the spine labels of its copies."""
        for rule in self.titles.by_label:
            if rule.kind is kind and any(call.strip().startswith(rule.classes) for call in calls):
                return rule.becomes
        return kind

    def said(self, language: str) -> str:
        """The library's name in a language."""
        return self.name if language.startswith("ja") else self.english


def parse(text: str, where: str) -> Library:
    """Read a profile from TOML text. `where` names the file in a ProfileError."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(
            f"{where}: TOML として読めません。 / This is not readable as TOML: {error}."
        ) from error
    try:
        library = Library.model_validate(raw)
    except ValidationError as error:
        lines = [_plain(where, dict(problem)) for problem in error.errors(include_url=False)]
        raise ProfileError("\n".join(lines)) from error
    if wrong := tuple(mistakes(library)):
        raise ProfileError("\n".join(_told(where, m.key, m.value, m.allowed) for m in wrong))
    library._text = text
    return library


def load(path: Path) -> Library:
    """Read a profile from a file. The file's name must be the library's id."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ProfileError(
            f"{path.name}: 読めません。 / It cannot be read: {error.strerror}."
        ) from error
    except UnicodeDecodeError as error:
        raise ProfileError(
            f"{path.name}: UTF-8 の文書ではありません。 / It is not UTF-8 text."
        ) from error
    library = parse(text, path.name)
    if library.id != path.stem:
        raise ProfileError(
            f"{path.name}: id はファイル名と同じにしてください。"
            f" / id is {library.id!r}; it must be the file's name, {path.stem!r}."
        )
    return library


def known(folder: Path) -> tuple[str, ...]:
    """The ids of all profiles in a folder."""
    return tuple(sorted(path.stem for path in folder.glob("*.toml") if path.stem != "template"))


def find(library_id: str, folder: Path) -> Library:
    """Read the profile with this id; ProfileError naming the known ids where there is none."""
    ids = known(folder)
    if library_id not in ids:
        have = ", ".join(ids) if ids else "none"
        raise ProfileError(
            f"図書館「{library_id}」の決まりはありません。"
            f" / There is no library {library_id!r}. Known libraries: {have}."
        )
    return load(folder / f"{library_id}.toml")


# -- plain sentences for mistakes ----------------------------------------------------------------


_KINDS = {
    "int_type": "a whole number",
    "bool_type": "true or false",
    "string_type": "a text in quotation marks",
    "tuple_type": "a list in square brackets",
    "frozen_set_type": "a list in square brackets",
}


def _plain(where: str, problem: Mapping[str, Any]) -> str:
    location: Sequence[int | str] = [p for p in problem["loc"] if p != "[key]"]
    key = ".".join(str(part) for part in location) or "the profile"
    if problem["type"] == "missing":
        return f"{where}: {key} がありません。 / {key} is missing; it must be given."
    if problem["type"] == "extra_forbidden":
        allowed = ", ".join(_keys_beside(location))
        return (
            f"{where}: {key} という設定はありません。"
            f" / {key} is not a known key; allowed here: {allowed}."
        )
    message = _KINDS.get(problem["type"], str(problem["msg"]))
    message = message.removeprefix("Value error, ").removeprefix("Input should be ")
    value = problem["input"]
    if isinstance(value, (dict, Part)):
        return f"{where}: {key} が正しくありません。 / {key}: {message}."
    return _told(where, key, value, message)


def _told(where: str, key: str, value: object, allowed: str) -> str:
    return f"{where}: {key} = {_shown(value)} は使えません。 / Allowed is {allowed}."


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)


def _keys_beside(location: Sequence[int | str]) -> list[str]:
    model: type[Part] = Library
    for part in location[:-1]:
        field = model.model_fields.get(str(part))
        inner = part_within(field) if field is not None else None
        model = inner or model
    return sorted(model.model_fields)
