"""Every example of every library, asked of the rules."""

import pytest

from tests.scenarios.facts import Scene
from tests.scenarios.reading import Example, Step, examples, libraries
from tests.scenarios.rules import ask
from tests.unit.circulation.scene import LIBRARIES, library

ALL = [example for name in libraries() for example in examples(name)]


def test_each_library_has_examples() -> None:
    assert set(libraries()) == set(LIBRARIES)
    assert all(len(examples(name)) >= 20 for name in libraries())


def test_each_example_names_the_sentence_it_stems_from_and_asks_something() -> None:
    for example in ALL:
        assert example.sentence, example
        assert any(step.expected is not None for step in example.steps), example


@pytest.mark.parametrize("example", ALL, ids=str)
def test_the_rules_do_as_the_example_says(example: Example) -> None:
    scene = Scene(library(example.library))
    for step in example.steps:
        if step.expected is None:
            scene.lay(step.asked)
        else:
            _check(example, step, ask(scene, step.asked))


def _check(example: Example, step: Step, found: str) -> None:
    """The sentence a patron reads need not be told in the example; the codes must."""
    expected = step.expected or ""
    if found.startswith("できない (") and not expected.endswith("」"):
        found = found.partition(" 「")[0]
    assert found == expected, f"{example.library}.md:{step.line}: {step.asked}"
