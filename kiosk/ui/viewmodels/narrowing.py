"""Narrowing a list of results: filters with their counts, and the ladder where nothing is left.

The list never waits for a count: it is asked for when the list is shown, as a job of its own, and
an answer to a question that is no longer on the screen is dropped.
"""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from kiosk.catalogue.search import Facets, Field, Query
from kiosk.desk.narrowing import Filter, Rung, WayOut
from kiosk.ui.viewmodels.basis import Around, Model
from kiosk.ui.viewmodels.ladder_rows import way_row
from kiosk.ui.viewmodels.listing import Listing
from kiosk.ui.viewmodels.narrowing_rows import choices, groups, in_force, short
from kiosk.ui.viewmodels.narrowing_touch import Asked, toggled, without
from kiosk.ui.viewmodels.session import NARROW

QML_IMPORT_NAME = "Shirabe.Backend"
QML_IMPORT_MAJOR_VERSION = 1

_COUNTS, _WAYS = "counts", "ways"


@QmlElement
@QmlSingleton
class Narrowing(Model):
    """The filters of the page of results, and the ways out of an empty one."""

    changed = Signal()

    def __init__(self, around: Around, listing: Listing) -> None:
        super().__init__(around)
        self._listing = listing
        listing.asking.connect(self._drop)
        listing.answered.connect(self._look)
        listing.changed.connect(self.changed)
        self._comfort.languageChanged.connect(self.changed)

    def _forget(self) -> None:
        self._first: Query | None = None
        self._facets: Facets | None = None
        self._counted: Query | None = None
        self._ways: tuple[WayOut, ...] = ()
        self._open = Filter.PLACE

    # -- asking -----------------------------------------------------------------------------------

    def _drop(self) -> None:
        for job in (_COUNTS, _WAYS):
            self._jobs.drop(job)

    def _look(self) -> None:
        """A list is shown: count what filters leave, look for a way out where it is empty."""
        desk, query = self._desk, self._question()
        if desk is None:
            return
        if self._first != self._listing.first_asked():
            self._forget()
            self._first = self._listing.first_asked()
        self._ways = ()
        if query is None:
            return
        self._jobs.run(
            lambda: desk.facets(query), lambda told: self._count(query, told), latest=_COUNTS
        )
        if self._listing.get_total() == 0:
            self._jobs.run(lambda: desk.ways_out(query), self._offer, latest=_WAYS)

    def _count(self, query: Query, facets: Facets) -> None:
        self._facets, self._counted = facets, query
        self.changed.emit()

    def _offer(self, ways: tuple[WayOut, ...]) -> None:
        self._ways = ways
        self.changed.emit()

    def _question(self) -> Query | None:
        """What is counted: the same for all pages and orders of a list."""
        query = self._listing.question()
        return None if query is None else replace(query, order=Query().order)

    def _asked(self) -> Asked:
        query, first = self._question() or Query(), self._listing.first_asked()
        return Asked(
            query=query,
            field=first.field if first else Field.ANY,
            facets=self._facets,
            counted=self._counted == query,
            library=self._library,
            branch=self._branch,
            year=self._clock.now().year,
            english=self._english(),
        )

    # -- touches ----------------------------------------------------------------------------------

    @Slot(str)
    def toggle(self, chip: str) -> None:
        """Set or lift a filter by the id of its chip."""
        if self._listing.question() is not None:
            self._listing.narrow(toggled(self._asked(), chip))

    @Slot()
    def clear(self) -> None:
        """すべて外す."""
        asked = self._asked()
        for filter_ in Filter:
            asked = replace(asked, query=without(asked, filter_))
        if self._listing.question() is not None:
            self._listing.narrow(asked.query)

    @Slot(str)
    def openGroup(self, group: str) -> None:
        """Show the choices of a group."""
        self._open = Filter(group)
        self.changed.emit()

    @Slot()
    def openAll(self) -> None:
        """Show every group on a page of its own."""
        self._session.go(NARROW)

    @Slot(int)
    def take(self, index: int) -> None:
        """Ask the question of a way out."""
        if not 0 <= index < len(self._ways):
            return
        way = self._ways[index]
        if way.rung in (Rung.FILTER, Rung.FILTERS):
            self._listing.narrow(way.query)
        else:
            kind = way.heading.kind if way.heading else None
            self._listing.show(way.query, way.query.text, kind)

    # -- what QML reads ---------------------------------------------------------------------------

    def get_sections(self) -> list[dict[str, Any]]:
        """The filters that stand beside the list, with how many titles each would leave."""
        return short(self._asked()) if self._listing.question() is not None else []

    def get_in_force(self) -> list[dict[str, Any]]:
        """Every filter that is on; a touch lifts it."""
        return in_force(self._asked())

    def is_filtered(self) -> bool:
        """Whether any filter is on."""
        return bool(self.get_in_force())

    def get_groups(self) -> list[dict[str, Any]]:
        """The groups of filters, each with what is chosen of it."""
        return groups(self._asked())

    def get_open(self) -> str:
        """The group whose choices are shown."""
        return self._open.value

    def get_choices(self) -> list[dict[str, Any]]:
        """The choices of the open group."""
        return choices(self._asked(), self._open)

    def get_ways(self) -> list[dict[str, str]]:
        """The rungs of the ladder where nothing was found."""
        asked = self._asked()
        return [way_row(asked, way) for way in self._ways]

    sections = Property(list, get_sections, notify=changed)
    inForce = Property(list, get_in_force, notify=changed)
    filtered = Property(bool, is_filtered, notify=changed)
    groups = Property(list, get_groups, notify=changed)
    open = Property(str, get_open, notify=changed)
    choices = Property(list, get_choices, notify=changed)
    ways = Property(list, get_ways, notify=changed)
