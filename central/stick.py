"""What comes and goes on a stick where a branch is cut off: requests in, answers and catalogue out.

A file is taken in like a push: exactly once, with a verdict per row. Whoever carries the stick can
neither read nor change what is on it. A terminal that is let in no more is still listened to here:
its patrons were promised something, and a person stands before us with its file.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from central.boxes import Boxes
from central.catalogue import Catalogue
from central.keys import Keys
from central.requests import Requests
from central.terminals import Terminal, Terminals
from kiosk import durable
from kiosk.circulation import carrying
from kiosk.circulation.carrying import CarriedAnswers, CarriedRequests, NotCarried
from kiosk.circulation.messages import PARKED, Item, Outcome, Park, RequestState
from kiosk.circulation.sealing import BadSeal, canonical

LARGEST = 256 * 1024 * 1024
"""Bytes of a file that are read at most: 50,000 rows are well below."""


class NotTaken(Exception):  # noqa: N818 - a state of the file
    """Nothing was taken in; the text says why in both languages."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a file. `fresh`: of `rows`, those that were not known here before. `states`: how
    all of them stand now. `unreadable`: rows that do not even say which they are."""

    terminal: Terminal
    rows: int
    fresh: int
    states: dict[RequestState, int]
    have_through: int
    unreadable: int


class Stick:
    """Takes requests from a stick, and writes what a terminal that is cut off needs onto one."""

    def __init__(
        self,
        terminals: Terminals,
        requests: Requests,
        catalogue: Catalogue,
        boxes: Boxes,
        keys: Keys,
    ) -> None:
        self._terminals = terminals
        self._requests = requests
        self._catalogue = catalogue
        self._boxes = boxes
        self._sign_key = keys.sign

    # -- requests in ----------------------------------------------------------------------------

    def take(self, file: Path) -> Taken:
        """Take a terminal's file in; again changes nothing. NotTaken where it cannot be used."""
        terminal, content = self._opened(_read(file))
        rows = [_row(raw, content.incarnation) for raw in content.items]
        fresh = sum(row is not None and self._requests.get(row.key) is None for row in rows)
        items = [row for row in rows if isinstance(row, Item)]
        outcomes = [*self._requests.take_rows(terminal, content.incarnation, items).items]
        keys = frozenset(content.unsure)
        unsure = [item for item in items if item.key in keys]
        self._requests.note_unsure(terminal, content.incarnation, unsure)
        for row in rows:
            if isinstance(row, Park):
                outcomes += self._requests.park(terminal, row).items
        return Taken(
            terminal=terminal,
            rows=len(rows),
            fresh=fresh,
            states=dict(Counter(outcome.state for outcome in outcomes)),
            have_through=self._requests.reply(terminal, content.incarnation).have_through,
            unreadable=rows.count(None),
        )

    def _opened(self, text: bytes) -> tuple[Terminal, CarriedRequests]:
        try:
            envelope = carrying.outside(text)
            terminal = self._terminals.find(envelope.terminal)
            if terminal is None:
                raise _foreign()
            carrying.check_signed(envelope, terminal.sign_key, *terminal.former_keys)
            box = self._boxes.unseal(envelope.box)
            return terminal, carrying.inside(envelope, CarriedRequests, box)
        except NotCarried as error:
            raise _unsound() from error
        except BadSeal as error:
            raise _foreign() from error

    # -- answers out ----------------------------------------------------------------------------

    def write(self, number: int, folder: Path) -> tuple[Path, int]:
        """Write the answers for a terminal, and the catalogue, into a folder; the file of answers,
        and how many there are. NotTaken where there is no such terminal, or OSError."""
        terminal = self._terminals.find(number)
        if terminal is None:
            raise NotTaken(
                f"番号{number}の端末はありません。 / There is no terminal with this number."
            )
        incarnation = self._requests.incarnation(terminal)
        reply = self._requests.reply(terminal, incarnation)
        outcomes = tuple(self._outcomes(terminal))
        answers = CarriedAnswers(
            terminal=terminal.id,
            incarnation=incarnation,
            made=reply.central_time,
            outcomes=outcomes,
            have_through=reply.have_through,
            safe_through=reply.safe_through,
            next_intake=reply.next_intake,
            profile=self._terminals.profile(""),
        )
        target = folder / f"{carrying.ANSWERS_NAME}-{number}.json"
        packed = carrying.pack(answers, terminal.receive_key, self._sign_key)
        durable.write(target, (packed.encode(),))
        self._write_catalogue(folder)
        return target, len(outcomes)

    def _outcomes(self, terminal: Terminal) -> Iterator[Outcome]:
        cursor, more = "", True
        while more:
            page = self._requests.outcomes(terminal, cursor)
            yield from page.outcomes
            cursor, more = page.cursor, page.has_more

    def _write_catalogue(self, folder: Path) -> None:
        manifest = self._catalogue.ready_manifest()
        chunks = (
            self._catalogue.chunk(manifest.version, number)
            for number in range(len(manifest.chunks))
        )
        durable.write(folder / carrying.CATALOGUE, chunks)
        durable.write(folder / carrying.MANIFEST, (manifest.model_dump_json().encode(),))


def _foreign() -> NotTaken:
    return NotTaken(
        "この中央サーバに登録された端末のファイルではありません。"
        " / This is not a file of a terminal that is enrolled here."
    )


def _unsound() -> NotTaken:
    return NotTaken(
        "申込みの書出しファイルではないか、途中で壊れています。もう一度書き出してください。"
        " / This is no file of exported requests, or it was damaged: export them once more."
    )


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as reading:
            text = reading.read(LARGEST + 1)
    except OSError as error:
        raise NotTaken(
            "ファイルを読めません。もう一度書き出してください。"
            f" / {error.strerror or 'The system refused'}: export it once more."
        ) from error
    if len(text) > LARGEST:
        raise _unsound()
    return text


def _row(raw: dict[str, Any], incarnation: int) -> Item | Park | None:
    """A row; one that this version cannot read is kept for a person; None where it has no name."""
    try:
        return Item.model_validate(raw)
    except ValidationError:
        text = canonical(raw).decode()[:PARKED]
    try:
        named = {name: raw.get(name) for name in ("seq", "key", "hash")}
        return Park.model_validate({**named, "incarnation": incarnation, "text": text})
    except ValidationError:
        return None
