"""How a device is: for the bar, for staff, and for the self-check. Pure."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """What can be said of a device."""

    ABSENT = "absent"  # not configured; nothing is missing
    READY = "ready"  # seen to work
    UNSEEN = "unseen"  # configured, but it has not done anything yet
    TROUBLE = "trouble"  # it does things that it should not


@dataclass(frozen=True, slots=True)
class Health:
    """The state of one device, with a sentence for staff (empty where all is well)."""

    device: str
    state: State
    text: str = ""
