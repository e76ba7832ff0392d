"""How the pages are laid out: every target big enough and apart, no text lost, on every panel."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from kiosk.catalogue.standing import Theme
from kiosk.circulation.library import load
from kiosk.circulation.reasons import Reason, Refusal, sentence
from kiosk.ui.icons import Icons
from kiosk.ui.rehearsal import Rehearsal
from kiosk.ui.shell import Shell
from kiosk.ui.viewmodels import ViewModels, build_viewmodels
from kiosk.ui.viewmodels.setup import SetupRefused
from tests.drawn import CARD, PROFILES, SECRET
from tests.ui.geometry import faults, out_of_reach, words
from tests.ui.kit import HandClock
from tests.ui.sample import SampleDesk, keep_something

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
PANELS = {"21.5": (1920, 1080, 4.03), "15.6": (1366, 768, 3.96), "upright": (1080, 1920, 4.03)}
SMALLEST_MM = 15.0
GAP_MM = 0.4

REASONS = (
    Refusal.because(
        Reason.LIMIT_REACHED,
        label="図書",
        label_en="Books",
        limit=20,
        unit="冊",
        used=17,
        in_cart=3,
    ),
    Refusal.because(Reason.OVERDUE, count=3),
    Refusal.because(Reason.CARD_EXPIRED, expired="2026-11-01"),
    Refusal.because(Reason.NOT_FOR_LOAN, shelf="郷土資料コーナー", shelf_en="Local history"),
    Refusal.because(Reason.OUTSIDE_AREA),
)

pytestmark = pytest.mark.usefixtures("qapp")


class Looker:
    """Walks the pages of one window and collects what looks wrong."""

    def __init__(self, catalogue: Path, panel: str, library: str = "") -> None:
        wide, high, self.scale = PANELS[panel]
        self.desk = SampleDesk(catalogue)
        if library:
            self.desk.library = load(PROFILES / f"{library}.toml")
        here = self.desk.library.branches[0].id
        self.models: ViewModels = build_viewmodels(self.desk, self.desk.library, here, HandClock())
        self.shell = Shell(self.models, RESOURCES, size=(wide, high), scale=self.scale)
        self.found: list[str] = []

    def settle(self) -> None:
        """Wait for the desk, and for the layout."""
        for _ in range(3):
            QCoreApplication.processEvents()
        while self.models.jobs.is_busy():
            QCoreApplication.processEvents()
        for _ in range(4):
            QCoreApplication.processEvents()
        self.shell.grab()

    def look(self, name: str) -> None:
        """Look at the page that is shown."""
        self.settle()
        smallest, gap = SMALLEST_MM * self.scale, GAP_MM * self.scale
        said = faults(self.shell.window, smallest, gap)
        if self.models.comfort.get_reach():
            said += out_of_reach(self.shell.window)
        self.found += [f"{name}: {fault}" for fault in said]


@pytest.fixture
def looker(sample_catalogue: Path) -> Iterator[Callable[..., Looker]]:
    made: list[Looker] = []

    def make(panel: str, library: str = "") -> Looker:
        made.append(Looker(sample_catalogue, panel, library))
        made[-1].settle()
        return made[-1]

    yield make
    for one in made:
        one.shell.close()


def assert_told(eyes: Looker, reasons: tuple[Refusal, ...]) -> None:
    """The first reasons stand there whole; of the others it says how many there are."""
    page = "".join(words(eyes.shell.window)).replace("\u2060", "").replace("\u00a0", " ")
    page = page.replace("。\n", "。")
    language = eyes.models.comfort.get_language()
    told = [sentence(reason, language) in page for reason in reasons]
    assert told[0]
    assert told == sorted(told, reverse=True)
    others = len(reasons) - sum(told)
    said = f"理由は、ほかに{others}つあります" if language == "ja" else f"Other reasons: {others}"
    assert (said in page) is (others > 0)


def low_and_extra(models: ViewModels) -> None:
    """The hardest: the largest letters in the lower 40 %."""
    models.comfort.setLowReach(True)
    models.comfort.setSize("extra")


def english_and_extra(models: ViewModels) -> None:
    """English words are longer than Japanese ones: the widest of all."""
    models.comfort.setLanguage("en")
    models.comfort.setSize("extra")


SETTINGS: dict[str, Callable[[ViewModels], None]] = {
    "standard": lambda models: models.comfort.setSize("standard"),
    "large": lambda models: models.comfort.setSize("large"),
    "extra": lambda models: models.comfort.setSize("extra"),
    "low": lambda models: models.comfort.setLowReach(True),
    "english": lambda models: models.comfort.setLanguage("en"),
}


ALL_SETTINGS = {
    **SETTINGS,
    "low and extra": low_and_extra,
    "english and extra": english_and_extra,
}


@pytest.mark.parametrize("setting", ALL_SETTINGS)
@pytest.mark.parametrize("panel", PANELS)
def test_finding_pages(looker: Callable[..., Looker], panel: str, setting: str) -> None:
    eyes = looker(panel)
    models = eyes.models
    ALL_SETTINGS[setting](models)
    eyes.look("attract")
    models.displays.open()
    eyes.look("lists of books")
    models.displays.choose("3")
    eyes.look("a theme")
    models.session.go("search")
    eyes.look("search, nothing typed")
    models.finding.write("むらかみ")
    eyes.look("search")
    for board in ("latin", "number", "kana"):
        models.finding.setBoard(board)
        eyes.look(board)
    models.finding.write("ぬぬぬぬ")
    eyes.look("nothing found")
    models.finding.write("むらかみ")
    eyes.settle()
    models.finding.openHeading(0)
    eyes.look("results")
    models.narrowing.openAll()
    eyes.look("all filters")
    models.narrowing.toggle("ndc:9")
    models.narrowing.openGroup("ndc")
    eyes.look("classes")
    models.session.back()
    eyes.look("narrowed")
    models.narrowing.toggle("kind:dvd")
    eyes.look("ways out")
    models.slip.show()
    eyes.look("slip")
    models.slip.close()
    models.narrowing.clear()
    eyes.settle()
    models.listing.nextPage()
    for line in eyes.desk.browse_some(2):
        models.cart.add(line)
    eyes.look("next page")
    if models.comfort.get_reach():
        hands = Rehearsal(eyes.shell.window)
        hands.tap("しぼりこむ")
        eyes.look("filters")
        hands.tap("種類")
        eyes.look("kinds")
        hands.tap("もどる")
        hands.tap("もどる")
    models.finding.openTitle(models.finding.get_live()[0]["id"])
    eyes.look("detail")
    models.opened.setMore(True)
    eyes.look("copies and series")
    models.finding.write("むらかみしし")
    eyes.settle()
    models.finding.showAll()
    eyes.settle()
    models.listing.open(models.finding.get_live()[0]["id"])
    eyes.look("detail without a hold")
    for many in (1, 3, 5):
        eyes.desk.refusals = REASONS[:many]
        models.opened.look()
        eyes.look(f"{many} reasons against a hold")
        assert_told(eyes, REASONS[:many])
    eyes.desk.refusals = ()
    models.opened.look()
    models.opened.setShelf(True)
    eyes.look("shelf")
    models.session.askStaff()
    eyes.look("help")
    assert not eyes.found, "\n".join(eyes.found)


@pytest.mark.parametrize("setting", ["standard", "low and extra", "english and extra"])
@pytest.mark.parametrize("panel", PANELS)
def test_many_themes_with_long_names(
    looker: Callable[..., Looker], panel: str, setting: str
) -> None:
    eyes = looker(panel)
    models = eyes.models
    long = Theme(
        "long",
        "村上の四季をたずねて、川と海と町屋のあいだで読む、いちばん長い名前の特集",
        "The four seasons of Murakami: books to read between river, sea and old town houses",
        (),
        "鮭ののぼる秋から、雪の冬、ひな人形の春、海の夏まで。絵本も小説も郷土の本も、図書館の係がえらびました。",
        "From the salmon in autumn to snow, dolls in spring and the sea: chosen by the staff.",
    )
    eyes.desk.themes = tuple(replace(long, id=f"long{n}") for n in range(10))
    ALL_SETTINGS[setting](models)
    models.displays.open()
    eyes.look("lists of books")
    models.displays.choose("long0")
    eyes.look("a theme")
    # there is no end to what staff may write: what has no room ends in dots
    found = [fault for fault in eyes.found if ": cut: " not in fault]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("setting", ALL_SETTINGS)
@pytest.mark.parametrize("panel", PANELS)
def test_calendar(looker: Callable[..., Looker], panel: str, setting: str) -> None:
    eyes = looker(panel, "niiza")
    models = eyes.models
    ALL_SETTINGS[setting](models)
    models.calendar.open()
    eyes.look("this month")
    for _ in range(6):
        models.calendar.next()
        models.calendar.choose(models.calendar.get_places()[-1]["id"])
    eyes.look("six weeks, four holidays")
    assert not eyes.found, "\n".join(eyes.found)


@pytest.mark.parametrize("setting", ALL_SETTINGS)
@pytest.mark.parametrize("panel", PANELS)
def test_patron_pages(looker: Callable[..., Looker], panel: str, setting: str) -> None:
    eyes = looker(panel)
    models = eyes.models
    ALL_SETTINGS[setting](models)
    eyes.settle()
    for line in eyes.desk.browse_some(3):
        models.cart.add(line)
    eyes.settle()
    models.session.signInFor("cart")
    eyes.look("sign-in")
    for sign in CARD:
        models.sign_in.press(sign)
    models.sign_in.useField("secret")
    for sign in SECRET:
        models.sign_in.press(sign)
    eyes.look("sign-in, typed")
    models.sign_in.submit()
    eyes.look("cart")
    for page in ("my_page", "settings", "password", "email"):
        models.session.go(page)
        eyes.look(page)
    models.session.go("my_page")
    eyes.settle()
    models.hold_change.begin("h3")
    eyes.look("hold change")
    models.hold_change.cancelInstead()
    eyes.look("cancel")
    models.my_page.keepHold()
    eyes.desk.shortens = True
    models.renewal.begin("yukiguni")
    eyes.look("renewal")
    models.session.go("cart")
    eyes.settle()
    models.cart.toggleSeries()
    eyes.look("series")
    models.series_order.propose()
    models.series_order.save()
    eyes.look("cart, in order")
    models.cart.place()
    eyes.look("thanks")
    assert not eyes.found, "\n".join(eyes.found)


@pytest.mark.parametrize("setting", ALL_SETTINGS)
@pytest.mark.parametrize("panel", PANELS)
def test_pages_of_other_libraries(looker: Callable[..., Looker], panel: str, setting: str) -> None:
    eyes = looker(panel, "okayama")
    models = eyes.models
    ALL_SETTINGS[setting](models)
    models.session.signInFor("my_page")
    eyes.look("sign-in")
    models.sign_in.useField("secret")
    eyes.look("sign-in, letters")
    models.register.begin()
    for answer in (CARD, "はなこ", "19800506", "0254123456", "tsubaki7", "tsubaki7"):
        eyes.look(f"register, {models.register.get_step()}")
        for sign in answer:
            models.register.press(sign)
        models.register.submit()
    eyes.look("registered")
    models.password.begin_first("tsubaki7")
    models.session.go("password")
    eyes.look("first password")
    assert not eyes.found, "\n".join(eyes.found)


@pytest.mark.parametrize("setting", ALL_SETTINGS)
@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("library", ["okayama", "niiza"])
def test_lists(looker: Callable[..., Looker], panel: str, setting: str, library: str) -> None:
    eyes = looker(panel, library)
    models, desk = eyes.models, eyes.desk
    ALL_SETTINGS[setting](models)
    eyes.settle()
    keep_something(desk)
    models.session.signInFor("my_page")
    models.sign_in.scan(CARD)
    models.sign_in.useField("secret")
    for sign in SECRET:
        models.sign_in.press(sign)
    models.sign_in.submit()
    eyes.look("my page")
    for page in ("lists", "settings"):
        models.session.go(page)
        eyes.look(page)
    models.session.back()
    for part in [part["id"] for part in models.lists.get_parts()]:
        models.lists.openPart(part)
        eyes.look(part)
        models.lists.point(3)
        eyes.look(f"{part}, fourth row")
    if library == "okayama":
        models.alert_words.begin()
        for sign in "むらかみ":
            models.alert_words.press(sign)
        eyes.look("words of an alert")
        models.opened.go(desk.favourite_ids[0])
        eyes.look("a favourite")
    assert not eyes.found, "\n".join(eyes.found)


@pytest.mark.parametrize("setting", ALL_SETTINGS)
@pytest.mark.parametrize("panel", PANELS)
def test_first_start(panel: str, setting: str) -> None:
    wide, high, scale = PANELS[panel]

    def refuse(central: str, code: str, progress: Callable[[int, int], None]) -> None:  # noqa: ARG001
        raise SetupRefused("登録コードが違うか、期限が切れています。", "The code is wrong.")

    models = build_viewmodels(
        None, None, "", HandClock(), enrol=refuse, central="https://a.example"
    )
    shell = Shell(models, RESOURCES, size=(wide, high), scale=scale)
    ALL_SETTINGS[setting](models)
    found = []
    for field in ("central", "code"):
        models.setup.useField(field)
        models.setup.press("A")
        models.setup.submit()
        while models.jobs.is_busy():
            QCoreApplication.processEvents()
        for _ in range(4):
            QCoreApplication.processEvents()
        shell.grab()
        found += faults(shell.window, SMALLEST_MM * scale, GAP_MM * scale)
        if models.comfort.get_reach():
            found += out_of_reach(shell.window)
    shell.close()
    assert not found, "\n".join(found)


def test_every_icon_named_in_qml_is_drawn() -> None:
    icons = Icons(RESOURCES / "icons")
    assert {"here", "clock", "building", "dotted", "truck", "room", "warning", "info"} <= set(
        icons.names()
    )


@pytest.mark.parametrize("panel", PANELS)
def test_every_page_says_that_the_network_is_away(
    looker: Callable[..., Looker], panel: str
) -> None:
    eyes = looker(panel)
    eyes.desk.away = True
    eyes.models.status.look()
    for page in ("attract", "search", "sign_in", "my_page", "settings"):
        eyes.models.session.go(page)
        eyes.settle()
        said = "".join(words(eyes.shell.window)).replace("\u2060", "")
        assert "いまは館内の情報だけで動いています" in said
        assert "在庫は" in said
