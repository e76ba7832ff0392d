"""`./run demo`: a terminal and its central together on this machine, with demo data.

With a screen: the terminal's window, and beside it a panel that moves the clock, runs the intake
and pulls the cable. Without one it says so, plays the main job into memory and leaves pictures of
every page. Everything stays on loopback; without `--data` nothing is left behind.
"""

import argparse
import gc
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from demo.arguments import STORY, CannotStart, moment
from demo.ending import Ending
from kiosk import display
from kiosk.arguments import Parser

SIZES = ("1920x1080", "1366x768", "1080x1920")
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")
_ONE_SIZE = (
    "画面に出す窓の大きさは1つです。いくつもの大きさは --pictures DIR で絵にします。"
    " / A window has one --size; several are for --pictures DIR."
)
_ONE_STORY = (
    "絵の実演は murakami の決まった日の話だけです。--library、--clock、--data、--port は、"
    "画面のあるところか ./run play で使えます。"
    " / The pictures tell one story only, of murakami on a day of its own: --library, --clock,"
    " --data and --port are for a machine with a screen, or (but the port) for ./run play."
)
PATIENCE_S = 240.0
"""How long one size may take before it is called off, in seconds."""
_LOOK_S = 0.1


def main(arguments: Sequence[str] | None = None) -> int:
    """Show the demo, or leave its pictures; the exit status."""
    ending = Ending()
    asked = _parser().parse_args(arguments)
    try:
        missing = _missing_screen()
        if asked.pictures is None and missing is None:
            return ending.status(_windows(asked, ending))
        return ending.status(_pictures(asked, missing, ending))
    except CannotStart as error:
        print(f"demo: {error}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="./run demo", description="A terminal and its central together, with demo data."
    )
    parser.add_argument("--library", metavar="ID", help="a library's profile (default murakami)")
    parser.add_argument("--data", metavar="DIR", type=Path, help="keep everything here")
    parser.add_argument("--clock", metavar="ISO", type=moment, help="where the clock begins")
    parser.add_argument("--port", type=int, default=0, help="the central's port (default: any)")
    parser.add_argument(
        "--pictures", metavar="DIR", type=Path, help="no window: leave pictures of every page here"
    )
    parser.add_argument(
        "--size",
        metavar="WxH",
        action="append",
        type=_size,
        help="size of the window in pixels; of the pictures, repeatable"
        f" (default {' '.join(SIZES)})",
    )
    parser.add_argument(
        "--exit-after",
        metavar="SECONDS",
        type=float,
        help="end by itself, with the pictures so far",
    )
    return parser


def _size(text: str) -> str:
    if not re.fullmatch(r"[1-9]\d{2,3}x[1-9]\d{2,3}", text):
        raise argparse.ArgumentTypeError(
            f"「{text}」は大きさではありません(画素で 1920x1080 のように)。"
            f" / {text!r} is no size: pixels, like 1920x1080."
        )
    return text


def _missing_screen() -> str | None:
    """Why no window can be shown here; None where one can."""
    if sys.platform.startswith("linux") and not any(map(os.environ.get, SCREENS)):
        return "画面がありません。 / There is no screen."
    return display.trouble()


def _windows(asked: argparse.Namespace, ending: Ending) -> int:
    if len(asked.size or ()) > 1:
        raise CannotStart(_ONE_SIZE)
    # A start makes much and drops little: looking for what was dropped took a tenth of it.
    gc.disable()
    from demo.stage import show

    return show(asked, ending, ready=_collect_again)


def _collect_again() -> None:
    gc.freeze()
    gc.enable()


# -- without a screen ---------------------------------------------------------------------------


def _pictures(asked: argparse.Namespace, missing: str | None, ending: Ending) -> int:
    """One process per size: a window is made for one panel, as on a real terminal."""
    _refuse_other_stories(asked, missing)
    folder = _folder(asked.pictures)
    if missing is not None:
        print(missing)
        print("画面なしで主な流れを実演し、絵を保存します。")
        print("Playing the main job without a screen and leaving pictures.", flush=True)
    begun = time.monotonic()
    for size in asked.size or SIZES:
        left = [] if asked.exit_after is None else [begun + asked.exit_after - time.monotonic()]
        if ending or (left and left[0] <= 0):
            break
        status = _play(ending, size, folder / size, *left)
        if status and not ending:
            if status < 0:  # else it has said why by itself
                print(f"demo: the main job at {size} ended with {status}", file=sys.stderr)
            return abs(status)
    with suppress(OSError):  # the terminal that would show it may be gone
        print(f"絵の保存先 / Pictures: {folder} ({time.monotonic() - begun:.0f} s)", flush=True)
    return 0


def _refuse_other_stories(asked: argparse.Namespace, missing: str | None) -> None:
    """What the pictures cannot tell is said before anything is built. CannotStart."""
    if asked.library not in (None, STORY) or asked.clock or asked.data or asked.port:
        raise CannotStart(f"{missing} {_ONE_STORY}" if missing else _ONE_STORY)


def _play(ending: Ending, size: str, folder: Path, seconds: float | None = None) -> int:
    command = [sys.executable, "-m", "demo.pictures", "--size", size, str(folder)]
    if seconds is not None:
        command += ["--exit-after", str(seconds)]
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    patience = time.monotonic() + PATIENCE_S
    # A session of its own: Ctrl-C comes here, and from here as a wish to end.
    with subprocess.Popen(command, env=env, start_new_session=True) as playing:  # noqa: S603 - our own
        while True:
            with suppress(subprocess.TimeoutExpired):
                return playing.wait(_LOOK_S)
            if time.monotonic() > patience:
                playing.kill()
            elif ending:
                playing.terminate()


def _folder(asked: Path | None) -> Path:
    folder = (asked or Path("demo-pictures")).absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError as error:
        if asked is None:
            return Path(tempfile.mkdtemp(prefix="shirabe-pictures-"))
        raise CannotStart(f"no pictures can be written to {folder}: {error.strerror}") from None


if __name__ == "__main__":
    sys.exit(main())
