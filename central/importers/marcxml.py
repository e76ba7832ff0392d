"""Cut a MARCXML file into its records and read each by itself, so that one bad one costs one.

Works on a stream: a file of any size needs the memory of one record. Only records are given to the
XML parser, never a document type: no entity can be declared, nothing is fetched.
"""

import io
import re
from collections.abc import Iterator
from typing import BinaryIO
from xml.sax import SAXException

from pymarc import Record, parse_xml_to_array
from pymarc.exceptions import PymarcException

from central.importers.formats import read
from central.importers.records import CutShort, NotATitle, Read, SetAside
from kiosk.catalogue.records import Title

_START = re.compile(rb"<(?:([A-Za-z_][\w.-]*):)?record(?=[\s>/])")
_END = re.compile(rb"</(?:[A-Za-z_][\w.-]*:)?record\s*>")
_ENCODING = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_NAMESPACE = re.compile(rb"""xmlns(?::([A-Za-z_][\w.-]*))?\s*=\s*["']([^"'<>&]*)["']""")
_ELEMENT = re.compile(rb"<([A-Za-z_][\w.:-]*)")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_CHUNK = 1 << 18
_TAG = 200
"""Bytes that the beginning of a record takes at most."""
_LONGEST = 1 << 23
"""Bytes without an end after which a record is given up: none is so long."""
_LEADER = re.compile(r"(<(?:[A-Za-z_][\w.-]*:)?leader[^>/]*>)([^<]*)(?=<)")


def read_marcxml(file: BinaryIO) -> Iterator[Title | SetAside]:
    """Each record of a file as a title or as why it was set aside. CutShort after the last one
    where the element around them all is not closed."""
    cutter, closed = _Cutter(file), True
    for number, (line, data, closed) in enumerate(cutter.records(), start=1):
        try:
            title, notes = _read(data, closed, cutter)
            yield from (note.at_line(number, line) for note in notes)
            yield title
        except NotATitle as why:
            yield SetAside.at_line(number, line, why)
    if closed and not cutter.ended:
        # A record without its own end has been told of.
        end = f"</{cutter.root.decode('ascii')}>"
        raise CutShort(
            f"途中で切れたファイルです（{end} がありません）。そこまでのものは入っています。"
            f" / The file is cut short: {end} is missing. What came before is in."
        )


def read_one(data: bytes) -> Read:
    """The first record in `data`. NotATitle where there is none, or it is none."""
    cutter = _Cutter(io.BytesIO(data))
    for _, record, closed in cutter.records():
        return _read(record, closed, cutter)
    raise NotATitle("MARCXML の記録がありません。", "it holds no record of MARCXML.")


def _read(data: bytes, closed: bool, cutter: "_Cutter") -> Read:
    if not closed:
        raise NotATitle("記録の終わり（</record>）がありません。", "it is not closed.")
    return read(_parsed(data, cutter))


class _Cutter:
    """Records of a file as bytes, with what stood before the first: encoding and namespaces."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.encoding = "utf-8"
        self.namespaces: dict[str, str] = {}
        self.root = b""
        """The element around all records; none around a record that stands alone."""
        self.ended = True
        """Whether that element is closed behind the last record so far."""

    def records(self) -> Iterator[tuple[int, bytes, bool]]:
        """Line of the start, the record's bytes, and whether it is closed."""
        held, line, first, more = b"", 1, True, True
        while more:
            chunk = self._file.read(_CHUNK)
            more = bool(chunk)
            held += chunk
            while start := _START.search(held):
                end = _END.search(held, start.end())
                again = _START.search(held, start.end(), end.start() if end else len(held))
                if end is None and again is None and more and len(held) < _LONGEST:
                    break
                if first:
                    self._prologue(held[: start.start()])
                    first = False
                stop = again.start() if again else end.end() if end else len(held)
                line += held.count(b"\n", 0, start.start())
                yield line, held[start.start() : stop], again is None and end is not None
                line += held.count(b"\n", start.start(), stop)
                held = held[stop:]
                self.ended = not self.root
            else:
                self.ended = self.ended or self._closed(held)
                # Between records: only the beginning of a next one can matter.
                rest = len(held) if first else min(len(held), _TAG)
                line += held.count(b"\n", 0, len(held) - rest)
                held = held[len(held) - rest :]
            if first and len(held) > 4 * _CHUNK:
                return

    def _closed(self, held: bytes) -> bool:
        return re.search(rb"</" + re.escape(self.root) + rb"\s*>", held) is not None

    def _prologue(self, before: bytes) -> None:
        if found := _ELEMENT.search(_COMMENT.sub(b"", before)):
            self.root = found.group(1)
        if found := _ENCODING.search(before):
            self.encoding = found.group(1).decode("ascii")
        for prefix, address in _NAMESPACE.findall(before):
            self.namespaces[prefix.decode()] = address.decode("utf-8", "replace")


def _parsed(data: bytes, cutter: _Cutter) -> Record:
    try:
        text = data.decode(cutter.encoding)
    except (UnicodeDecodeError, LookupError):
        raise NotATitle("文字コードが壊れた記録です。", "its characters are damaged.") from None
    try:
        found: list[Record] = parse_xml_to_array(  # type: ignore[no-untyped-call]
            io.BytesIO(_wrapped(text, data, cutter).encode("utf-8"))
        )
    except (SAXException, PymarcException, KeyError, ValueError) as error:
        raise NotATitle(
            f"XML として読めない記録です（{type(error).__name__}）。", "it is no XML."
        ) from None
    if not found:
        raise NotATitle("中身のない記録です。", "it is empty.")
    return found[0]


def _wrapped(text: str, data: bytes, cutter: _Cutter) -> str:
    """The record inside an element that knows every namespace of the file.

    A leader of another length is no harm in XML, where nothing is counted; pymarc minds.
    """
    text = _LEADER.sub(lambda found: found[1] + found[2][:24].ljust(24), text)
    spaces = dict(cutter.namespaces)
    own = {prefix.decode() for prefix, _ in _NAMESPACE.findall(data[:1000])}
    start = _START.match(data)
    if start and start.group(1) and start.group(1).decode() not in own:
        spaces.setdefault(start.group(1).decode(), "http://www.loc.gov/MARC21/slim")
    told = "".join(
        f' xmlns{":" + prefix if prefix else ""}="{address}"' for prefix, address in spaces.items()
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><collection{told}>{text}</collection>'
