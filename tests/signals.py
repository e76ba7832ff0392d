"""Programs that tests start hear every signal, also where the tests themselves were told not to."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def heard(number: signal.Signals) -> Iterator[None]:
    """What is started in here hears the signal: a shell's background job ignores Ctrl-C, what was
    started to outlive its terminal a hang-up, and both leave that to whatever they start."""
    former = signal.signal(number, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(number, former)
