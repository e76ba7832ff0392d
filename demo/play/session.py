"""One script against one world: a line in, a line out, until the lines end.

Answers are flushed one by one, so that a program can talk with it.
"""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any, TextIO

from demo.play import answers, grammar
from demo.play.answers import Json
from demo.play.forms import YEARS, Bare, NotUnderstood
from demo.play.patron import AtTheDesk
from demo.play.scene import Scene
from demo.play.scene_lines import Clock, Network
from demo.world import World
from kiosk.circulation.reasons import Reason, Refusal, Refused


class Session:
    """The operations of a script, by name."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._desk = AtTheDesk(world)
        scene = Scene(world)
        self._own: dict[str, Callable[[Any], Json]] = {
            "given": scene.given,
            "staff": scene.staff,
            "clock": self._clock,
            "network": self._network,
            "sync": self._sync,
            "intake": self._intake,
            "mails": self._mails,
        }

    def answer(self, number: int, text: str) -> Json:
        """The answer to one line; NotUnderstood where it is not one of ours."""
        line = grammar.read(text)
        told: Json = {"line": number, "do": line.do}
        try:
            return {**told, "ok": True, "result": self._act(line.do)(line)}
        except Refused as refused:
            reasons = [answers.why(refusal) for refusal in refused.refusals]
            more = {"reasons": reasons} if len(reasons) > 1 else {}
            return {**told, "ok": False, **reasons[0], **more}

    def _act(self, name: str) -> Callable[[Any], Json]:
        return self._own.get(name) or getattr(self._desk, name)

    def _clock(self, line: Clock) -> Json:
        now = self._world.clock.now()
        to = line.to or now + timedelta(seconds=line.by or 0)
        if to < now:
            raise NotUnderstood("the clock does not run backwards")
        if to.year not in YEARS:
            raise NotUnderstood("no year that a clock here can show")
        self._world.pass_time(to.astimezone(now.tzinfo))
        return {"now": self._world.clock.now()}

    def _network(self, line: Network) -> Json:
        self._world.wire.up = line.up
        self._world.remember()
        return {"up": line.up}

    def _sync(self, _line: Bare) -> Json:
        if not self._world.sync():
            raise Refused(Refusal.because(Reason.NO_ANSWER_OFFLINE))
        return {"queued": self._world.desk.status().queued}

    def _intake(self, _line: Bare) -> Json:
        report = self._world.central.intake.run()
        counts = ("accepted", "refused", "needs_staff", "cancelled", "waiting")
        return {name: getattr(report, name) for name in counts}

    def _mails(self, _line: Bare) -> Json:
        return {"mails": [answers.mail(one) for one in self._world.central.mail.sent()]}


def run(world: World, lines: Iterable[str], out: TextIO) -> None:
    """Answer every line; NotUnderstood names the line's number. Blank lines are passed over."""
    session = Session(world)
    for number, text in enumerate(lines, start=1):
        if not text.strip():
            continue
        try:
            answer = session.answer(number, text)
        except NotUnderstood as error:
            raise NotUnderstood(f"line {number}: {error}") from None
        out.write(answers.dump(answer) + "\n")
        out.flush()
