"""How a new terminal is invited: a code to type, the same as a code to scan, and a file on a stick.

A scanner is believed letters, digits and hyphens only, so the address travels as base32. A file is
signed by the central whose key it brings: what answers in its place is found out.
"""

import base64
import binascii
from typing import Literal

from pydantic import AwareDatetime, ValidationError

from kiosk.circulation.messages import Message, ProfileReply
from kiosk.circulation.sealing import BadSeal, canonical, check_signature

FILE = "shirabe-enrolment.json"
LONGEST_SCAN = 64
"""Signs that a scanner is believed at once."""
_CODE = 10
_TLS = "https://"


class NoInvitation(ValueError):  # noqa: N818 - the state of a file
    """It is no such file, or was damaged or changed."""


class Invitation(Message):
    """Where the central is and whose it is, a code that is good until `expires`, and the rules."""

    format: Literal[1] = 1
    address: str
    code: str
    expires: AwareDatetime
    library: str
    branch: str
    central_key: str
    profile: ProfileReply
    signature: str = ""

    def content(self) -> bytes:
        """What `signature` signs."""
        return canonical(self.model_dump(mode="json", exclude={"signature"}))


def read_file(text: bytes) -> Invitation:
    """The invitation in a file; NoInvitation where it is not as its central wrote it."""
    try:
        told = Invitation.model_validate_json(text)
        check_signature(told.central_key, told.content(), told.signature)
    except (ValidationError, RecursionError, BadSeal) as error:
        raise NoInvitation("no file of enrolment") from error
    return told


def to_scan(code: str, address: str | None) -> str:
    """What a QR code says: the code, and the address where there is room for it."""
    if address is None:
        return code
    short = base64.b32encode(address.removeprefix(_TLS).encode()).decode().rstrip("=")
    whole = f"{code}-{short}"
    return whole if len(whole) <= LONGEST_SCAN else code


def scanned(text: str) -> tuple[str, str]:
    """Code and address (empty where none was said) of what a scanner read."""
    kept = text.upper()
    code, told = kept[:_CODE], kept[_CODE:]
    if not told.startswith("-"):
        return kept.replace("-", ""), ""
    try:
        padded = told[1:] + "=" * (-len(told[1:]) % 8)
        return code, base64.b32decode(padded).decode()
    except (binascii.Error, UnicodeDecodeError):
        return kept.replace("-", ""), ""
