"""`./run build`: package the terminal with PyInstaller, then prove the package.

The proof is the main job: a central with demo data on loopback, the packaged terminal enrolled
with a code, and a patron's whole visit played on it offscreen. Nothing is called built before.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = ROOT / "dist" / "shirabe" / "shirabe"
MAIN_JOB = ROOT / "installer" / "main-job.json"
PATIENCE_S = 180


def main(arguments: Sequence[str] | None = None) -> int:
    """Build, prove, say where it lies and how large it is."""
    parser = argparse.ArgumentParser(prog="./run build", description=__doc__.splitlines()[0])
    parser.add_argument("--pictures", type=Path, help="keep the proof's pictures in this folder")
    parser.add_argument("--prove-only", action="store_true", help="do not build again")
    options = parser.parse_args(arguments)
    if not options.prove_only:
        package()
    with tempfile.TemporaryDirectory(prefix="shirabe-build-") as scratch:
        prove(Path(scratch), options.pictures)
    size = sum(path.lstat().st_size for path in PROGRAM.parent.rglob("*") if path.is_file())
    print(f"Built and proven: {PROGRAM.parent.relative_to(ROOT)} ({size / 1e6:.0f} MB)")
    return 0


def package() -> None:
    """Make dist/shirabe."""
    _run(
        [
            *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN"),
            f"--distpath={ROOT / 'dist'}",
            f"--workpath={ROOT / 'build'}",
            str(ROOT / "installer" / "shirabe.spec"),
        ],
        environment(),
    )


def prove(scratch: Path, pictures: Path | None) -> None:
    """Enrol the packaged terminal at a fresh central and play the main job on it."""
    central = ["--data", str(scratch / "central")]
    python(central, "library", "load", str(never_resting(scratch / "murakami.toml")))
    python(central, "demo-data")
    code = python(central, "terminal", "add").strip().split()[-1]
    with serving(central) as address:
        terminal = ["--data", str(scratch / "terminal")]
        packaged(*terminal, "setup", "--central", address, "--code", code)
        shown = pictures or scratch / "pictures"
        packaged(*terminal, "run", "--rehearse", str(MAIN_JOB), "--pictures", str(shown))
        if not any(shown.glob("*.png")):
            raise SystemExit("The packaged terminal ran, but left no picture.")


def never_resting(profile: Path) -> Path:
    """Murakami without the hour at which it takes no holds: a package is proven at any hour."""
    rules = (ROOT / "resources" / "libraries" / "murakami.toml").read_text(encoding="utf-8")
    open_always, windows = re.subn(
        r"^\[\[closed_windows\]\]\n(?:\w.*\n)+", "", rules, flags=re.MULTILINE
    )
    if not windows:
        raise SystemExit("murakami.toml has no closed window; the proof needs no rules of its own.")
    profile.write_text(open_always, encoding="utf-8")
    return profile


def python(central: Sequence[str], *words: str) -> str:
    """One command of the central, from the sources."""
    return _run([sys.executable, "-m", "central", *central, *words], environment())


def packaged(*words: str) -> str:
    """One command of the packaged terminal, without this Python's surroundings."""
    return _run([str(PROGRAM), *words], {**environment(), "PYTHONPATH": "", "PYTHONHOME": ""})


def environment() -> dict[str, str]:
    """No screen is needed to prove a package."""
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}


@contextmanager
def serving(central: Sequence[str]) -> Iterator[str]:
    """A central on a free loopback port; gives its address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "central", *central, "serve", "--port", "0"],
        env=environment(),
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield _address(process)
    finally:
        process.terminate()
        process.wait(PATIENCE_S)


def _address(process: "subprocess.Popen[str]") -> str:
    for line in process.stderr or ():
        found = re.search(r"http://\S+", line)
        if found:
            return found[0].rstrip("/")
    raise SystemExit("The central ended before it said where it listens.")


def _run(command: Sequence[str], environment: dict[str, str]) -> str:
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=PATIENCE_S
    )
    if done.returncode:
        sys.stderr.write(done.stdout + done.stderr)
        raise SystemExit(f"{Path(command[0]).name} ended with {done.returncode}.")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
