"""The barcode scanner that types like a keyboard: tells a scan from a person's typing. Pure.

The time stamps of the key events count, never a clock: after a stall, queued keys all arrive at
once. At least 6 signs, at most 50 ms apart, with Enter at the end. Nothing scanned is kept once it
has been handed on, and nothing but letters, digits and hyphens is ever taken from a scanner.
"""

from kiosk.devices.health import Health, State

SHORTEST = 6
LONGEST = 64
GAP_MS = 50
"""Signs of one scan follow each other within this time."""
TROUBLED_AFTER = 5
"""So many broken scans in a row are a scanner that needs a look."""


class Wedge:
    """Fed with keys and their time stamps (ms of the event's own clock)."""

    def __init__(self) -> None:
        self._signs = ""
        self._last_ms: int | None = None
        self._spoilt = False
        self._scans = 0
        self._broken = 0

    def sign(self, text: str, at_ms: int) -> None:
        """A key that makes text. A control code inside a scan spoils it."""
        self._keep_pace(at_ms)
        if len(text) == 1 and text.isascii() and (text.isalnum() or text == "-"):
            if len(self._signs) >= LONGEST:
                self._spoilt = True
            else:
                self._signs += text
        else:
            self._spoilt = True

    def enter(self, at_ms: int) -> str | None:
        """The Enter key: the scan that it ends, or None where it was a person's."""
        self._keep_pace(at_ms)
        signs, spoilt = self._signs, self._spoilt
        self.forget()
        if len(signs) < SHORTEST:
            return None
        if spoilt:
            self._broken += 1
            return None
        self._scans += 1
        self._broken = 0
        return signs

    def forget(self) -> None:
        """Nothing of a scan is kept."""
        self._signs, self._last_ms, self._spoilt = "", None, False

    def health(self) -> Health:
        """How the scanner is, as far as its keys can tell."""
        if self._broken >= TROUBLED_AFTER:
            return Health(
                "scanner",
                State.TROUBLE,
                "バーコードを正しく読めていません。読取り窓をふいてください。",
            )
        return Health("scanner", State.READY if self._scans else State.UNSEEN)

    def _keep_pace(self, at_ms: int) -> None:
        """Too long since the last sign: whatever stood there was typed by a person."""
        if self._last_ms is not None and not 0 <= at_ms - self._last_ms <= GAP_MS:
            self.forget()
        self._last_ms = at_ms
