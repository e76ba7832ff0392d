"""A desk for looking at screens: canned patrons, and the real catalogue of the demo's own works.

Finding is done by the terminal's own code over a catalogue file built here; everything that needs
a patron is the fake's. It proves nothing about rules.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import cast

from central.demo_standing import asked, themes
from central.demo_works import works
from central.standing import COUNTED, Demand
from kiosk.catalogue.index import build
from kiosk.catalogue.search import BrowseList, Catalogue, Facets, Query, Suggestions
from kiosk.catalogue.standing import Ranking, Standing, Theme
from kiosk.circulation.facts import HistoryEntry, HoldState
from kiosk.circulation.library import Library
from kiosk.circulation.reasons import Refusal
from kiosk.desk import finding, narrowing
from kiosk.desk.answers import Found, Status, TitleLine, TitlePage
from kiosk.desk.context import Context
from kiosk.desk.narrowing import WayOut
from kiosk.login import Login
from kiosk.ports import CentralDesk
from kiosk.store.identity import Identity
from kiosk.store.ledger import Ledger
from tests.drawn import NOW, a_hold
from tests.fake_desk import FakeDesk


class _NoLedger:
    """A ledger that knows only the time."""

    def __init__(self) -> None:
        self.at = NOW

    def now(self) -> datetime:
        return self.at


def catalogue_file(folder: Path) -> Path:
    """The demo's works as a catalogue file in `folder`, built once."""
    path = folder / "sample.db"
    if not path.exists():
        titles, day = works(FakeDesk().library, NOW.date()), NOW.date()
        known = {Demand.LENT: Counter[str](), Demand.HELD: Counter[str]()}
        for what, title, _ in asked(titles, day):
            known[what][title] += 1
        lent, held = (
            Ranking(day - COUNTED, day - timedelta(days=1), tuple(n for n, _ in c.most_common(100)))
            for c in known.values()
        )
        shown = Standing(lent, held, tuple(reversed(themes(titles, day))))
        build(path, titles, as_of=NOW, cursor="1", standing=shown)
    return path


class SampleDesk(FakeDesk):
    """The fake desk, but finding is real."""

    def __init__(self, catalogue: Path, library: Library | None = None) -> None:
        super().__init__(library)
        self.away = False
        self.themes: tuple[Theme, ...] = ()
        """Instead of the demo's; all of the demo's first one's titles."""
        self.refusals: tuple[Refusal, ...] = ()
        """Why no title can be held, where it is said; else the rules decide."""
        self.time = _NoLedger()
        self._opened: Catalogue | None = None

        def opened() -> Catalogue:
            if self._opened is None:
                self._opened = Catalogue(catalogue)
            return self._opened

        self._stand_in = Context(
            library=self.library,
            identity=cast(Identity, _Here()),
            catalogue=cast(Callable[[], Catalogue | None], opened),
            ledger=cast(Ledger, self.time),
            login=cast(Login, None),
            central=cast(CentralDesk, None),
            nudge=_nothing,
            settle=_nothing,
            online=lambda: True,
        )

    def status(self) -> Status:
        """As ever, but without the network where `away` was said."""
        return replace(super().status(), online=not self.away)

    def _world(self) -> Context:
        self._stand_in.language = self.language
        self._stand_in.cart[:] = self.cart_ids
        return self._stand_in

    def search(self, query: Query) -> Found:
        return finding.search(self._world(), query)

    def facets(self, query: Query) -> Facets:
        return narrowing.facets(self._world(), query)

    def ways_out(self, query: Query) -> tuple[WayOut, ...]:
        return narrowing.ways_out(self._world(), query)

    def suggest(self, typed: str, limit: int = 6) -> Suggestions:
        return finding.suggest(self._world(), typed, limit)

    def browse(self, list_: BrowseList, key: str = "", limit: int = 20, offset: int = 0) -> Found:
        if self.themes and list_ is BrowseList.THEME:
            key = finding.standing(self._world()).themes[0].id
        return finding.browse(self._world(), list_, key, limit, offset)

    def standing(self) -> Standing:
        shown = finding.standing(self._world())
        return replace(shown, themes=self.themes) if self.themes else shown

    def open(self, title_id: str) -> TitlePage:
        page = finding.open_title(self._world(), title_id)
        if not self.refusals:
            return page
        return replace(page, offer=replace(page.offer, allowed=False, refusals=self.refusals))

    def line(self, title_id: str) -> TitleLine:
        return finding.line(self._world(), title_id)

    def browse_some(self, many: int) -> list[str]:
        """Ids of titles that are often borrowed."""
        return [line.title.id for line in self.browse(BrowseList.MOST_LENT, limit=many).lines]


def keep_something(desk: SampleDesk) -> None:
    """Favourites, alerts, a reading history and a cancelled hold for the patron."""
    desk.favourite_ids = desk.browse_some(6)
    desk.alert_words = {"a1": "村上春樹", "a2": "塩引鮭", "a3": "ぐりとぐら"}
    desk.history_on = True
    lent = NOW.date()
    titles = (desk.line(title_id).title for title_id in desk.favourite_ids)
    desk.history_lines = tuple(
        HistoryEntry(f"l{n}", title.id, title.title, lent - timedelta(days=9 * n))
        for n, title in enumerate(titles)
    )
    cancelled = a_hold("h9", "海辺のカフカ 上", HoldState.CANCELLED, 1)
    desk.ended = (replace(cancelled, steps=(), label="取消済", text="11月20日に取消"),)


class _Here:
    branch = "chuo"
    library = "murakami"


def _nothing() -> None:
    """Nobody is told."""
