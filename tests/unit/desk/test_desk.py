"""The desk: cart, placing, what became of it, and what lies over the account."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from threading import Thread

import pytest

from kiosk.catalogue.search import Interrupted, Query
from kiosk.circulation.facts import (
    Account,
    Contact,
    Hold,
    HoldState,
    Kind,
    Loan,
    SecretState,
)
from kiosk.circulation.messages import Proof, RequestState, Sealed
from kiosk.circulation.reasons import Reason, Refused, sentence
from kiosk.circulation.sealing import open_sealed
from kiosk.desk.answers import Here, SignInMode
from tests.fakes import START
from tests.unit.desk.conftest import CARD, INTAKE_KEY, SECRET, Bench, patron


def why(call: Callable[[], object]) -> Reason:
    """The reason of a refusal."""
    with pytest.raises(Refused) as no:
        call()
    return no.value.refusal.reason


def place(bench: Bench, *titles: str) -> tuple[str, ...]:
    """Place holds; their ids."""
    placed = bench.desk.place(titles, "chuo", Contact.PHONE)
    assert all(line.ok for line in placed.requests)
    return tuple(line.id for line in placed.requests)


def opened(box: str | None) -> Sealed:
    """A box to the intake, which carries the name of its key."""
    key_id, _, content = (box or "").partition(":")
    assert key_id == "i-1"
    return Sealed.model_validate_json(open_sealed(INTAKE_KEY, content))


# -- finding --------------------------------------------------------------------------------------


def test_a_question_is_stopped_from_another_thread(bench: Bench) -> None:
    stopped: list[str] = []

    def ask_until_stopped() -> None:
        try:
            while True:
                bench.desk.search(Query("の"))
        except Interrupted:
            stopped.append("stopped")

    asking = Thread(target=ask_until_stopped)
    asking.start()
    while asking.is_alive():  # one between two questions stops nothing
        bench.desk.interrupt()
    asking.join()
    assert stopped
    assert bench.desk.search(Query("の")).total >= 0


@pytest.mark.parametrize(
    ("title", "here"),
    [
        ("T1", Here.HERE),
        ("T2", Here.ON_LOAN),
        ("T3", Here.IN_BUILDING),
        ("T4", Here.ELSEWHERE),
    ],
)
def test_where_a_title_stands_is_said_from_here(bench: Bench, title: str, here: Here) -> None:
    assert bench.desk.line(title).here is here


def test_search_and_detail(bench: Bench) -> None:
    found = bench.desk.search(Query("舟を編む"))
    assert [line.title.id for line in found.lines] == ["T1"]
    page = bench.desk.open("V1")
    assert [line.title.id for line in page.volumes] == ["V2"]
    assert why(lambda: bench.desk.open("gone")) is Reason.UNKNOWN_TITLE


def test_the_detail_page_says_why_not(bench: Bench) -> None:
    offer = bench.desk.open("T3").offer
    assert not offer.allowed
    assert offer.refusals[0].reason is Reason.NOT_FOR_LOAN


# -- cart and placing -----------------------------------------------------------------------------


def test_the_cart_outlives_signing_in_but_not_signing_out(bench: Bench) -> None:
    bench.desk.cart_add("T1")
    bench.sign_in()
    assert [line.title.id for line in bench.desk.cart().items] == ["T1"]
    bench.desk.sign_out()
    assert bench.desk.cart().items == ()
    assert bench.desk.patron() is None


def test_what_cannot_be_held_does_not_enter_the_cart(bench: Bench) -> None:
    assert why(lambda: bench.desk.cart_add("T3")) is Reason.NOT_FOR_LOAN


def test_nobody_signed_in_places_nothing(bench: Bench) -> None:
    assert why(lambda: bench.desk.place(["T1"])) is Reason.NOT_SIGNED_IN
    assert bench.ledger.queued() == 0


def test_a_placed_hold_is_one_durable_row_and_a_provisional_line(bench: Bench) -> None:
    bench.sign_in()
    placed = bench.desk.place(["T1"], "chuo", Contact.PHONE)
    (line,) = placed.requests
    assert (line.ok, line.state, line.receipt) == (True, RequestState.QUEUED, "3-001")
    row = bench.ledger.row(line.id)
    assert row is not None
    assert (row.item.proof, row.item.card, row.item.sealed) == (Proof.ONLINE, CARD, None)
    (hold,) = bench.desk.holds()
    assert (hold.id, hold.state, hold.label) == (line.id, HoldState.PROVISIONAL, "予約申込")


def test_one_bad_title_never_blocks_another(bench: Bench) -> None:
    bench.sign_in()
    lines = bench.desk.place(["T3", "T1", "gone"], "chuo", Contact.PHONE).requests
    assert [line.ok for line in lines] == [False, True, False]
    assert [line.refusal.reason for line in lines if line.refusal] == [
        Reason.NOT_FOR_LOAN,
        Reason.UNKNOWN_TITLE,
    ]
    assert bench.ledger.queued() == 1


def test_the_same_title_is_not_placed_twice(bench: Bench) -> None:
    bench.sign_in()
    place(bench, "T1")
    (line,) = bench.desk.place(["T1"], "chuo", Contact.PHONE).requests
    assert line.refusal is not None
    assert line.refusal.reason is Reason.OWN_HOLD


def test_limits_count_what_is_placed_in_the_same_breath(
    make_bench: Callable[..., Bench],
) -> None:
    bench = make_bench("hitachiota", "honkan")
    holds = tuple(_hold(f"H{number}") for number in range(9))
    bench.knows(Account(patron(), START, holds=holds))
    bench.sign_in()
    lines = bench.desk.place(["V1", "V2"], "honkan", Contact.PHONE).requests
    assert [line.ok for line in lines] == [True, False]


def _hold(title: str, state: HoldState = HoldState.WAITING) -> Hold:
    return Hold(f"id-{title}", title, title, Kind.BOOK, state, START, "honkan", Contact.PHONE)


def test_a_series_is_numbered_as_given(bench: Bench) -> None:
    bench.sign_in()
    bench.desk.place(["V1", "V2"], "chuo", Contact.PHONE, series=True)
    bodies = [item.body for item in bench.ledger.all_items()]
    assert [body["series_order"] for body in bodies] == [1, 2]
    assert len({body["series_group"] for body in bodies}) == 1


def test_closed_hours_are_said_before_anything_is_tried(bench: Bench) -> None:
    bench.clock.pass_to(START.replace(hour=3, minute=30) + timedelta(days=1))
    bench.sign_in()
    assert why(lambda: bench.desk.place(["T1"], "chuo", Contact.PHONE)) is Reason.CLOSED_HOURS


def test_a_first_password_stands_before_everything_personal(bench: Bench) -> None:
    first = replace(patron(), secret_state=SecretState.INITIAL)
    bench.knows(Account(first, START), "19800506")
    assert bench.desk.sign_in(CARD, "19800506").must_change
    for call in (bench.desk.holds, bench.desk.loans, lambda: bench.desk.place(["T1"])):
        assert why(call) is Reason.MUST_CHANGE
    bench.desk.change_password("19800506", "4726")
    assert bench.desk.holds() == ()


# -- what became of it ----------------------------------------------------------------------------


def test_what_came_of_a_request_is_a_sentence_with_its_reason(bench: Bench) -> None:
    bench.sign_in()
    (key,) = place(bench, "T1")
    bench.decide(key, RequestState.REFUSED, "own_loan")
    (line,) = bench.desk.requests()
    assert not line.ok
    assert line.text == "舟を編むはお受けできませんでした。いま借りている資料です。"
    assert bench.desk.holds() == ()
    bench.desk.language = "en"
    assert bench.desk.requests()[0].text.startswith("舟を編む could not be accepted.")


def test_a_refused_request_that_is_no_hold_is_named_by_its_kind(bench: Bench) -> None:
    bench.sign_in()
    asked = bench.desk.change_password(SECRET, "7391")
    bench.decide(asked.id, RequestState.REFUSED, "wrong_secret")
    (line,) = bench.desk.requests()
    assert line.text.startswith("パスワードの変更はお受けできませんでした。")
    bench.desk.language = "en"
    (line,) = bench.desk.requests()
    assert line.text.startswith("Your request (password change) could not be accepted.")


def test_an_accepted_hold_does_not_vanish_before_the_account_knows_it(bench: Bench) -> None:
    bench.send_row(Account(patron(), START))
    bench.central.up = False
    bench.sign_in()
    (key,) = place(bench, "T1")
    bench.clock.pass_by(hours=1)
    bench.decide(key, RequestState.ACCEPTED)
    (hold,) = bench.desk.holds()
    assert (hold.id, hold.state) == (key, HoldState.WAITING)


def test_once_the_account_knows_better_it_counts(bench: Bench) -> None:
    bench.sign_in()
    (key,) = place(bench, "T1")
    bench.decide(key, RequestState.ACCEPTED)
    later = START + timedelta(days=1)
    bench.clock.pass_to(later)
    bench.knows(Account(patron(), later))
    assert bench.desk.holds() == ()


def test_a_cancel_shows_at_once_and_stays_until_decided(bench: Bench) -> None:
    waiting = replace(_hold("T1"), pickup="chuo")
    bench.knows(Account(patron(), START, holds=(waiting,)), here=True)
    bench.central.up = False
    bench.sign_in()
    line = bench.desk.cancel(waiting.id)
    assert bench.desk.holds()[0].state is HoldState.CANCEL_REQUESTED
    assert line.title_text == "舟を編む"
    bench.clock.pass_by(hours=1)
    bench.decide(line.id, RequestState.ACCEPTED)
    assert bench.desk.holds() == ()


def test_a_refused_cancel_leaves_the_hold(bench: Bench) -> None:
    waiting = replace(_hold("T1"), pickup="chuo")
    bench.knows(Account(patron(), START, holds=(waiting,)), here=True)
    bench.central.up = False
    bench.sign_in()
    line = bench.desk.cancel(waiting.id)
    bench.decide(line.id, RequestState.REFUSED, "state_forbids")
    assert bench.desk.holds()[0].state is HoldState.WAITING


def test_a_ready_hold_cannot_be_cancelled_here_and_says_why(bench: Bench) -> None:
    ready = replace(_hold("T1", HoldState.READY), pickup="chuo")
    bench.knows(Account(patron(), START, holds=(ready,)))
    bench.sign_in()
    assert why(lambda: bench.desk.cancel(ready.id)) is Reason.STATE_FORBIDS
    (line,) = bench.desk.holds()
    assert not line.can_cancel
    assert line.why_not is not None


# -- deferred -------------------------------------------------------------------------------------


def test_a_deferred_visit_sees_only_itself_and_seals_what_it_asks(bench: Bench) -> None:
    bench.sign_in()
    place(bench, "T2")
    bench.desk.sign_out()
    bench.central.up = False
    assert bench.desk.sign_in(CARD, SECRET).mode is SignInMode.DEFERRED
    assert bench.desk.holds() == ()
    assert bench.desk.requests() == ()
    for call in (bench.desk.loans, bench.desk.settings):
        assert why(call) is Reason.NO_ANSWER_OFFLINE
    (key,) = place(bench, "T1")
    assert [hold.id for hold in bench.desk.holds()] == [key]
    row = bench.ledger.row(key)
    assert row is not None
    assert row.item.card is None
    sealed = opened(row.item.sealed)
    assert (sealed.key, sealed.card, sealed.secret) == (key, CARD, SECRET)


def test_a_password_change_travels_sealed_and_later_requests_carry_the_new_one(
    bench: Bench,
) -> None:
    bench.central.up = False
    bench.sign_in()
    changed = bench.desk.change_password(SECRET, "8361")
    (key,) = place(bench, "T1")
    boxes = [
        opened(row.item.sealed)
        for row in (bench.ledger.row(changed.id), bench.ledger.row(key))
        if row is not None
    ]
    assert (boxes[0].secret, boxes[0].new_secret) == (SECRET, "8361")
    assert boxes[1].secret == "8361"
    items = json.dumps([item.model_dump(mode="json") for item in bench.ledger.all_items()])
    assert "8361" not in items


@pytest.mark.parametrize("new", ["12", "abcd", "12345", "1111", "1234", "0506"])
def test_a_bad_new_password_is_refused_with_its_form(bench: Bench, new: str) -> None:
    bench.sign_in()
    assert why(lambda: bench.desk.change_password(SECRET, new)) is Reason.SECRET_FORM


def test_the_old_password_is_checked_here_where_it_can_be(bench: Bench) -> None:
    bench.send_row(Account(patron(), START))
    bench.central.up = False
    bench.sign_in()
    assert why(lambda: bench.desk.change_password("0000", "8361")) is Reason.WRONG_SECRET
    assert bench.ledger.queued() == 0


# -- loans ----------------------------------------------------------------------------------------


def test_renewing_early_is_warned_of_and_asked_again(make_bench: Callable[..., Bench]) -> None:
    bench = make_bench("omitama", "ogawa")
    loan = Loan("C2", "T2", "こころ", Kind.BOOK, date(2026, 11, 23), date(2026, 12, 7))
    bench.knows(Account(patron(), START, loans=(loan,)))
    bench.sign_in()
    (line,) = bench.desk.loans()
    assert line.can_renew
    assert "早まります" in line.note
    preview = bench.desk.renew_preview("C2")
    assert (preview.shortens, preview.old_due) == (True, date(2026, 12, 7))
    assert why(lambda: bench.desk.renew("C2")) is Reason.WOULD_SHORTEN
    assert bench.desk.renew("C2", confirm=True).ok
    (line,) = bench.desk.loans()
    assert not line.can_renew
    assert why(lambda: bench.desk.renew("C2", confirm=True)) is Reason.RENEWED_ALREADY


def test_a_loan_that_is_not_mine_is_unknown(bench: Bench) -> None:
    bench.sign_in()
    assert why(lambda: bench.desk.renew("C9")) in (Reason.UNKNOWN_TITLE, Reason.NOT_OFFERED)


# -- own settings ---------------------------------------------------------------------------------


def test_favourites_lie_over_the_account_in_order(make_bench: Callable[..., Bench]) -> None:
    bench = make_bench("okayama")
    bench.knows(Account(patron(), START, favourites=("T1", "gone")))
    bench.sign_in()
    bench.desk.favourite_add("T2")
    assert [line.title.id for line in bench.desk.favourites()] == ["T1", "T2"]
    bench.desk.favourite_remove("T1")
    assert [line.title.id for line in bench.desk.favourites()] == ["T2"]
    alert = bench.desk.alert_add("  宇宙  開発 ")
    assert [(one.id, one.words) for one in bench.desk.alerts()] == [(alert.id, "宇宙 開発")]
    bench.desk.alert_remove(alert.id)
    assert bench.desk.alerts() == ()


def test_what_a_library_does_not_offer_is_said(bench: Bench) -> None:
    bench.sign_in()
    assert why(bench.desk.favourites) is Reason.NOT_OFFERED


def test_an_address_travels_sealed(bench: Bench) -> None:
    bench.sign_in()
    answer = bench.desk.set_email("new@example.org")
    row = bench.ledger.row(answer.request.id)
    assert row is not None
    assert "new@example.org" not in json.dumps(row.item.model_dump(mode="json"))
    assert why(lambda: bench.desk.set_email("not an address")) is Reason.CONTACT_UNKNOWN


def test_the_patrons_card_shows_little(bench: Bench) -> None:
    bench.sign_in()
    card = bench.desk.patron()
    assert card is not None
    assert (card.email_masked, card.phone_masked) == ("h•••@example.org", "•••• 56")
    assert CARD not in repr(card)


def test_status_tells_the_age_of_what_is_shown(bench: Bench) -> None:
    status = bench.desk.status()
    assert (status.online, status.queued, status.catalogue_as_of) == (True, 0, START)
    assert status.next_intake is not None
    bench.central.up = False
    assert bench.desk.status().online is False


# -- what is typed wrongly ------------------------------------------------------------------------


def sentences(*calls: Callable[[], object]) -> list[str]:
    """What the patron reads for each refusal."""
    said = []
    for call in calls:
        with pytest.raises(Refused) as no:
            call()
        said.append(sentence(no.value.refusal))
    return said


def test_each_wrong_entry_has_a_sentence_of_its_own(make_bench: Callable[..., Bench]) -> None:
    bench = make_bench("okayama")
    bench.knows(Account(patron(), START))
    bench.sign_in()
    desk = bench.desk
    said = sentences(
        lambda: desk.place(),
        lambda: desk.renew("no-such-copy"),
        lambda: desk.alert_add(" \u3000\0 "),
        lambda: desk.alert_remove("no-such-alert"),
        lambda: desk.set_email("not an address"),
    )
    assert len(set(said)) == 5
    assert "かご" in said[0]
    assert "見つかりません。もう一度" not in "".join(said)
    assert "アドレス" in said[4]


def test_an_alert_holds_no_control_signs(make_bench: Callable[..., Bench]) -> None:
    bench = make_bench("okayama")
    bench.knows(Account(patron(), START))
    bench.sign_in()
    bench.desk.alert_add("宇宙\0開発\r\n")
    assert [one.words for one in bench.desk.alerts()] == ["宇宙 開発"]


def test_alerts_that_are_not_offered_are_not_asked_for_words(bench: Bench) -> None:
    bench.knows(Account(patron(), START))
    bench.sign_in()
    assert why(lambda: bench.desk.alert_add("")) is Reason.NOT_OFFERED


@pytest.mark.parametrize(
    "address", ["あ@example.org", "a@b.org\nBcc: c@d.org", "a@b\0.org", "a@@b.c"]
)
def test_an_address_the_central_would_not_take_is_refused_at_once(
    bench: Bench, address: str
) -> None:
    bench.knows(Account(patron(), START))
    bench.sign_in()
    assert why(lambda: bench.desk.set_email(address)) is Reason.CONTACT_UNKNOWN
    assert bench.ledger.queued() == 0
