"""One history: what patrons, terminals, network, power and administrators do, step by step.

The seed decides all of it; the invariants are asked after each step and when all is quiet.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from demo.bench.faults.fate import Killed, Side
from demo.bench.faults.shape import Shape, Wish
from demo.bench.faults.sides import TerminalSide
from demo.bench.faults.stage import BRANCH, CANARY, CARDS, SECRET, TITLES, World
from demo.bench.faults.truth import Book, Told, check_canary, check_replica, require
from kiosk.circulation.facts import Contact
from kiosk.circulation.messages import (
    AlertAddBody,
    CancelBody,
    HoldBody,
    PasswordBody,
    Proof,
    RequestKind,
    Sealed,
)
from kiosk.circulation.reasons import Refused
from kiosk.circulation.sealing import card_tag, seal_to
from kiosk.ports import CentralAway, Misunderstood, TurnedAway
from kiosk.store.ledger import Draft
from kiosk.sync.round import Round

WRONG = "wrong-9999"
NEXT_SECRET = f"{CANARY}5837"
QUIET_ROUNDS = 2
"""Rounds after the last fault, by which everything has been handed over."""
YEARS = 365.0 * 86400


@dataclass
class Story:
    """A history under way."""

    world: World
    shape: Shape
    book: Book = field(default_factory=Book)
    copies: list[Path] = field(default_factory=list)
    images: dict[Path, list[tuple[Path, set[str]]]] = field(default_factory=dict)
    _count: int = 0
    _cancelled: set[str] = field(default_factory=set)

    def play(self) -> None:
        """Live through all of it; Broken where an invariant does not hold."""
        self.world.fate.faults = self.shape.faults
        with self.world.fate.watching():
            for _ in range(self.shape.steps):
                self.step(self._chosen())
            self.rest()

    def step(self, act: Callable[[], object]) -> None:
        """One act, whatever ends it, and what must be true afterwards."""
        fate = self.world.fate
        asks = act == self.ask
        fate.time.pass_by(1.0)
        # In a history that is told twice every patron must get as far as the first time.
        if fate.mishaps.random() < self.shape.kills and not (self.shape.twin and asks):
            fate.doom(fate.mishaps.choice(list(Side)), fate.mishaps.randint(1, 30))
        try:
            act()
        except Killed as killed:
            self._revive(killed.side)
        except (CentralAway, TurnedAway, Misunderstood):
            pass
        finally:
            fate.spare()
        self.look()

    def look(self) -> None:
        """What must be true between any two steps."""
        self.book.check_central(self.world.central)
        for terminal in self.world.terminals:
            self.book.check_counters(terminal)

    def _revive(self, side: Side) -> None:
        if side is Side.CENTRAL:
            self.world.central.start()
        else:
            self.at.boot()

    def _chosen(self) -> Callable[[], None]:
        dice, shape = self.world.fate.dice, self.shape
        self.at = dice.choice(self.world.terminals)
        acts: list[tuple[float, Callable[[], None]]] = [
            (6, self.ask),
            (6, self.sync),
            (0.7, self.sync_whole),
            (1, self.arrive_late),
            (1, self.pass_time),
            (0.7, self.sign_in),
            (0.4, self.pull_cable),
            (0.4, self.restart),
        ]
        if shape.intakes:
            acts += [(1.2, self.intake), (0.15, self.day)]
        if shape.restores:
            acts += [(0.6, self.copy_central), (0.3, self.back_up), (0.8, self.put_central_back)]
        if shape.forks:
            acts += [(0.15, self.clone), (0.3, self.image), (0.3, self.put_image_back)]
        if shape.skew:
            acts.append((0.4, self.set_clock))
        return dice.choices([act for _, act in acts], [weight for weight, _ in acts])[0]

    # -- patrons ------------------------------------------------------------------------------

    def ask(self) -> None:
        """A patron asks for one thing or for several at once; what is confirmed is noted."""
        dice, terminal = self.world.fate.dice, self.at
        card = dice.choice(CARDS)
        number = dice.choice((1, 1, 1, 2, 3))
        made = [self._draft(terminal, self._wish(card)) for _ in range(number)]
        rows = terminal.ledger.append([draft for draft, _ in made])
        for row, (draft, wish) in zip(rows, made, strict=True):
            self.book.told[draft.key] = Told(
                draft.key,
                draft.kind,
                wish.card,
                wish.target,
                terminal.folder,
                row.item.seq,
                wish.poison,
            )

    def _draft(self, terminal: TerminalSide, wish: Wish) -> tuple[Draft, Wish]:
        self._count += 1
        enrolled = terminal.enrolled
        key = str(uuid.UUID(int=self.world.fate.dice.getrandbits(128), version=4))
        sealed = None
        if wish.kind is RequestKind.PASSWORD:
            box = Sealed(
                key=key,
                terminal=enrolled.identity.terminal,
                card=wish.card,
                secret=SECRET,
                new_secret=NEXT_SECRET,
            )
            sealed = seal_to(enrolled.identity.intake_key, box.model_dump_json().encode())
        tag = card_tag(bytes.fromhex(enrolled.secrets.lookup_key), wish.card)
        return Draft(key, wish.kind, Proof.LOCAL, wish.card, wish.body, tag, sealed), wish

    def _wish(self, card: str) -> Wish:
        dice = self.world.fate.dice
        told = self.book.told.values()
        holds = [one for one in told if one.kind is RequestKind.HOLD]
        weights = [50, 25, 20, 5, 2]
        if self.shape.twin:
            holds = [one for one in holds if not one.poison and one.key not in self._cancelled]
            weights[-1] = 0
        sort = dice.choices(("hold", "alert", "cancel", "poison", "password"), weights)
        match sort[0]:
            case "alert":
                return Wish(RequestKind.ALERT_ADD, card, AlertAddBody(words=f"{self._count}"))
            case "cancel" if holds:
                hold = dice.choice(holds[-4:])
                self._cancelled.add(hold.key)
                return Wish(RequestKind.CANCEL, hold.card, CancelBody(hold=hold.key), hold.key)
            case "poison":
                body = AlertAddBody(words="unreadable")
                return Wish(RequestKind.HOLD, card, body, poison=True)
            case "password":
                return Wish(RequestKind.PASSWORD, card, PasswordBody())
        title = dice.choice(TITLES)
        return Wish(
            RequestKind.HOLD, card, HoldBody(title=title, pickup=BRANCH, contact=Contact.NONE)
        )

    def sign_in(self) -> None:
        """Somebody tries a secret while the cable is out."""
        dice, terminal = self.world.fate.dice, self.at
        card, right = dice.choice(CARDS), dice.random() < 0.2
        tag = card_tag(bytes.fromhex(terminal.enrolled.secrets.lookup_key), card)
        place = (terminal.folder, tag)
        terminal.looked.clear()
        signed_in = False
        try:
            terminal.login.sign_in(card, SECRET if right else WRONG)
            signed_in = True
        except Refused:
            pass
        finally:
            if not right:
                looks = self.book.misses.get(place, 0) + terminal.looked.count(tag)
                self.book.misses[place] = looks
        if signed_in:
            self.book.misses.pop(place, None)

    # -- the terminal -------------------------------------------------------------------------

    def sync(self) -> None:
        """A short round."""
        self.at.exchange.push_only()

    def sync_whole(self) -> None:
        """A whole one."""
        self.at.exchange.run()

    def arrive_late(self) -> None:
        """A message whose sender has given up arrives after all."""
        late = self.world.line_of(self.at).late
        if late:
            late.pop(self.world.fate.mishaps.randrange(len(late)))()

    def pull_cable(self) -> None:
        """Out, or in again."""
        line = self.world.line_of(self.at)
        line.up = not line.up

    def restart(self) -> None:
        """Off, and on again."""
        self.at.boot()

    def set_clock(self) -> None:
        """The terminal's battery is empty, or somebody sets its clock."""
        years = self.world.fate.dice.choice((-3.0, -0.01, 0.0, 0.0001, 3.0))
        self.at.clock.off = timedelta(seconds=years * YEARS)

    def clone(self) -> None:
        """Somebody copies a disk into another machine."""
        if len(self.world.terminals) < 4:
            with self.world.fate.unharmed():
                self.world.clone(self.at)

    def image(self) -> None:
        """An administrator takes an image of the disk."""
        place = self.world.folder / f"image-{self._number()}"
        with self.world.fate.unharmed():
            self.at.copy_to(place)
        kept = {item.key for item in self.at.ledger.all_items()}
        self.images.setdefault(self.at.folder, []).append((place, kept))

    def put_image_back(self) -> None:
        """And puts it back. What stood only on the disk is gone: nobody can promise otherwise."""
        images = self.images.get(self.at.folder)
        if not images:
            return
        image, kept = self.world.fate.dice.choice(images)
        with self.world.fate.unharmed():
            self.at.put_back(image)
        for told in self.book.told.values():
            if told.disk == self.at.folder and told.key not in kept:
                self.book.excused.add(told.key)
        for place in [place for place in self.book.misses if place[0] == self.at.folder]:
            del self.book.misses[place]

    # -- the central --------------------------------------------------------------------------

    def intake(self) -> None:
        """The batch."""
        self._at_central(self.world.central.app.intake.run)

    def day(self) -> None:
        """All that is due at the central by now."""
        self._at_central(self.world.central.app.tick)

    def _at_central(self, act: Callable[[], object]) -> None:
        """Also one that was cut off has decided in order."""
        try:
            with self.world.fate.at_central():
                act()
        finally:
            self.book.check_queue(self.world.central)

    def copy_central(self) -> None:
        """A backup that nobody told the terminals of."""
        place = self.world.folder / f"copy-{self._number()}.db"
        self.copies.append(self.world.central.copy_to(place))

    def back_up(self) -> None:
        """A verified backup: from here on terminals let go what is in it, and nobody puts an older
        one back."""
        place = self.world.folder / f"backup-{self._number()}.db"
        with self.world.fate.unharmed():
            self.copies = [self.world.central.app.backups.make(place).path]

    def put_central_back(self) -> None:
        """The central is what it was, and nobody is told."""
        if self.copies:
            self.world.central.put_back(self.world.fate.dice.choice(self.copies))
            self.book.put_back(self.world.central)

    def pass_time(self) -> None:
        """Minutes, days or weeks."""
        self.world.fate.time.pass_by(
            self.world.fate.dice.choice((60, 3600, 86400, 86400 * 35, 86400 * 100))
        )

    def _number(self) -> int:
        self._count += 1
        return self._count

    # -- at rest ------------------------------------------------------------------------------

    def rest(self) -> None:
        """The faults stop; two rounds later everybody knows everything."""
        world = self.world
        world.fate.faults = 0.0
        for terminal in world.terminals:
            line = world.line_of(terminal)
            line.up = True
            for arrive in line.late:
                self.at = terminal
                self.step(arrive)
            line.late.clear()
        for terminal in world.terminals:
            for _ in range(QUIET_ROUNDS):
                self._quiet(terminal.exchange.run)
                if not terminal.ledger.queued():
                    break
            require(terminal.ledger.queued() == 0, "I11", "the queue is not empty")
        world.central.app.intake.run()
        self.book.check_queue(world.central)
        for terminal in world.terminals:
            self._quiet(terminal.exchange.run if world.whole else terminal.exchange.push_only)
        self.look()
        for terminal in world.terminals:
            self.book.check_terminal(terminal)
        self.book.check_rest(world.central, world.terminals)
        if world.whole:
            for terminal in world.terminals:
                check_replica(world.central, terminal, TITLES)
        for folder in (world.folder, world.central.file.parent):
            check_canary(folder, CANARY.encode())

    def ending(self) -> list[tuple[object, ...]]:
        """What the central holds in the end: requests with their verdicts, queues, alerts."""
        return [
            row
            for query in (
                "SELECT key, state, reason FROM requests ORDER BY key",
                "SELECT title, id, state FROM holds ORDER BY title, position",
                "SELECT id, words FROM alerts ORDER BY id",
            )
            for row in self.world.central.ask(query)
        ]

    def _quiet(self, turn: Callable[[], Round]) -> None:
        self.world.fate.time.pass_by(1.0)
        done = turn()
        forked = all(str(failure.cause) == "forked" for failure in done.failures)
        require(forked, "I11", f"a quiet round failed: {[str(one) for one in done.failures]}")
