"""The screen under test: offscreen, strict about every word of Qt and QML, touched by name."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication

from tests.ui.kit import Stage
from tests.ui.sample import catalogue_file

_HARMLESS = ("This plugin does not support", "propagateSizeHints")


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    """Pure QML needs no widgets."""
    return QGuiApplication


@pytest.fixture(autouse=True)
def strict_qt() -> Iterator[None]:
    """Whatever Qt or QML says, until after the engine is gone, fails the test."""
    said: list[str] = []

    def hear(kind: QtMsgType, _context: QMessageLogContext, text: str | None) -> None:
        if kind != QtMsgType.QtDebugMsg and not any(part in (text or "") for part in _HARMLESS):
            said.append(text or "")

    before = qInstallMessageHandler(hear)
    yield
    qInstallMessageHandler(before)
    assert said == []


@pytest.fixture(scope="session")
def sample_catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's own works as a catalogue file."""
    return catalogue_file(tmp_path_factory.mktemp("catalogue"))


@pytest.fixture
def stage() -> Iterator[Stage]:
    """The view models around the fake desk, settled, with nobody there."""
    made = Stage()
    made.settle()
    yield made
    made.models.close()
