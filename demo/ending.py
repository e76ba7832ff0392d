"""The wish that the demo ends: Ctrl-C, SIGTERM, or the closed terminal it was started from.

A wish is only noted, never raised: in the middle of a window's making Qt would swallow it, and in
the middle of a folder's making the folder would stay. Whoever waits looks here, and then closes
what is open in the usual order.
"""

import signal

_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")


class Ended(Exception):  # noqa: N818 - somebody asked for it
    """The end is wanted before all is open: close what is."""


class Ending:
    """Listens from the moment it is made; true once somebody wants the end."""

    def __init__(self) -> None:
        self._heard = 0
        for name in _SIGNALS:
            number = getattr(signal, name, None)  # Windows has no SIGHUP
            if number is None or (name == "SIGHUP" and _is_ignored(number)):
                continue
            signal.signal(number, self._hear)

    def __bool__(self) -> bool:
        return self._heard != 0

    def heed(self) -> None:
        """Between two steps of a long start, in code that Qt does not call: Ended if wanted."""
        if self:
            raise Ended

    def status(self, otherwise: int) -> int:
        """The exit status: 128 and the signal's number where one came, as a shell tells it."""
        return 128 + self._heard if self._heard else otherwise

    def _hear(self, number: int, _frame: object) -> None:
        self._heard = self._heard or number


def _is_ignored(number: signal.Signals) -> bool:
    """Under `nohup` the demo outlives its terminal."""
    return signal.getsignal(number) is signal.SIG_IGN
