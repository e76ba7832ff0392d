"""Cut an ISO 2709 file into records and read each: MARC 21, JAPAN/MARC, with UTF-8 or MARC-8.

The reader finds its feet again at every record terminator (0x1D), so that one bad record costs
one record. Encoding is looked at, not believed: UTF-8 stands under a blank leader/09 in many files.
Nothing is repaired by guessing; what does not fit is set aside with its byte position.
"""

import contextlib
import io
import logging
import re
import warnings
from collections.abc import Iterator
from typing import BinaryIO

from pymarc import Record
from pymarc.exceptions import PymarcException

from central.importers.formats import read
from central.importers.records import NotATitle, SetAside
from central.importers.unimarc import is_unimarc
from kiosk.catalogue.records import Title

TERMINATOR, FIELD_END = b"\x1d", b"\x1e"
_NOISE = b"\xef\xbb\xbf\r\n\t \x00\x1a"
_LEADER = re.compile(rb"\d{5}[ -~]{5}[ -~]{2}\d{5}[ -~]{3}[ -~]{4}")
_CHUNK = 1 << 16
# pymarc writes pieces of a record into the log; a log must hold nothing of a record.
logging.getLogger("pymarc").setLevel(logging.CRITICAL)
_LONGEST = 1 << 21
"""Bytes without a terminator after which the rest of a run is given up: no record is so long."""


def read_marc(file: BinaryIO) -> Iterator[Title | SetAside]:
    """Each record of a file as a title or as why it was set aside."""
    for number, (offset, data) in enumerate(_records(file), start=1):
        try:
            title, notes = read(_decoded(data))
            yield from (note.at_byte(number, offset) for note in notes)
            yield title
        except NotATitle as why:
            yield SetAside.at_byte(number, offset, why)


def _records(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    for start, run in _runs(file):
        body = run.lstrip(_NOISE)
        offset = start + len(run) - len(body)
        while body.rstrip(_NOISE):
            length = _length_before_a_lost_terminator(body)
            yield offset, body[:length]
            rest = body[length:].lstrip(_NOISE)
            offset += len(body) - len(rest)
            body = rest


def _runs(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Stretches that end with a terminator, with their byte offset; the last may lack it."""
    start, held = 0, bytearray()
    while chunk := file.read(_CHUNK):
        held += chunk
        if TERMINATOR in chunk:
            *ended, held = held.split(TERMINATOR)
            for run in ended:
                yield start, bytes(run) + TERMINATOR
                start += len(run) + 1
        if len(held) > _LONGEST:
            yield start, bytes(held)
            start, held = start + len(held), bytearray()
    if held:
        yield start, bytes(held)


def _length_before_a_lost_terminator(body: bytes) -> int:
    """Where the record ends: before the next leader, where the terminator between them is lost."""
    if not _LEADER.match(body):
        return len(body)
    declared = int(body[:5])
    for end in (declared - 1, declared):
        if body[end - 1 : end] == FIELD_END and _LEADER.match(body[end:].lstrip(_NOISE)):
            return end
    return len(body)


def _decoded(data: bytes) -> Record:
    if data.endswith(FIELD_END):
        data += TERMINATOR
    _check_shape(data)
    utf8 = _encoding_is_utf8(data)
    complaints = io.StringIO()
    try:
        # pymarc tells of characters it does not know on standard error only.
        with contextlib.redirect_stderr(complaints), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            record = Record(data=data, to_unicode=True, force_utf8=utf8, utf8_handling="strict")
    except UnicodeError:
        raise NotATitle("文字コードが壊れた記録です。", "its characters are damaged.") from None
    except (PymarcException, ValueError, LookupError, TypeError) as error:
        raise NotATitle(
            f"読み取れない記録です（{type(error).__name__}）。", "it cannot be read."
        ) from None
    if not utf8 and not data.isascii() and is_unimarc(record):
        raise NotATitle(
            "UTF-8 でない UNIMARC の記録です。UTF-8 に変換してから取り込んでください。",
            "it is UNIMARC and not in UTF-8; turn it into UTF-8 first.",
        )
    if complaints.getvalue():
        raise NotATitle(
            "MARC-8 にない文字がある記録です。", "it has a character that MARC-8 lacks."
        )
    if any("\x1b" in str(field) for field in record.fields):
        raise NotATitle(
            "文字の切り替え（MARC-8）が壊れた記録です。", "its MARC-8 escapes are damaged."
        )
    return record


def _check_shape(data: bytes) -> None:
    """Raise NotATitle where leader, directory and fields do not fit together."""
    if not _LEADER.match(data):
        raise NotATitle("レコードラベルが壊れています。", "its leader is damaged.")
    declared, base = int(data[:5]), int(data[12:17])
    held = len(data)
    if held < declared:
        raise NotATitle(
            f"途中で切れた記録です（{declared}バイトのうち{held}バイト）。",
            f"it is cut short ({held} of {declared} bytes).",
        )
    if not 24 < base <= len(data) or data[base - 1 : base] != FIELD_END:
        raise NotATitle("ディレクトリの終わりが見つかりません。", "its directory has no end.")
    directory = data[24 : base - 1]
    if len(directory) % 12 or not directory:
        raise NotATitle("ディレクトリの長さが合いません。", "its directory has a wrong length.")
    for entry in range(0, len(directory), 12):
        _check_entry(directory[entry : entry + 12], data, base)


def _check_entry(entry: bytes, data: bytes, base: int) -> None:
    tag = entry[:3].decode("ascii", "replace")
    if not entry[3:].isdigit():
        raise NotATitle(
            f"ディレクトリの項目（{_shown(tag)}）が数字ではありません。",
            f"its directory entry {_shown(tag)} is no number.",
        )
    start = base + int(entry[7:12])
    end = start + int(entry[3:7])
    if end > len(data) or data[end - 1 : end] != FIELD_END or data[start - 1 : start] != FIELD_END:
        raise NotATitle(
            f"フィールド {_shown(tag)} の位置が本文と合いません。",
            f"its field {_shown(tag)} does not stand where the directory says.",
        )


def _shown(tag: str) -> str:
    return tag if tag.isalnum() and tag.isascii() else "?"


def _encoding_is_utf8(data: bytes) -> bool:
    """UTF-8 where the bytes are UTF-8, whatever leader/09 says; MARC-8 where it does not claim it.

    A MARC-8 text that is valid UTF-8 by chance does not occur: its diacritics come before a letter.
    """
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        if data[9:10] == b"a":
            raise NotATitle(
                "文字コードが壊れた記録です（UTF-8 ではありません）。", "it says UTF-8 and is not."
            ) from None
        return False
    return not (data.isascii() and data[9:10] != b"a")
