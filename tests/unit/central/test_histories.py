"""Random histories: whatever is lost, repeated or set back, every request takes effect once.

Two terminals, three patrons, four titles; pushes whose answers are lost, rows offered again, the
counter at work, intakes, and a central that is set back to a backup.
"""

import contextlib
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import select

from central.app import Central
from central.tables import copies, holds, loans
from kiosk.catalogue.records import Copy, Title
from kiosk.circulation.facts import Contact, CopyStatus, HoldState, Patron
from kiosk.circulation.messages import Item, RequestState
from kiosk.circulation.reasons import Refused
from kiosk.circulation.sealing import Cost
from tests.fakes import FakeClock
from tests.unit.central.kiosk import SmallTerminal

CARDS = ("1001", "1002", "1003")
TITLES = ("T1", "T2", "T3", "T4")
BRANCHES = ("chuo", "bm_yoshiura")


class Histories(RuleBasedStateMachine):
    """One library, two terminals, and everything that can go wrong between them."""

    @initialize()
    def begin(self) -> None:
        """A library with one or two copies of each title."""
        self.folder = Path(tempfile.mkdtemp(prefix="shirabe-history-"))
        self.clock = FakeClock()
        self.backup = False
        self.central = self._open()
        for number, title in enumerate(TITLES):
            stock = tuple(Copy(f"{title}-{n}", BRANCHES[n % 2]) for n in range(1 + number % 2))
            self.central.ils.put_title(Title(title, title, copies=stock))
        for card in CARDS:
            self.central.ils.put_patron(Patron(card, "利用者"), "4729")
        self.terminals = [SmallTerminal(self.central, "chuo") for _ in range(2)]
        self.told: dict[str, RequestState] = {}
        self._keep()

    def _open(self) -> Central:
        return Central.open(self.folder / "now", self.clock, cost=Cost(1, 8, 1), library="murakami")

    def _keep(self) -> None:
        self.central.close()
        shutil.rmtree(self.folder / "backup", ignore_errors=True)
        shutil.copytree(self.folder / "now", self.folder / "backup")
        self._again()

    def _again(self) -> None:
        self.central = self._open()
        for terminal in self.terminals:
            terminal.central = self.central

    # -- what happens -----------------------------------------------------------------------

    @rule(at=st.integers(0, 1), card=st.sampled_from(CARDS), title=st.sampled_from(TITLES))
    def place(self, at: int, card: str, title: str) -> None:
        """A patron asks for a title."""
        self.terminals[at].hold(card, title, BRANCHES[at])

    @rule(at=st.integers(0, 1), which=st.integers(0, 30))
    def cancel(self, at: int, which: int) -> None:
        """A patron takes a request back, at either terminal, sent already or not."""
        asked = [row for t in self.terminals for row in t.rows if row.kind == "hold"]
        if asked:
            hold = asked[which % len(asked)]
            self.terminals[at].ask("cancel", {"hold": hold.key}, card=hold.card)

    @rule(
        at=st.integers(0, 1), start=st.integers(0, 30), count=st.integers(1, 5), lost=st.booleans()
    )
    def push(self, at: int, start: int, count: int, lost: bool) -> None:
        """Some rows are offered, old ones again among them; the answer may be lost."""
        rows = self.terminals[at].rows
        some = rows[start % (len(rows) + 1) :][:count]
        reply = self.terminals[at].push(some)
        if not lost:
            self._hear(some, [outcome.state for outcome in reply.items])

    def _hear(self, rows: list[Item], states: list[RequestState]) -> None:
        for row, state in zip(rows, states, strict=True):
            before = self.told.get(row.key)
            if before is not None and before.final:
                assert state is before, "a final verdict changed"
            self.told[row.key] = state

    @rule()
    def intake(self) -> None:
        """The batch runs."""
        self.central.intake.run()

    @rule(hours=st.integers(1, 100))
    def pass_time(self, hours: int) -> None:
        """Time passes, and what is due is done."""
        self.clock.pass_by(hours=hours)
        self.central.tick()

    @rule(card=st.sampled_from(CARDS), title=st.sampled_from(TITLES), what=st.integers(0, 3))
    def counter(self, card: str, title: str, what: int) -> None:
        """Somebody works at the counter."""
        copy = f"{title}-0"
        acts = (
            lambda: self.central.ils.lend(copy, card),
            lambda: self.central.ils.return_copy(copy),
            lambda: self.central.ils.arrive(copy),
            lambda: self.central.ils.hold(card, title, "chuo", Contact.NONE),
        )
        with contextlib.suppress(Refused, KeyError):
            acts[what]()

    @rule()
    def back_up(self) -> None:
        """A copy of everything is put aside."""
        self._keep()

    @rule()
    def set_back(self) -> None:
        """The disk died: the central goes on from its last copy. Verdicts may be given anew."""
        self.central.close()
        shutil.rmtree(self.folder / "now")
        shutil.copytree(self.folder / "backup", self.folder / "now")
        self.told.clear()
        self._again()

    # -- what always holds ------------------------------------------------------------------

    @invariant()
    def every_copy_is_in_one_place(self) -> None:
        """Status, loan and hold of every copy agree."""
        with self.central._database.read() as connection:
            stock = connection.execute(select(copies)).all()
            out: set[str] = set(connection.execute(select(loans.c.copy)).scalars())
            kept = connection.execute(select(holds).where(holds.c.copy.is_not(None))).all()
        live = [row for row in kept if HoldState(row.state).live]
        assert len({row.copy for row in live}) == len(live), "one copy for two holds"
        where = {
            row.copy: {"ready": CopyStatus.ON_HOLD_SHELF, "in_transit": CopyStatus.IN_TRANSIT}[
                row.state
            ]
            for row in live
        }
        for copy in stock:
            expected = CopyStatus.ON_LOAN if copy.id in out else where.get(copy.id)
            assert copy.status == (expected or CopyStatus.AVAILABLE)

    @invariant()
    def nobody_has_two_holds_on_one_title(self) -> None:
        """The library allows one."""
        for card in CARDS:
            titles = [hold.title for hold in self.central.ils.account(card).holds]
            assert len(titles) == len(set(titles))

    def teardown(self) -> None:
        """Faults stop: after one round everything asked for is known, decided, done once."""
        if not hasattr(self, "central"):
            return
        for terminal in self.terminals:
            for start in range(0, len(terminal.rows), 50):
                reply = terminal.push(terminal.rows[start : start + 50])
            if terminal.rows:
                assert reply.have_through == len(terminal.rows)
        self.central.intake.run()
        for terminal in self.terminals:
            for row in terminal.rows:
                self._settled(row)
        self.central.close()
        shutil.rmtree(self.folder)

    def _settled(self, row: Item) -> None:
        request = self.central.requests.get(row.key)
        assert request is not None
        assert request.state is not RequestState.RECEIVED
        if row.kind == "cancel" and request.state is RequestState.ACCEPTED:
            live = self.central.ils.account(row.card or "").holds
            assert row.body["hold"] not in {hold.id for hold in live}


TestHistories = Histories.TestCase
TestHistories.settings = settings(
    max_examples=12,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
