"""The library's own system: stock, people, lending, returns, holds across the desk."""

from datetime import date

import pytest

from central.app import Central
from central.ils.builtin import NotKnown
from kiosk.catalogue.records import Copy, Title
from kiosk.circulation.facts import (
    Contact,
    CopyStatus,
    HoldState,
    Patron,
    SecretState,
)
from kiosk.circulation.messages import SignInAsk
from kiosk.circulation.reasons import Refused
from tests.fakes import START, FakeClock
from tests.unit.central.conftest import Opener
from tests.unit.central.kiosk import SmallTerminal

TODAY = START.date()


def copy(central: Central, title: str) -> Copy:
    """The first copy of a title."""
    found = central.catalogue.title(title)
    assert found is not None
    return found.copies[0]


def test_lending_and_returning(central: Central) -> None:
    loan = central.ils.lend("C1", "1001")
    assert (loan.title, loan.lent) == ("T1", TODAY)
    assert copy(central, "T1").status is CopyStatus.ON_LOAN
    assert copy(central, "T1").due == loan.due
    with pytest.raises(Refused):
        central.ils.lend("C1", "1002")
    central.ils.return_copy("C1")
    assert copy(central, "T1").status is CopyStatus.AVAILABLE
    assert central.ils.account("1001").loans == ()


def test_a_return_is_set_aside_for_the_first_who_waits(central: Central) -> None:
    central.ils.lend("C1", "1003")
    central.ils.hold("1001", "T1", "chuo", Contact.NONE)
    central.ils.hold("1002", "T1", "chuo", Contact.NONE)
    central.ils.return_copy("C1")
    assert central.ils.account("1001").holds[0].state is HoldState.READY
    assert central.ils.account("1002").holds[0].rank == 1
    assert copy(central, "T1").status is CopyStatus.ON_HOLD_SHELF


def test_a_copy_set_aside_is_lent_only_to_whom_it_is_for(central: Central) -> None:
    central.ils.hold("1001", "T1", "chuo", Contact.NONE)
    central.intake.run()
    with pytest.raises(Refused):
        central.ils.lend("C1", "1002")
    central.ils.lend("C1", "1001")
    assert central.ils.account("1001").holds == ()


def test_another_copy_lent_frees_the_one_set_aside(central: Central) -> None:
    central.ils.put_copy("T1", Copy("C1b", "chuo"))
    central.ils.hold("1001", "T1", "chuo", Contact.NONE)
    central.ils.hold("1002", "T1", "bm_yoshiura", Contact.NONE)
    central.intake.run()
    central.ils.put_copy("T1", Copy("C1c", "chuo"))
    central.ils.lend("C1c", "1001")
    found = central.catalogue.title("T1")
    assert found is not None
    assert {c.id: c.status for c in found.copies}["C1"] is CopyStatus.AVAILABLE


def test_a_reference_copy_is_never_lent_nor_set_aside(central: Central) -> None:
    from kiosk.circulation.facts import Lending

    central.ils.put_title(
        Title("R", "辞典", copies=(Copy("R1", "chuo", Lending.REFERENCE), Copy("R2", "chuo")))
    )
    with pytest.raises(Refused):
        central.ils.lend("R1", "1001")
    central.ils.lend("R2", "1003")
    central.ils.hold("1001", "R", "chuo", Contact.NONE)
    central.intake.run()
    assert central.ils.account("1001").holds[0].state is HoldState.WAITING


def test_what_nobody_knows_is_named(central: Central) -> None:
    for call in (
        lambda: central.ils.lend("C1", "0"),
        lambda: central.ils.lend("C0", "1001"),
        lambda: central.ils.return_copy("C1"),
        lambda: central.ils.hold("1001", "T0", "chuo", Contact.NONE),
        lambda: central.ils.notify("1001", "T1"),
        lambda: central.ils.account("0"),
        lambda: central.ils.put_copy("T0", Copy("C0", "chuo")),
    ):
        with pytest.raises(NotKnown):
            call()


