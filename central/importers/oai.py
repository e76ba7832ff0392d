"""Answers of OAI-PMH 2.0 cut into their records, so that one broken record costs one. Pure.

Nothing here gives a whole answer to an XML parser: it is cut at its headers, and only what a record
holds is read, by whoever knows its form. So no document type, no entity and no name space that a
server gets wrong stops a harvest.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

_P = rb"(?:[A-Za-z_][\w.-]*:)?"
_HEADER = re.compile(rb"<" + _P + rb"header(?=[\s>])([^>]*)>")
_METADATA = re.compile(rb"<" + _P + rb"metadata(?=[\s>]).*</" + _P + rb"metadata\s*>", re.DOTALL)
_DELETED = re.compile(rb"""\bstatus\s*=\s*["']deleted["']""")
_TOKEN = re.compile(
    rb"<" + _P + rb"resumptionToken(?=[\s>])([^>]*[^/>])?>([^<]*)</" + _P + rb"resumptionToken\s*>"
)
_SIZE = re.compile(rb"""completeListSize\s*=\s*["'](\d{1,12})["']""")
_ERROR = re.compile(rb"<" + _P + rb"""error\s[^>]*?code\s*=\s*["'](\w{1,40})["']""")
_LIST = re.compile(rb"<" + _P + rb"ListRecords(?=[\s/>])[^>]*>")
_END = re.compile(rb"</" + _P + rb"OAI-PMH\s*>\s*\Z")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class Broken(Exception):  # noqa: N818 - a state of an answer
    """The answer is none of OAI-PMH, or was cut off."""


class Refused(Exception):  # noqa: N818 - what a server said
    """The server says why it lists nothing: `code` as the protocol has it (badResumptionToken …);
    `responded` is its own time, "" where it does not tell."""

    def __init__(self, code: str, responded: str) -> None:
        super().__init__(code)
        self.code = code
        self.responded = responded


@dataclass(frozen=True, slots=True)
class Item:
    """One record. `metadata`: its element with what an XML reader must know before it; None where
    it has none, or it is not closed."""

    identifier: str
    deleted: bool
    metadata: bytes | None


@dataclass(frozen=True, slots=True)
class Page:
    """One answer to ListRecords. `responded`: the server's time, as it writes it; `token`: what to
    ask the next page with, "" at the end; `total`: records in the whole list, where told."""

    items: tuple[Item, ...]
    responded: str
    token: str
    total: int | None


def page(data: bytes) -> Page:
    """Read an answer to ListRecords. Broken or Refused."""
    data = _whole(data)
    responded = value(data, "responseDate")
    headers = list(_HEADER.finditer(data))
    if not headers and (error := _ERROR.search(data)):
        raise Refused(error.group(1).decode(), responded)
    listed = _LIST.search(data)
    if listed is None:
        raise Broken("no list of records")
    tail = data[headers[-1].start() :] if headers else data
    found = _TOKEN.search(tail)
    size = _SIZE.search(found.group(1) or b"") if found else None
    return Page(
        tuple(_items(data, headers, data[: listed.end()])),
        responded,
        _text(found.group(2)) if found else "",
        int(size.group(1)) if size else None,
    )


def value(data: bytes, name: str) -> str:
    """The text of the first element with this name, "" where there is none."""
    return next(iter(values(data, name)), "")


def values(data: bytes, name: str) -> list[str]:
    """The texts of all elements with this name, in order."""
    pattern = rb"<" + _P + name.encode() + rb"(?:\s[^>]*)?>([^<]*)</" + _P + name.encode()
    return [_text(found) for found in re.findall(pattern, data)]


def _whole(data: bytes) -> bytes:
    if data.startswith(_UTF16):
        data = data.decode("utf-16", "replace").encode()
    if not _END.search(data[-200:]):
        raise Broken("no end")
    return data


def _items(data: bytes, headers: list[re.Match[bytes]], before: bytes) -> Iterator[Item]:
    starts = [*(header.start() for header in headers), len(data)]
    for header, end in zip(headers, starts[1:], strict=True):
        piece = data[header.start() : end]
        found = _METADATA.search(piece)
        yield Item(
            value(piece, "identifier")[:500],
            _DELETED.search(header.group(1)) is not None,
            before + found.group() if found else None,
        )


def _text(raw: bytes) -> str:
    return html.unescape(raw.decode("utf-8", "replace")).strip()
