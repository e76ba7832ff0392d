"""What an e-mail address must look like: one rule for the terminal that asks and the central.

Nothing cleverer than one @ and a dot after it; whether mail arrives is for a mail to find out.
"""

import unicodedata

LONGEST = 254


def plain_address(text: str) -> str | None:
    """An address as it can be used (full width made narrow), or None."""
    address = unicodedata.normalize("NFKC", text).strip()
    local, at, domain = address.partition("@")
    shaped = bool(at and local and "." in domain.strip(".")) and len(address) <= LONGEST
    plain = address.isascii() and address.isprintable() and not set(address) & set(' ,;<>"')
    return address if shaped and plain and "@" not in domain else None
