"""UUIDs of version 7, which Python 3.11 does not have: names that sort roughly by time.

For identity only, never for order: the clock they carry may be wrong.
"""

import secrets
import uuid
from datetime import datetime


def uuid7(at: datetime) -> str:
    """A new UUIDv7 with the milliseconds of `at` (aware)."""
    milliseconds = int(at.timestamp() * 1000) & ((1 << 48) - 1)
    value = milliseconds << 80
    value |= 0x7 << 76
    value |= secrets.randbits(12) << 64
    value |= 0b10 << 62
    value |= secrets.randbits(62)
    return str(uuid.UUID(int=value))
