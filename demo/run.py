"""`./run demo`: a terminal and its central together on this machine, with demo data.

With a screen: the terminal's window, and beside it a panel that moves the clock, runs the intake
and pulls the cable. Without one it says so, plays the main job into memory and leaves pictures of
every page. Everything stays on loopback; without `--data` nothing is left behind.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from demo.arguments import moment
from demo.embedded import CannotStart

SIZES = ("1920x1080", "1366x768", "1080x1920")
PATIENCE_S = 240.0
"""How long one size may take before it is called off, in seconds."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Show the demo, or leave its pictures; the exit status."""
    asked = _parser().parse_args(arguments)
    try:
        if asked.pictures is None and not asked.size and _has_screen():
            from demo.stage import show

            return show(asked)
        return _pictures(asked)
    except KeyboardInterrupt:
        return 130
    except CannotStart as error:
        print(f"demo: {error}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
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
        help=f"size of the panel in pixels, repeatable (default {' '.join(SIZES)})",
    )
    parser.add_argument(
        "--exit-after", metavar="SECONDS", type=float, help="close the windows by themselves"
    )
    return parser


def _size(text: str) -> str:
    if not re.fullmatch(r"[1-9]\d{2,3}x[1-9]\d{2,3}", text):
        raise argparse.ArgumentTypeError("a size in pixels, like 1920x1080")
    return text


def _has_screen() -> bool:
    """Whether windows can be shown here; on Windows and macOS they always can."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


# -- without a screen ---------------------------------------------------------------------------


def _pictures(asked: argparse.Namespace) -> int:
    """One process per size: a window is made for one panel, as on a real terminal."""
    folder = _folder(asked.pictures)
    if not _has_screen():
        print("画面が見つかりません。画面なしで主な流れを実演し、絵を保存します。")
        print("There is no screen: playing the main job without one and leaving pictures.")
    begun = datetime.now().astimezone()
    for size in asked.size or SIZES:
        command = [sys.executable, "-m", "demo.pictures", "--size", size, str(folder / size)]
        status = subprocess.run(  # noqa: S603 - our own program
            command,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            check=False,
            timeout=PATIENCE_S,
        ).returncode
        if status:
            print(f"demo: the main job at {size} ended with {status}", file=sys.stderr)
            return 1
    seconds = (datetime.now().astimezone() - begun).total_seconds()
    print(f"絵の保存先 / Pictures: {folder} ({seconds:.0f} s)")
    return 0


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
