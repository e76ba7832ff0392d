"""No core dumps: what a crash would write to the disk holds patrons' secrets and our keys.

Used by both programs, first of all. It says nothing where the system has no such thing.
"""

import ctypes
import sys
from contextlib import suppress

_PR_SET_DUMPABLE = 4


def no_core_dumps() -> None:
    """From now on neither a file nor a crash reporter gets this process's memory (Linux)."""
    if sys.platform != "linux":
        return
    import resource

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
