"""What must be true, whatever happens: the invariants, asked of both sides' own files.

Keeps its own book of what patrons were told. Only looks; raises Broken with the invariant's name.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from demo.bench.faults.sides import Ask, CentralSide, TerminalSide
from kiosk.circulation.messages import Item, RequestKind, RequestState, row_hash
from kiosk.circulation.sealing import GENESIS

FINAL = frozenset(state.value for state in RequestState if state.final)
_ENDED = ("cancelled", "expired", "fulfilled", "refused")


class Broken(AssertionError):  # noqa: N818 - a state of the world
    """An invariant does not hold."""

    def __init__(self, invariant: str, what: str) -> None:
        super().__init__(f"{invariant}: {what}")
        self.invariant = invariant


def require(holds: bool, invariant: str, what: str) -> None:
    """Broken where it does not hold."""
    if not holds:
        raise Broken(invariant, what)


@dataclass
class Told:
    """What a patron was told about one request, and where its row is kept."""

    key: str
    kind: RequestKind
    card: str
    target: str
    disk: Path
    seq: int
    poison: bool = False


@dataclass
class Book:
    """What patrons were told. `excused`: rows that stood only on a disk that was put back."""

    told: dict[str, Told] = field(default_factory=dict)
    excused: set[str] = field(default_factory=set)
    verdicts: dict[str, str] = field(default_factory=dict)
    placed: dict[str, int] = field(default_factory=dict)
    made: set[str] = field(default_factory=set)
    misses: dict[tuple[Path, str], int] = field(default_factory=dict)

    def put_back(self, central: CentralSide) -> None:
        """The central was put back: what it said since is not held against it."""
        self.verdicts.clear()
        self.placed = dict(central.ask("SELECT id, position FROM holds"))

    # -- at every step -------------------------------------------------------------------------

    def check_central(self, central: CentralSide) -> None:
        """What must hold of the central's file between any two steps."""
        ask = central.ask
        self._verdicts_stand(ask)
        self._effects_and_verdicts(ask)
        _watermarks(ask)
        require(not ask("SELECT id FROM conflicts"), "I7", "one key came with two contents")

    def _verdicts_stand(self, ask: Ask) -> None:
        now: dict[str, str] = dict(ask("SELECT key, state FROM requests"))
        for key, before in self.verdicts.items():
            after = now.get(key)
            require(after is not None, "I2", "a request is gone from the central")
            allowed = after == before or (before, after) == ("accepted", "cancelled")
            require(before not in FINAL or allowed, "I5", f"{before} became {after}")
        self.verdicts = now

    def _effects_and_verdicts(self, ask: Ask) -> None:
        """Effects and verdicts came together: neither is there without the other."""
        unasked = ask(
            "SELECT count(*) FROM holds LEFT JOIN requests ON key = id"
            " WHERE channel = 'terminal' AND (key IS NULL OR requests.state <> 'accepted')"
        )
        require(unasked[0][0] == 0, "I3", "a hold without its verdict")
        accepted = ask(
            "SELECT key, id FROM requests LEFT JOIN holds ON key = id"
            " WHERE kind = 'hold' AND requests.state = 'accepted'"
        )
        for key, hold in accepted:
            # A hold that is over is forgotten in time.
            require(hold is not None or key in self.made, "I3", "an accepted hold that is none")
        self.made |= {key for key, _ in accepted}
        twice = ask("SELECT count(*) FROM alerts GROUP BY words HAVING count(*) > 1")
        require(not twice, "I3", "a request took effect twice")
        missing = ask(
            "SELECT count(*) FROM requests LEFT JOIN alerts ON key = id"
            " WHERE kind = 'alert_add' AND (state = 'accepted') <> (id IS NOT NULL)"
        )
        require(missing[0][0] == 0, "I3", "an alert and its verdict do not fit")
        unasked = ask("SELECT id FROM alerts LEFT JOIN requests ON key = id WHERE key IS NULL")
        require(not unasked, "I3", "an alert without its verdict")

    def check_queue(self, central: CentralSide) -> None:
        """After an intake: whoever was accepted earlier stands earlier, and each run is in order.

        An intake that was cut off goes on with its own requests, before those that came since.
        """
        rows = central.ask(
            "SELECT holds.id, title, position,"
            " (SELECT min(until) FROM intake_runs WHERE until >= received_at),"
            " requests.placed_at, requests.terminal, requests.seq"
            " FROM holds JOIN requests ON key = id ORDER BY title, position"
        )
        last: dict[str, tuple[Any, ...]] = {}
        for key, title, position, *order in rows:
            before = self.placed.get(key)
            require(before in (None, position), "I9", "a place in the queue moved")
            if before is None:
                require(tuple(order) >= last.get(title, ()), "I9", "a run was out of order")
                last[title] = tuple(order)
            else:
                require(title not in last, "I9", "an accepted hold was overtaken")
        self.placed = {key: position for key, _, position, *_ in rows}

    def check_counters(self, terminal: TerminalSide) -> None:
        """Every look at a secret that was wrong was counted before."""
        for (disk, tag), misses in self.misses.items():
            if disk == terminal.folder:
                counted = terminal.ledger.attempts(tag).in_a_row
                require(counted >= misses, "I14", f"{misses} guesses, {counted} counted")

    # -- at rest -------------------------------------------------------------------------------

    def check_terminal(self, terminal: TerminalSide) -> None:
        """The ledger of a disk: whole, gap-free, with all that was promised on it."""
        ledger = terminal.ledger
        items = list(ledger.all_items())
        gone = ledger.purged_through()
        _chain(items, gone)
        kept = {item.key for item in items}
        for told in self.told.values():
            if told.disk == terminal.folder and told.key not in self.excused:
                there = told.key in kept or told.seq <= gone
                require(there, "I1", "a confirmed request left the ledger")

    def check_rest(self, central: CentralSide, terminals: list[TerminalSide]) -> None:
        """Everything is quiet: nothing lost, nothing doubled, everybody knows it."""
        known: dict[str, str] = dict(central.ask("SELECT key, state FROM requests"))
        living = f"SELECT id FROM holds WHERE state NOT IN {_ENDED}"
        live = {key for (key,) in central.ask(living)}
        for told in self.told.values():
            state = known.get(told.key)
            if told.key in self.excused:
                continue
            require(state is not None, "I2", "a confirmed request is unknown to the central")
            require(not told.poison or state == "needs_staff", "I2", f"poison became {state}")
            if told.kind is RequestKind.CANCEL and state == "accepted":
                require(told.target not in live, "I6", "a cancelled hold lives")
                require(known.get(told.target) != "received", "I6", "a cancelled hold waits")
        for terminal in terminals:
            for item in terminal.ledger.all_items():
                row = terminal.ledger.row(item.key)
                seen = None if row is None else row.state.value
                require(seen == known.get(item.key), "I5", f"{seen} here, not there")


