"""The built-in system's side of `port.Work`: joins its pieces inside one transaction. No rules."""

from collections.abc import Sequence

from central import mail, stock
from central.ils import counter, people, queue, wishes
from central.ils.port import NewHold, Stored
from central.ils.within import NotKnown, Within
from kiosk.circulation.facts import (
    Account,
    Contact,
    Hold,
    HoldState,
    Patron,
    SecretState,
    TitleFacts,
)
from kiosk.circulation.reasons import Refusal


class BuiltinWork:
    """Everything a request may do in the built-in system; see `port.Work`."""

    def __init__(self, within: Within) -> None:
        self._w = within

    def patron(self, card: str) -> Patron | None:
        """The patron of a card."""
        try:
            return people.from_row(people.row(self._w, card))
        except NotKnown:
            return None

    def stored(self, card: str) -> Stored | None:
        """The stored secret of a card."""
        try:
            row = people.row(self._w, card)
        except NotKnown:
            return None
        return Stored(row.salt, row.base) if row.base else None

    def account(self, card: str) -> Account:
        """The patron's affairs as the library knows them; no provisional holds."""
        return people.account(self._w, card)

    def title(self, title_id: str) -> TitleFacts | None:
        """One title as the rules see it."""
        title = stock.read(self._w.connection, [title_id]).get(title_id)
        return None if title is None else title.facts()

    def hold(self, hold_id: str) -> tuple[str, Hold]:
        """Whose hold this is, and the hold with its own state."""
        return queue.find(self._w, hold_id)

    def place(self, new: NewHold) -> None:
        """Put a hold at the end of its queue."""
        queue.place(self._w, new)

    def ask_cancel(self, hold_id: str, pending: bool) -> None:
        """A cancel of this hold is on its way to the intake, or was refused."""
        queue.ask_cancel(self._w, hold_id, pending)

    def end(self, hold_id: str, state: HoldState) -> None:
        """End a hold; its copy goes to the next."""
        queue.end(self._w, hold_id, state)

    def change(self, hold_id: str, pickup: str | None, contact: Contact | None) -> None:
        """Another pickup place or contact; None leaves a part as it is."""
        queue.change(self._w, hold_id, pickup, contact)

    def order(self, hold_ids: Sequence[str], group: str | None) -> None:
        """Join holds as one series in this order; None takes the order away."""
        queue.order(self._w, hold_ids, group)

    def renew(self, card: str, copy: str, branch: str, *, confirm: bool) -> tuple[Refusal, ...]:
        """Renew a loan of this patron."""
        return counter.renew(self._w, self.account(card), copy, branch, confirm=confirm)

    def set_secret(self, card: str, secret: Stored, state: SecretState) -> None:
        """Another secret."""
        people.change(self._w, card, salt=secret.salt, base=secret.base, secret_state=state.value)

    def set_email(self, card: str, address: str) -> Refusal | None:
        """Another address, as far as the library lets it come by itself."""
        return wishes.email(self._w, card, address)

    def set_defaults(
        self, card: str, pickup: str | None, contact: Contact | None
    ) -> Refusal | None:
        """Defaults for new holds."""
        return wishes.defaults(self._w, card, pickup, contact)

    def set_reminders(self, card: str, due_soon: bool) -> Refusal | None:
        """Mails before a due date."""
        return wishes.reminders(self._w, card, due_soon)

    def set_history(self, card: str, on: bool) -> Refusal | None:
        """Reading history on or off."""
        return wishes.history_set(self._w, card, on)

    def delete_history(self, card: str, ids: Sequence[str]) -> Refusal | None:
        """Lines of the reading history."""
        return wishes.history_delete(self._w, card, ids)

    def set_favourite(self, card: str, title_id: str, on: bool) -> Refusal | None:
        """A favourite title, or none any more."""
        if on:
            return wishes.favourite_add(self._w, card, title_id)
        return wishes.favourite_remove(self._w, card, title_id)

    def put_alert(self, card: str, alert_id: str, words: str, *, new: bool) -> Refusal | None:
        """A new-arrival alert, or other words for one."""
        return wishes.alert_put(self._w, card, alert_id, words, new=new)

    def remove_alert(self, card: str, alert_id: str) -> Refusal | None:
        """No more of an alert."""
        return wishes.alert_remove(self._w, card, alert_id)

    def confirm_by_mail(self, new: NewHold) -> None:
        """Tell the patron by mail that a hold was asked for."""
        title = self.title(new.title)
        if title is not None:
            mail.hold_placed(self._w, new.card, title.title, new.pickup, new.receipt)

    def touch(self, card: str) -> None:
        """The account looks different now."""
        people.touch(self._w, [card])

    def titles_to_allocate(self) -> list[str]:
        """Titles with a free copy and a hold that waits for one."""
        return queue.titles_to_allocate(self._w)

    def allocate(self, title_id: str) -> None:
        """Give free copies of a title to the first holds that wait."""
        queue.allocate(self._w, [title_id])
