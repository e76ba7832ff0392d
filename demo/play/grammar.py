"""The lines `play` understands: one strict model per operation, nothing unknown is taken.

It reads and checks form only; whether something may be done is the desk's and the central's to say.
"""

import re
from datetime import date, datetime
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    RootModel,
    ValidationError,
    model_validator,
)

from kiosk.catalogue.search import Field as SearchField
from kiosk.catalogue.search import Order
from kiosk.circulation.facts import Kind, Lending, Residence, SecretState, Source

Id = Annotated[str, Field(min_length=1, max_length=200)]

YEARS = range(1900, 2200)
"""What a clock and a calendar here may show; no library's rule is known beyond."""


def _within(moment: datetime) -> datetime:
    if moment.year not in YEARS:
        raise ValueError("no year that a clock here can show")
    return moment


Moment = Annotated[AwareDatetime, AfterValidator(_within)]
_OneOf = TypeVar("_OneOf", bound=BaseModel)


class NotUnderstood(Exception):  # noqa: N818 - the line's fault, said to its author
    """A line that cannot be read; the text says what is wrong and quotes no value."""


class Form(BaseModel):
    """Base of all forms: frozen, strict types, unknown keys are an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


# -- setting the scene ------------------------------------------------------------------------


class CreatorForm(Form):
    """A person or body that made a work."""

    name: str
    kana: str = ""


class CopyForm(Form):
    """One copy of a title."""

    id: Id
    branch: Id
    lending: Lending = Lending.LOAN
    shelf: str = ""
    call: str = ""


class PatronForm(Form):
    """A patron; what is not named stays as it was."""

    card: Id
    secret: str | None = None
    secret_state: SecretState = SecretState.SET
    name: str = ""
    kana: str = ""
    born: date | None = None
    phone: str | None = None
    email: str | None = None
    expires: date | None = None
    residence: Residence = Residence.RESIDENT


class TitleForm(Form):
    """A title with its copies; what is not named stays as it was."""

    id: Id
    title: str = ""
    kana: str = ""
    creators: tuple[CreatorForm, ...] = ()
    kind: Kind = Kind.BOOK
    isbn: str = ""
    year: int | None = None
    publisher: str = ""
    ndc: str = ""
    series: str = ""
    volume: str | int = ""
    latest_issue: bool = False
    source: Source = Source.OWN
    added: date | None = None
    copies: tuple[CopyForm, ...] = ()


class LoanForm(Form):
    """A loan as it stands; without dates it begins today."""

    card: Id
    copy_id: Id = Field(alias="copy")
    lent: date | None = None
    due: date | None = None
    renewals: int = Field(default=0, ge=0)


class RemoveForm(Form):
    """One thing that is no more."""

    title: Id | None = None
    copy_id: Id | None = Field(default=None, alias="copy")
    patron: Id | None = None

    @model_validator(mode="after")
    def _one(self) -> "RemoveForm":
        return _exactly_one(self)


class Given(Form):
    """The central's own data: one of patron, title, loan, remove."""

    do: Literal["given"]
    patron: PatronForm | None = None
    title: TitleForm | None = None
    loan: LoanForm | None = None
    remove: RemoveForm | None = None

    @model_validator(mode="after")
    def _one(self) -> "Given":
        return _exactly_one(self, besides=1)


class CopyAndCard(Form):
    """A loan at the counter."""

    copy_id: Id = Field(alias="copy")
    card: Id


class CopyOnly(Form):
    """A copy at the counter."""

    copy_id: Id = Field(alias="copy")


class CounterHold(Form):
    """A hold placed at the counter."""

    card: Id
    title: Id
    pickup: Id
    contact: str


class CardAndTitle(Form):
    """One patron's hold on one title."""

    card: Id
    title: Id


class CardOnly(Form):
    """One patron."""

    card: Id


class Staff(Form):
    """What the library's staff do: exactly one thing."""

    do: Literal["staff"]
    lend: CopyAndCard | None = None
    return_: CopyOnly | None = Field(default=None, alias="return")
    arrive: CopyOnly | None = None
    hold: CounterHold | None = None
    notify: CardAndTitle | None = None
    reset_secret: CardOnly | None = None
    approve_email: CardOnly | None = None

    @model_validator(mode="after")
    def _one(self) -> "Staff":
        return _exactly_one(self, besides=1)


class Clock(Form):
    """Time passes, to a moment or by seconds."""

    do: Literal["clock"]
    to: Moment | None = None
    by: float | None = Field(default=None, ge=0, le=1e9, allow_inf_nan=False)

    @model_validator(mode="after")
    def _one(self) -> "Clock":
        return _exactly_one(self, besides=1)


class Network(Form):
    """The cable goes in or out."""

    do: Literal["network"]
    up: bool


# -- what a patron does -----------------------------------------------------------------------


class Bare(Form):
    """Every operation that takes nothing."""

    do: Literal[
        "sync",
        "intake",
        "sign_out",
        "cart",
        "requests",
        "holds",
        "cancelled",
        "loans",
        "history",
        "favourites",
        "alerts",
        "status",
        "mails",
    ]


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
    list_: Literal["new", "most_lent", "most_held", "ndc"] = Field(alias="list")
    ndc: str = ""


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


Line = (
    Given
    | Staff
    | Clock
    | Network
    | Bare
    | Search
    | Suggest
    | Browse
    | OfTitle
    | SignIn
    | Place
    | Cancel
    | Change
    | Series
    | RenewPreview
    | Renew
    | ChangePassword
    | RegisterPassword
    | SetEmail
    | DefaultsLine
    | Reminders
    | HistorySet
    | HistoryDelete
    | AlertAdd
    | AlertChange
    | AlertRemove
    | Calendar
)


def operations() -> tuple[str, ...]:
    """The name of every operation, in alphabetical order."""
    forms = get_args(Line)
    names = {name for form in forms for name in get_args(form.model_fields["do"].annotation)}
    return tuple(sorted(names))


class _AnyLine(RootModel[Annotated[Line, Field(discriminator="do")]]):
    """One of the forms, told apart by `do`."""


_WORDS = {
    "extra_forbidden": "unknown key",
    "missing": "missing key",
    "union_tag_invalid": "unknown operation (docs/play.md lists them)",
    "union_tag_not_found": 'no key "do"',
    "json_invalid": "not JSON",
    "model_type": "not an object",
    "model_attributes_type": "not an object",
    "dict_type": "not an object",
}


_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)"
)


def _whole(text: str) -> str:
    """Half a character (an unpaired surrogate, legal in JSON) becomes the sign for none."""
    return _ESCAPE.sub(lambda found: r"\ufffd" if found[1] else found[0], text)


def read(text: str) -> Line:
    """One line as its form. NotUnderstood says what is wrong, without quoting what was typed."""
    try:
        return _AnyLine.model_validate_json(_whole(text)).root
    except ValidationError as error:
        raise NotUnderstood(_said(error)) from None


def _said(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(str(part) for part in first["loc"][1:])
    what = _WORDS.get(first["type"], first["msg"].removeprefix("Value error, "))
    return f'{what}: "{place}"' if place else what


def _exactly_one(form: _OneOf, besides: int = 0) -> _OneOf:
    told = [name for name in form.model_fields_set if getattr(form, name) is not None]
    if len(told) != 1 + besides:
        raise ValueError("exactly one of its keys must be given")
    return form


def named(form: Form) -> dict[str, Any]:
    """The values that the line named, by the form's field names."""
    return {name: getattr(form, name) for name in form.model_fields_set}
