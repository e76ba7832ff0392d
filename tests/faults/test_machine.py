"""Histories that Hypothesis makes up, and shortens where one breaks an invariant."""

from contextlib import ExitStack

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from demo.bench.faults.shape import Shape
from demo.bench.faults.stage import Stage, stage
from demo.bench.faults.story import Story

CHANCE = st.integers(0, 2**32 - 1)
ACTS = st.sampled_from(
    ("ask", "ask", "sync", "sync", "sync_whole", "arrive_late", "intake", "pull_cable", "restart")
)
DISASTERS = st.sampled_from(
    ("copy_central", "put_central_back", "clone", "image", "put_image_back", "set_clock")
)


class Faults(RuleBasedStateMachine):
    """Patrons, terminals and a central, and everything that may happen to them."""

    on: Stage

    def __init__(self) -> None:
        super().__init__()
        self._held = ExitStack()
        self._acts = 0

    @initialize(faults=st.sampled_from((0.0, 0.2, 0.6)))
    def begin(self, faults: float) -> None:
        """Two terminals."""
        world = self._held.enter_context(self.on.world(0, whole=False))
        self._held.enter_context(world.fate.watching())
        world.fate.faults = faults
        self.story = Story(world, Shape(faults=faults))

    def _do(self, name: str, chance: int, place: int) -> None:
        fate = self.story.world.fate
        self._acts += 1
        # The same number at another place is another chance: keys never repeat.
        fate.dice.seed(chance << 16 | self._acts)
        fate.mishaps.seed(chance << 16 | self._acts + 1)
        terminals = self.story.world.terminals
        self.story.at = terminals[place % len(terminals)]
        self.story.step(getattr(self.story, name))

    @rule(name=ACTS, chance=CHANCE, place=st.integers(0, 3))
    def act(self, name: str, chance: int, place: int) -> None:
        """Something usual."""
        self._do(name, chance, place)

    @precondition(lambda self: self.story.book.told)
    @rule(name=DISASTERS, chance=CHANCE, place=st.integers(0, 3))
    def disaster(self, name: str, chance: int, place: int) -> None:
        """Something seldom."""
        self._do(name, chance, place)

    def teardown(self) -> None:
        """All is quiet in the end."""
        try:
            if hasattr(self, "story"):
                self.story.rest()
        finally:
            self._held.close()


def test_no_history_breaks_an_invariant() -> None:
    with stage() as made:

        class Here(Faults):
            on = made

        Here.TestCase.settings = settings(
            max_examples=8,
            stateful_step_count=14,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        Here.TestCase("runTest").runTest()
