"""What every part of a profile is made of: checked small values, and texts in two languages.

Values are frozen; an unknown key is a mistake. Nothing here knows a rule.
"""

from datetime import date, time
from enum import StrEnum
from typing import Annotated, Any, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic.fields import FieldInfo


def _time_of_day(value: Any) -> time:
    if isinstance(value, time):
        return value
    if isinstance(value, str) and len(value) == 5 and value[2] == ":":
        hour, minute = value[:2], value[3:]
        if hour.isdigit() and minute.isdigit() and int(hour) < 24 and int(minute) < 60:
            return time(int(hour), int(minute))
    raise ValueError('a time of day such as "09:30"')


def _one_day(value: Any) -> date:
    if type(value) is date:
        return value
    raise ValueError("a date such as 2026-12-29, without quotation marks")


TimeOfDay = Annotated[
    time,
    BeforeValidator(_time_of_day),
    WithJsonSchema({"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d$"}),
]
OneDay = Annotated[
    date, BeforeValidator(_one_day), WithJsonSchema({"type": "string", "format": "date"})
]
Count = Annotated[int, Field(strict=True, ge=0)]
Positive = Annotated[int, Field(strict=True, ge=1)]
Flag = Annotated[bool, Field(strict=True)]
Text = Annotated[str, Field(strict=True, min_length=1)]
Identifier = Annotated[str, Field(strict=True, pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]


class Part(BaseModel):
    """Base of every part: frozen, and an unknown key is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(Part):
    """A text in the library's own Japanese words and in English."""

    ja: Text
    en: Text

    def said(self, language: str) -> str:
        """Japanese for `ja…`, English for every other language."""
        return self.ja if language.startswith("ja") else self.en


class Answer(StrEnum):
    """Whether a rule lets something through."""

    ALLOW = "allow"
    REFUSE = "refuse"


def part_within(field: FieldInfo) -> type[Part] | None:
    """The part that a setting is, or the parts of its list or mapping."""
    waiting: list[Any] = [field.annotation]
    while waiting:
        kind = waiting.pop()
        if isinstance(kind, type) and issubclass(kind, Part):
            return kind
        waiting.extend(get_args(kind))
    return None
