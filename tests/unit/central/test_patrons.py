"""Signing in, sessions, and the rows a terminal may keep."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from central.app import Central
from central.tables import attempts, metadata
from central.terminals import TurnedAway
from kiosk.circulation import sealing
from kiosk.circulation.facts import Patron, SecretState
from kiosk.circulation.messages import ACCOUNT, PatronRow, Proof, RequestState, SignInAsk
from tests.fakes import FakeClock
from tests.unit.central.conftest import CHEAP
from tests.unit.central.kiosk import SmallTerminal


def sign_in(terminal: SmallTerminal, card: str, secret: str) -> str:
    """The session of a right sign-in."""
    ask = SignInAsk(card=card, secret=secret)
    return terminal.central.patrons.sign_in(terminal.known, ask).session


def row_of(terminal: SmallTerminal, card: str, cursor: str = "") -> PatronRow | None:
    """This card's row in the stream."""
    tag = sealing.card_tag(bytes.fromhex(terminal.secrets.lookup_key), card)
    page = terminal.central.patrons.page(terminal.known, cursor)
    return next((row for row in page.rows if row.tag == tag), None)


@pytest.mark.parametrize("card", ["1001", "10-01", " １００１ "])
def test_a_card_number_may_be_written_as_people_write_it(
    terminal: SmallTerminal, card: str
) -> None:
    assert sign_in(terminal, card, "4729")


@pytest.mark.parametrize(("card", "secret"), [("1001", "0000"), ("9999", "4729"), ("？", "1")])
def test_whoever_is_not_known_hears_the_same(
    terminal: SmallTerminal, card: str, secret: str
) -> None:
    with pytest.raises(TurnedAway, match="wrong_secret"):
        sign_in(terminal, card, secret)


def test_five_wrong_secrets_rest_the_card_and_the_rest_doubles(
    terminal: SmallTerminal, clock: FakeClock
) -> None:
    for _ in range(5):
        with pytest.raises(TurnedAway, match="wrong_secret"):
            sign_in(terminal, "1001", "0000")
    with pytest.raises(TurnedAway, match="locked") as locked:
        sign_in(terminal, "1001", "4729")
    assert "until" in locked.value.facts
    clock.pass_by(minutes=16)
    with pytest.raises(TurnedAway, match="wrong_secret"):
        sign_in(terminal, "1001", "0000")
    clock.pass_by(minutes=16)
    with pytest.raises(TurnedAway, match="locked"):
        sign_in(terminal, "1001", "4729")
    clock.pass_by(minutes=15)
    assert sign_in(terminal, "1001", "4729")


def test_a_right_secret_forgives_the_wrong_ones(terminal: SmallTerminal) -> None:
    for _ in range(3):
        for _ in range(4):
            with pytest.raises(TurnedAway, match="wrong_secret"):
                sign_in(terminal, "1001", "0000")
        assert sign_in(terminal, "1001", "4729")


def test_whoever_came_to_the_counter_is_forgiven_at_every_terminal(
    central: Central, terminal: SmallTerminal
) -> None:
    for _ in range(6):
        terminal.hold("1001", "T1", "chuo", proof=Proof.DEFERRED, secret="0000")
    assert terminal.push().items[-1].reason == "locked"
    central.ils.reset_secret("1001")
    terminal.hold("1001", "T1", "chuo", proof=Proof.DEFERRED, secret="19800506")
    assert terminal.push().items[-1].reason is None


def test_a_card_number_that_was_typed_once_is_not_kept_for_ever(
    central: Central, terminal: SmallTerminal, clock: FakeClock
) -> None:
    with pytest.raises(TurnedAway, match="wrong_secret"):
        sign_in(terminal, "9999", "0000")
    clock.pass_by(days=2)
    central.tick()
    with central._database.read() as connection:
        assert connection.execute(select(attempts)).all() == []


def test_a_session_ends_when_idle_and_belongs_to_its_terminal(
    central: Central, terminal: SmallTerminal, clock: FakeClock
) -> None:
    session = sign_in(terminal, "1001", "4729")
    assert central.patrons.session_account(terminal.known, session).patron.card == "1001"
    other = SmallTerminal(central, "chuo")
    with pytest.raises(TurnedAway, match="not_signed_in"):
        central.patrons.session_account(other.known, session)
    clock.pass_by(minutes=16)
    with pytest.raises(TurnedAway, match="not_signed_in"):
        central.patrons.session_account(terminal.known, session)


def test_a_row_checks_the_secret_and_opens_the_account_at_its_own_terminal_only(
    central: Central, terminal: SmallTerminal
) -> None:
    row = row_of(terminal, "1001")
    assert row is not None
    base = sealing.base_of("4729", row.salt, CHEAP)
    key = bytes.fromhex(terminal.secrets.verifier_key)
    assert sealing.same(row.verifier, sealing.verifier(key, base))
    account = ACCOUNT.validate_json(sealing.unlock(sealing.account_key(key, base), row.account_box))
    assert account.patron.card == "1001"
    other = SmallTerminal(central, "chuo")
    stolen = bytes.fromhex(other.secrets.verifier_key)
    assert not sealing.same(row.verifier, sealing.verifier(stolen, base))


def test_a_first_password_never_travels(central: Central, terminal: SmallTerminal) -> None:
    central.ils.put_patron(Patron("2001", "新", born=date(1990, 1, 2)))
    assert row_of(terminal, "2001") is None
    page = central.patrons.page(terminal.known, "")
    terminal.ask(
        "password",
        {},
        card="2001",
        proof=Proof.DEFERRED,
        secret="19900102",
        sealed={"new_secret": "8206"},
    )
    terminal.push()
    changed = row_of(terminal, "2001", page.cursor)
    assert changed is not None
    assert changed.verifier


