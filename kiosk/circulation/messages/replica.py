"""What a terminal keeps a copy of: patrons' rows, the catalogue's snapshot, the profile."""

from datetime import datetime
from typing import Any

from pydantic import Field

from kiosk.circulation.messages.basis import PROFILE, Message
from kiosk.circulation.sealing import canonical


class PatronRow(Message):
    """What a terminal may keep of one patron of its branch (architecture: signing in offline).

    `tag` = HMAC(lookup_key, card); `verifier` = HMAC(verifier_key, base); `account_box` is the
    account's JSON sealed with a key of the same computation. `removed` takes the row away.
    """

    tag: str
    salt: str = ""
    verifier: str = ""
    account_box: str = ""
    removed: bool = False


class PatronsPage(Message):
    """Patron rows that changed after `cursor` was given."""

    rows: tuple[PatronRow, ...]
    cursor: str
    has_more: bool


class Manifest(Message):
    """A catalogue snapshot, as signed by the central. Sizes in bytes; hashes SHA-256 in hex."""

    version: int
    schema_version: int
    created: datetime
    size: int
    chunk_size: int
    chunks: tuple[str, ...]
    titles: int
    cursor: str
    signature: str = ""

    def content(self) -> dict[str, Any]:
        """What `signature` signs, in the form of sealing.canonical."""
        return self.model_dump(mode="json", exclude={"signature"})


class ProfileReply(Message):
    """The profile that the central decides with; `text` is None where the terminal has it already.

    `digest` is the SHA-256, in hex, of the text; `signature` is the central's, over it and the id.
    """

    library: str
    digest: str
    text: str | None = Field(default=None, max_length=PROFILE)
    signature: str


def manifest_content(manifest: Manifest) -> bytes:
    """What the central signs for a snapshot: the manifest without its signature."""
    return canonical(manifest.content())


def profile_content(library: str, digest: str) -> bytes:
    """What the central signs for a profile."""
    return canonical({"library": library, "digest": digest})
