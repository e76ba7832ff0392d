"""The comments of a profile, by setting: the words that a rule stems from stand there, once.

A note is what stands behind a setting, or alone on the line before it; a setting without one has
the note of the table it stands in. Notes decide nothing: `explain` quotes them.
"""

import tomllib
from collections.abc import Mapping

ASSUMPTION = "assumption"
"""Stands in the note of a setting about which the library's documents say nothing."""


def notes(text: str) -> Mapping[str, str]:
    """Key path (`limits.1.limit`) to its note, for every setting and table of a TOML text.

    A setting without a note has an empty one. The text must be TOML already known to be right.
    """
    reader = _Reader()
    waiting = ""
    for line in text.splitlines():
        waiting = f"{waiting}\n{line}" if waiting else line
        if reader.take(waiting):
            waiting = ""
    return reader.found


def note_of(found: Mapping[str, str], path: str) -> str:
    """The note of a setting: its own, else that of the nearest table around it."""
    while path:
        if note := found.get(path):
            return note
        path = path.rpartition(".")[0]
    return ""


class _Reader:
    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self._table = ""
        self._seen: dict[str, int] = {}
        self._alone = ""

    def take(self, line: str) -> bool:
        """Read one line; False where it goes on in the next (a list, a long text)."""
        bare = line.strip()
        if not bare:
            self._alone = ""
        elif bare.startswith("#"):
            self._alone = " ".join(filter(None, (self._alone, bare.lstrip("# ").strip())))
        else:
            split = _comment(bare)
            if split is None:
                return False
            self._statement(*split)
        return True

    def _statement(self, statement: str, comment: str) -> None:
        note, self._alone = comment or self._alone, ""
        if statement.startswith("["):
            self._table = self._resolved(statement)
            self.found[self._table] = note
            return
        key = ".".join(part.strip() for part in statement.partition("=")[0].split("."))
        self.found[f"{self._table}.{key}" if self._table else key] = note

    def _resolved(self, header: str) -> str:
        """A table's key path, with the number of each array of tables on the way."""
        name = header.strip("[] ")
        if header.startswith("[["):
            path = self._numbered(name)
            self._seen[path] = self._seen.get(path, -1) + 1
            return f"{path}.{self._seen[path]}"
        return self._numbered(name)

    def _numbered(self, name: str) -> str:
        path = ""
        *outer, last = name.split(".")
        for part in outer:
            path = f"{path}.{part}" if path else part
            if path in self._seen:
                path = f"{path}.{self._seen[path]}"
        return f"{path}.{last}" if path else last


def _comment(line: str) -> tuple[str, str] | None:
    """A statement and its comment; None where the statement is not complete yet."""
    ends = [n for n, sign in enumerate(line) if sign == "#"]
    for end in (*ends, len(line)):
        try:
            tomllib.loads(line[:end])
        except tomllib.TOMLDecodeError:
            continue
        return line[:end].strip(), line[end:].lstrip("# ").strip()
    return None