def test_a_lost_copy_sends_its_hold_back_to_the_queue(central: Central) -> None:
    central.ils.put_copy("T1", Copy("C1b", "bm_yoshiura"))
    central.ils.hold("1001", "T1", "chuo", Contact.NONE)
    central.intake.run()
    assert central.ils.account("1001").holds[0].state is HoldState.READY
    central.ils.remove_copy("C1")
    assert central.ils.account("1001").holds[0].state is HoldState.IN_TRANSIT


def test_a_missing_copy_is_set_aside_for_nobody(central: Central) -> None:
    central.ils.set_missing("C1")
    central.ils.hold("1001", "T1", "chuo", Contact.NONE)
    central.intake.run()
    assert central.ils.account("1001").holds[0].state is HoldState.WAITING
    central.ils.set_missing("C1", False)
    central.intake.run()
    assert central.ils.account("1001").holds[0].state is HoldState.READY


def test_finding_a_copy_that_was_not_missing_gives_it_to_nobody_else(central: Central) -> None:
    central.ils.lend("C1", "1001")
    for missing in (False, True, False):
        central.ils.set_missing("C1", missing)
    with pytest.raises(Refused):
        central.ils.lend("C1", "1002")
    central.ils.return_copy("C1")
    central.ils.hold("1003", "T1", "chuo", Contact.NONE)
    central.intake.run()
    central.ils.set_missing("C1", False)
    assert central.ils.account("1003").holds[0].state is HoldState.READY
    with pytest.raises(Refused):
        central.ils.lend("C1", "1002")


def test_a_removed_title_takes_its_holds_along(central: Central) -> None:
    central.ils.hold("1001", "T1", "chuo", Contact.NONE)
    central.ils.remove_title("T1")
    account = central.ils.account("1001")
    assert (account.holds, account.ended[0].state) == ((), HoldState.CANCELLED)
    assert central.catalogue.title("T1") is None


def test_nobody_is_told_to_fetch_a_title_that_is_being_removed(central: Central) -> None:
    for card in ("1001", "1002"):
        central.ils.put_patron(Patron(card, "山田", email=f"{card}@example.jp"), "4729")
        central.ils.hold(card, "T1", "chuo", Contact.MAIL)
    central.intake.run()
    before = len(central.mail.sent())
    central.ils.remove_title("T1")
    central.tick()
    assert before == len(central.mail.sent()) == 1
    assert central.ils.account("1002").ended[0].state is HoldState.CANCELLED


@pytest.mark.parametrize("what", ["title", "copy"])
def test_whoever_has_at_home_what_is_removed_sees_it_go(central: Central, what: str) -> None:
    central.ils.lend("C1", "1001")
    terminal = SmallTerminal(central, "chuo")
    cursor = central.patrons.page(terminal.known, "").cursor
    if what == "title":
        central.ils.remove_title("T1")
    else:
        central.ils.remove_copy("C1")
    assert central.ils.account("1001").loans == ()
    assert len(central.patrons.page(terminal.known, cursor).rows) == 1


def test_a_patron_with_loans_stays(central: Central) -> None:
    central.ils.lend("C1", "1001")
    with pytest.raises(Refused):
        central.ils.remove_patron("1001")
    central.ils.return_copy("C1")
    central.ils.remove_patron("1001")
    assert "1001" not in central.ils.cards()


def test_a_title_put_again_keeps_where_its_copies_are(central: Central) -> None:
    central.ils.lend("C1", "1001")
    central.ils.put_title(Title("T1", "別の題", copies=(Copy("C1", "chuo", shelf="2階"),)))
    found = central.catalogue.title("T1")
    assert found is not None
    assert (found.title, found.copies[0].shelf) == ("別の題", "2階")
    assert found.copies[0].status is CopyStatus.ON_LOAN


def test_a_loan_as_a_fact_takes_the_copy_from_whoever_waits(central: Central) -> None:
    central.ils.hold("1001", "T1", "chuo", Contact.NONE)
    central.intake.run()
    central.ils.put_loan("1002", "C1", date(2026, 11, 1), date(2026, 11, 15))
    assert central.ils.account("1001").holds[0].state is HoldState.WAITING
    assert central.ils.account("1002").loans[0].queue == 1


