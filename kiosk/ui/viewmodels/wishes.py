"""What a patron has chosen for the titles of the cart, before it is handed in. Pure.

Which are left out this time, where to fetch them, how to be told (for all, or per title where the
library asks so), and the order they are to be read in.
"""

from dataclasses import dataclass, field, replace

from kiosk.circulation.facts import Contact
from kiosk.desk.answers import Cart, ItemChoice


@dataclass(frozen=True, slots=True)
class Own:
    """Pickup and contact of one title, where the library asks per title."""

    pickup: str | None = None
    contact: Contact | None = None


@dataclass(slots=True)
class Wishes:
    """Choices of one visit; `per_item`: pickup and contact are asked for each title."""

    per_item: bool = False
    left_out: set[str] = field(default_factory=set)
    pickup: str | None = None
    contact: Contact | None = None
    own: dict[str, Own] = field(default_factory=dict)
    current: str = ""
    confirm_mail: bool = False
    order: list[str] = field(default_factory=list)
    """Reading order as it was touched; empty: all at once."""

    def meet(self, answer: Cart) -> None:
        """The desk has told the cart anew: take its defaults, forget titles that are gone."""
        ids = [line.title.id for line in answer.items]
        self.left_out &= set(ids)
        self.pickup = self.pickup or answer.pickup
        self.contact = self.contact or answer.contact
        if self.current not in ids:
            self.current = next(iter(ids), "")

    def choose_pickup(self, branch: str) -> None:
        """For all titles, or for the current one."""
        if self.per_item:
            self.own[self.current] = replace(self.own.get(self.current, Own()), pickup=branch)
        else:
            self.pickup = branch

    def choose_contact(self, contact: Contact) -> None:
        """For all titles, or for the current one."""
        if self.per_item:
            self.own[self.current] = replace(self.own.get(self.current, Own()), contact=contact)
        else:
            self.contact = contact

    def choice(self, title_id: str) -> ItemChoice:
        """What holds for one title."""
        own = self.own.get(title_id, Own())
        return ItemChoice(title_id, own.pickup or self.pickup, own.contact or self.contact)

    def shown(self) -> ItemChoice:
        """What the page shows as chosen: for the current title, or for all."""
        if self.per_item:
            return self.choice(self.current)
        return ItemChoice("", self.pickup, self.contact)

    def ticked(self, ids: list[str]) -> list[str]:
        """What is held this time, in reading order where there is one; later titles stand last."""
        chosen = [id_ for id_ in ids if id_ not in self.left_out]
        if not self.order:
            return chosen
        last = len(self.order)
        return sorted(chosen, key=lambda i: self.order.index(i) if i in self.order else last)

    def need(self, titles: list[str], *, signed_in: bool) -> str:
        """What is missing before handing in: items, sign_in, pickup, contact, or nothing."""
        if not titles:
            return "items"
        if not signed_in:
            return "sign_in"
        for choice in map(self.choice, titles):
            if choice.pickup is None:
                return "pickup"
            if choice.contact is None:
                return "contact"
        return ""

    def handed_in(self) -> None:
        """What was ticked has been taken."""
        self.left_out.clear()
        self.order.clear()
