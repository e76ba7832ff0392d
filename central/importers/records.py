"""What readers hand on besides titles: a record that was set aside."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SetAside:
    """One record that could not be taken. `position` tells a person where it stands in the file."""

    position: str
    reason: str