def test_notify_is_the_notice_by_telephone(central: Central) -> None:
    central.ils.hold("1001", "T1", "chuo", Contact.PHONE)
    central.intake.run()
    assert central.ils.account("1001").holds[0].notified_on is None
    central.ils.notify("1001", "T1")
    assert central.ils.account("1001").holds[0].notified_on == TODAY


def test_renewing_at_the_terminal(central: Central, clock: FakeClock) -> None:
    terminal = SmallTerminal(central, "chuo")
    central.ils.lend("C1", "1001")
    central.ils.lend("C2", "1001")
    central.ils.hold("1002", "T2", "chuo", Contact.NONE)
    clock.pass_by(days=3)
    rows = [terminal.ask("renew", {"copy_id": c}, card="1001") for c in ("C1", "C2", "C3")]
    terminal.push()
    offered = central.library.renewal.offered
    reasons = [terminal.outcome(row.key).reason for row in rows]
    assert reasons[0] == (None if offered else "not_offered")
    assert reasons[1] == ("renewal_on_hold" if offered else "not_offered")
    assert reasons[2] == "state_forbids"


def test_history_is_written_only_where_it_is_switched_on(open_central: Opener) -> None:
    central = open_central("niiza", folder="niiza")
    central.ils.put_title(Title("T1", "本", copies=(Copy("C1", "chuo"),)))
    central.ils.put_title(Title("T2", "本2", copies=(Copy("C2", "chuo"),)))
    central.ils.put_patron(Patron("1001", "利用者"), "abcd29")
    terminal = SmallTerminal(central, "chuo")
    central.ils.lend("C1", "1001")
    terminal.ask("history_set", {"on": True}, card="1001")
    terminal.push()
    central.ils.lend("C2", "1001")
    (entry,) = central.ils.account("1001").history
    assert entry.title == "T2"
    terminal.ask("history_delete", {"ids": [entry.id]}, card="1001")
    terminal.push()
    assert central.ils.account("1001").history == ()


def test_a_forgotten_password_goes_back_to_the_first_one(central: Central) -> None:
    terminal = SmallTerminal(central, "chuo")
    assert central.ils.reset_secret("1001") is None
    reply = central.patrons.sign_in(terminal.known, SignInAsk(card="1001", secret="19800506"))
    assert reply.account.patron.secret_state is SecretState.INITIAL


def test_a_slip_is_handed_out_where_the_library_does_so(open_central: Opener) -> None:
    central = open_central("omitama", folder="omitama")
    central.ils.put_patron(Patron("1001", "利用者"), "abcd29")
    slip = central.ils.reset_secret("1001")
    assert slip is not None
    terminal = SmallTerminal(central, "ogawa")
    reply = central.patrons.sign_in(terminal.known, SignInAsk(card="1001", secret=slip))
    assert reply.account.patron.secret_state is SecretState.INITIAL


def test_a_patron_without_a_secret_gets_the_librarys_first_one(central: Central) -> None:
    central.ils.put_patron(Patron("20-05", "新", born=date(2001, 2, 3)))
    patron = central.ils.account("2005").patron
    assert (patron.card, patron.secret_state) == ("2005", SecretState.INITIAL)


def test_a_branch_may_hand_out_slips_where_others_let_patrons_register(
    open_central: Opener,
) -> None:
    """足守図書館は仮パスワードをお渡しします"""
    central = open_central("okayama")
    central.ils.put_patron(Patron("1001", "利用者", phone="1"), "okayama7", branch="ashimori")
    central.ils.put_patron(Patron("1002", "利用者", phone="1"), "okayama7", branch="chuo")
    assert central.ils.reset_secret("1001") is not None
    assert central.ils.account("1001").patron.secret_state is SecretState.INITIAL
    assert central.ils.reset_secret("1002") is None
    assert central.ils.account("1002").patron.secret_state is SecretState.NONE