def test_a_reset_takes_the_row_away(central: Central, terminal: SmallTerminal) -> None:
    page = central.patrons.page(terminal.known, "")
    central.ils.reset_secret("1001")
    row = row_of(terminal, "1001", page.cursor)
    assert row is not None
    assert (row.removed, row.verifier, row.account_box) == (True, "", "")


def test_a_patron_of_another_branch_comes_with_the_first_sign_in(
    central: Central, terminal: SmallTerminal
) -> None:
    central.ils.put_patron(Patron("3001", "新"), "8206", branch="bm_yoshiura")
    assert row_of(terminal, "3001") is None
    sign_in(terminal, "3001", "8206")
    assert row_of(terminal, "3001") is not None


def test_a_stream_of_another_history_begins_anew_with_no_rows(terminal: SmallTerminal) -> None:
    """Rows taken away meanwhile would stay for ever if it only went on."""
    with pytest.raises(TurnedAway, match="diverged"):
        terminal.central.patrons.page(terminal.known, "another-history")


def test_a_patron_taken_away_in_the_middle_of_a_visit_is_signed_out(
    central: Central, terminal: SmallTerminal
) -> None:
    session = sign_in(terminal, "1001", "4729")
    central.ils.remove_patron("1001")
    with pytest.raises(TurnedAway, match="not_signed_in"):
        central.patrons.session_account(terminal.known, session)


def test_nothing_tells_of_a_patron_who_was_taken_away(
    central: Central, terminal: SmallTerminal
) -> None:
    central.ils.put_patron(Patron("5001", "去る人", email="leaves@example.jp"), "4729")
    sign_in(terminal, "5001", "4729")
    body = {"title": "T1", "pickup": "chuo", "contact": "mail", "confirm_mail": True}
    row = terminal.ask("hold", body, card="5001")
    terminal.ask("cancel", {"hold": "a-hold-that-never-came"}, card="5001")
    terminal.push()
    central.intake.run()
    central.ils.lend("C1", "5001")
    central.ils.return_copy("C1")
    central.ils.remove_patron("5001")
    with central._database.read() as connection:
        for table in metadata.sorted_tables:
            rows = connection.execute(select(table)).all()
            left = [line for line in rows if "5001" in line or "leaves@example.jp" in str(line)]
            assert len(left) == (table.name == "patrons"), table.name
    # The row is still the same one to a terminal that offers it again.
    assert terminal.push().items[0].state is RequestState.ACCEPTED
    kept = central.requests.get(row.key)
    assert kept is not None
    assert (kept.card, kept.body) == (None, {})


def test_whatever_changes_in_an_account_is_told(central: Central, terminal: SmallTerminal) -> None:
    cursor = central.patrons.page(terminal.known, "").cursor
    assert central.patrons.page(terminal.known, cursor).rows == ()
    central.ils.lend("C1", "1001")
    assert row_of(terminal, "1001", cursor) is not None
    assert row_of(terminal, "1002", cursor) is None


def test_the_secret_state_of_a_stranger_says_nothing(central: Central) -> None:
    central.ils.put_patron(Patron("4001", "無", secret_state=SecretState.NONE))
    terminal = SmallTerminal(central, "chuo")
    with pytest.raises(TurnedAway, match="wrong_secret"):
        sign_in(terminal, "4001", "")


def test_secrets_cost_what_the_slowest_terminal_can_pay_and_never_less_than_the_floor(
    tmp_path: Path, clock: FakeClock
) -> None:
    central = Central.open(tmp_path / "real", clock, library="murakami")
    slow, cheat = sealing.Cost(2, 32 * 1024, 1), sealing.Cost(1, 8, 1)
    assert central.terminals.cost() == sealing.Cost()
    first = SmallTerminal(central, "chuo", cost=slow.text)
    assert central.terminals.cost() == slow
    SmallTerminal(central, "chuo", cost="not.a.number")
    assert central.terminals.cost() == slow
    liar = SmallTerminal(central, "chuo", cost=cheat.text)
    assert central.terminals.cost() == sealing.FLOOR
    central.terminals.revoke(liar.reply.terminal)
    central.terminals.revoke(first.reply.terminal)
    assert central.terminals.cost() == sealing.Cost()
    central.close()


def test_a_secret_is_made_anew_at_todays_cost_when_its_owner_signs_in(
    tmp_path: Path, clock: FakeClock
) -> None:
    for cost in (CHEAP, sealing.Cost(2, 16, 1)):
        central = Central.open(tmp_path / "moving", clock, cost=cost, library="murakami")
        if cost is CHEAP:
            central.ils.put_patron(Patron("1001", "利用者", born=date(1980, 5, 6)), "4729")
        terminal = SmallTerminal(central, "chuo")
        before = row_of(terminal, "1001")
        central.patrons.sign_in(terminal.known, SignInAsk(card="1001", secret="4729"))
        after = row_of(terminal, "1001")
        assert before is not None
        assert after is not None
        assert sealing.cost_of(after.salt) == cost
        assert (before.salt == after.salt) is (cost is CHEAP)
        with pytest.raises(TurnedAway, match="wrong_secret"):
            central.patrons.sign_in(terminal.known, SignInAsk(card="1001", secret="0000"))
        central.close()
