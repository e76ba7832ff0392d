"""What every message is made of, which requests there are, and how large anything may be."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

SCHEMA = 1
"""Version of a request's content; the central keeps a reader for each since the first."""
LARGEST = 2**53
"""Numbers above it are no sequence of anybody's, and no database keeps them."""
PROFILE = 1_000_000
"""Characters of a profile at most; the largest of the first five has 14,000."""
PARKED = 16_000
"""Characters of a parked row: at most 64 KiB, and what follows is cut off."""
FAILURES = 200
"""Cards in one report of failures at most, and in its answer."""


class RequestKind(StrEnum):
    """What a patron can ask for."""

    HOLD = "hold"
    CANCEL = "cancel"
    CHANGE = "change"
    ORDER_SERIES = "order_series"
    CLEAR_SERIES = "clear_series"
    RENEW = "renew"
    PASSWORD = "password"
    REGISTER_PASSWORD = "register_password"
    EMAIL = "email"
    DEFAULTS = "defaults"
    REMINDERS = "reminders"
    HISTORY_SET = "history_set"
    HISTORY_DELETE = "history_delete"
    FAVOURITE_ADD = "favourite_add"
    FAVOURITE_REMOVE = "favourite_remove"
    ALERT_ADD = "alert_add"
    ALERT_CHANGE = "alert_change"
    ALERT_REMOVE = "alert_remove"


class RequestState(StrEnum):
    """Where a request stands. "Sending" is never stored: a crash in between heals by the key."""

    QUEUED = "queued"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    NEEDS_STAFF = "needs_staff"
    CANCELLED = "cancelled"

    @property
    def final(self) -> bool:
        """Whether the central will not change it any more by itself."""
        return self in (RequestState.ACCEPTED, RequestState.REFUSED, RequestState.CANCELLED)


class Proof(StrEnum):
    """How the terminal knew the patron: asked the central, checked locally, or not yet checked."""

    ONLINE = "online"
    LOCAL = "local"
    DEFERRED = "deferred"


class Message(BaseModel):
    """Base of everything on the wire: frozen, and nothing unknown is taken."""

    model_config = ConfigDict(frozen=True, extra="forbid")
