"""The library's own system where it has no other: a complete small one, on the central's database.

Titles, copies, patrons, loans, holds with a queue, transfers between branches, the counter. What
may be lent or held is decided by `kiosk.circulation`; here it is done and kept.
"""

from datetime import date

from kiosk.catalogue.records import Copy, Title
from kiosk.circulation.facts import Account, Contact, Hold, Loan, Patron


class NotKnown(KeyError):
    """An id or card that is not in this library; `what` is title, copy, card, loan or hold."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class Builtin:
    """The counter and the shelves. Every call is one transaction. `Refused` where a rule forbids."""

    # -- the library's stock and people -----------------------------------------------------
    def put_title(self, title: Title) -> None:
        """Put or update a title, and put or update the copies it carries."""
        raise NotImplementedError

    def put_copy(self, title_id: str, copy: Copy) -> None:
        """Put or update one copy."""
        raise NotImplementedError

    def put_patron(
        self, patron: Patron, secret: str | None = None, *, branch: str | None = None
    ) -> None:
        """Put or update a patron. `secret` None keeps the old one; for a new patron the library's
        first secret is set, where it has one. `branch` None: known at every branch."""
        raise NotImplementedError

    def put_loan(self, card: str, copy: str, lent: date, due: date, renewals: int = 0) -> None:
        """Put or update a loan as a fact, without asking the rules."""
        raise NotImplementedError

    def remove_title(self, title_id: str) -> None:
        """Take a title and its copies away."""
        raise NotImplementedError

    def remove_copy(self, copy: str) -> None:
        """Take a copy away; a hold it was set aside for waits again."""
        raise NotImplementedError

    def remove_patron(self, card: str) -> None:
        """Take a patron away, with holds and wishes; Refused while there are loans."""
        raise NotImplementedError

    # -- the counter --------------------------------------------------------------------------
    def lend(self, copy: str, card: str) -> Loan:
        """Lend a copy; fulfils this patron's hold. Refused where it is set aside for another."""
        raise NotImplementedError

    def return_copy(self, copy: str) -> None:
        """Take a copy back; a free copy goes to the first hold that waits."""
        raise NotImplementedError

    def arrive(self, copy: str) -> None:
        """A copy in transit reaches its pickup place: the hold is ready."""
        raise NotImplementedError

    def hold(self, card: str, title_id: str, pickup: str, contact: Contact) -> Hold:
        """A hold at the counter: real at once. Refused where a rule forbids."""
        raise NotImplementedError

    def notify(self, card: str, title_id: str) -> None:
        """The patron has been told that this hold is ready."""
        raise NotImplementedError

    def reset_secret(self, card: str) -> str | None:
        """Back to the library's first secret; a slip with a new one is returned for the counter."""
        raise NotImplementedError

    def approve_email(self, card: str) -> None:
        """Staff has confirmed the address that the patron asked for."""
        raise NotImplementedError

    def account(self, card: str) -> Account:
        """The patron's affairs as the library knows them; NotKnown for an unknown card."""
        raise NotImplementedError

    def cards(self) -> tuple[str, ...]:
        """Every card."""
        raise NotImplementedError
