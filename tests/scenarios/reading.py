"""Reads the examples: `## topic`, `> the sentence it stems from`, `### example`, `- steps`.

A step with an arrow asks something and says what must come of it; one without lays the scene.
"""

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
AT_DESK = "[端末でも]"
"""Behind an example's name: it is asked at a real desk with a real central as well."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of an example. `expected` None: it lays the scene."""

    asked: str
    expected: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Example:
    """One example, and the sentence of the library's document that it stems from."""

    library: str
    topic: str
    sentence: str
    name: str
    at_desk: bool
    steps: tuple[Step, ...]

    def __str__(self) -> str:
        return f"{self.library}: {self.topic}: {self.name}"


def examples(library: str) -> tuple[Example, ...]:
    """Every example of a library."""
    found: list[Example] = []
    topic = sentence = name = ""
    steps: list[Step] = []
    text = (FOLDER / f"{library}.md").read_text(encoding="utf-8")
    for number, line in enumerate([*text.splitlines(), "## end"], start=1):
        mark, _, rest = line.partition(" ")
        if mark in ("##", "###") and steps:
            plain = name.replace(AT_DESK, "").strip()
            found.append(Example(library, topic, sentence, plain, AT_DESK in name, tuple(steps)))
            steps, name = [], ""
        match mark:
            case "##":
                topic, sentence = rest, ""
            case ">":
                sentence = f"{sentence}\n{rest}".strip()
            case "###":
                name = rest
            case "-":
                asked, arrow, expected = rest.partition("→")
                steps.append(Step(asked.strip(), expected.strip() if arrow else None, number))
            case _ if line.strip() and topic:
                raise ValueError(f"{library}.md:{number}: neither heading, quotation nor step")
    return tuple(found)


def libraries() -> tuple[str, ...]:
    """The libraries that have examples."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.md")))


def expected_reasons(expected: str) -> list[str]:
    """The codes in round brackets of 「できない (a, b) …」; empty for 「できる」."""
    if expected == "できる":
        return []
    found = re.match(r"できない \(([a-z_, ]+)\)", expected)
    if found is None:
        raise ValueError(f"neither できる nor できない (reason): {expected}")
    return found[1].split(", ")


def expected_words(expected: str) -> str:
    """What a patron must read: the words in the last 「」, if there are any."""
    found = re.search(r"\) 「(.*)」$", expected)
    return found[1] if found else ""
