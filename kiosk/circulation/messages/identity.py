"""Who a terminal is: enrolment, its keys, the intake's key, and the time."""

from datetime import datetime

from pydantic import AwareDatetime, Field

from kiosk.circulation.messages.basis import Message
from kiosk.circulation.sealing import canonical

_KEY = "^[0-9a-fA-F]{64}$"


class EnrolAsk(Message):
    """A terminal introduces itself with its single-use code. Keys are hex of 32 bytes.

    `cost`: the dearest Argon2id that it checks in time (`sealing.Cost.text`); empty: not measured.
    `formerly`: the terminal that it was, where it is enrolled anew with all its requests; `proof`:
    its signature over `content`, for a public key is no secret.
    """

    code: str
    sign_key: str = Field(pattern=_KEY)
    receive_key: str = Field(pattern=_KEY)
    version: str
    cost: str = Field(default="", max_length=40)
    formerly: str = Field(default="", max_length=40)
    proof: str = Field(default="", max_length=128)

    def content(self) -> bytes:
        """What `proof` signs."""
        return canonical(self.model_dump(mode="json", exclude={"proof"}))


class EnrolReply(Message):
    """Who the terminal is now. `secrets_box` (base64) is sealed to the terminal's receive key and
    holds the JSON of `TerminalSecrets`; `number` is the short number on receipts."""

    terminal: str
    number: int
    incarnation: int
    library: str
    branch: str
    central_key: str
    intake_key: str
    intake_key_id: str
    secrets_box: str
    central_time: datetime


class TerminalReply(Message):
    """Who a terminal is to the central: only one that is still let in gets it. `forked`: a cloned
    or rewound disk spoke under its name, so it gets no patrons' data before it is enrolled anew."""

    number: int
    branch: str
    forked: bool
    central_time: AwareDatetime


class TimeReply(Message):
    """What time it is at the central: all that anybody may ask."""

    central_time: AwareDatetime


class TerminalSecrets(Message):
    """Two keys of 32 bytes (hex) that only this terminal and the central know."""

    verifier_key: str
    lookup_key: str


class Rotate(Message):
    """A terminal's next signing key (hex). The request is signed with the present one; `proof` is
    the next one's signature over `rotate_content`."""

    sign_key: str = Field(min_length=64, max_length=64)
    proof: str = Field(max_length=128)


class Rotated(Message):
    """The next key is known from here on; the former one holds until the next one was used."""

    sign_key: str


class IntakeKeyReply(Message):
    """The key (hex) that boxes are sealed to, since `made`; signed by the central."""

    intake_key: str
    intake_key_id: str
    made: AwareDatetime
    signature: str = ""

    def content(self) -> bytes:
        """What `signature` signs."""
        return canonical(self.model_dump(mode="json", exclude={"signature"}))


def rotate_content(terminal: str, sign_key: str) -> bytes:
    """What a terminal's next signing key signs."""
    return canonical({"terminal": terminal, "next": sign_key})
