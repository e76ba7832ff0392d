"""Pictures of every page for looking at them: `python -m tests.ui.pictures FOLDER [VARIANT …]`.

Each page on each panel over the sample desk. A variant joins settings with `+`: large, extra,
contrast, low, english, and the id of a library whose rules it speaks (murakami if none is named).
Without one: the standard look. It proves nothing; eyes do.
"""

import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QCoreApplication

from kiosk.circulation.library import known, load
from kiosk.ui.shell import Shell, application, log_qt
from kiosk.ui.viewmodels import ViewModels, build_viewmodels
from tests.drawn import CARD, PROFILES, SECRET
from tests.ui.kit import HandClock
from tests.ui.sample import SampleDesk, catalogue_file, keep_something
from tests.ui.staff_sample import ILL, Looked

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
PANELS = {"1920": (1920, 1080, 4.03), "1366": (1366, 768, 3.96), "upright": (1080, 1920, 4.03)}
SETTINGS: dict[str, Callable[[ViewModels], None]] = {
    "large": lambda models: models.comfort.setSize("large"),
    "extra": lambda models: models.comfort.setSize("extra"),
    "contrast": lambda models: models.comfort.setHighContrast(True),
    "low": lambda models: models.comfort.setLowReach(True),
    "english": lambda models: models.comfort.setLanguage("en"),
}

LIBRARIES = known(PROFILES)


class Camera:
    """One window on one panel, in one variant."""

    def __init__(self, catalogue: Path, folder: Path, panel: str, variant: str) -> None:
        wide, high, scale = PANELS[panel]
        self.folder, self.suffix = folder, "-".join(part for part in (panel, variant) if part)
        self.clock = HandClock()
        parts = variant.split("+") if variant else []
        library = next((part for part in parts if part in LIBRARIES), "murakami")
        self.desk = SampleDesk(catalogue, load(PROFILES / f"{library}.toml"))
        here = self.desk.library.branches[0].id
        self.models = build_viewmodels(
            self.desk, self.desk.library, here, self.clock, checkup=Looked(ILL).checkup
        )
        self.shell = Shell(self.models, RESOURCES, size=(wide, high), scale=scale)
        self.settle()
        for setting in parts:
            SETTINGS.get(setting, _stay)(self.models)

    def settle(self) -> None:
        """Wait for the desk and the layout."""
        for _ in range(4):
            QCoreApplication.processEvents()
            while self.models.jobs.is_busy():
                QCoreApplication.processEvents()

    def take(self, name: str) -> None:
        """One picture of what is shown."""
        self.settle()
        self.shell.grab().save(str(self.folder / f"{name}-{self.suffix}.png"))

    def walk(self) -> None:
        """All pages of a visit."""
        models = self.models
        self.take("attract")
        models.staff.open()
        self.take("staff")
        models.session.home()
        models.calendar.open()
        self.take("calendar")
        models.session.home()
        models.displays.open()
        self.take("displays")
        models.displays.choose("most_lent")
        self.take("most-lent")
        models.session.back()
        models.displays.choose("3")
        self.take("theme")
        models.session.home()
        models.session.go("search")
        models.finding.write("むらかみ")
        self.take("search")
        models.finding.openHeading(0)
        self.take("results")
        self._narrowed()
        models.finding.openHeading(0)
        self.settle()
        models.listing.open(models.finding.get_live()[0]["id"])
        self.take("detail")
        models.opened.setShelf(True)
        self.take("shelf")
        models.opened.setShelf(False)
        models.finding.write("むらかみしし")
        self.settle()
        models.finding.openTitle(models.finding.get_live()[0]["id"])
        self.take("detail-no-hold")
        for title in self.desk.browse_some(3):
            models.cart.add(title)
        self.settle()
        models.session.signInFor("cart")
        self._sign_in()
        for page in ("cart", "my_page", "settings", "password"):
            models.session.go(page)
            self.take(page)
        self._lists()
        models.session.go("cart")
        self.settle()
        models.cart.place()
        self.take("thanks")
        self.clock.move(72)
        models.session.look()
        self.take("idle")

    def _narrowed(self) -> None:
        models = self.models
        models.narrowing.openAll()
        models.narrowing.openGroup("ndc")
        self.take("narrow")
        models.session.back()
        models.narrowing.toggle("kind:dvd")
        self.take("nothing")
        models.slip.show()
        self.take("slip")
        models.slip.close()
        models.session.go("search")

    def _lists(self) -> None:
        keep_something(self.desk)
        parts = [part["id"] for part in self.models.lists.get_parts()]
        for part in parts:
            self.models.session.go("lists")
            self.models.lists.openPart(part)
            self.take(part)
        if "alerts" in parts:
            self.models.alert_words.begin()
            for sign in "むらかみ":
                self.models.alert_words.press(sign)
            self.take("alert")

    def _sign_in(self) -> None:
        for sign in CARD:
            self.models.sign_in.press(sign)
        self.models.sign_in.useField("secret")
        self.models.sign_in.press(SECRET[0])
        self.take("sign_in")
        for sign in SECRET[1:]:
            self.models.sign_in.press(sign)
        self.models.sign_in.submit()
        self.settle()


def _stay(_models: ViewModels) -> None:
    """A library changes no setting of the screen."""


def main(arguments: list[str]) -> int:
    """Take the pictures; 2 where it was not said how."""
    parts = {part for variant in arguments[1:] for part in variant.split("+") if part}
    if not arguments or not parts <= {*SETTINGS, *LIBRARIES}:
        print(__doc__, file=sys.stderr)
        return 2
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    application()
    log_qt()
    with TemporaryDirectory() as kept:
        catalogue = catalogue_file(Path(kept))
        for variant in arguments[1:] or [""]:
            for panel in PANELS:
                camera = Camera(catalogue, folder, panel, variant)
                camera.walk()
                camera.shell.close()
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
