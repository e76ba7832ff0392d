"""Who a terminal is, as the central told it at enrolment. Nothing here is secret."""

from dataclasses import dataclass

from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class Identity:
    """Keys are the public halves, in hex. `number` is the short number on receipts.

    `incarnation` grows with each enrolment; a ledger's sequence belongs to one incarnation.
    """

    terminal: str
    number: int
    incarnation: int
    library: str
    branch: str
    central_key: str
    intake_key: str
    intake_key_id: str

    def receipt(self, seq: int) -> str:
        """The short number a patron may read out: terminal and sequence."""
        return f"{self.number}-{seq:03d}"


IDENTITY = TypeAdapter(Identity)
