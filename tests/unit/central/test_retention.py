"""What the central forgets of living patrons with time, and what it must not."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from central.app import Central
from central.request_rows import settle
from central.tables import conflicts, holds, outbox, requests, tombstones, visits
from kiosk.catalogue.records import Copy, Title
from kiosk.circulation.facts import Contact, HoldState, Patron
from kiosk.circulation.messages import RequestState, SignInAsk
from kiosk.circulation.sealing import card_tag
from tests.fakes import FakeClock
from tests.unit.central.kiosk import SmallTerminal

Passing = Callable[[Central, int], None]


@pytest.fixture
def days_pass(clock: FakeClock) -> Passing:
    """Lets days go by, each with its housekeeping."""

    def some(central: Central, days: int) -> None:
        for _ in range(days):
            clock.pass_by(days=1)
            central.tick()

    return some


def column(central: Central, which: Any) -> list[Any]:
    """All values of one column."""
    with central._database.read() as connection:
        return list(connection.execute(select(which)).scalars())


def test_a_hold_that_was_borrowed_is_forgotten_the_day_after(
    central: Central, days_pass: Passing
) -> None:
    central.ils.hold("1001", "T1", "chuo", Contact.NONE)
    central.ils.hold("1002", "T1", "chuo", Contact.NONE)
    central.tick()
    central.ils.lend("C1", "1001")
    central.tick()
    assert len(column(central, holds.c.id)) == 2
    days_pass(central, 1)
    assert column(central, holds.c.card) == ["1002"]
    assert central.ils.account("1002").holds[0].state is HoldState.WAITING


def test_a_cancelled_hold_stays_as_long_as_the_list_shows_it(
    open_central: Callable[..., Central], days_pass: Passing
) -> None:
    central = open_central("okayama")
    assert central.library.holds.cancelled_days == 7
    branch = next(place.id for place in central.library.branches if place.pickup)
    central.ils.put_title(Title("T1", "本", copies=(Copy("C1", branch),)))
    central.ils.put_patron(Patron("1001", "利用者", born=date(1980, 5, 6)), "4729")
    hold = central.ils.hold("1001", "T1", branch, Contact.NONE)
    with central._database.write() as connection:
        central.ils.on(connection).end(hold.id, HoldState.CANCELLED)
    days_pass(central, 7)
    assert [one.state for one in central.ils.account("1001").ended] == [HoldState.CANCELLED]
    days_pass(central, 1)
    assert column(central, holds.c.id) == []


def test_a_decided_request_keeps_its_verdict_and_forgets_the_patron(
    central: Central, terminal: SmallTerminal, days_pass: Passing
) -> None:
    accepted = terminal.hold("1001", "T1", "chuo")
    refused = terminal.hold("1001", "unknown", "chuo")
    terminal.push([accepted, refused])
    days_pass(central, 29)
    assert column(central, requests.c.card) == ["1001", "1001"]
    before = {key: terminal.outcome(key) for key in (accepted.key, refused.key)}
    days_pass(central, 3)
    assert column(central, requests.c.card) == [None, None]
    assert column(central, requests.c.body) == ["{}", "{}"]
    after = {key: terminal.outcome(key) for key in (accepted.key, refused.key)}
    assert after == before
    # A terminal that never heard of it is told so now, and offers nothing anew by it.
    assert terminal.push([accepted, refused]).items == tuple(before.values())
    assert terminal.outcome(refused.key).state is RequestState.REFUSED


def test_what_waits_for_a_person_is_kept(
    central: Central, terminal: SmallTerminal, days_pass: Passing
) -> None:
    row = terminal.ask("dance", {"title": "T1"}, card="1001")
    terminal.push()
    days_pass(central, 60)
    kept = central.requests.get(row.key)
    assert kept is not None
    assert (kept.state, kept.body) == (RequestState.NEEDS_STAFF, {"title": "T1"})


def test_a_sent_mail_is_forgotten_and_one_that_waits_is_not(
    central: Central, days_pass: Passing
) -> None:
    central.ils.put_patron(Patron("5001", "利用者", email="reads@example.jp"), "4729")
    central.ils.hold("5001", "T1", "chuo", Contact.MAIL)
    days_pass(central, 1)
    assert len(central.mail.sent()) == 1
    with central._database.write() as connection:
        connection.execute(
            outbox.insert().values(
                card="5001",
                recipient="reads@example.jp",
                kind="alert",
                subject="",
                text="",
                due_at=central.clock.now().replace(year=2040),
            )
        )
    days_pass(central, 29)
    assert len(central.mail.sent()) == 1
    days_pass(central, 2)
    assert central.mail.sent() == ()
    assert column(central, outbox.c.kind) == ["alert"]


def test_the_mark_of_an_early_cancel_stays_until_its_hold_has_come(
    central: Central, terminal: SmallTerminal, days_pass: Passing
) -> None:
    hold = terminal.hold("1001", "T1", "chuo")
    terminal.push([terminal.ask("cancel", {"hold": hold.key}, card="1001")])
    days_pass(central, 40)
    assert column(central, tombstones.c.key) == [hold.key]
    terminal.push([hold])
    days_pass(central, 1)
    assert column(central, tombstones.c.key) == []
    assert terminal.outcome(hold.key).state is RequestState.CANCELLED
    assert central.ils.account("1001").holds == ()


def test_a_visit_of_long_ago_is_forgotten_and_the_branchs_terminals_are_told(
    central: Central, terminal: SmallTerminal, clock: FakeClock
) -> None:
    stop = SmallTerminal(central, "bm_yoshiura")
    central.ils.put_patron(Patron("1009", "利用者", born=date(1980, 5, 6)), "4729", branch="chuo")
    central.patrons.sign_in(stop.known, SignInAsk(card="1009", secret="4729"))
    cursor = central.patrons.page(stop.known, "").cursor
    assert column(central, visits.c.card) == ["1009"]
    clock.pass_by(days=399)
    central.tick()
    assert column(central, visits.c.card) == ["1009"]
    clock.pass_by(days=2)
    central.tick()
    assert column(central, visits.c.card) == []
    tag = card_tag(bytes.fromhex(stop.secrets.lookup_key), "1009")
    told = {row.tag: row.removed for row in central.patrons.page(stop.known, cursor).rows}
    assert told[tag]
    assert terminal.known.branch == "chuo"


def test_the_other_content_under_one_key_is_forgotten_when_it_was_decided_long_ago(
    central: Central, terminal: SmallTerminal, days_pass: Passing
) -> None:
    first = terminal.hold("1001", "T1", "chuo")
    terminal.push()
    other = terminal.chained(first.model_copy(update={"body": {**first.body, "title": "T2"}}))
    terminal.push([other])
    assert column(central, conflicts.c.key) == [first.key]
    days_pass(central, 35)
    assert column(central, conflicts.c.key) == [first.key]  # nobody has looked at it yet
    with central._database.write() as connection:
        settle(connection, central.clock.now(), first.key, RequestState.REFUSED, "by_staff")
    days_pass(central, 1)
    assert column(central, conflicts.c.key) == []
