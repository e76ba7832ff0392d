"""Texts of the screen in other languages: read from resources/translations/shirabe_LANG.ts.

Source texts are Japanese and stand in the QML. The .ts files are read as they are, so nothing has
to be compiled, nothing can be out of date, and a packaged terminal carries the same files. Run as
`python -m kiosk.ui.translations` it tells what is missing; with `--update` it enters new texts.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtQml import QQmlEngine

_TEXT = re.compile(r'\bqsTr\(\s*"((?:[^"\\]|\\.)*)"(?=\s*[,)])')
_ESCAPES = {"\\n": "\n", '\\"': '"', "\\\\": "\\", "\\t": "\t"}

Key = tuple[str, str]
"""Context (name of the QML file without its ending) and source text."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One translated text; two forms where it counts something, else one."""

    forms: tuple[str, ...]
    finished: bool


def read(path: Path) -> dict[Key, Entry]:
    """All texts of a .ts file."""
    entries: dict[Key, Entry] = {}
    for context in ElementTree.parse(path).getroot().iter("context"):  # noqa: S314 - our own file
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None:
                continue
            forms = tuple(form.text or "" for form in translation.iter("numerusform"))
            forms = forms or (translation.text or "",)
            finished = translation.get("type") != "unfinished" and all(forms)
            entries[(name, message.findtext("source", ""))] = Entry(forms, finished)
    return entries


def sources(qml: Path) -> Iterator[tuple[Key, bool]]:
    """Every text of the QML below a folder, and whether it counts something (`%n`)."""
    for path in sorted(qml.rglob("*.qml")):
        for match in _TEXT.finditer(path.read_text("utf-8")):
            text = re.sub(r"\\.", lambda m: _ESCAPES.get(m[0], m[0]), match[1])
            yield (path.stem, text), "%n" in text


class Texts(QTranslator):
    """Gives Qt the texts of one language."""

    def __init__(self, entries: Mapping[Key, Entry]) -> None:
        super().__init__()
        self._entries = entries

    def isEmpty(self) -> bool:
        """Whether there is nothing to give."""
        return not self._entries

    def translate(
        self,
        context: str,
        sourceText: str,
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str:
        """The text, in its singular or plural form; a null string where there is none."""
        del disambiguation
        entry = self._entries.get((context, sourceText))
        if entry is None or not entry.finished:
            return None  # type: ignore[return-value] # "" would blank the text on the screen
        return entry.forms[0] if n == 1 or len(entry.forms) == 1 else entry.forms[1]


class Tongue:
    """Switches the language of a running screen in place."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._texts: Texts | None = None

    def speak(self, language: str, engine: QQmlEngine | None = None) -> None:
        """Use `language` from now on; Japanese needs no file. The page stays as it is."""
        if self._texts is not None:
            QCoreApplication.removeTranslator(self._texts)
            self._texts = None
        path = self._folder / f"shirabe_{language}.ts"
        if language != "ja" and path.is_file():
            self._texts = Texts(read(path))
            QCoreApplication.installTranslator(self._texts)
        if engine is not None:
            engine.retranslate()


def missing(qml: Path, ts: Path) -> list[Key]:
    """Texts of the QML that have no finished translation in `ts`."""
    known = read(ts) if ts.is_file() else {}
    return [key for key, _ in sources(qml) if key not in known or not known[key].finished]


def update(qml: Path, ts: Path) -> int:
    """Enter new texts as unfinished and drop those that are gone; how many are new."""
    known = read(ts) if ts.is_file() else {}
    wanted = dict(sources(qml))
    root = ElementTree.Element("TS", version="2.1", language=ts.stem.rpartition("_")[2])
    root.set("sourcelanguage", "ja_JP")
    contexts: dict[str, ElementTree.Element] = {}
    for (name, text), counted in sorted(wanted.items()):
        if name not in contexts:
            contexts[name] = ElementTree.SubElement(root, "context")
            ElementTree.SubElement(contexts[name], "name").text = name
        _write(contexts[name], text, counted, known.get((name, text)))
    ElementTree.indent(root, " ")
    body = ElementTree.tostring(root, encoding="unicode")
    ts.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', "utf-8")
    return sum(key not in known for key in wanted)


def _write(parent: ElementTree.Element, text: str, counted: bool, entry: Entry | None) -> None:
    message = ElementTree.SubElement(parent, "message")
    if counted:
        message.set("numerus", "yes")
    ElementTree.SubElement(message, "source").text = text
    translation = ElementTree.SubElement(message, "translation")
    if entry is None or not entry.finished:
        translation.set("type", "unfinished")
    forms = entry.forms if entry else ("", "") if counted else ("",)
    if not counted:
        translation.text = forms[0]
        return
    for form in (*forms, forms[-1])[:2]:
        ElementTree.SubElement(translation, "numerusform").text = form


def main(arguments: list[str]) -> int:
    """Tell what is missing; 1 where anything is."""
    root = Path(__file__).resolve().parent.parent.parent
    qml = root / "kiosk" / "ui" / "qml"
    status = 0
    for ts in sorted((root / "resources" / "translations").glob("shirabe_*.ts")):
        if "--update" in arguments:
            sys.stdout.write(f"{ts.name}: {update(qml, ts)} new texts\n")
        lacking = missing(qml, ts)
        for context, text in lacking:
            sys.stdout.write(f"{ts.name}: {context}: {text}\n")
        status = status or int(bool(lacking))
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
