"""Profiles: all five load, and a profile with a mistake is refused in a plain sentence."""

import re
from pathlib import Path

import pytest

from kiosk.circulation.library import ProfileError, find, known, load, parse
from tests.unit.circulation.scene import FOLDER, LIBRARIES, library

NIIZA = (FOLDER / "niiza.toml").read_text(encoding="utf-8")

BRANCHES = {
    "niiza": {
        "chuo": "中央図書館",
        "fukushi": "福祉の里図書館",
        "biblia": "ビブリア",
        "tohoku": "東北コミュニティセンター",
        "kominkan": "公民館",
    },
    "hitachiota": {"honkan": "本館", "bunshitsu": "分室"},
    "murakami": {"chuo": "中央図書館", "bm_yoshiura": "BM/吉浦"},
    "omitama": {"ogawa": "小川図書館", "tamari": "玉里図書館", "minori": "美野里公民館図書室"},
    "okayama": {"chuo": "中央図書館", "ashimori": "足守図書館", "ijima": "伊島図書館"},
}


def test_the_first_five_are_known() -> None:
    assert set(LIBRARIES) <= set(known(FOLDER))


@pytest.mark.parametrize("library_id", LIBRARIES)
def test_branches(library_id: str) -> None:
    found = {branch.id: branch.name for branch in library(library_id).branches}
    assert found == BRANCHES[library_id]


_PLAIN = re.compile(r"(id|name|english|label|note|branches) = |unit = \{")
"""Settings that name things and decide nothing."""


@pytest.mark.parametrize("library_id", LIBRARIES)
def test_every_setting_quotes_its_source_or_says_assumption(library_id: str) -> None:
    for line in (FOLDER / f"{library_id}.toml").read_text(encoding="utf-8").splitlines():
        setting = re.match(r"(\w+) = ", line)
        if setting is None or _PLAIN.match(line):
            continue
        _, _, comment = line.partition("#")
        assert re.search(r"[「『]|assumption", comment), line


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            'unit = "opening_days"',
            'unit = "days"',
            ["deadlines.0.unit", '"days"', "lending"],
        ),
        ("every_minutes = 60", 'every_minutes = "60"', ["intake.every_minutes", "a whole number"]),
        ('start = "09:00"', 'start = "9 o"', ["intake.start", '"9 o"', '"09:30"']),
        ("cart = true", 'cart = "yes"', ["flow.cart", '"yes"', "true or false"]),
        ("limit = 20", "limit = 0", ["limits.0.limit = 0", "greater than or equal to 1"]),
        ("cancelled_days =", "canceled_days =", ["holds.canceled_days", "cancelled_days", "steps"]),
        ("holds.states.ready", "holds.states.redy", ["redy", "in_transit"]),
        ('branches = ["tohoku"]', 'branches = ["tohku"]', ['"tohku"', "tohoku", "kominkan"]),
        ('id = "fukushi"', 'id = "chuo"', ["branches.1.id", '"chuo"', "only once"]),
        ('closed_weekdays = ["mon"]', 'closed_weekdays = ["monday"]', ["'mon'", '"monday"']),
        ("shortest = 4", "shortest = 21", ["password", "longest"]),
        ('close = "19:00"', 'close = "09:00"', ["opening.hours.0", "later than open"]),
        ('name = "新座市立図書館"', "", ["name is missing"]),
        ("times = 1", "times = ", ["TOML"]),
    ],
)
def test_a_mistake_is_named(old: str, new: str, told: list[str]) -> None:
    assert old in NIIZA
    with pytest.raises(ProfileError) as refused:
        parse(NIIZA.replace(old, new, 1), "niiza.toml")
    message = str(refused.value)
    assert message.startswith("niiza.toml: ")
    for words in told:
        assert words in message
    # In both languages, a line for each mistake.
    assert all(" / " in line for line in message.splitlines())


def test_every_mistake_is_told_at_once() -> None:
    broken = NIIZA.replace("limit = 20", "limit = 0").replace("cart = true", "cart = 1")
    with pytest.raises(ProfileError) as refused:
        parse(broken, "niiza.toml")
    assert len(str(refused.value).splitlines()) == 2


@pytest.mark.parametrize("name", ["niza", "", "../libraries/niiza", "template"])
def test_an_unknown_library_names_the_known_ones(name: str) -> None:
    with pytest.raises(ProfileError, match=r"Known libraries: .*niiza, okayama"):
        find(name, FOLDER)


def test_a_file_must_carry_its_own_id(tmp_path: Path) -> None:
    path = tmp_path / "elsewhere.toml"
    path.write_text(NIIZA, encoding="utf-8")
    with pytest.raises(ProfileError, match="must be the file's name"):
        load(path)


def test_unreadable_files_are_plain_sentences(tmp_path: Path) -> None:
    path = tmp_path / "sjis.toml"
    path.write_bytes("name = '図書館'".encode("cp932"))
    with pytest.raises(ProfileError, match="not UTF-8"):
        load(path)
    with pytest.raises(ProfileError, match="cannot be read"):
        load(tmp_path / "none.toml")


def test_a_profile_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        library("niiza").name = "x"
