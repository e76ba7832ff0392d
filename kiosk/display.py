"""Whether a screen answers, asked before Qt is: Qt aborts the process where none does.

Only Linux has machines without one. It imports no Qt, opens no window and changes no setting.
"""

import ctypes
import os
import sys
import threading
import time
from collections.abc import Callable

PATIENCE_S = 3.0
"""How long a screen on the network may take to answer, in seconds."""

_TIMES, _PAUSE_S = 4, 0.15

_SHOWN = ("", "xcb", "wayland", "wayland-egl")
"""Values of QT_QPA_PLATFORM with which Qt needs a screen."""

_NONE = (
    "画面が見つかりません。画面のある環境で起動するか、DISPLAY などを設定してください。"
    " / No screen found: start it in a graphical session, or set DISPLAY,"
    " WAYLAND_DISPLAY or QT_QPA_PLATFORM."
)
_SILENT = "画面（{named}）が応答しません。 / The screen ({named}) does not answer."


def trouble() -> str | None:
    """Why no window can be shown here, in one plain sentence; None where one can."""
    platform = os.environ.get("QT_QPA_PLATFORM", "").split(":")[0]
    if sys.platform != "linux" or platform not in _SHOWN:
        return None
    named = {name: ask for name, ask in _ASK.items() if os.environ.get(name)}
    if not named:
        return _NONE
    if any(map(_in_time, named.values())):
        return None
    return _SILENT.format(named=", ".join(f"{name}={os.environ[name]}" for name in named))


def _in_time(ask: Callable[[], bool]) -> bool:
    said: list[bool] = []
    asking = threading.Thread(target=lambda: said.append(_asked(ask)), name="display", daemon=True)
    asking.start()
    asking.join(PATIENCE_S)
    return any(said)


def _asked(ask: Callable[[], bool]) -> bool:
    """Once more after a pause: an X server that starts anew refuses for a moment."""
    for _ in range(_TIMES):
        if ask():
            return True
        time.sleep(_PAUSE_S)
    return False


def _x_answers() -> bool:
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    if xcb.xcb_connection_has_error(connection):
        xcb.xcb_disconnect(connection)
        return False
    # It stays open: some servers start anew when their last client leaves, and Qt comes next.
    return True


def _wayland_answers() -> bool:
    try:
        wayland = ctypes.CDLL("libwayland-client.so.0")
    except OSError:
        return False
    wayland.wl_display_connect.restype = ctypes.c_void_p
    connection = wayland.wl_display_connect(None)
    if connection:
        wayland.wl_display_disconnect(ctypes.c_void_p(connection))
    return bool(connection)


_ASK: dict[str, Callable[[], bool]] = {
    "DISPLAY": _x_answers,
    "WAYLAND_DISPLAY": _wayland_answers,
}
