"""One round with the central: push what is due, then pull what changed.

Each step stands alone: a failed push never stops the pull, a failed stream never stops another;
only a central that keeps silent, or that has revoked this terminal, is asked no more.
Rows move; nothing here decides, sleeps or starts a thread.
"""

import logging
import threading
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from kiosk.circulation.messages import (
    PARKED,
    Item,
    OutcomesPage,
    Park,
    PatronsPage,
    Push,
    PushReply,
    head_content,
)
from kiosk.circulation.sealing import sign
from kiosk.ports import Busy, CentralAway, Clock, Misunderstood, TurnedAway
from kiosk.store.ledger import Ledger
from kiosk.store.patrons import PatronStore
from kiosk.store.problems import Problem
from kiosk.sync import policy
from kiosk.sync.replica import Replica
from kiosk.sync.round import BAD_SIGNATURE, REVOKED, Failure, Round, about_the_terminal
from kiosk.sync.snapshot import Progress

log = logging.getLogger(__name__)

_TURNED_AWAY = "turned_away"
PAGES = 200
"""Pages of one stream taken in one round at most; the next round goes on."""


class Line(Protocol):
    """What a round needs of the central: `Server`, or a fake."""

    def time(self) -> datetime:
        """The central's time."""
        ...

    def push(self, push: Push) -> PushReply:
        """Hand rows over."""
        ...

    def park(self, park: Park) -> PushReply:
        """Hand a row over that is refused by itself."""
        ...

    def outcomes(self, cursor: str) -> OutcomesPage:
        """Verdicts after a cursor."""
        ...

    def patrons(self, cursor: str) -> PatronsPage:
        """Patron rows after a cursor."""
        ...


