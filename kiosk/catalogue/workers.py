"""Who does the work of a build: processes of their own where there is much, else a thread."""

import gc
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from multiprocessing import parent_process
from multiprocessing.context import SpawnContext, SpawnProcess
from threading import Lock, Thread
from types import ModuleType
from typing import TypeVar

T = TypeVar("T")
M = TypeVar("M")

_PROCESSES = 2
_COLLECTED = (100_000, 50, 100)
_STARTING = Lock()
"""One at a time: there may be several builds in a program."""


def ahead(work: Executor, do: Callable[[T], M], tasks: Iterable[T], many: int) -> Iterator[M]:
    """What is made of tasks, in their order; so many are given out at once, from now on."""
    rest = iter(tasks)
    waiting: deque[Future[M]] = deque(work.submit(do, task) for task in islice(rest, many))

    def made() -> Iterator[M]:
        while waiting:
            done = waiting.popleft().result()
            waiting.extend(work.submit(do, task) for task in islice(rest, 1))
            yield done

    return made()


@contextmanager
def workers(many: bool) -> Iterator[Executor]:
    """Processes where there is work for them; else a thread, which is there at once."""
    work: Executor
    if many:
        work = ProcessPoolExecutor(_PROCESSES, _Context(), initializer=_attend)
        for _ in range(_PROCESSES):
            work.submit(int)  # they begin to come up
    else:
        work = ThreadPoolExecutor(1)
    usual = gc.get_threshold()
    gc.set_threshold(*_COLLECTED)  # many small values and no cycles
    try:
        yield work
    finally:
        gc.set_threshold(*usual)
        work.shutdown(cancel_futures=True)


class _Process(SpawnProcess):
    """A process that is begun reads the program of this one first: a whole central, for nothing.
    Here there is none for it to read."""

    def start(self) -> None:
        with _STARTING:
            program = sys.modules["__main__"]
            sys.modules["__main__"] = ModuleType("__main__")
            try:
                super().start()
            finally:
                sys.modules["__main__"] = program


class _Context(SpawnContext):
    Process = _Process


def _attend() -> None:
    """A worker ends with the process it works for, and not by the keys that are meant for that."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    gc.set_threshold(*_COLLECTED)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
