"""Harvest a server of OAI-PMH: every record through the same loader as a file's.

A page and how far it has come are stored together, so that a harvest that is broken off goes on
where it stood. What the server deleted goes away here too, but never what somebody has or waits
for. One bad record costs one; a server that repeats itself ends the harvest.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from central.harvests import Harvests, Progress
from central.importers import dublin, marcxml, oai
from central.importers.bibliographic import UNNUMBERED
from central.importers.loading import Loader
from central.importers.oai_server import Unanswered
from central.importers.records import NotATitle, Read, SetAside

MARC = ("marcxml", "marc21", "marc", "MARC21", "unimarc")
"""Names under which servers offer MARCXML, in the order they are wished for."""
PLAIN = "oai_dc"
EMPTY_PAGES = 50
"""Pages without a record, one after the other, after which a list is taken to have no end."""
_OVERLAP = timedelta(minutes=1)
"""What is written while an answer is made may carry a time before it."""


class Answers(Protocol):
    """Whoever answers questions of OAI-PMH; Unanswered where nobody does."""

    def ask(self, question: dict[str, str]) -> bytes:
        """The answer to one question."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to harvest. `prefix` "": MARC where there is one, else Dublin Core; `since` None: from
    where the last harvest came to; a later day is a harvest beside it, of which nothing is noted:
    the next one still asks for the days between."""

    address: str
    set_name: str = ""
    prefix: str = ""
    since: str | None = None


@dataclass(frozen=True, slots=True)
class Stores:
    """Where a harvest leaves what it finds. `remove`: takes titles away, and tells which stay;
    `together`: one transaction."""

    loader: Loader
    harvests: Harvests
    remove: Callable[[list[str]], list[str]]
    together: Callable[[], AbstractContextManager[None]]


class Harvest:
    """One run. `say` is told what a person should know; `progress`: records done and in all."""

    def __init__(
        self,
        wanted: Wanted,
        answers: Answers,
        stores: Stores,
        say: Callable[[str], None],
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        self._wanted = wanted
        self._answers = answers
        self._stores = stores
        self._say = say
        self._show = progress
        self._seen: set[str] = set()
        self._last: tuple[str, ...] = ()
        self._empty = 0
        self._from_start = False
        self._beside = False

    def run(self) -> None:
        """Read the list to its end; Unanswered where the server does not let us."""
        identity = self._answers.ask({"verb": "Identify"})
        seconds = "hh" in oai.value(identity, "granularity").lower()
        prefix = self._wanted.prefix or self._best_prefix()
        source = " ".join((self._wanted.address, prefix, self._wanted.set_name)).rstrip()
        progress = self._stores.harvests.progress(source)
        first = {"verb": "ListRecords", "metadataPrefix": prefix}
        if self._wanted.set_name:
            first["set"] = self._wanted.set_name
        since = progress.since if self._wanted.since is None else self._wanted.since
        if since:
            first["from"] = since if seconds else since[:10]
        if self._wanted.since is not None:
            self._beside = progress != Progress() and self._wanted.since > progress.since
            progress = replace(progress, token="", begun="")
        elif progress.token:
            self._say("前回の続きから取り込みます。 / Going on where the last harvest stopped.")
        going: Progress | None = progress
        while going is not None:
            going = self._one_page(source, first, prefix, going)
        self._leave_now()

    def _best_prefix(self) -> str:
        offered = oai.values(self._answers.ask({"verb": "ListMetadataFormats"}), "metadataPrefix")
        return next((one for one in (*MARC, PLAIN) if one in offered), PLAIN)

    def _one_page(
        self, source: str, first: dict[str, str], prefix: str, progress: Progress
    ) -> Progress | None:
        """Take one page in; how far it came, None where it was the last."""
        question = first
        if progress.token:
            question = {"verb": "ListRecords", "resumptionToken": progress.token}
        try:
            page = self._page(question)
        except oai.Refused as error:
            return self._refused(error, source, progress)
        begun = progress.begun or page.responded
        if page.token and self._repeats(page):
            # The next run begins this list anew, and asks no more with this token.
            self._note(source, Progress(progress.since))
            raise Unanswered(
                "取り込み元が同じページを繰り返すので、やめました。"
                " / The source repeats a page; the harvest has stopped."
            )
        after = Progress(progress.since, page.token, begun)
        self._take(page, prefix, source, after if page.token else Progress(_before(begun)))
        if self._show and page.total:
            self._show(min(self._stores.loader.report.read, page.total), page.total)
        return after if page.token else None

    def _note(self, source: str, progress: Progress) -> None:
        if not self._beside:
            self._stores.harvests.note(source, progress)

    def _repeats(self, page: oai.Page) -> bool:
        """Whether this page leads into a ring: its token or its records came before, or nothing
        has come for too long."""
        if page.token in self._seen:
            return True
        self._seen.add(page.token)
        named = tuple(item.identifier for item in page.items)
        again, self._last = bool(named) and named == self._last, named
        self._empty = 0 if named else self._empty + 1
        return again or self._empty > EMPTY_PAGES

    def _page(self, question: dict[str, str]) -> oai.Page:
        for _ in range(3):
            try:
                return oai.page(self._answers.ask(question))
            except oai.Broken:
                continue
        raise Unanswered(
            "取り込み元の答えが、OAI-PMH として読めません。"
            " / The answer of the source is not that of OAI-PMH."
        )

    def _refused(self, error: oai.Refused, source: str, progress: Progress) -> Progress | None:
        if error.code == "noRecordsMatch":
            self._note(source, Progress(_before(progress.begun or error.responded)))
            return None
        if error.code == "badResumptionToken" and progress.token and not self._from_start:
            self._from_start = True
            self._seen.clear()
            self._last = ()
            anew = Progress(progress.since)
            self._note(source, anew)
            self._say(
                "続きを取り込む期限が過ぎていたので、はじめから取り込みます。"
                " / The place to go on from has expired: the list is read from its start."
            )
            return anew
        raise Unanswered(_REFUSED.get(error.code) or _OTHER.format(code=error.code))

    def _take(self, page: oai.Page, prefix: str, source: str, after: Progress) -> None:
        """Everything of a page, and how far it has come: all or nothing."""
        loader = self._stores.loader
        before = loader.report.copy()
        try:
            with self._stores.together():
                became: dict[str, str] = {}
                for item in page.items:
                    if not item.deleted:
                        self._take_one(item, prefix, became)
                loader.flush()
                deleted = [item.identifier for item in page.items if item.deleted]
                loader.report.read += len(deleted)
                self._leave(became, deleted)
                self._note(source, after)
        except BaseException:
            loader.drop(before)
            raise

    def _take_one(self, item: oai.Item, prefix: str, became: dict[str, str]) -> None:
        """One record, and which title it became."""
        loader = self._stores.loader
        try:
            title, notes = _read(item, prefix)
        except NotATitle as why:
            loader.take(SetAside(item.identifier or "?", str(why), why.english))
            return
        for note in notes:
            loader.take(note.of(item.identifier))
        became[item.identifier] = title.id
        loader.take(title)

    def _leave(self, became: Mapping[str, str], deleted: Sequence[str]) -> None:
        """Take away the titles that these records were, where no other record is one of them."""
        harvests, report = self._stores.harvests, self._stores.loader.report
        known = harvests.titles([*deleted, *became])
        left = {name: title for name, title in known.items() if became.get(name) != title}
        harvests.became(became)
        harvests.forget(deleted)
        gone = set(left.values()) - harvests.named(set(left.values()))
        stay = set(self._stores.remove(sorted(gone)))
        report.deleted += len(gone) - len(stay)
        harvests.leave_later(stay)
        for identifier, title in left.items():
            if title in stay:
                report.leave(SetAside(identifier, *_STAYS))

    def _leave_now(self) -> None:
        """Take away what the source took back before, and nobody has or waits for any more."""
        stores = self._stores
        with stores.together():
            waiting = stores.harvests.leaving()
            back = stores.harvests.named(waiting)
            stay = set(stores.remove(sorted(waiting - back)))
            stores.harvests.left(waiting - stay)
        stores.loader.report.deleted += len(waiting - back - stay)


def _read(item: oai.Item, prefix: str) -> Read:
    if not item.identifier:
        raise NotATitle("識別子のない記録です。", "it has no identifier.")
    if item.metadata is None:
        raise NotATitle("中身のない記録です。", "it is empty, or not closed.")
    if prefix == PLAIN:
        return dublin.read_one(item.metadata, item.identifier)
    title, notes = marcxml.read_one(item.metadata)
    if title.id.startswith(UNNUMBERED):
        title = replace(title, id=item.identifier)
    return Read(title, notes)


def _before(told: str) -> str:
    """A little before the server's own time, as it writes times; "" where it writes none."""
    try:
        moment = datetime.strptime(told, "%Y-%m-%dT%H:%M:%S%z")
    except ValueError:
        return ""
    return (moment - _OVERLAP).strftime("%Y-%m-%dT%H:%M:%SZ")


_STAYS = (
    "取り込み元で消されましたが、貸出中か予約があるので残しました。済んだあとの取り込みで消します。",
    "the source has deleted it; somebody has it or waits for it, so it goes with a later harvest.",
)
_REFUSED = {
    "cannotDisseminateFormat": "取り込み元に、その形式（--prefix）がありません。"
    " / The source does not offer this --prefix.",
    "noSetHierarchy": "取り込み元に、組（--set）がありません。 / The source has no sets.",
    "badResumptionToken": "続きを取り込めません。もう一度はじめから取り込んでください。"
    " / The source does not go on with its list; please start again.",
}
_OTHER = (
    "取り込み元に断られました（{code}）。--set、--prefix、--from を確かめてください。"
    " / The source refuses: {code}. Look at --set, --prefix and --from."
)
