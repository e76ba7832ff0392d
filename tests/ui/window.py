"""The terminal's window over a real catalogue, and hands to touch it."""

from dataclasses import dataclass, field
from pathlib import Path

from kiosk.ui.rehearsal import Rehearsal
from kiosk.ui.shell import Shell
from kiosk.ui.viewmodels import build_viewmodels
from tests.ui.kit import HandClock
from tests.ui.sample import SampleDesk

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


@dataclass
class Window:
    """A window with the sample desk behind it."""

    catalogue: Path
    size: tuple[int, int] = (1920, 1080)
    desk: SampleDesk = field(init=False)

    def __post_init__(self) -> None:
        self.desk = SampleDesk(self.catalogue)
        self.models = build_viewmodels(self.desk, self.desk.library, "chuo", HandClock())
        self.shell = Shell(self.models, RESOURCES, size=self.size, scale=4.03)
        self.hands = Rehearsal(self.shell.window)
        self.settle()

    def settle(self) -> None:
        """Wait until the desk has answered everything."""
        self.hands.until(lambda: not self.models.jobs.is_busy(), "an answer of the desk")
        self.hands.breathe()

    def touch(self, *names: str) -> None:
        """Touch one after another, each time waiting for the answer."""
        for name in names:
            self.hands.tap(name)
            self.settle()

    def page(self, name: str) -> None:
        """Wait for a page."""
        self.hands.until(lambda: self.models.session.get_page() == name, f"page {name}")
        self.settle()
