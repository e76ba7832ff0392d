"""Touches while the desk is still at work, and what a trouble or a round of the sync leaves."""

from collections.abc import Callable, Iterator
from threading import Event

import pytest
from PySide6.QtCore import QCoreApplication

from kiosk.circulation.library import load
from kiosk.circulation.messages import RequestKind, RequestState
from kiosk.circulation.reasons import Reason, Refusal
from kiosk.desk.answers import Placed, RequestLine
from kiosk.store.problems import DiskFull
from kiosk.ui.viewmodels import build_viewmodels
from kiosk.ui.viewmodels.jobs import Jobs
from tests.drawn import CARD, NOW, PROFILES, SECRET, a_request
from tests.fake_desk import FakeDesk
from tests.ui.kit import HandClock, Stage

pytestmark = pytest.mark.usefixtures("qapp")


class TroubledDesk(FakeDesk):
    """Its disk is full for the first request; `state`: what comes of a cancellation."""

    full = True
    state = RequestState.QUEUED

    def place(self, *args: object, **kwargs: object) -> Placed:
        if self.full:
            self.full = False
            raise DiskFull
        return super().place(*args, **kwargs)  # type: ignore[arg-type]

    def cancel(self, hold_id: str) -> RequestLine:
        super().cancel(hold_id)
        return a_request("c1", RequestKind.CANCEL, self.state, text="係が確認しています。")


@pytest.fixture
def stage() -> Iterator[Stage]:
    made = Stage(TroubledDesk())
    made.settle()
    yield made
    made.models.close()


def ready_to_place(stage: Stage, *titles: str) -> None:
    for title in titles:
        stage.models.cart.add(title)
    stage.settle()
    stage.models.session.signInFor("cart")
    stage.sign_in()


def test_after_a_trouble_the_same_touch_works(stage: Stage) -> None:
    ready_to_place(stage, "kokoro")
    stage.models.cart.place()
    stage.settle()
    assert stage.models.session.has_notice()
    assert not stage.models.cart.is_waiting()
    stage.models.cart.place()
    stage.settle()
    assert stage.desk.placed == [("kokoro",)]


def test_two_touches_are_one_request(stage: Stage) -> None:
    stage.desk.full = False  # type: ignore[attr-defined]
    ready_to_place(stage, "kokoro")
    stage.models.cart.place()
    stage.models.cart.place()
    stage.settle()
    assert stage.desk.placed == [("kokoro",)]


def test_the_receipt_is_shown_wherever_the_patron_has_gone(stage: Stage) -> None:
    stage.desk.full = False  # type: ignore[attr-defined]
    ready_to_place(stage, "kokoro")
    stage.models.cart.place()
    stage.models.session.home()
    stage.settle()
    assert stage.models.session.get_page() == "thanks"


def test_why_nothing_was_taken_stays_to_be_read(stage: Stage) -> None:
    stage.desk.full = False  # type: ignore[attr-defined]
    stage.desk.refused_titles = {"kokoro": "すでに予約中です。"}
    ready_to_place(stage, "kokoro")
    stage.models.cart.place()
    stage.settle()
    assert stage.models.cart.get_message() == "すでに予約中です。"
    stage.models.look_again()
    stage.settle()
    assert stage.models.cart.get_message() == "すでに予約中です。"
    stage.models.cart.toggle("kokoro")
    assert stage.models.cart.get_message() == ""


@pytest.mark.parametrize(
    "ask",
    [
        lambda models: models.finding.scannedBook("9784101001371"),
        lambda models: models.finding.openTitle("kokoro"),
        lambda models: models.renewal.begin("yukiguni"),
    ],
    ids=["results", "detail", "renewal"],
)
def test_a_page_that_comes_late_takes_nobody_away(
    stage: Stage, ask: Callable[[object], None]
) -> None:
    stage.sign_in()
    session = stage.models.session
    session.go("search")
    stage.settle()
    ask(stage.models)
    session.go("cart")
    stage.settle()
    assert session.get_page() == "cart"