class Exchange:
    """The rounds of one terminal. A round asked for while another runs waits for its end."""

    def __init__(
        self,
        line: Line,
        ledger: Ledger,
        patrons: PatronStore | None,
        replica: Replica,
        clock: Clock,
        sign_key: bytes,
        profile: Callable[[], object] = lambda: None,
        rotation: Callable[[bool], object] = lambda refused: None,  # noqa: ARG005
        failures: Callable[[], object] | None = None,
    ) -> None:
        """`profile`: brings the library's profile where the central has another. `rotation`: keys
        that are to change, told whether the central refused our signature in this round.
        `failures`: tells of wrong secrets, in a round in which the central answered."""
        self._line = line
        self._ledger = ledger
        self._patrons = patrons
        self._replica = replica
        self._clock = clock
        self._sign_key = sign_key
        self._profile = profile
        self._rotation = rotation
        self._failures = failures or ledger.contacted
        self._batch = policy.BATCH
        self._turn = threading.Lock()
        self._fresh = True
        self.changed: Callable[[], None] = lambda: None
        """Called after a round that changed something the screen may show: "look again"."""
        self.ended: Callable[[], None] = lambda: None
        """Called after each round, also one that failed: is the central there? Whoever hears it
        must not ask for a round, or one would follow the other without a pause."""

    def signs_with(self, sign_key: bytes) -> None:
        """Heads are signed with another key from now on."""
        self._sign_key = sign_key

    def run(self, progress: Callable[[Progress], None] | None = None) -> Round:
        """One whole round."""
        with self._turn:
            done = self._run(progress)
        return self._told(done, whole=True)

    def _run(self, progress: Callable[[Progress], None] | None) -> Round:
        done = Round()
        if self._fresh:
            self._step(done, "push", lambda: self._look_first(done))
        if not self._fresh:  # a row might take the place of what was lost
            self._step(done, "push", lambda: self._push(done))
            self._step(done, "push", lambda: self._probe(done))
        if not done.anchored:
            self._step(done, "time", self._take_time)
        self._step(done, "outcomes", lambda: self._pull_outcomes(done))
        self._step(done, "catalogue", lambda: self._follow(done, progress))
        if self._patrons is not None:
            self._step(done, "patrons", lambda: self._pull_patrons(done))
        self._step(done, "profile", self._profile)
        refused = done.needs_person == BAD_SIGNATURE
        self._step(done, "keys", lambda: self._rotation(refused))
        if done.reached and done.answered:
            self._step(done, "failures", self._failures)
        self._tried(done, "store", lambda: self._finish(done))
        return done

    def push_only(self) -> Round:
        """Push and look for verdicts: what a patron who just asked is waiting for. Only after a
        whole round, which looks first whether the disk was put back."""
        with self._turn:
            done = Round()
            self._step(done, "push", lambda: self._push(done))
            self._step(done, "outcomes", lambda: self._pull_outcomes(done))
        return self._told(done, whole=False)

    def _told(self, done: Round, *, whole: bool) -> Round:
        self._tried(done, "store", lambda: self._remember_refusal(done, whole=whole))
        self.ended()
        if done.outcomes or done.changes or done.pushed:
            self.changed()
        if done.broken is not None:
            raise done.broken
        return done

    def _step(self, done: Round, name: str, step: Callable[[], object]) -> None:
        if not done.given_up:
            self._tried(done, name, step)

    def _tried(self, done: Round, name: str, step: Callable[[], object]) -> None:
        try:
            step()
        except Busy as error:
            done.retry_after_s = max(done.retry_after_s or 0.0, error.retry_after_s or 0.0) or None
            done.failures.append(Failure(name, error))
        except (CentralAway, TurnedAway, Misunderstood, Problem) as error:
            done.failures.append(Failure(name, error))
        except Exception as error:  # noqa: BLE001 - raised again, after the other streams
            done.broken = done.broken or error

    def _take_time(self) -> None:
        before = self._clock.monotonic()
        central = self._line.time()
        if self._clock.monotonic() - before < policy.SLOW_S:
            self._ledger.anchor(central)

    def _push(self, done: Round) -> None:
        """All that is due, batch by batch, oldest first. A row that is refused by itself is left
        out for this round, so that those behind it come through; in the end a person gets it.
        A central that turns out to lack older rows is given them in the same round."""
        after, left_out, again = 0, list[Exception](), policy.AGAIN
        while items := self._ledger.due(self._batch, after=after):
            have = self._ledger.have_through()
            try:
                self._ledger.taken(self._send(done, self._pushed(items)))
                done.pushed += len(items)
                self._batch = policy.batch_after(self._batch, refused=False)
            except (TurnedAway, Misunderstood) as error:
                if about_the_terminal(error) or len(left_out) == policy.LEFT_OUT:
                    raise
                self._batch = policy.batch_after(len(items), refused=True)
                if len(items) > 1:
                    continue
                if not self._parked(done, items[0]):
                    left_out.append(error)
            after = items[-1].seq
            if again and self._ledger.have_through() < have:
                after, again = 0, again - 1
        if left_out:
            raise left_out[0]

    def _parked(self, done: Round, item: Item) -> bool:
        """Count the refusal of a row; after the last one it goes to a person as it is."""
        if self._ledger.refused(item.key) < policy.REFUSALS:
            return False
        park = Park(
            incarnation=self._ledger.identity.incarnation,
            seq=item.seq,
            key=item.key,
            hash=item.hash,
            text=item.model_dump_json()[:PARKED],
        )
        self._ledger.taken(self._line.park(park))
        done.pushed += 1
        return True

    def _probe(self, done: Round) -> None:
        """Ask how far the central is: one restored from a backup tells what it has lost; and one
        that has more than we ever had is spoken to by a copy of this disk."""
        if done.pushed or self._ledger.queued():
            return
        reply = self._send(done, self._pushed(()))
        row = self._ledger.last_item()
        if reply.have_through > (row.seq if row else 0):
            self._fresh = True
            self._look_first(done)
        else:
            self._ledger.taken(reply)
        if self._ledger.queued():
            self._push(done)

    def _look_first(self, done: Round) -> None:
        """Before a newly started program offers rows: where the central has more of this ledger
        than the disk, the disk was put back to an earlier day, and begins a new incarnation; and
        another, where it was put back to that day before. What it says to hold may be another
        disk's: nothing is taken for held that was not handed over and answered before."""
        row = self._ledger.last_item()
        last = row.seq if row else 0
        for _ in range(policy.INCARNATIONS):
            if (reply := self._send(done, self._pushed(()))).have_through <= last:
                break
            log.warning("this disk was put back or copied: a new incarnation begins")
            self._ledger.begin_anew()
        else:
            raise Misunderstood("it has more of every ledger; the next round goes on")
        have = min(reply.have_through, self._ledger.have_through())
        safe = min(reply.safe_through, have)
        self._ledger.taken(reply.model_copy(update={"have_through": have, "safe_through": safe}))
        self._fresh = False

    def _send(self, done: Round, push: Push) -> PushReply:
        """Push, and take the time from the answer."""
        before = self._clock.monotonic()
        reply = self._line.push(push)
        if self._clock.monotonic() - before < policy.SLOW_S:
            self._ledger.anchor(reply.central_time)
            done.anchored = True
        done.answered = True
        done.next_poll_after_s = reply.next_poll_after_s
        if reply.have_through < self._ledger.have_through() and self._patrons is not None:
            self._patrons.clear()  # a central put back to an earlier day: its patrons too
        return reply

    def _pushed(self, items: tuple[Item, ...]) -> Push:
        held = self._ledger.held()
        return Push(
            incarnation=self._ledger.identity.incarnation,
            purged_through=self._ledger.purged_through(),
            held_through=held.seq if held else 0,
            held_hash=held.hash if held else "",
            items=items,
            unsure=self._ledger.unsure(items),
            head_signature=sign(self._sign_key, head_content(items[-1])) if items else "",
        )

    def _pull_outcomes(self, done: Round) -> None:
        for _ in range(PAGES):
            page = self._line.outcomes(self._ledger.note("outcomes_cursor") or "")
            self._ledger.decided(page)
            done.answered = True
            done.outcomes += len(page.outcomes)
            if not page.has_more:
                return

    def _follow(self, done: Round, progress: Callable[[Progress], None] | None) -> None:
        if self._replica.path is None:
            self._replica.bootstrap(progress)
            done.changes += 1
        done.changes += self._replica.follow()
        done.changes += self._replica.renew(self._ledger.now().date(), progress)

    def _pull_patrons(self, done: Round) -> None:
        if self._patrons is None:
            return
        for _ in range(PAGES):
            page = self._patrons_page()
            self._patrons.apply(page)
            done.patrons += len(page.rows)
            if not page.has_more:
                break
        self._patrons.contacted(self._ledger.now())

    def _patrons_page(self) -> PatronsPage:
        assert self._patrons is not None  # noqa: S101 - only called with a store
        try:
            return self._line.patrons(self._patrons.cursor)
        except TurnedAway as error:
            if error.reason not in ("diverged", "gone"):
                raise
        self._patrons.clear()
        return self._line.patrons("")

    def _remember_refusal(self, done: Round, *, whole: bool) -> None:
        """For staff: whether the central takes this terminal, as far as it has said so. Only a
        whole round, which asks for everything, tells that it does."""
        reason = done.needs_person or ""
        if (reason or (whole and done.answered)) and reason != (refusal_of(self._ledger) or ""):
            self._ledger.remember(_TURNED_AWAY, reason)

    def _finish(self, done: Round) -> None:
        at = self._ledger.now()
        if done.reached and done.answered:
            self._ledger.remember("last_sync", at.isoformat())
            self._ledger.purge()
        if self._patrons is not None:
            self._patrons.expire(at)
        if done.needs_person == REVOKED and self._patrons is not None:
            self._patrons.clear()


def refusal_of(ledger: Ledger) -> str | None:
    """Why the central turned this terminal itself away when it last answered; None: it did not."""
    return ledger.note(_TURNED_AWAY) or None
