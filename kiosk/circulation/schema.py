"""The JSON Schema of a profile, for editors that complete and check TOML files while one types.

Made from the models; what a setting means is told by the template's comment on it, so that it
stands once. Pure: the template's text comes in as an argument.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from kiosk.circulation.library import Library
from kiosk.circulation.notes import notes
from kiosk.circulation.parts import Part, Words, part_within

Json = dict[str, Any]


def profile_schema(template: str) -> Json:
    """The schema of a profile; `template`: the text of template.toml."""
    schema = Library.model_json_schema()
    schema["$schema"] = "http://json-schema.org/draft-07/schema#"
    schema["title"] = "Shirabe library profile"
    told = {_bare(path): note for path, note in notes(all_in_use(template)).items() if note}
    for path, owner in settings():
        place = schema if owner is Library else schema["$defs"][owner.__name__]
        name = path.rpartition(".")[2]
        note = told.get(path)
        if note and "description" not in place["properties"][name]:
            place["properties"][name]["description"] = note
    return schema


def all_in_use(template: str) -> str:
    """The template with the settings it leaves out (behind "# ") as if they were in use."""
    return re.sub(r"(?m)^# (?=\w+ = )", "", template)


def schema_text(template: str) -> str:
    """The schema as the text of profile.schema.json."""
    return json.dumps(profile_schema(template), ensure_ascii=False, indent=2) + "\n"


def settings() -> Iterator[tuple[str, type[Part]]]:
    """Every setting of a profile: key path without numbers (`limits.limit`), and its model."""
    yield from _settings("", Library)


def _settings(path: str, model: type[Part]) -> Iterator[tuple[str, type[Part]]]:
    for name, field in model.model_fields.items():
        here = f"{path}.{name}" if path else name
        yield here, model
        inner = part_within(field)
        if inner is not None and inner is not Words:
            yield from _settings(here, inner)


def _bare(path: str) -> str:
    """A key path without the numbers of lists and the names of states."""
    parts = [part for part in path.split(".") if not part.isdigit()]
    if parts[:2] == ["holds", "states"] and len(parts) > 2:
        del parts[2]
    return ".".join(parts)


def in_profile(tables: Mapping[str, Any], path: str = "") -> Iterator[str]:
    """Every key path of a profile's parsed TOML, without numbers."""
    for name, value in tables.items():
        here = f"{path}.{name}" if path else name
        yield _bare(here)
        for inner in value if isinstance(value, list) else (value,):
            if isinstance(inner, Mapping):
                yield from in_profile(inner, here)
