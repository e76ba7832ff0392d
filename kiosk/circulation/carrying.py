"""What travels on a stick where no network is: requests one way, answers the other.

Sealed to whoever may read it and signed by whoever wrote it, so that a stick may be lost. What is
inside is what would have travelled over the line. No file is opened here.
"""

from datetime import datetime
from typing import Any, Literal, TypeVar

from pydantic import AwareDatetime, Field, ValidationError

from kiosk.circulation.messages import LARGEST, Message, Outcome, ProfileReply
from kiosk.circulation.sealing import BadSeal, check_signature_of, seal_to, sign

REQUESTS_NAME = "shirabe-requests"
ANSWERS_NAME = "shirabe-answers"
CATALOGUE = "shirabe-catalogue.db"
MANIFEST = "shirabe-catalogue.json"
"""Names of files on a stick; those of requests and answers go on with the terminal's number."""


class NotCarried(ValueError):  # noqa: N818 - the state of a file
    """It is no such file, or was damaged or changed on the way."""


class Envelope(Message):
    """The outside of a file: whose it is, and a box that nobody reads on the way."""

    format: Literal[1] = 1
    terminal: str
    incarnation: int = Field(ge=0, le=LARGEST)
    intake_key_id: str = ""
    box: str
    signature: str


class CarriedRequests(Message):
    """Rows of a ledger, oldest first. Each is plain JSON: one that cannot be read is parked.

    `unsure`: as in `Push`, but for as many as there are.
    """

    terminal: str
    incarnation: int = Field(ge=0, le=LARGEST)
    items: tuple[dict[str, Any], ...]
    unsure: tuple[str, ...] = ()


class CarriedAnswers(Message):
    """Every verdict on a terminal's requests as it stood at `made`, how far the central is, and the
    profile that it decides with."""

    terminal: str
    incarnation: int = Field(ge=0, le=LARGEST)
    made: AwareDatetime
    outcomes: tuple[Outcome, ...]
    have_through: int
    safe_through: int
    next_intake: datetime | None = None
    profile: ProfileReply | None = None


_Content = TypeVar("_Content", CarriedRequests, CarriedAnswers)


def pack(
    content: CarriedRequests | CarriedAnswers, to: str, sign_key: bytes, key_id: str = ""
) -> str:
    """A file's text: sealed to the public key `to` (hex), signed with `sign_key`."""
    box = seal_to(to, content.model_dump_json().encode(), key_id)
    return Envelope(
        terminal=content.terminal,
        incarnation=content.incarnation,
        intake_key_id=key_id,
        box=box,
        signature=sign(sign_key, box.encode()),
    ).model_dump_json()


def outside(text: bytes) -> Envelope:
    """What a file says of itself; NotCarried where it is none of ours."""
    try:
        return Envelope.model_validate_json(text)
    except (ValidationError, RecursionError) as error:
        raise NotCarried("no file of requests or answers") from error


def check_signed(envelope: Envelope, *signed_by: str) -> None:
    """NotCarried where the file is not by the owner of one of these keys (hex), or was changed."""
    try:
        check_signature_of(signed_by, envelope.box.encode(), envelope.signature)
    except BadSeal as error:
        raise NotCarried("damaged, or not signed by whom it says") from error


def inside(envelope: Envelope, model: type[_Content], content: bytes) -> _Content:
    """What was in the box of a file whose signature was checked."""
    try:
        read = model.model_validate_json(content)
    except (ValidationError, RecursionError) as error:
        raise NotCarried("its content cannot be read") from error
    if (read.terminal, read.incarnation) != (envelope.terminal, envelope.incarnation):
        raise NotCarried("inside and outside name two terminals")
    return read
