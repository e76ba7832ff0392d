"""The template knows every setting and tells what it means; the schema is made from it."""

import json
import re
import tomllib

import pytest

from kiosk.circulation.library import load
from kiosk.circulation.notes import note_of, notes
from kiosk.circulation.schema import all_in_use, in_profile, profile_schema, schema_text, settings
from tests.unit.circulation.scene import FOLDER, LIBRARIES

PATH = FOLDER / "template.toml"
TEXT = PATH.read_text(encoding="utf-8")


def _as_shared(path: str) -> str:
    """A branch's own opening has the settings of the library's."""
    return path.removeprefix("branches.") if path.startswith("branches.opening.") else path


def test_the_template_is_itself_a_profile() -> None:
    assert load(PATH).id == "template"


def test_every_setting_stands_in_the_template() -> None:
    there = set(in_profile(tomllib.loads(all_in_use(TEXT))))
    assert [path for path, _ in settings() if _as_shared(path) not in there] == []


def test_every_setting_of_the_template_is_explained_in_both_languages() -> None:
    explained = notes(all_in_use(TEXT))
    for line in all_in_use(TEXT).splitlines():
        setting = re.match(r"(\w+) = ", line)
        if setting:
            assert "#" in line, line
    for path, note in explained.items():
        if note:
            assert re.search(r"[ぁ-んァ-ヶ一-龠]", note), path
            assert re.search(r"[a-z]{2}", note), path


def test_the_schema_file_is_current() -> None:
    """Made by `schema_text` from the template, byte by byte."""
    stands = (FOLDER / "profile.schema.json").read_text(encoding="utf-8")
    assert stands == schema_text(TEXT)


def test_the_schema_tells_what_each_setting_means_and_takes_no_other() -> None:
    schema = profile_schema(TEXT)
    for name, place in {"": schema, **schema["$defs"]}.items():
        if "properties" not in place or name == "Words":
            continue
        assert place["additionalProperties"] is False, name
        for key, told in place["properties"].items():
            assert told.get("description"), (name, key)
    assert json.dumps(schema)


@pytest.mark.parametrize("library_id", [*LIBRARIES, "template"])
def test_each_profile_names_its_schema(library_id: str) -> None:
    text = (FOLDER / f"{library_id}.toml").read_text(encoding="utf-8")
    assert text.startswith("#:schema ./profile.schema.json\n")


# -- the words behind settings --------------------------------------------------------------------


def test_notes_stand_behind_beside_and_around() -> None:
    found = notes(
        """
        # above a table
        [a]
        one = "# no note" # 「一つ」
        two = [
            1,  # within
            2,
        ]           # of the list
        # alone above
        three = { x = 1 }

        [[a.list]]  # of the first
        four = 4
        [[a.list]]  # of the second
        [a.list.deep]
        five = 5
        """
    )
    assert found["a"] == "above a table"
    assert found["a.one"] == "「一つ」"
    assert found["a.two"].endswith("of the list")
    assert found["a.three"] == "alone above"
    assert note_of(found, "a.three.x") == "alone above"
    assert note_of(found, "a.list.0.four") == "of the first"
    assert note_of(found, "a.list.1.deep.five") == "of the second"
    assert note_of(found, "nowhere") == ""


@pytest.mark.parametrize("library_id", LIBRARIES)
def test_a_profile_hands_out_the_words_of_its_settings(library_id: str) -> None:
    library = load(FOLDER / f"{library_id}.toml")
    for path in ("patrons.expired_card", "password.first", "pickup.deadlines.0.days"):
        assert re.search(r"「|assumption", library.note(path)), path
