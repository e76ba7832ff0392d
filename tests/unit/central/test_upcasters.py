"""Requests of every version since the first are still read: terminals come back after weeks."""

import json
from pathlib import Path
from typing import Any

import pytest

from central.upcasters import STEPS, Body, read_body
from kiosk.circulation.messages import BODIES, SCHEMA, HoldBody, Item, RequestKind, row_hash

GOLDEN = sorted((Path(__file__).parents[2] / "golden").glob("requests-*.json"))
EVERY = [
    pytest.param(row, id=f"{path.stem}-{row['kind']}")
    for path in GOLDEN
    for row in json.loads(path.read_text("utf-8"))
]


@pytest.mark.parametrize("row", EVERY)
def test_a_request_as_it_was_once_written_is_still_read(row: dict[str, Any]) -> None:
    item = Item.model_validate(row)
    assert row_hash(item) == item.hash
    kind = RequestKind(item.kind)
    assert isinstance(read_body(kind, item.version, item.body), BODIES[kind])


def test_there_are_golden_requests_of_every_kind_and_version() -> None:
    kept = {(row.values[0]["kind"], row.values[0]["version"]) for row in EVERY}  # type: ignore[index]
    first = {(kind.value, 1) for kind in RequestKind}
    assert first <= kept
    assert {version for _, version in kept} == set(range(1, SCHEMA + 1))
    assert set(STEPS) == set(range(1, SCHEMA))


def test_each_step_leads_to_the_next_version_and_leaves_what_was_received() -> None:
    def second(kind: RequestKind, body: Body) -> Body:
        return body | {"pickup": body.pop("place")} if kind is RequestKind.HOLD else body

    def third(_: RequestKind, body: Body) -> Body:
        return body | {"contact": "none"}

    received = {"title": "T1", "place": "chuo"}
    steps = {1: second, 2: third}
    read = read_body(RequestKind.HOLD, 1, received, steps, present=3)
    assert isinstance(read, HoldBody)
    assert (read.title, read.pickup) == ("T1", "chuo")
    assert received == {"title": "T1", "place": "chuo"}