def test_a_change_that_is_taken_late_takes_nobody_away(stage: Stage) -> None:
    stage.sign_in()
    change, session = stage.models.hold_change, stage.models.session
    change.begin("h3")
    stage.settle()
    change.choosePickup("arakawa")
    change.save()
    session.go("search")
    session.go("cart")
    stage.settle()
    assert session.get_page() == "cart"
    session.go("my_page")
    assert stage.models.my_page.get_message()


def test_leaving_while_the_card_is_checked_stays_where_one_went(stage: Stage) -> None:
    session, sign_in = stage.models.session, stage.models.sign_in
    session.go("search")
    stage.settle()
    session.signInFor("my_page")
    for field, signs in (("card", CARD), ("secret", SECRET)):
        sign_in.useField(field)
        stage.type_secret(signs)
    sign_in.submit()
    session.back()
    stage.settle()
    assert session.get_page() == "search"
    assert session.is_signed_in() == stage.desk.signed_in
    assert not sign_in.is_waiting()


def test_what_is_waited_for_is_the_patrons_not_the_bars(stage: Stage) -> None:
    jobs = stage.models.jobs
    free = Event()
    jobs.run(free.wait, text="さがしています")
    stage.models.status.look()
    before = jobs.wait_text()
    stage.models.session.finish()
    after = jobs.wait_text()
    free.set()
    stage.settle()
    assert before == "さがしています"
    assert after == "", "the next person has asked for nothing"


def test_staff_who_must_look_are_no_success(stage: Stage) -> None:
    stage.desk.state = RequestState.NEEDS_STAFF  # type: ignore[attr-defined]
    stage.sign_in()
    stage.models.my_page.askCancel("h3")
    stage.models.my_page.confirmCancel()
    stage.settle()
    assert stage.models.my_page.get_message() == "係が確認しています。"


def test_a_first_catalogue_may_take_longer_than_a_visit() -> None:
    """Nobody touches the screen while it comes: the set-up page is no visit and is not wiped."""
    clock, come = HandClock(), Event()

    def enrol(*_: object, **__: object) -> None:
        come.wait()

    models = build_viewmodels(None, None, "", clock, enrol=enrol, central="http://127.0.0.1:1")
    done: list[bool] = []
    models.setup.finished.connect(lambda: done.append(True))
    models.session.touched()
    models.setup.press("A")
    models.setup.submit()
    clock.move(500)
    models.session.look()
    come.set()
    stage = Stage()
    stage.models.close()
    stage.models = models
    stage.settle()
    assert done == [True]
    models.close()


def test_full_width_scan_leaves_the_search_as_it_was(stage: Stage) -> None:
    finding = stage.models.finding
    stage.models.session.go("search")
    for sign in "ねこ２０００－４８２１":
        finding.press(sign)
    stage.scan("２０００－４８２１")
    assert finding.get_text() == "ねこ"


def test_a_scan_elsewhere_takes_no_letter_of_the_search(stage: Stage) -> None:
    finding = stage.models.finding
    stage.models.session.go("search")
    for sign in "1Q84 1":
        finding.press(sign)
    stage.models.session.go("detail")
    stage.scan("20004821")
    assert finding.get_text() == "1Q84 1"


def test_full_width_digits_are_a_secret_too(stage: Stage) -> None:
    stage.sign_in(card="２０００－４８２１", secret="７３９２")
    assert stage.models.session.is_signed_in()
    password = stage.models.password
    password.begin()
    for sign in "７３９２":
        password.press(sign)
    password.submit()
    assert password.get_field() == "new"


@pytest.fixture
def okayama() -> Iterator[Stage]:
    """Patrons register a first password at the terminal here."""
    made = Stage(FakeDesk(load(PROFILES / "okayama.toml")))
    made.settle()
    yield made
    made.models.close()


def test_the_card_may_be_scanned_while_registering(okayama: Stage) -> None:
    session, form = okayama.models.session, okayama.models.register
    session.signInFor("my_page")
    form.begin()
    for sign in "２０００－４８２１":
        form.press(sign)
    okayama.scan("２０００－４８２１")
    assert session.get_page() == "register"
    assert form.get_text() == CARD


def test_an_address_typed_with_wide_letters(stage: Stage) -> None:
    stage.sign_in()
    stage.models.own.beginEmail()
    for sign in "ｈａｎａ＠example.jp":
        stage.models.own.press(sign)
    assert stage.models.own.get_address() == "hana@example.jp"


