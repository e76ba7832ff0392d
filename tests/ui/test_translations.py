"""Every text of the screen has an English translation that takes the same arguments."""

import re
from pathlib import Path

from kiosk.ui.translations import missing, read, sources

ROOT = Path(__file__).resolve().parent.parent.parent
QML = ROOT / "kiosk" / "ui" / "qml"
ENGLISH = ROOT / "resources" / "translations" / "shirabe_en.ts"


def test_there_are_texts_to_translate() -> None:
    assert sum(1 for _ in sources(QML)) > 100


def test_every_text_is_in_english() -> None:
    assert missing(QML, ENGLISH) == []


def test_translations_take_the_same_arguments() -> None:
    places = re.compile(r"%(?:\d|n)")
    wrong = [
        key
        for key, entry in read(ENGLISH).items()
        for form in entry.forms
        if set(places.findall(key[1])) != set(places.findall(form))
    ]
    assert wrong == []


def test_nothing_is_translated_that_no_page_says() -> None:
    said = {key for key, _ in sources(QML)}
    assert set(read(ENGLISH)) - said == set()
