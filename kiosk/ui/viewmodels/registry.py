"""Which view model belongs to which QML engine, so that singletons can be made by injection.

QML asks each registered class for its object with the engine in hand; tests run many engines one
after another. Nothing is kept alive here: an engine that goes takes its entry with it.
"""

from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject
from PySide6.QtQml import QQmlEngine

_HELD: WeakKeyDictionary[QQmlEngine, dict[type[QObject], QObject]] = WeakKeyDictionary()


def attach(engine: QQmlEngine, models: dict[type[QObject], QObject]) -> None:
    """Give `engine` its view models, before the first QML is loaded."""
    _HELD[engine] = models


def held(engine: QQmlEngine, kind: type[QObject]) -> QObject:
    """The view model of `kind` for this engine; it stays Python's property."""
    model = _HELD[engine][kind]
    QQmlEngine.setObjectOwnership(model, QQmlEngine.ObjectOwnership.CppOwnership)
    return model
