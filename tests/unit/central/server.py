"""A PostgreSQL of a test's own: in a throw-away folder, on a socket of its own, by no network."""

import glob
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def tools() -> Path | None:
    """Where the server's programs are; None where none is installed."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))  # noqa: PTH207 - a fixed place
    here = found[-1] if found else shutil.which("initdb")
    return Path(here).parent if here else None


def _servant() -> str | None:
    """PostgreSQL refuses to run as root: somebody without rights does it then."""
    if os.geteuid():
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in names)


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of a server that nobody else knows."""
    programs, user = tools(), _servant()
    assert programs is not None
    folder = Path(tempfile.mkdtemp(prefix="shirabe-pg-"))
    if user is not None:
        shutil.chown(folder, user)
    folder.chmod(0o755)
    data = folder / "data"

    def run(program: str, *arguments: str) -> None:
        command = [str(programs / program), "-D", str(data), *arguments]
        subprocess.run(command, user=user, check=True, capture_output=True, cwd=folder)

    settings = f"-c listen_addresses='' -k {folder} -c fsync=off -c max_connections=40"
    try:
        run("initdb", "-A", "trust", "-U", "shirabe", "--locale=C", "-E", "UTF8", "--no-sync")
        log = str(folder / "log")
        run("pg_ctl", "-w", "-t", "60", "-l", log, "-o", settings, "start")
        try:
            yield f"postgresql://shirabe@/postgres?host={folder}"
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
