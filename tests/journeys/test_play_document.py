"""docs/play.md says what is true: every operation is named, and its example can be played."""

import io
import json
import re
from pathlib import Path

from demo.play.grammar import operations
from demo.play.session import run
from demo.world import Plan, open_world

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "play.md").read_text(encoding="utf-8")


def test_every_operation_is_named_and_no_other() -> None:
    cells = re.findall(r"^\| (`[^|]+) \|", PAGE, re.MULTILINE)
    named = {name for cell in cells for name in re.findall(r"`([a-z_]+)`", cell)}
    assert named == set(operations())


def test_the_example_ends_with_a_hold_that_is_ready() -> None:
    example = re.search(r"```json\n(.*?)```", PAGE, re.DOTALL)
    assert example is not None
    out = io.StringIO()
    with open_world(Plan("murakami")) as world:
        run(world, example[1].splitlines(), out)
    answers = [json.loads(line) for line in out.getvalue().splitlines()]
    assert all(answer["ok"] for answer in answers)
    first, last = (
        answer["result"]["holds"][0]["state"] for answer in answers if answer["do"] == "holds"
    )
    assert (first, last) == ("provisional", "ready")
