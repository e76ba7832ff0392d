"""What one round with the central did, and what its failures mean. Talks to nobody."""

from dataclasses import dataclass, field

from kiosk.ports import CentralAway, Silent, TurnedAway
from kiosk.sync import policy

REVOKED = "unknown_terminal"
BAD_SIGNATURE = "bad_signature"
_FATAL = frozenset({REVOKED, BAD_SIGNATURE, "forked"})


class Failure(Exception):  # noqa: N818 - collected, not raised
    """A step that failed, by name, with the classified exception."""

    def __init__(self, step: str, cause: Exception) -> None:
        super().__init__(f"{step}: {type(cause).__name__}")
        self.step = step
        self.cause = cause


@dataclass(slots=True)
class Round:
    """What one round did. `needs_person`: the central turned this terminal itself away. Where it
    is not known any more the rows of patrons go; requests are kept, the screen goes on offline.
    `answered`: the central said something that makes sense, not only somebody in its place.
    `broken`: a fault of ours; it is raised when all other steps have had their turn."""

    pushed: int = 0
    outcomes: int = 0
    changes: int = 0
    patrons: int = 0
    failures: list[Failure] = field(default_factory=list)
    next_poll_after_s: float | None = None
    retry_after_s: float | None = None
    anchored: bool = False
    answered: bool = False
    broken: Exception | None = None

    @property
    def reached(self) -> bool:
        """Whether the central could be reached throughout."""
        return not any(isinstance(failure.cause, CentralAway) for failure in self.failures)

    @property
    def given_up(self) -> bool:
        """Whether asking on is vain: nobody answers, or every question will be turned away."""
        silences = sum(isinstance(failure.cause, Silent) for failure in self.failures)
        return silences >= policy.SILENCES or self.needs_person == REVOKED

    @property
    def good(self) -> bool:
        """Whether every step came through."""
        return not self.failures

    @property
    def needs_person(self) -> str | None:
        """The central's reason, where it does not know this terminal any more, or knows two."""
        for failure in self.failures:
            if isinstance(failure.cause, TurnedAway) and failure.cause.reason in _FATAL:
                return failure.cause.reason
        return None


def about_the_terminal(error: Exception) -> bool:
    """Whether the central turned away who asked, and not what was asked."""
    return isinstance(error, TurnedAway) and error.reason in (*_FATAL, "clock_skew", "replayed")
