"""What the central needs of a library's own system, whichever it is.

`Work` is bound to one transaction, so that a request's verdict and its effect are stored together
or not at all. An adapter for a foreign system writes an intent there and carries it out later.
"""

from datetime import datetime
from typing import Protocol

from sqlalchemy import Connection

from kiosk.circulation.facts import Account, Contact, Defaults, TitleFacts


class Work(Protocol):
    """Everything a request may do, inside one transaction. LookupError for unknown ids."""

    def account(self, card: str) -> Account:
        """The patron's affairs as the library knows them; no provisional holds."""
        ...

    def title(self, title_id: str) -> TitleFacts | None:
        """One title as the rules see it."""
        ...


class Ils(Protocol):
    """A library's own system."""

    def on(self, connection: Connection) -> Work:
        """Work inside the transaction of `connection`."""
        ...

    def account(self, card: str) -> Account:
        """The patron's affairs now; KeyError for an unknown card."""
        ...


__all__ = ["Account", "Contact", "Defaults", "Ils", "Work", "datetime"]
