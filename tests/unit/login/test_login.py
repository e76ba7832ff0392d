"""Who is it: online, local, deferred; and how often one may guess."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.circulation.facts import Account, SecretState
from kiosk.circulation.messages import Proof, SignInReply
from kiosk.circulation.reasons import Reason, Refused
from tests.fakes import START
from tests.unit.desk.conftest import CARD, SECRET, Bench, patron


def refused(bench: Bench, card: str = CARD, secret: str = SECRET) -> Reason:
    """Why signing in is refused."""
    with pytest.raises(Refused) as no:
        bench.login.sign_in(card, secret)
    return no.value.refusal.reason


def test_the_central_is_asked_first(bench: Bench) -> None:
    session = bench.login.sign_in(CARD, SECRET)
    assert (session.proof, session.token, session.secret) == (Proof.ONLINE, CARD, None)


@pytest.mark.parametrize("typed", ["1000-0001", "１０００－０００１", " 1000 0001 "])
def test_a_card_number_is_read_however_it_is_written(bench: Bench, typed: str) -> None:
    assert bench.login.sign_in(typed, SECRET).card == CARD


@pytest.mark.parametrize(
    ("card", "secret"),
    [(CARD, "0000"), ("99999999", SECRET), ("", SECRET), (CARD, ""), ("1" * 99, SECRET)],
)
def test_wrong_card_and_wrong_secret_read_the_same(bench: Bench, card: str, secret: str) -> None:
    assert refused(bench, card, secret) is Reason.WRONG_SECRET


def test_without_network_the_row_here_is_enough(bench: Bench) -> None:
    bench.send_row(Account(patron(), START))
    bench.central.up = False
    session = bench.login.sign_in(CARD, SECRET)
    assert session.proof is Proof.LOCAL
    assert session.account is not None
    assert refused(bench, secret="0000") is Reason.WRONG_SECRET


def test_without_network_and_row_the_intake_will_check(bench: Bench) -> None:
    bench.central.up = False
    session = bench.login.sign_in(CARD, "0000")
    assert (session.proof, session.account) == (Proof.DEFERRED, None)


def test_a_row_thirty_days_without_contact_counts_no_more(bench: Bench) -> None:
    bench.send_row(Account(patron(), START))
    bench.central.up = False
    bench.clock.pass_by(days=31)
    assert bench.login.sign_in(CARD, SECRET).proof is Proof.DEFERRED


def test_a_central_that_turns_the_terminal_away_is_no_wrong_secret(bench: Bench) -> None:
    bench.send_row(Account(patron(), START))
    bench.central.turns_away = "unknown_terminal"
    assert bench.login.sign_in(CARD, SECRET).proof is Proof.LOCAL


def test_a_first_password_must_be_changed(bench: Bench) -> None:
    first = replace(patron(), secret_state=SecretState.INITIAL)
    bench.knows(Account(first, START), "19800506")
    assert bench.login.sign_in(CARD, "19800506").must_change


def test_five_failures_rest_the_card_and_the_right_secret_does_not_help(bench: Bench) -> None:
    bench.send_row(Account(patron(), START))
    bench.central.up = False
    for _ in range(5):
        assert refused(bench, secret="0000") is Reason.WRONG_SECRET
    assert refused(bench) is Reason.LOCKED
    bench.clock.pass_by(minutes=16)
    assert bench.login.sign_in(CARD, SECRET).proof is Proof.LOCAL


def test_trying_meanwhile_makes_the_wait_no_longer(bench: Bench) -> None:
    bench.send_row(Account(patron(), START))
    bench.central.up = False
    for _ in range(5):
        refused(bench, secret="0000")
    for _ in range(20):
        assert refused(bench) is Reason.LOCKED
    bench.clock.pass_by(minutes=16)
    assert bench.login.sign_in(CARD, SECRET).proof is Proof.LOCAL


def test_the_central_knows_better_than_a_resting_card(bench: Bench) -> None:
    bench.send_row(Account(patron(), START))
    bench.central.up = False
    for _ in range(5):
        refused(bench, secret="0000")
    bench.central.up = True
    assert bench.login.sign_in(CARD, SECRET).proof is Proof.ONLINE
    bench.central.up = False
    assert bench.login.sign_in(CARD, SECRET).proof is Proof.LOCAL


def fail_until_only_the_network_helps(bench: Bench) -> None:
    bench.send_row(Account(patron(), START))
    bench.central.up = False
    failures = 0
    while failures < 10:
        bench.clock.pass_by(hours=25)
        bench.patrons.contacted(bench.clock.now())
        for _ in range(5):
            if refused(bench, secret="0000") is Reason.WRONG_SECRET:
                failures += 1
    bench.clock.pass_by(hours=25)


def test_ten_failures_without_contact_wait_for_the_network(bench: Bench) -> None:
    fail_until_only_the_network_helps(bench)
    with pytest.raises(Refused) as no:
        bench.login.sign_in(CARD, SECRET)
    assert dict(no.value.refusal.facts)["network"]
    bench.ledger.contacted()
    assert bench.login.sign_in(CARD, SECRET).proof is Proof.LOCAL


def test_trying_while_only_the_network_helps_is_no_failure(bench: Bench) -> None:
    fail_until_only_the_network_helps(bench)
    failed = bench.ledger.attempts(bench.login.tag(CARD))
    for _ in range(25):
        assert refused(bench) is Reason.LOCKED
    assert bench.ledger.attempts(bench.login.tag(CARD)) == failed
    bench.ledger.contacted()
    assert bench.login.sign_in(CARD, SECRET).proof is Proof.LOCAL


def test_deferred_visits_are_no_failures(bench: Bench) -> None:
    bench.central.up = False
    for _ in range(20):
        assert bench.login.sign_in(CARD, SECRET).proof is Proof.DEFERRED


def test_another_card_does_not_suffer(bench: Bench) -> None:
    bench.send_row(Account(patron("20000002"), START))
    bench.central.up = False
    tag = bench.login.tag(CARD)
    for _ in range(5):
        bench.ledger.consume_attempt(tag)
    assert bench.login.sign_in("20000002", SECRET).proof is Proof.LOCAL


def test_wiping_leaves_nothing(bench: Bench) -> None:
    bench.central.up = False
    session = bench.login.sign_in(CARD, SECRET)
    session.wipe()
    assert CARD not in repr(session)
    assert session.secret is None


def test_a_secret_never_stands_in_a_repr(bench: Bench) -> None:
    bench.central.up = False
    assert SECRET not in repr(bench.login.sign_in(CARD, SECRET))


def test_the_copys_age_does_not_matter_within_its_time(bench: Bench) -> None:
    bench.send_row(Account(patron(), START - timedelta(days=20)))
    bench.central.up = False
    assert bench.login.sign_in(CARD, SECRET).proof is Proof.LOCAL


def test_twenty_failures_of_whatever_cards_rest_the_screen(bench: Bench) -> None:
    for number in range(20):
        assert refused(bench, card=f"2{number:07}", secret="0000") is Reason.WRONG_SECRET
    with pytest.raises(Refused) as no:
        bench.login.sign_in(CARD, SECRET)
    assert no.value.refusal.reason is Reason.LOCKED
    assert dict(no.value.refusal.facts)["until"] == (START + timedelta(minutes=5)).isoformat()
    bench.clock.pass_by(minutes=4)
    assert refused(bench) is Reason.LOCKED
    bench.clock.pass_by(minutes=1)
    assert bench.login.sign_in(CARD, SECRET).proof is Proof.ONLINE


def test_the_screens_rest_outlives_a_restart_and_a_clock_set_forward(bench: Bench) -> None:
    bench.ledger.anchor(START)
    for number in range(20):
        refused(bench, card=f"2{number:07}", secret="0000")
    bench.clock.set_wall(START + timedelta(days=1))
    assert refused(bench) is Reason.LOCKED
    assert bench.ledger.note("failures") is not None


def test_failures_far_apart_and_right_secrets_rest_no_screen(bench: Bench) -> None:
    for number in range(40):
        refused(bench, card=f"2{number:07}", secret="0000")
        assert bench.login.sign_in(CARD, SECRET).proof is Proof.ONLINE
        bench.clock.pass_by(minutes=1)


def test_a_plug_pulled_while_the_secret_is_looked_at_gives_no_free_try(bench: Bench) -> None:
    """Counted before the check: what the check then does not answer stays counted."""

    class Pulled(Exception):  # noqa: N818 - a state of the world
        """The power is gone."""

    def pull(card: str, secret: str) -> SignInReply:
        raise Pulled(f"{len(card)}{len(secret)}")

    bench.central.sign_in = pull  # type: ignore[method-assign]
    for number in range(20):
        with pytest.raises(Pulled):
            bench.login.sign_in(f"2{number:07}", "0000")
    assert refused(bench) is Reason.LOCKED
