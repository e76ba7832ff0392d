"""One request on the desk, and what became of it: what every decision is made with. No rule."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from central.boxes import Prepared
from central.ils.port import Work
from central.request_rows import Request
from kiosk.circulation import holds as rules
from kiosk.circulation.library import Library
from kiosk.circulation.messages import RequestState
from kiosk.circulation.profile import Processed
from kiosk.circulation.reasons import Refusal


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a request. RECEIVED: it waits, with `refusal` as the reason why."""

    state: RequestState
    refusal: Refusal | None = None

    @property
    def reason(self) -> str | None:
        """The code of the refusal."""
        return None if self.refusal is None else self.refusal.reason.value

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """What the refusal's sentence needs."""
        return () if self.refusal is None else self.refusal.facts


ACCEPTED = Decision(RequestState.ACCEPTED)
WAITS = Decision(RequestState.RECEIVED)


def refused(refusal: Refusal) -> Decision:
    """No, and why."""
    return Decision(RequestState.REFUSED, refusal)


def answered(refusal: Refusal | None) -> Decision:
    """Yes, or no and why."""
    return ACCEPTED if refusal is None else refused(refusal)


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
