"""Many writes as one: what a bulk load relies on."""

import threading
from datetime import timedelta
from pathlib import Path

import pytest

from central.app import Central
from central.database import Database, tick
from central.ils.builtin import NotKnown
from central.ils.port import LoanFact
from kiosk.circulation.facts import Contact
from kiosk.circulation.reasons import Refused
from tests.fakes import START


def _lent(card: str, copy: str) -> LoanFact:
    return LoanFact(card, copy, START.date(), START.date() + timedelta(days=14))


def test_nobody_else_sees_a_part_of_it(central: Central) -> None:
    seen: list[int] = []

    def look() -> None:
        seen.append(len(central.ils.account("1001").loans))

    with central.together():
        central.ils.put_loan("1001", "C1", START.date(), START.date())
        assert len(central.ils.account("1001").loans) == 1
        other = threading.Thread(target=look)
        other.start()
        other.join()
    look()
    assert seen == [0, 1]


def test_what_breaks_off_leaves_nothing(central: Central) -> None:
    def lend_two() -> None:
        with central.together():
            central.ils.lend("C1", "1001")
            central.ils.lend("nowhere", "1001")

    with pytest.raises(NotKnown):
        lend_two()
    assert central.ils.account("1001").loans == ()
    central.ils.lend("C1", "1001")


def test_a_refusal_inside_undoes_only_itself(central: Central) -> None:
    with central.together():
        central.ils.lend("C1", "1001")
        with pytest.raises(Refused):
            central.ils.lend("C1", "1002")
        central.ils.hold("1002", "T1", "chuo", Contact.PHONE)
    assert [loan.copy for loan in central.ils.account("1001").loans] == ["C1"]
    assert [hold.title for hold in central.ils.account("1002").holds] == ["T1"]


def test_a_write_inside_a_write_is_still_a_mistake(tmp_path: Path) -> None:
    database = Database(tmp_path / "central.db")
    with database.together():
        with database.write() as connection:
            number = tick(connection, START)
            with pytest.raises(RuntimeError, match="inside another"), database.write():
                pass
        with database.write() as connection:
            assert tick(connection, START) == number + 1
    database.close()


def test_loans_are_put_all_or_none(central: Central) -> None:
    with pytest.raises(NotKnown, match="copy"):
        central.ils.put_loans([_lent("1001", "C1"), _lent("1001", "nowhere")])
    with pytest.raises(NotKnown, match="card"):
        central.ils.put_loans([_lent("1001", "C1"), _lent("nobody", "C2")])
    assert central.ils.account("1001").loans == ()
    central.ils.put_loans([_lent("1001", "C1"), _lent("1002", "C2")])
    central.ils.put_loans([_lent("1001", "C2")])
    assert [loan.copy for loan in central.ils.account("1001").loans] == ["C1", "C2"]
    assert central.ils.account("1002").loans == ()
