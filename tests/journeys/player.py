"""Talks with `play` in this process, the way a script does: one line of JSON at a time."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from demo.play import answers
from demo.play.session import Session
from demo.world import Plan, World, open_world

Json = dict[str, Any]
CARD = "10000001"
SECRET = "1357"


class Player:
    """Calling it does one line and gives the result; a refusal fails the test, with its reason."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._session = Session(world)
        self._lines = 0

    def line(self, do: str, **keys: Any) -> Json:
        """The whole answer to one line, as a reader of standard output sees it."""
        self._lines += 1
        asked = json.dumps({"do": do, **keys}, ensure_ascii=False)
        told: Json = json.loads(answers.dump(self._session.answer(self._lines, asked)))
        assert told["line"] == self._lines
        assert told["do"] == do
        return told

    def __call__(self, do: str, **keys: Any) -> Json:
        """The result of a line that must be carried out."""
        told = self.line(do, **keys)
        assert told["ok"], told
        result: Json = told["result"]
        return result

    def refused(self, do: str, **keys: Any) -> str:
        """The reason of a line that must be refused; its sentence is never empty."""
        told = self.line(do, **keys)
        assert not told["ok"], told
        assert told["text"]
        reason: str = told["reason"]
        return reason

    # -- what most journeys need ------------------------------------------------------------------

    def title(self, id: str, branch: str | None = None, **more: Any) -> None:  # noqa: A002
        """A book with one copy (`id` + "-1"), the terminal knowing of it."""
        own = branch or self.world.terminal.branch.id
        given = {
            "id": id,
            "title": f"ためしの本 {id}",
            "copies": [{"id": f"{id}-1", "branch": own}],
            **more,
        }
        self("given", title=given)

    def patron(self, card: str = CARD, secret: str = SECRET, **more: Any) -> None:
        """A grown-up patron with phone and mail."""
        given = {
            "card": card,
            "secret": secret,
            "name": "見本 花子",
            "born": "1985-06-15",
            "phone": "0254-00-0000",
            "email": "hanako@example.org",
            **more,
        }
        self("given", patron=given)

    def sign_in(self, card: str = CARD, secret: str = SECRET) -> Json:
        """Sign in; whoever was signed in leaves first."""
        self("sign_out")
        return self("sign_in", card=card, secret=secret)

    def hold(self, title: str) -> Json:
        """My one hold on a title."""
        (found,) = (one for one in self("holds")["holds"] if one["title"] == title)
        return dict(found)

    def place_one(self, title: str, **choices: Any) -> Json:
        """Place one hold that must be taken; its entry."""
        choices = {"pickup": self.world.terminal.branch.id, "contact": "mail", **choices}
        (entry,) = self("place", titles=[title], **choices)["requests"]
        assert entry["ok"], entry
        return dict(entry)

    def place_refused(self, title: str, **choices: Any) -> str:
        """Try one hold that cannot be had: the reason of its entry, or of the line."""
        choices = {"pickup": self.world.terminal.branch.id, "contact": "mail", **choices}
        told = self.line("place", titles=[title], **choices)
        refusal = told["result"]["requests"][0] if told["ok"] else told
        assert not refusal["ok"], told
        assert refusal["text"]
        return str(refusal["reason"])


@contextmanager
def playing(
    library: str, data: Path | None = None, clock: datetime | None = None
) -> Iterator[Player]:
    """A world of one library, and somebody to play in it."""
    with open_world(Plan(library, data, clock)) as world:
        yield Player(world)
