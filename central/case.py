"""One request on the desk, and what became of it: what every decision is made with. No rule."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from central.boxes import Prepared
from central.ils.port import Work
from central.request_rows import Request
from kiosk.circulation import holds as rules
from kiosk.circulation.library import Library
from kiosk.circulation.messages import Because, RequestState
from kiosk.circulation.profile import Processed
from kiosk.circulation.reasons import Refusal


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a request. RECEIVED: it waits, with the `refusals` as the reasons why.

    `refusals`: all that apply, the most helpful first.
    """

    state: RequestState
    refusals: tuple[Refusal, ...] = ()

    @property
    def refusal(self) -> Refusal | None:
        """The most helpful one."""
        return next(iter(self.refusals), None)

    @property
    def reason(self) -> str | None:
        """Its code."""
        return None if self.refusal is None else self.refusal.reason.value

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """What its sentence needs."""
        return () if self.refusal is None else self.refusal.facts

    @property
    def also(self) -> tuple[Because, ...]:
        """The others, as they travel."""
        return tuple(
            Because(reason=refusal.reason.value, facts=dict(refusal.facts))
            for refusal in self.refusals[1:]
        )


ACCEPTED = Decision(RequestState.ACCEPTED)
WAITS = Decision(RequestState.RECEIVED)


def refused(*refusals: Refusal) -> Decision:
    """No, and why."""
    return Decision(RequestState.REFUSED, refusals)


def answered(*refusals: Refusal | None) -> Decision:
    """Yes, or no and why."""
    found = tuple(refusal for refusal in refusals if refusal is not None)
    return refused(*found) if found else ACCEPTED


@dataclass(frozen=True, slots=True)
class Case:
    """One request on the desk. `branch`, `receipt`: its terminal's; `intake`: the batch decides."""

    connection: Connection
    work: Work
    library: Library
    now: datetime
    request: Request
    card: str
    branch: str
    receipt: str
    prepared: Prepared
    intake: bool

    def waits(self, what: Processed) -> bool:
        """Whether this sort of request is left for the batch, and this is not the batch."""
        return not self.intake and rules.waits_for_intake(self.library, what)
