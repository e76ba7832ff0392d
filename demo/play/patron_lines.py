"""The lines that say what a patron does: one strict model per operation.

Whether it may be done is the desk's to say.
"""

from datetime import date
from typing import Literal

from pydantic import AliasChoices, Field

from demo.play.forms import Form, Id
from kiosk.catalogue.search import Field as SearchField
from kiosk.catalogue.search import Order
from kiosk.circulation.facts import Kind


class Search(Form):
    """Search the catalogue."""

    do: Literal["search"]
    query: str = ""
    field: SearchField = SearchField.ANY
    kinds: tuple[Kind, ...] = ()
    branch: str | None = None
    available: bool = False
    order: Order = Order.RANK
    limit: int = Field(default=20, ge=0, le=1000)
    offset: int = Field(default=0, ge=0, le=10**9)


class Suggest(Form):
    """Headings for what has been typed so far."""

    do: Literal["suggest"]
    typed: str


class Browse(Form):
    """A ready-made list."""

    do: Literal["browse"]
    list_: Literal["new", "most_lent", "most_held", "ndc", "theme", "volumes"] = Field(alias="list")
    key: str = Field(default="", validation_alias=AliasChoices("key", "ndc"))


class OfTitle(Form):
    """Every operation on one title."""

    do: Literal["open", "cart_add", "cart_remove", "favourite_add", "favourite_remove"]
    title: Id


class SignIn(Form):
    """Card and secret."""

    do: Literal["sign_in"]
    card: str
    secret: str


class PlaceItem(Form):
    """Own pickup and contact of one title."""

    title: Id
    pickup: str | None = None
    contact: str | None = None


class Place(Form):
    """Place holds: the titles named, or the cart."""

    do: Literal["place"]
    titles: tuple[Id, ...] | None = None
    pickup: str | None = None
    contact: str | None = None
    items: tuple[PlaceItem, ...] = ()
    series: bool = False
    confirm_mail: bool = False


class Cancel(Form):
    """Cancel a hold."""

    do: Literal["cancel"]
    hold: Id


class Change(Form):
    """Another pickup place or contact for a hold."""

    do: Literal["change"]
    hold: Id
    pickup: str | None = None
    contact: str | None = None


class Series(Form):
    """Holds in reading order, or the order taken away."""

    do: Literal["order_series", "clear_series"]
    holds: tuple[Id, ...]


class RenewPreview(Form):
    """Old and new due date."""

    do: Literal["renew_preview"]
    copy_id: Id = Field(alias="copy")


class Renew(Form):
    """Renew a loan."""

    do: Literal["renew"]
    copy_id: Id = Field(alias="copy")
    confirm: bool = False


class ChangePassword(Form):
    """Old and new secret."""

    do: Literal["change_password"]
    old: str
    new: str


class RegisterPassword(Form):
    """A first secret, registered by the patron."""

    do: Literal["register_password"]
    card: str
    name: str
    born: date
    phone: str
    new: str


class SetEmail(Form):
    """A new address."""

    do: Literal["set_email"]
    email: str


class DefaultsLine(Form):
    """Defaults for new holds; without any it only shows them."""

    do: Literal["defaults"]
    pickup: str | None = None
    contact: str | None = None


class Reminders(Form):
    """Mail before a due date."""

    do: Literal["reminders"]
    due_soon: bool


class HistorySet(Form):
    """Reading history on or off."""

    do: Literal["history_set"]
    on: bool


class HistoryDelete(Form):
    """Lines of the reading history to delete."""

    do: Literal["history_delete"]
    ids: tuple[Id, ...]


class AlertAdd(Form):
    """Words to hear of."""

    do: Literal["alert_add"]
    words: str


class AlertChange(Form):
    """Other words."""

    do: Literal["alert_change"]
    id: Id
    words: str


class AlertRemove(Form):
    """No more of it."""

    do: Literal["alert_remove"]
    id: Id


class Calendar(Form):
    """Open days of a branch in a month (`2026-12`)."""

    do: Literal["calendar"]
    branch: str | None = None
    month: str | None = Field(default=None, pattern=r"^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$")
