"""One explanation as a tree: a line each, with the settings asked for and the words they stem from.

Pure; here is only what every line is made of. What is asked stands in `explain`. The words are the
profile's own comments, so that they stand once.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from typing import Any

from kiosk.circulation import explain_words
from kiosk.circulation.library import Library
from kiosk.circulation.notes import ASSUMPTION
from kiosk.circulation.parts import Part, Words
from kiosk.circulation.reasons import Refusal, sentence
from kiosk.circulation.rules import Outcome


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting that was asked for. `given`: it stands in the profile; else its default holds.

    `words`: what the profile says of it: the deciding words, or that it is an assumption.
    """

    path: str
    value: str
    words: str
    assumption: bool
    given: bool


@dataclass(frozen=True, slots=True)
class Node:
    """One line of the explanation, and what lies under it. `reason`: the code where it refuses."""

    rule: str
    outcome: Outcome
    words: Words
    reason: str | None = None
    settings: tuple[Setting, ...] = ()
    parts: tuple["Node", ...] = ()


def made(
    library: Library,
    rule: str,
    outcome: Outcome,
    settings: Iterable[str],
    seen: Mapping[str, str],
    refusal: Refusal | None = None,
    parts: tuple[Node, ...] = (),
) -> Node:
    """A line of a rule, with what was seen, why it refuses, and the settings behind it.

    The deciding setting always stands there; of the others those that the profile gives.
    """
    said = explain_words.said(rule, seen)
    if outcome is Outcome.NOT_ASKED:
        said = explain_words.said("not_asked", {"rule": said.ja, "rule_en": said.en})
    elif refusal is not None and outcome is not Outcome.PASSES:
        said = Words(
            ja=f"{said.ja}: {sentence(refusal)}", en=f"{said.en}: {sentence(refusal, 'en')}"
        )
    shown = tuple(
        setting
        for number, path in enumerate(settings)
        if (setting := setting_of(library, path)).given or number == 0
    )
    reason = None if refusal is None else refusal.reason.value
    return Node(rule, outcome, said, reason, shown, parts)


def told(
    library: Library,
    rule: str,
    settings: Iterable[str],
    seen: Mapping[str, str],
    parts: tuple[Node, ...] = (),
) -> Node:
    """A line that judges nothing: what is, or would be."""
    return made(library, rule, Outcome.TOLD, settings, seen, None, parts)


_WEIGHT = (
    Outcome.TOLD,
    Outcome.NOT_ASKED,
    Outcome.PASSES,
    Outcome.KEEPS_PROVISIONAL,
    Outcome.REFUSES,
)


def worst(outcomes: Iterable[Outcome]) -> Outcome:
    """The outcome that decides over several lines."""
    return max(outcomes, key=_WEIGHT.index, default=Outcome.TOLD)


def group(rule: str, parts: tuple[Node, ...]) -> Node:
    """Lines under one heading; the worst decides."""
    outcome = worst(part.outcome for part in parts)
    return Node(rule, outcome, explain_words.said(rule), None, (), parts)


def setting_of(library: Library, path: str) -> Setting:
    """A setting of the profile by its key path."""
    value, given = _value(library, path)
    words = library.note(path) if given else ""
    return Setting(path, _shown(value), words, ASSUMPTION in words, given)


def _value(library: Library, path: str) -> tuple[object, bool]:
    """What a key path leads to, and whether the profile itself says it."""
    value: object = library
    given = True
    for part in path.split("."):
        if isinstance(value, Part):
            given = part in value.model_fields_set
            value = getattr(value, part)
        elif isinstance(value, Mapping):
            value = value.get(part)
        elif isinstance(value, tuple):
            value = value[int(part)]
    return value, given


def _shown(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, StrEnum | str):
        return str(value)
    if isinstance(value, Words):
        return value.ja
    if isinstance(value, Part):
        return " ".join(
            _shown(getattr(value, name))
            for name in type(value).model_fields
            if name in value.model_fields_set
        )
    if isinstance(value, Mapping):
        return ", ".join(value) or "-"
    if isinstance(value, tuple | frozenset):
        return ", ".join(_shown(one) for one in value) or "-"
    return str(value)


# -- as text and as JSON --------------------------------------------------------------------------


_MARKS = {
    Outcome.PASSES: "○",
    Outcome.REFUSES: "×",
    Outcome.KEEPS_PROVISIONAL: "△",
    Outcome.NOT_ASKED: "－",
    Outcome.TOLD: "・",
}


def lines(node: Node, language: str = "ja") -> tuple[str, ...]:
    """The tree as lines of text, two blanks deeper for each step down."""
    return tuple(_lines(node, language, ""))


def _lines(node: Node, language: str, indent: str) -> Iterator[str]:
    code = f" [{node.reason}]" if node.reason and node.outcome is not Outcome.PASSES else ""
    yield f"{indent}{_MARKS[node.outcome]} {node.words.said(language)}{code}"
    for setting in node.settings:
        words = setting.words if setting.given else explain_words.said("default").said(language)
        yield f"{indent}    {setting.path} = {setting.value}" + (f"  {words}" if words else "")
    for part in node.parts:
        yield from _lines(part, language, indent + "  ")


def as_json(node: Node) -> dict[str, Any]:
    """The tree as plain values."""
    return {
        "rule": node.rule,
        "outcome": node.outcome.value,
        "text": node.words.ja,
        "text_en": node.words.en,
        "reason": node.reason,
        "settings": [
            {
                "path": setting.path,
                "value": setting.value,
                "words": setting.words,
                "assumption": setting.assumption,
                "given": setting.given,
            }
            for setting in node.settings
        ],
        "parts": [as_json(part) for part in node.parts],
    }
