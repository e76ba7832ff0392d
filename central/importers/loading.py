"""Put titles into the catalogue one after the other, and count what came of them.

The same for a file and for a harvest. Holds one batch and a bounded list of what was set aside, so
that a source of any length needs the same memory. What a record says is never changed here but for
a reading that it lacks, and that is marked as made by a program.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields, replace

from central.importers import text
from central.importers.records import Remark, SetAside
from kiosk.catalogue.records import Copy, Title

Put = Callable[[Sequence[Title]], object]
"""Takes one batch of titles; the same id again updates the title."""
ReadAloud = Callable[[str], str]
"""How a text is read, in katakana; "" where that cannot be told."""

LISTED = 10_000
"""So many are told one by one; those after them are counted."""
LONGEST = 20_000
"""Characters of one title, all its texts together: what is longer is no record of a book."""


@dataclass(slots=True)
class ImportReport:
    """What has come of a source so far; `imported` are those that were put.

    `with_reading`: imported titles that carry a reading of their own; `generated`: those that were
    given one; `deleted`: titles that the source took back. `set_aside` and `remarks` list the first
    10,000; `aside` and `noted` count all, `bad_isbn` those with a wrong ISBN among the latter.
    `broken_off`: not read to its end.
    """

    read: int = 0
    imported: int = 0
    with_reading: int = 0
    generated: int = 0
    deleted: int = 0
    aside: int = 0
    bad_isbn: int = 0
    noted: int = 0
    set_aside: list[SetAside] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    broken_off: bool = False

    @property
    def exit_status(self) -> int:
        """0: all in; 3: some set aside; 1: nothing usable, or not read to its end."""
        came = self.imported or self.deleted
        if self.broken_off or not (came or self.read > self.aside):
            return 1
        return 3 if self.aside else 0

    def copy(self) -> "ImportReport":
        """As it is now, whatever comes later."""
        return replace(self, set_aside=list(self.set_aside), remarks=list(self.remarks))

    def leave(self, one: SetAside) -> None:
        """Count one that was not taken, and list it while there is room."""
        self.aside += 1
        if len(self.set_aside) < LISTED:
            self.set_aside.append(one)

    def remark(self, one: Remark) -> None:
        """Count what is to be said of one that was taken, and list it likewise."""
        self.noted += 1
        self.bad_isbn += one.of_isbn
        if len(self.remarks) < LISTED:
            self.remarks.append(one)

    def put(self, titles: Sequence[Title], put: Put) -> None:
        """Put these, then count them."""
        if titles:
            put(titles)
        self.imported += len(titles)
        self.with_reading += sum(bool(one.kana and not one.kana_generated) for one in titles)
        self.generated += sum(one.kana_generated for one in titles)


class Loader:
    """Takes what a reader yields. `copies_at`: one copy at that branch for titles without one;
    `read_aloud`: gives titles without a reading one that is marked as generated."""

    def __init__(
        self,
        put: Put,
        report: ImportReport,
        *,
        copies_at: str | None = None,
        read_aloud: ReadAloud | None = None,
        batch: int = 1000,
    ) -> None:
        self.report = report
        self._put = put
        self._copies_at = copies_at
        self._read_aloud = read_aloud
        self._batch = batch
        self._held: list[Title] = []

    def take(self, one: Title | SetAside) -> bool:
        """One more; whether a batch went out with it."""
        if isinstance(one, Remark):
            self.report.remark(one)
            return False
        self.report.read += 1
        if isinstance(one, SetAside):
            self.report.leave(one)
            return False
        if _length(one) > LONGEST:
            self.report.leave(_too_long(self.report.read, one))
            return False
        self._held.append(self._complete(one))
        if len(self._held) < self._batch:
            return False
        self.flush()
        return True

    def flush(self) -> None:
        """Put what is held."""
        held, self._held = self._held, []
        self.report.put(held, self._put)

    def drop(self, before: ImportReport) -> None:
        """What came since `before` was not stored after all: count it no more."""
        self._held = []
        for counted in fields(before):
            setattr(self.report, counted.name, getattr(before, counted.name))

    def _complete(self, title: Title) -> Title:
        if not title.kana and self._read_aloud and title.language in ("", "ja"):
            kana = self._read_aloud(title.title)
            title = replace(title, kana=kana, kana_generated=bool(kana))
        if self._copies_at is None or title.copies:
            return title
        return replace(title, copies=(Copy(f"{title.id}-1", self._copies_at, call=_call(title)),))


def _length(title: Title) -> int:
    names = sum(len(one.name) + len(one.kana) for one in title.creators)
    own = len(title.title) + len(title.kana) + len(title.subtitle) + len(title.series)
    rest = len(title.publisher) + len(title.extent) + len(title.volume) + len(title.id)
    return own + rest + names + sum(map(len, title.subjects))


def _too_long(number: int, title: Title) -> SetAside:
    length = _length(title)
    return SetAside(
        f"{number}件目",
        f"長すぎる記録です（{length}字）。",
        f"No. {number}: it is too long ({length} characters).",
    )


def _call(title: Title) -> str:
    """The spine label of a copy nobody labelled: class, first sound of the author, volume."""
    # What a program read is no fact to stand on a label; a title in kana reads itself.
    known = not title.kana_generated or text.is_kana(title.title)
    own = title.kana if known else ""
    author = title.creators[0].kana if title.creators else own
    cells = (title.ndc, text.first_kana(author), text.first_number(title.volume) or title.volume)
    return " ".join(cell for cell in cells if cell and " " not in cell)