def test_a_scan_types_nothing_into_an_address_or_a_new_password(stage: Stage) -> None:
    stage.sign_in()
    own, password = stage.models.own, stage.models.password
    own.beginEmail()
    for sign in "hana20004821":
        own.press(sign)
    stage.scan(CARD)
    assert own.get_address() == "hana"
    password.begin()
    for sign in CARD:
        password.press(sign)
    stage.scan(CARD)
    assert password.get_field() == "old"
    assert password.get_missing() == 4


def test_closed_hours_do_not_hang(stage: Stage) -> None:
    stage.desk.full = False  # type: ignore[attr-defined]
    ready_to_place(stage, "kokoro")
    stage.desk.refuse_place = Refusal.because(Reason.CLOSED_HOURS, until="04:00")
    stage.models.cart.place()
    stage.settle()
    stage.desk.refuse_place = None
    stage.models.cart.place()
    stage.settle()
    assert stage.desk.placed == [("kokoro",)]


def test_a_search_that_rests_says_until_when(stage: Stage) -> None:
    stage.desk.resting = NOW.replace(hour=12, minute=0)
    models = stage.models
    models.status.look()
    models.session.go("search")
    models.finding.write("むらかみ")
    stage.settle()
    assert not models.status.search_open()
    assert models.status.reopens() == "きょう 正午"
    models.finding.showMostLent()
    stage.settle()
    assert models.session.get_page() == "search"
    assert models.session.has_notice()
    assert models.session.is_reason()
    assert "検索をお休みしています" in models.session.notice_text()


def test_a_look_again_meanwhile_loses_no_page(stage: Stage) -> None:
    session, finding = stage.models.session, stage.models.finding
    session.go("search")
    finding.openTitle("kokoro")
    stage.settle()
    session.back()
    finding.openTitle("genji")
    stage.models.comfort.setLanguage("en")
    stage.settle()
    assert session.get_page() == "detail"
    assert stage.models.opened.get_title()["id"] == "genji"
    finding.scannedBook("9784101001371")
    stage.models.look_again()
    stage.models.comfort.setLanguage("ja")
    stage.settle()
    assert session.get_page() == "results"


class Asked:
    """A question that ends only when it is interrupted."""

    def __init__(self) -> None:
        self.begun = Event()
        self.stopped = Event()

    def __call__(self) -> str:
        self.begun.set()
        assert self.stopped.wait(30)
        return "too late"


def wait_for(jobs: Jobs) -> None:
    while jobs.is_busy():
        QCoreApplication.processEvents()


@pytest.mark.parametrize("by", ["newer", "dropped", "visit over"])
def test_a_question_that_nobody_waits_for_makes_way(by: str) -> None:
    asked, answers = Asked(), list[str]()
    jobs = Jobs(interrupt=asked.stopped.set)
    jobs.run(asked, answers.append, latest="results")
    assert asked.begun.wait(30)
    if by == "newer":
        jobs.run(lambda: "new", answers.append, latest="results")
    elif by == "dropped":
        jobs.drop("results")
    else:
        jobs.forget()
    wait_for(jobs)
    assert answers == (["new"] if by == "newer" else [])
    jobs.close()


@pytest.mark.parametrize("wanted", ["of another name", "without a name", "asked for by a patron"])
def test_only_a_question_that_nobody_waits_for_makes_way(wanted: str) -> None:
    begun, go_on, interrupted = Event(), Event(), Event()
    answers: list[str] = []
    jobs = Jobs(interrupt=interrupted.set)

    def work() -> str:
        begun.set()
        assert go_on.wait(30)
        return "first"

    patrons = wanted == "asked for by a patron"
    name = {"of another name": "counts", "without a name": ""}.get(wanted, "results")
    jobs.run(work, answers.append, latest=name, keep=patrons)
    assert begun.wait(30)
    jobs.run(lambda: "second", answers.append, latest="results")
    assert not interrupted.is_set()
    go_on.set()
    wait_for(jobs)
    assert answers == (["second"] if patrons else ["first", "second"])
    jobs.close()
