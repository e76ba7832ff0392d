"""Each of the thirteen contradictions in the sources is decided in a page, and has a test."""

import re

import pytest

from tests.unit.circulation.scene import FOLDER

ROOT = FOLDER.parents[1]
PAGES = "\n".join(
    path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "decisions").glob("*.md")
)
TESTS = "\n".join(
    path.read_text(encoding="utf-8")
    for path in (ROOT / "tests" / "unit" / "circulation").glob("test_*.py")
)


@pytest.mark.parametrize("number", range(1, 14))
def test_a_page_decides_it_and_a_test_proves_it(number: int) -> None:
    named = re.findall(rf"`(test_contradiction_{number}_\w+)`", PAGES)
    assert len(named) == 1, number
    assert f"def {named[0]}(" in TESTS
