"""Someone else's object looks as if there were none: every role, every path.

Each path has its line in FOREIGN; a new path without one fails. What is asked for is another's, and
then nobody's: the answers must be the same to the letter, cost the same questions to the database,
and leave the other's object as it was.
"""

import json
import re
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
import requests
from sqlalchemy import Engine, event

from central.api.routes import ROUTES
from central.app import Central
from kiosk.circulation.facts import Account
from kiosk.circulation.messages import RequestState, SignInReply
from tests.unit.central.calling import Caller, problem, served
from tests.unit.central.kiosk import SmallTerminal

OWNER, OTHER = "1001", "1002"
CLOSE = 8
"""Questions more or fewer to the database: below a millisecond, lost in any network."""
NOTHING = "00000000-0000-4000-8000-000000000000"
Ask = Callable[["House", str], requests.Response]


@dataclass
class House:
    """A central with a patron who owns one of everything, and another terminal that asks."""

    central: Central
    owner: Caller
    other: Caller
    things: dict[str, str] = field(default_factory=dict)


@pytest.fixture
def house(central: Central, terminal: SmallTerminal) -> Iterator[House]:
    """The owner is signed in at the first terminal; the other terminal stands elsewhere."""
    elsewhere = SmallTerminal(central, "bm_yoshiura")
    with served(central) as address:
        yield _furnished(House(central, Caller(address, terminal), Caller(address, elsewhere)))


def _furnished(house: House) -> House:
    central, owner = house.central, house.owner.terminal
    hold = owner.hold(OWNER, "T1", "chuo").key
    alert = owner.ask("alert_add", {"words": "猫"}, card=OWNER).key
    owner.push()
    central.intake.run()
    central.ils.lend("C4", OWNER)
    central.catalogue.snapshot()
    reply = house.owner("POST", "/v1/sign-in", _json({"card": OWNER, "secret": "4729"}))
    house.things = {
        "hold": hold,
        "alert": alert,
        "copy": "C4",
        "card": OWNER,
        "session": SignInReply.model_validate_json(reply.content).session,
        "outcomes": house.owner("GET", "/v1/outcomes").json()["cursor"],
        "patrons": house.owner("GET", "/v1/patrons").json()["cursor"],
    }
    return house


def _json(content: dict[str, Any]) -> bytes:
    return json.dumps(content).encode()


@dataclass(frozen=True)
class Probe:
    """How to ask for a thing (one of House.things), what nobody's is called, and the status.

    `verdict`: what is said of another's, where it may not be what is said of nobody's.
    """

    thing: str
    ask: Ask
    status: int
    nobodys: str = NOTHING
    verdict: str = ""


def _pushed(kind: str, body: Callable[[str], dict[str, Any]]) -> Ask:
    def ask(house: House, name: str) -> requests.Response:
        terminal = house.other.terminal
        row = terminal.ask(kind, body(name), card=OTHER)
        return house.other("POST", "/v1/push", terminal.batch([row]).model_dump_json().encode())

    return ask


def _parked(house: House, key: str) -> requests.Response:
    key = str(uuid.uuid4()) if key == NOTHING else key
    row = house.other.terminal.ask("hold", {}, key=key)
    park = {"incarnation": 1, "seq": row.seq, "key": key, "hash": row.hash, "text": "…"}
    return house.other("POST", "/v1/park", _json(park))


def _at(path: str) -> Ask:
    return lambda house, name: house.other("GET", path.format(name))


