"""What docs/benchmarks.md says of the bench is what the bench knows."""

import re
from pathlib import Path

import pytest

from demo.bench.__main__ import main
from demo.bench.search_kept import OTHERS
from demo.bench.search_questions import CLASSES

PAGE = Path(__file__).resolve().parents[3] / "docs" / "benchmarks.md"
TEXT = PAGE.read_text("utf-8")
SECTION = TEXT[TEXT.index("## The search beside other engines") :]


def help_of(*verb: str) -> str:
    with pytest.raises(SystemExit):
        main([*verb, "--help"])
    return ""


def test_the_commands_told_are_known(capsys: pytest.CaptureFixture[str]) -> None:
    told = set(re.findall(r"\./run bench ([a-z]+)", TEXT))
    assert {"keys", "start", "rules", "search"} <= told
    for verb in told:
        help_of(verb)
        options = re.findall(r"--[a-z-]+", capsys.readouterr().out)
        for named in re.findall(rf"\./run bench {verb}( [^`]*)?`", TEXT):
            assert set(re.findall(r"--[a-z-]+", named)) <= set(options), verb


def test_the_options_of_search_are_all_told(capsys: pytest.CaptureFixture[str]) -> None:
    help_of("search")
    known = set(re.findall(r"--[a-z-]+", capsys.readouterr().out)) - {"--help"}
    before_tables = SECTION[: SECTION.index("\n|")]
    assert set(re.findall(r"--[a-z]+", before_tables)) == known


def tables() -> list[list[str]]:
    """First cells of each table of the section, the head's row as it stands."""
    found = []
    for table in re.findall(r"(?:^\|.*\n)+", SECTION, re.MULTILINE):
        rows = table.splitlines()
        found.append([rows[0], *(row.split("|")[1].strip() for row in rows[2:])])
    return found


def test_each_table_of_times_names_every_class_and_engine() -> None:
    times = [rows for rows in tables() if "1 character" in rows]
    assert times
    for head, *classes in times:
        assert tuple(classes) == CLASSES
        names = [cell.strip().lower() for cell in head.strip("|").split("|")[1:]]
        assert names[0] == "this search"
        assert set(names[1:]) <= set(OTHERS)
    assert any(all(name in head.lower() for name in OTHERS) for head, *_ in times)


def test_the_pictures_are_there() -> None:
    for name in re.findall(r"\]\(([^):]+\.svg)\)", SECTION):
        assert (PAGE.parent / name).is_file(), name
