"""Changes applied by a process of their own, so that no patron's question waits for them.

A thread would keep the interpreter from whoever asks meanwhile. One process takes all pages of a
round and ends with it; a few titles are not worth one. It ends when its input does, so with its
parent too; a page that it has begun is then there whole, with its cursor, or not at all. What waits
for the disk waits beside the next page.
"""

import gc
import json
import logging
import os
import pickle
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from kiosk.catalogue.changes import LONG, apply, copy_log
from kiosk.catalogue.records import CHANGES_PAGE, ChangesPage
from kiosk.sqlite import engine

log = logging.getLogger(__name__)

ARGUMENT = "apply-changes"
"""What the packaged program is told, to be this process and nothing else."""
_SWITCH_S = 0.0005
"""So soon the copying of the log gets the interpreter, of which it needs next to nothing."""
_LOOKED_THROUGH = 8
"""After so many pages what they left behind is collected: the next one waits for that."""
_FEW = 10
"""So many titles are applied in the caller's thread: they take a few milliseconds."""
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""Windows would show one."""


class Apart:
    """Applies pages one after the other; to be closed, or used in a `with`."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._starts = True
        """Where none could be started once, none is tried for the pages that follow."""

    def __enter__(self) -> "Apart":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def apply(self, file: Path, page: ChangesPage) -> None:
        """As `changes.apply`, and with what that raises. Where no process is to be had, or it was
        ended, the page is applied here."""
        few = not page.has_more and len(page.titles) + len(page.removed) <= _FEW
        if not self._starts or (few and self._process is None):
            apply(file, page)
            return
        try:
            failure = self._told(file, page)
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            log.warning("changes are applied in this process: %s", type(error).__name__)
            self.close()
            apply(file, page)
            return
        if failure is not None:
            raise failure

    def start(self) -> None:
        """Have the process ready. Raises OSError or EOFError where there can be none."""
        if self._process is None:
            self._starts = False
            self._process = subprocess.Popen(  # noqa: S603 - this program itself
                _command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
                creationflags=_NO_WINDOW,
                start_new_session=True,  # keys that end a program are not meant for this one
            )
            self._answer()
            self._starts = True

    def close(self) -> None:
        """End the process; it does nothing unasked. May be called twice."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            with suppress(OSError):
                process.communicate()

    def _told(self, file: Path, page: ChangesPage) -> Exception | None:
        self.start()
        assert self._process is not None  # noqa: S101 - started
        assert self._process.stdin is not None  # noqa: S101 - a pipe
        told = CHANGES_PAGE.dump_json(page, exclude_defaults=True)
        self._process.stdin.write(json.dumps(str(file)).encode() + b"\n" + told + b"\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> Exception | None:
        assert self._process is not None  # noqa: S101 - started
        assert self._process.stdout is not None  # noqa: S101 - a pipe
        answer: Exception | None = pickle.load(self._process.stdout)  # noqa: S301 - our own process
        return answer


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, ARGUMENT]
    return [sys.executable, "-P", "-m", "kiosk.catalogue.apart"]


def serve(asked: BinaryIO, told: BinaryIO) -> None:
    """Apply what is asked, page after page, and say of each how it went."""
    engine(None).dispose()  # loads what the first page would wait for
    gc.freeze()  # what the program itself consists of stays anyway
    gc.disable()
    sys.setswitchinterval(_SWITCH_S)
    _say(told, None)
    copying, applied = _Copying(), 0
    while line := asked.readline():
        file, page = Path(json.loads(line)), CHANGES_PAGE.validate_json(asked.readline())
        try:
            logged = apply(file, page, before_writing=copying.wait)
        except Exception as error:  # noqa: BLE001 - raised again where it was asked
            copying.wait()  # the file may be put away now
            _say(told, error)
        else:
            _say(told, None)
            if logged >= LONG:
                copying.start(file)
        applied += 1
        if applied % _LOOKED_THROUGH == 0:
            gc.collect(0)


class _Copying:
    """Copies a long log after a page, while the next one is fetched and worked out."""

    def __init__(self) -> None:
        self._thread: threading.Thread | None = None

    def start(self, file: Path) -> None:
        """Begin with it."""
        self._thread = threading.Thread(target=_copy, args=(file,))
        self._thread.start()

    def wait(self) -> None:
        """Until it is done: a log that is copied while it is written never begins anew."""
        if self._thread is not None:
            self._thread.join()
            self._thread = None


def _copy(file: Path) -> None:
    try:
        copy_log(file)
    except Exception as error:  # noqa: BLE001 - what is wrong with the file, the next page says
        log.warning("the log of a catalogue is not copied: %s", type(error).__name__)


def _say(told: BinaryIO, failure: Exception | None) -> None:
    try:
        told.write(pickle.dumps(failure))
        told.flush()
    except OSError:  # nobody is there any more, and the page is whole in its file
        os._exit(0)


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
