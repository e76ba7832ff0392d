"""What every line of `play` is made of: a strict form, and how a line is said to be wrong.

It checks form only. Operations that take nothing stand here: the scene and the patron have some.
"""

from datetime import datetime
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

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


def exactly_one(form: _OneOf, besides: int = 0) -> _OneOf:
    """The form where one of its keys, and only one, is given; ValueError where not."""
    told = [name for name in form.model_fields_set if getattr(form, name) is not None]
    if len(told) != 1 + besides:
        raise ValueError("exactly one of its keys must be given")
    return form


def named(form: Form) -> dict[str, Any]:
    """The values that the line named, by the form's field names."""
    return {name: getattr(form, name) for name in form.model_fields_set}
