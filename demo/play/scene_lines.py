"""The lines that set the scene: the central's own data, what staff does, time and the cable.

One strict model per operation; whether it may be done is the central's to say.
"""

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from demo.play.forms import Form, Id, Moment, exactly_one
from kiosk.circulation.facts import Kind, Lending, Residence, SecretState, Source


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
        return exactly_one(self)


class Given(Form):
    """The central's own data: one of patron, title, loan, remove."""

    do: Literal["given"]
    patron: PatronForm | None = None
    title: TitleForm | None = None
    loan: LoanForm | None = None
    remove: RemoveForm | None = None

    @model_validator(mode="after")
    def _one(self) -> "Given":
        return exactly_one(self, besides=1)


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
        return exactly_one(self, besides=1)


class Clock(Form):
    """Time passes, to a moment or by seconds."""

    do: Literal["clock"]
    to: Moment | None = None
    by: float | None = Field(default=None, ge=0, le=1e9, allow_inf_nan=False)

    @model_validator(mode="after")
    def _one(self) -> "Clock":
        return exactly_one(self, besides=1)


class Network(Form):
    """The cable goes in or out."""

    do: Literal["network"]
    up: bool