def _watermarks(ask: Ask) -> None:
    """`have_through` is what is really there without a gap, and `safe_through` no more than it.

    A disk that goes on as a new incarnation has let go its first rows before: these stand in a
    former one.
    """
    former: dict[str, set[int]] = {}
    for terminal, incarnation, have, safe in ask(
        "SELECT terminal, incarnation, have_through, safe_through FROM heads ORDER BY incarnation"
    ):
        there = {
            seq
            for (seq,) in ask(
                "SELECT DISTINCT ledger_rows.seq FROM ledger_rows JOIN requests USING (key) WHERE"
                f" ledger_rows.terminal = '{terminal}' AND incarnation = {incarnation}"
            )
        }
        before = former.setdefault(terminal, set())
        let_go = before.intersection(range(1, min(there, default=have + 1)))
        gaps = set(range(1, have + 1)) - there - let_go
        require(not gaps, "I8", "have_through is above what is there")
        require(safe <= have, "I8", "safe_through is above have_through")
        before |= there


def _chain(items: list[Item], gone: int) -> None:
    before = (gone, items[0].prev_hash if gone and items else GENESIS)
    for item in items:
        follows = (item.seq, item.prev_hash) == (before[0] + 1, before[1])
        require(follows and row_hash(item) == item.hash, "I4", "the chain is broken")
        before = (item.seq, item.hash)


def check_replica(central: CentralSide, terminal: TerminalSide, titles: tuple[str, ...]) -> None:
    """The catalogue of a terminal that has followed is what the central would tell now."""
    reader = terminal.replica.open()
    require(reader is not None, "I13", "no catalogue")
    if reader is not None:
        here = {title: reader.title(title) for title in titles}
        reader.close()
        there = {title: central.app.catalogue.title(title) for title in titles}
        require(here == there, "I13", "the catalogue is not the central's")


def check_canary(folder: Path, canary: bytes) -> None:
    """No secret stands in any file of either side, not even what they all begin with."""
    for path in folder.rglob("*"):
        if path.is_file():
            require(canary not in path.read_bytes(), "I10", f"a secret stands in {path.name}")
