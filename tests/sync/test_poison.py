"""A row that the central refuses by itself: it blocks nobody, and in the end a person gets it."""

from requests import PreparedRequest, Response

from kiosk.circulation.facts import Contact
from kiosk.circulation.messages import HoldBody, Proof, RequestKind, RequestState
from kiosk.store.ledger import Draft
from kiosk.store.uuid7 import uuid7
from kiosk.sync import policy
from tests.fakes import START
from tests.sync.conftest import CARD, SECRET, World, _answer
from tests.sync.test_exactly_once import place, states


def hold(title: str) -> Draft:
    """A hold that somebody asks for."""
    body = HoldBody(title=title, pickup="chuo", contact=Contact.PHONE)
    return Draft(uuid7(START), RequestKind.HOLD, Proof.ONLINE, CARD, body, "tag")


def refuses(world: World, *keys: str) -> list[str]:
    """From now on the central cannot read a push with one of these rows in it; what it met."""
    carry = world.line.send
    met: list[str] = []

    def send(request: PreparedRequest, *args: object, **options: object) -> Response:
        body = request.body or b""
        text = body.decode() if isinstance(body, bytes) else str(body)
        if request.path_url == "/v1/push" and any(key in text for key in keys):
            met.append(request.path_url)
            return _answer(request, 400, "application/json", b'{"reason": "bad_message"}', {})
        return carry(request, *args, **options)

    world.line.send = send  # type: ignore[method-assign]
    return met


def rounds(world: World, count: int) -> None:
    """So many rounds with the central."""
    for _ in range(count):
        world.terminal.sync()


def test_rows_behind_a_poisoned_one_come_through_in_the_same_round(world: World) -> None:
    world.terminal.desk.sign_in(CARD, SECRET)
    _, bad, *_ = place(world, "T1", "T2", "T3", "T4")
    refuses(world, bad)
    done = world.terminal.sync()
    assert [failure.step for failure in done.failures] == ["push"]
    received, queued = RequestState.RECEIVED, RequestState.QUEUED
    assert states(world) == [received, queued, received, received]


def test_after_five_rounds_a_person_gets_it_and_the_queue_is_empty(world: World) -> None:
    world.terminal.desk.sign_in(CARD, SECRET)
    bad, _ = place(world, "T1", "T2")
    refuses(world, bad)
    rounds(world, policy.REFUSALS - 1)
    assert states(world)[0] is RequestState.QUEUED
    world.reopen()
    assert world.terminal.sync().good
    assert states(world)[0] is RequestState.NEEDS_STAFF
    assert world.terminal.ledger.queued() == 0
    parked = world.central.requests.get(bad)
    assert parked is not None
    assert (parked.state, parked.reason) == (RequestState.NEEDS_STAFF, "parked")
    assert bad in parked.body["text"]
    assert not world.central.terminals.all()[0].forked
    assert world.terminal.sync().good


def test_a_central_that_refuses_every_row_is_asked_only_so_often(world: World) -> None:
    """More than a few rows that are refused by themselves are no trouble of the rows."""
    ledger = world.terminal.ledger
    drafts = [hold(f"T{number}") for number in range(30)]
    ledger.append(drafts)
    asked = refuses(world, *(draft.key for draft in drafts))
    done = world.terminal.sync()
    assert [failure.step for failure in done.failures] == ["push"]
    assert len(asked) <= 6 + 2 * (policy.LEFT_OUT + 1)
    assert ledger.queued() == 30


def test_what_was_parked_and_comes_after_all_is_kept_twice_for_staff(world: World) -> None:
    world.terminal.desk.sign_in(CARD, SECRET)
    (bad,) = place(world, "T1")
    refuses(world, bad)
    rounds(world, policy.REFUSALS)
    item = next(iter(world.terminal.ledger.all_items()))
    terminal = world.central.terminals.all()[0]
    (outcome,) = world.central.requests.take_rows(terminal, 1, [item]).items
    assert (outcome.state, outcome.reason) == (RequestState.NEEDS_STAFF, "same_key")
