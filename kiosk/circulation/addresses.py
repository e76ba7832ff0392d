"""What an e-mail address must look like, and which addresses of servers keep a line closed.

One rule for the terminal and the central. Nothing cleverer than one @ and a dot after it; whether
mail arrives is for a mail to find out, and no name is ever looked up.
"""

import ipaddress
import re
import unicodedata
from urllib.parse import urlsplit

LONGEST = 254
CENTRALS = "https://…, or http://… on this machine"
"""What may be a central's address."""


class NoAddress(ValueError):  # noqa: N818 - what was asked, not an error of ours
    """Terminals cannot reach a central there; the text says so in both languages."""


def plain_address(text: str) -> str | None:
    """An address as it can be used (full width made narrow), or None."""
    address = unicodedata.normalize("NFKC", text).strip()
    local, at, domain = address.partition("@")
    shaped = bool(at and local and "." in domain.strip(".")) and len(address) <= LONGEST
    plain = address.isascii() and address.isprintable() and not set(address) & set(' ,;<>"')
    return address if shaped and plain and "@" not in domain else None


def is_closed_line(address: str) -> bool:
    """Whether what travels to a server stays between the two: https, or http on this machine."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        if parts.scheme == "https":
            return bool(host)
        return parts.scheme == "http" and (
            host == "localhost" or ipaddress.ip_address(host).is_loopback
        )
    except ValueError:
        return False


def check_central(address: str) -> str:
    """The address as it is; NoAddress where it is none or its line is open: patrons' secrets travel
    on it, and without TLS it must not leave the machine."""
    if re.fullmatch(r"https?://[^\s/\"\\]+(/[^\s\"\\]*)?", address) and is_closed_line(address):
        return address
    raise NoAddress(
        f"「{address}」は、つなぐ先として使えません。https://… のように書いてください"
        "(この機械の中だけ http://… も使えます)。"
        f" / {address!r} cannot be the central's address; write {CENTRALS}."
    )