# To cancel what never came is accepted: it leaves a mark, so that it comes to nothing if it comes
# late. Of another's hold that would be a lie; and its name, which nobody can guess, is a request's.
CANCELLED = [
    Probe(thing, _pushed("cancel", lambda name: {"hold": name}), 200, verdict="unknown_hold")
    for thing in ("hold", "waiting")
]
PUSHED = [
    Probe("hold", _pushed("change", lambda name: {"hold": name, "pickup": "bm_yoshiura"}), 200),
    Probe("hold", _pushed("order_series", lambda name: {"holds": [name]}), 200),
    Probe("hold", _pushed("clear_series", lambda name: {"holds": [name]}), 200),
    Probe("copy", _pushed("renew", lambda name: {"copy_id": name}), 200),
    Probe("alert", _pushed("alert_change", lambda name: {"id": name, "words": "犬"}), 200),
    Probe("alert", _pushed("alert_remove", lambda name: {"id": name}), 200),
    Probe("hold", _pushed("history_delete", lambda name: {"ids": [name]}), 200),
]
FOREIGN: dict[tuple[str, str], list[Probe] | str] = {
    ("GET", "/v1/time"): "the time of day",
    ("POST", "/v1/enrol"): "a code is nobody's: whoever has it, spends it",
    ("GET", "/v1/terminal"): "the one that asks, by its signature",
    ("POST", "/v1/push"): [*CANCELLED, *PUSHED],
    ("POST", "/v1/park"): [Probe("hold", _parked, 200), Probe("waiting", _parked, 200)],
    ("POST", "/v1/failures"): "a card's name at the terminal that asks, which no other can make",
    ("GET", "/v1/outcomes"): [Probe("outcomes", _at("/v1/outcomes?cursor={}"), 200)],
    ("GET", "/v1/changes"): "the catalogue, which is everybody's",
    ("GET", "/v1/profile"): "the library's rules, which are everybody's",
    ("GET", "/v1/snapshot"): "as changes",
    ("GET", "/v1/snapshot/{version}/{chunk}"): "as changes",
    ("GET", "/v1/patrons"): [Probe("patrons", _at("/v1/patrons?cursor={}"), 409)],
    ("POST", "/v1/sign-in"): [
        Probe(
            "card",
            lambda house, name: house.other(
                "POST", "/v1/sign-in", _json({"card": name, "secret": "0000"})
            ),
            403,
            "9999",
        )
    ],
    ("POST", "/v1/rotate"): "the key of the one that asks, by its signature",
    ("GET", "/v1/intake-key"): "a public key, which is everybody's",
    ("GET", "/v1/account"): [
        Probe("session", lambda house, name: house.other("GET", "/v1/account", session=name), 404)
    ],
}
"""What belongs to somebody, by path; or why nothing there does."""
PROBES = [
    pytest.param(probe, id=f"{path[1]} {probe.thing} {number}")
    for path, probes in FOREIGN.items()
    if not isinstance(probes, str)
    for number, probe in enumerate(probes)
]
SIGNED = [(route.told.method, route.told.path) for route in ROUTES if route.told.signed]


def test_every_path_is_in_the_table() -> None:
    assert {(route.told.method, route.told.path) for route in ROUTES} <= set(FOREIGN)


@contextmanager
def _counting() -> Iterator[list[str]]:
    asked: list[str] = []

    def note(*arguments: object) -> None:
        asked.append(str(arguments[2]))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def _same(response: requests.Response) -> tuple[int, str]:
    """An answer without what the asker chose, and cursors of its own."""
    text = re.sub(r'("(key|cursor)":)"[^"]*"', r"\1…", response.text)
    return response.status_code, re.sub(r'"have_through":\d+', "", text)


def _owned(house: House) -> tuple[Account, list[object]]:
    account = house.central.patrons.account(OWNER)
    return account, [
        (one.key, one.state, one.reason)
        for one in house.central.requests.all()
        if one.card == OWNER
    ]


@pytest.mark.parametrize("probe", PROBES)
def test_anothers_object_is_as_none(house: House, probe: Probe) -> None:
    if probe.thing == "waiting":
        house.things["waiting"] = house.owner.terminal.hold(OWNER, "T3", "chuo").key
        house.owner.terminal.push()
    before = _owned(house)
    # Each is asked twice, so that what is done once for an asker is done for neither.
    probe.ask(house, probe.nobodys)
    with _counting() as of_nobodys:
        nobodys = probe.ask(house, probe.nobodys)
    with _counting() as of_theirs:
        theirs = probe.ask(house, house.things[probe.thing])
    assert theirs.status_code == probe.status
    if probe.verdict:
        assert [one["reason"] for one in theirs.json()["items"]] == [probe.verdict]
    else:
        assert _same(theirs) == _same(nobodys)
    assert abs(len(of_theirs) - len(of_nobodys)) <= CLOSE
    assert _owned(house) == before
    house.central.intake.run()
    if probe.thing != "waiting":
        assert _owned(house) == before
        return
    request = house.central.requests.get(house.things["waiting"])
    assert request is not None
    assert request.state is RequestState.ACCEPTED


@pytest.mark.parametrize(("method", "path"), SIGNED)
def test_who_is_nobody_here_learns_nothing(house: House, method: str, path: str) -> None:
    """No signature, a stranger's, a stolen name, one that was let in once: each has one answer."""
    asked = path.format(version=1, chunk=0)
    unsigned = requests.request(method, house.owner.url + asked, timeout=10)
    stranger = SmallTerminal(house.central, "chuo")
    stranger.reply = stranger.reply.model_copy(update={"terminal": NOTHING})
    thief = SmallTerminal(house.central, "chuo")
    thief.reply = house.owner.terminal.reply
    house.central.terminals.revoke(house.other.terminal.reply.terminal)
    session = house.things["session"]
    answers = [
        Caller(house.owner.url, stranger)(method, asked, session=session),
        house.other(method, asked, session=session),
        unsigned,
    ]
    for answer in answers:
        assert (answer.status_code, problem(answer).reason) == (401, "unknown_terminal")
    stolen = Caller(house.owner.url, thief)(method, asked, session=session)
    assert (stolen.status_code, problem(stolen).reason) == (401, "bad_signature")
