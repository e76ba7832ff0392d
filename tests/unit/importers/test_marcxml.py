"""MARCXML: the same titles as from ISO 2709; a bad record costs only itself."""

import io

import pytest
from pymarc import record_to_xml

from central.importers import marcxml
from central.importers.marc import read_marc
from central.importers.marcxml import read_marcxml
from central.importers.records import SetAside
from kiosk.catalogue.records import Title
from tests.unit.importers.records import novel


def whole(*bodies: bytes) -> bytes:
    """A collection."""
    return (
        b'<?xml version="1.0" encoding="UTF-8"?>\n'
        b'<collection xmlns="http://www.loc.gov/MARC21/slim">\n'
        + b"\n".join(bodies)
        + b"\n</collection>"
    )


def body(number: str) -> bytes:
    """A record as XML."""
    return bytes(record_to_xml(novel(number)))  # type: ignore[no-untyped-call]


def read(data: bytes) -> list[Title | SetAside]:
    """Everything a file gives."""
    return list(read_marcxml(io.BytesIO(data)))


def test_both_forms_give_the_same_title() -> None:
    assert read(whole(body("1"))) == list(read_marc(io.BytesIO(novel("1").as_marc())))


def test_a_prefix_of_any_name_is_understood() -> None:
    data = body("1").replace(b"<", b"<m:").replace(b"<m:/", b"</m:")
    data = data.replace(b"<m:record", b'<m:record xmlns:m="http://www.loc.gov/MARC21/slim"')
    title = read(b'<?xml version="1.0"?>' + data)[0]
    assert isinstance(title, Title)
    assert title.title == "長い旅 2"


def test_a_broken_record_is_set_aside_with_its_line() -> None:
    broken = body("2").replace(b"</datafield>", b"", 1)
    found = read(whole(body("1"), broken, body("3")))
    assert [isinstance(one, Title) for one in found] == [True, False, True]
    aside = found[1]
    assert isinstance(aside, SetAside)
    assert aside.position == "2件目（4行目）"


def test_a_file_that_ends_too_early_keeps_what_was_whole() -> None:
    found = read(whole(body("1"), body("2"))[:-300])
    assert [type(one) for one in found] == [Title, SetAside]


def test_no_entity_is_ever_expanded() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    data = whole(body("1").replace(b">1<", b">&e;<")).replace(b"<collection", bomb + b"<collection")
    assert b"&e;" in data
    found = read(data)
    assert [type(one) for one in found] == [SetAside]


def test_a_record_that_never_ends_is_given_up_and_costs_only_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(marcxml, "_CHUNK", 1 << 10)
    monkeypatch.setattr(marcxml, "_LONGEST", 1 << 13)
    noise = b"\n" + b"x" * 3000
    found = read(whole(body("1"), noise + b"<record>" + noise * 9, noise, body("2")))
    assert [one.id for one in found if isinstance(one, Title)] == ["JTNDL-1", "JTNDL-2"]
    (aside,) = [one for one in found if isinstance(one, SetAside)]
    assert (aside.position, aside.english) == (
        "2件目（5行目）",
        "No. 2, line 5: it is not closed.",
    )
