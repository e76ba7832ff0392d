"""The visit on the screen: pages, the idle countdown, and the wipe that leaves nothing."""

from collections.abc import Callable
from dataclasses import fields

import pytest
from PySide6.QtCore import QObject

from kiosk.store.problems import DiskFull
from tests.drawn import CARD, SECRET
from tests.ui.kit import Stage

pytestmark = pytest.mark.usefixtures("qapp")


def test_back_retraces_the_pages(stage: Stage) -> None:
    session = stage.models.session
    for page in ("search", "results", "detail", "cart"):
        session.go(page)
    for page in ("detail", "results", "search", "attract"):
        session.back()
        assert session.get_page() == page


def test_sign_in_is_no_page_to_come_back_to(stage: Stage) -> None:
    session = stage.models.session
    session.go("search")
    session.signInFor("my_page")
    stage.sign_in()
    assert session.get_page() == "my_page"
    session.back()
    assert session.get_page() == "search"


def test_question_after_a_minute_and_wipe_after_half_a_minute_more(stage: Stage) -> None:
    stage.sign_in()
    session, clock = stage.models.session, stage.clock
    clock.move(59)
    session.look()
    assert not session.is_asking()
    clock.move(1)
    session.look()
    assert session.is_asking()
    assert session.seconds_left() == 30
    clock.move(12)
    session.look()
    assert session.seconds_left() == 18
    clock.move(18)
    session.look()
    stage.settle()
    assert not session.is_signed_in()
    assert session.get_page() == "attract"
    assert not stage.desk.signed_in


def test_staying_loses_nothing(stage: Stage) -> None:
    stage.models.cart.add("kokoro")
    stage.sign_in()
    session, clock = stage.models.session, stage.clock
    clock.move(80)
    session.look()
    assert session.is_asking()
    session.stay()
    assert not session.is_asking()
    assert session.get_page() == "my_page"
    assert stage.models.cart.get_ids() == ["kokoro"]


def test_signed_out_goes_home_after_two_minutes(stage: Stage) -> None:
    session = stage.models.session
    session.go("search")
    stage.clock.move(121)
    session.look()
    assert session.get_page() == "attract"


def test_the_end_leaves_nothing_behind(stage: Stage) -> None:
    models = stage.models
    models.cart.add("kokoro")
    stage.sign_in()
    models.cart.place()
    stage.settle()
    models.cart.add("1q84")
    stage.settle()
    models.comfort.setLanguage("en")
    models.comfort.setSize("extra")
    models.comfort.setHighContrast(True)
    models.comfort.setLowReach(True)
    models.session.go("my_page")
    stage.settle()
    assert models.my_page.get_holds()
    models.session.finish()
    stage.settle()
    assert models.my_page.get_holds() == []
    assert models.my_page.get_loans() == []
    assert models.my_page.get_results() == []
    assert models.cart.get_items() == []
    assert models.thanks.get_receipt() == ""
    assert models.thanks.images.text == ""
    assert not models.sign_in.has_card()
    assert models.comfort.get_language() == "ja"
    assert models.comfort.get_scale() == 1.0
    assert not models.comfort.get_contrast()
    assert not models.comfort.get_reach()
    assert stage.desk.cart_ids == []


@pytest.mark.parametrize(
    "page", ["password", "email", "register", "sign_in", "hold_change", "cart"]
)
def test_no_view_model_remembers_the_patron(stage: Stage, page: str) -> None:
    """Whatever page the visit ends on."""
    models = stage.models
    models.finding.write("ひみつのことば")
    models.finding.showAll()
    stage.settle()
    models.finding.openTitle("kokoro")
    models.cart.add("kokoro")
    open_page: dict[str, Callable[[], None]] = {
        "password": models.password.begin,
        "email": models.own.beginEmail,
        "register": models.register.begin,
        "sign_in": lambda: models.session.go("sign_in"),
        "hold_change": lambda: models.hold_change.begin("h4"),
        "cart": lambda: models.session.go("cart"),
    }
    if page not in ("register", "sign_in"):
        stage.sign_in()
        stage.settle()
    open_page[page]()
    for form in (models.password, models.own, models.register, models.sign_in):
        for sign in CARD:
            form.press(sign)
    stage.settle()
    models.session.finish()
    stage.settle()
    assert models.session.get_page() == "attract"
    for field in fields(models):
        model = getattr(models, field.name)
        if not isinstance(model, QObject):
            continue
        for word in ("ひみつのことば", CARD, SECRET, "47-318", "•••", "h4"):
            assert word not in repr(vars(model)), field.name


def test_an_answer_after_the_end_is_not_shown(stage: Stage) -> None:
    stage.sign_in()
    stage.models.my_page.look()
    stage.models.session.finish()
    stage.settle()
    assert stage.models.my_page.get_holds() == []


def test_out_of_order_shows_nothing_else(stage: Stage) -> None:
    stage.sign_in()
    session = stage.models.session
    session.broken("目録のファイルが読めません。")
    session.go("search")
    assert session.get_page() == "out_of_order"
    assert session.get_trouble() == "目録のファイルが読めません。"
    session.repaired()
    assert session.get_page() == "attract"


def test_settings_of_the_bar_keep_page_cart_and_login(stage: Stage) -> None:
    stage.models.cart.add("kokoro")
    stage.sign_in()
    stage.models.comfort.nextLanguage()
    stage.models.comfort.nextSize()
    stage.models.comfort.toggleContrast()
    stage.settle()
    assert stage.models.session.get_page() == "my_page"
    assert stage.models.session.is_signed_in()
    assert stage.models.cart.get_ids() == ["kokoro"]
    assert stage.desk.language == "en"


def test_a_full_disk_is_said_in_its_own_sentence(stage: Stage) -> None:
    """The world's trouble has a sentence; what broke in ours is only said to have not worked."""
    session, jobs = stage.models.session, stage.models.jobs

    def full() -> None:
        raise DiskFull

    jobs.run(full)
    stage.settle()
    assert session.has_notice()
    assert session.notice_text() == str(DiskFull())
    session.closeNotice()
    stage.desk.language = "en"
    jobs.run(full)
    stage.settle()
    assert session.notice_text() == DiskFull().english
