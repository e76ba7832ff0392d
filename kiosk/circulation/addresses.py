"""What an e-mail address must look like, and which addresses of servers keep a line closed.

One rule for the terminal and the central. Nothing cleverer than one @ and a dot after it; whether
mail arrives is for a mail to find out, and no name is ever looked up.
"""

import ipaddress
import unicodedata
from urllib.parse import urlsplit

LONGEST = 254


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
