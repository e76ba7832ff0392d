"""Wrong secrets for one card at several terminals, each without the network: counted together."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from central import patrons
from central.passwords import HEARD
from kiosk import app
from kiosk.app import Terminal
from kiosk.circulation.messages import FAILURES, CardFailures, FailuresAsk, FailuresReply
from kiosk.circulation.reasons import Reason, Refused
from kiosk.circulation.sealing import card_tag
from kiosk.store.keys import Name
from tests.sync.conftest import CARD, SECRET, LossyLine, World, build, lost_reply

WRONG = "0000"


@pytest.fixture
def other(world: World, tmp_path: Path) -> Iterator[Terminal]:
    """A second terminal of the same branch, at the same line."""
    data = tmp_path / "other"
    app.enrol(
        data, world.url, world.central.terminals.add("chuo"), clock=world.clock, adapter=LossyLine()
    )
    made = build(data, world.clock, world.line)
    made.sync()
    yield made
    made.close()


def wrong(terminal: Terminal, times: int, card: str = CARD) -> None:
    for _ in range(times):
        with pytest.raises(Refused):
            terminal.desk.sign_in(card, WRONG)


def locked(terminal: Terminal) -> datetime | None:
    """Until when the card rests, as its owner is told; None where the right secret is taken."""
    try:
        terminal.desk.sign_in(CARD, SECRET)
    except Refused as refused:
        if refused.refusal.reason is Reason.LOCKED:
            return datetime.fromisoformat(dict(refused.refusal.facts)["until"])
        raise
    return None


def offline(world: World, *tries: tuple[Terminal, int]) -> None:
    """The cable is out for a while, and somebody tries."""
    world.line.up = False
    for terminal, times in tries:
        wrong(terminal, times)
    world.line.up = True


def test_failures_at_two_terminals_without_network_count_together(
    world: World, other: Terminal
) -> None:
    offline(world, (world.terminal, 3), (other, 3))
    assert world.terminal.sync().good
    assert locked(other) is None  # three are not five
    offline(world, (world.terminal, 2), (other, 3))
    assert world.terminal.sync().good
    assert other.sync().good
    assert locked(other) == world.clock.now() + timedelta(minutes=15)


def test_who_heard_of_the_rest_keeps_it_without_the_network(world: World, other: Terminal) -> None:
    offline(world, (world.terminal, 4), (other, 1))
    world.terminal.sync()
    other.sync()
    world.line.up = False
    assert locked(other) == world.clock.now() + timedelta(minutes=15)
    assert locked(world.terminal) is None  # it has not heard of the fifth
    world.line.up = True
    world.clock.pass_by(minutes=11)  # so often it asks by itself
    world.terminal.sync()
    world.line.up = False
    assert locked(world.terminal) is not None


def test_a_lost_answer_counts_nothing_twice(world: World, other: Terminal) -> None:
    offline(world, (world.terminal, 2))
    world.line.fail("/v1/failures", lost_reply, lost_reply)
    for _ in range(2):
        assert not world.terminal.sync().good
    offline(world, (world.terminal, 2))
    assert world.terminal.sync().good
    assert world.terminal.sync().good
    assert locked(other) is None  # four in all, not six or eight


def test_failures_that_the_central_saw_itself_are_not_told_again(
    world: World, other: Terminal
) -> None:
    wrong(world.terminal, 2)
    offline(world, (world.terminal, 2))
    world.terminal.sync()
    assert locked(other) is None


def test_failures_before_an_online_no_are_told_all_the_same(world: World, other: Terminal) -> None:
    offline(world, (world.terminal, 4))
    wrong(world.terminal, 1)
    world.terminal.sync()
    assert locked(other) is not None


def test_what_a_terminal_tells_of_no_card_of_ours_changes_nothing(world: World) -> None:
    ask = FailuresAsk(report=7, cards=(CardFailures(tag="ab" * 32, count=9),))
    assert world.terminal.server.failures(ask).rests == ()
    assert locked(world.terminal) is None


def test_a_terminal_that_tells_of_too_much_locks_no_more_cards(
    world: World, other: Terminal
) -> None:
    evil = world.terminal
    lookup = evil.keys.get(Name.LOOKUP)
    for report in range(3):
        cards = (CardFailures(tag=card_tag(lookup, "10000002"), count=HEARD // 2),)
        evil.server.failures(FailuresAsk(report=report, cards=cards))
    cards = (CardFailures(tag=card_tag(lookup, CARD), count=5),)
    reply = evil.server.failures(FailuresAsk(report=3, cards=cards))
    assert [rest.tag for rest in reply.rests] == [card_tag(lookup, "10000002")]
    assert locked(other) is None
    world.clock.pass_by(days=2)
    assert len(evil.server.failures(FailuresAsk(report=4, cards=cards)).rests) == 1


def test_of_more_cards_than_an_answer_holds_those_that_rest_the_longest_are_told(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patrons, "FAILURES", 1)
    lookup = world.terminal.keys.get(Name.LOOKUP)
    tags = [card_tag(lookup, card) for card in (CARD, "10000002")]
    for report, tag in enumerate(tags):
        cards = (CardFailures(tag=tag, count=5),)
        reply = world.terminal.server.failures(FailuresAsk(report=report, cards=cards))
        assert [rest.tag for rest in reply.rests] == [tag]
        world.clock.pass_by(seconds=5)
    FailuresReply(rests=reply.rests * FAILURES)
    with pytest.raises(ValidationError):
        FailuresReply(rests=reply.rests * (FAILURES + 1))


def test_staff_who_see_the_patron_let_the_card_go_on(world: World, other: Terminal) -> None:
    offline(world, (world.terminal, 5))
    world.terminal.sync()
    assert locked(other) is not None
    world.central.ils.reset_secret(CARD)
    with pytest.raises(Refused) as refused:
        other.desk.sign_in(CARD, SECRET)
    assert refused.value.refusal.reason is Reason.WRONG_SECRET
