"""Answers of OAI-PMH, cut: whatever a server sends is a page, a refusal, or said to be broken."""

from hypothesis import given, settings
from hypothesis import strategies as st

from central.importers import oai
from tests.unit.importers.fake_source import entry, listed, refusal

WHOLE = listed(entry("oai:x:1", "<a>一</a>"), entry("oai:x:2", "", deleted=True), token="next")


def test_a_page_is_cut_at_its_headers() -> None:
    page = oai.page(WHOLE)
    assert [(one.identifier, one.deleted) for one in page.items] == [
        ("oai:x:1", False),
        ("oai:x:2", True),
    ]
    assert (page.token, page.total, page.responded) == ("next", 9, "2026-11-20T03:00:00Z")
    held = page.items[0].metadata
    assert held is not None
    assert held.endswith("<metadata><a>一</a></metadata>".encode())
    assert page.items[1].metadata is None


def test_utf_16_is_read_too() -> None:
    assert oai.page(WHOLE.decode().encode("utf-16")).token == "next"


def test_a_closed_token_without_words_ends_the_list() -> None:
    body = WHOLE.replace(b'<resumptionToken completeListSize="9">next</resumptionToken>', b"")
    for end in (b"", b'<resumptionToken cursor="9"/>', b"<resumptionToken></resumptionToken>"):
        assert oai.page(body.replace(b"</ListRecords>", end + b"</ListRecords>")).token == ""


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([WHOLE, refusal("noRecordsMatch"), listed(token="x")]),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 30), st.binary(max_size=20))),
)
def test_no_answer_raises_anything_else(whole: bytes, cuts: list[tuple[int, int, bytes]]) -> None:
    for at, length, put in cuts:
        whole = whole[:at] + put + whole[at + length :]
    try:
        page = oai.page(whole)
    except (oai.Broken, oai.Refused):
        return
    assert all(len(one.identifier) <= 500 for one in page.items)
