"""The lines `play` understands: every operation there is, and reading one line as its form.

It reads and checks form only; whether something may be done is the desk's and the central's to say.
"""

import re
from typing import Annotated, get_args

from pydantic import Field, RootModel, ValidationError

from demo.play import patron_lines, scene_lines
from demo.play.forms import Bare, NotUnderstood

Line = (
    scene_lines.Given
    | scene_lines.Staff
    | scene_lines.Clock
    | scene_lines.Network
    | Bare
    | patron_lines.Search
    | patron_lines.Suggest
    | patron_lines.Browse
    | patron_lines.OfTitle
    | patron_lines.SignIn
    | patron_lines.Place
    | patron_lines.Cancel
    | patron_lines.Change
    | patron_lines.Series
    | patron_lines.RenewPreview
    | patron_lines.Renew
    | patron_lines.ChangePassword
    | patron_lines.RegisterPassword
    | patron_lines.SetEmail
    | patron_lines.DefaultsLine
    | patron_lines.Reminders
    | patron_lines.HistorySet
    | patron_lines.HistoryDelete
    | patron_lines.AlertAdd
    | patron_lines.AlertChange
    | patron_lines.AlertRemove
    | patron_lines.Calendar
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
