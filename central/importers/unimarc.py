"""One MARC record, read as UNIMARC, as a title: the same for ISO 2709 and MARCXML.

A reading is taken where it stands beside the words: in `$9`, or in a parallel field that `$6` links
to them. Romanisation is never turned into kana. Only records in Unicode come here.
"""

import re
import unicodedata
from collections.abc import Iterator

from pymarc import Field, Record

from central.importers import text
from central.importers.bibliographic import LANGUAGES, fingerprint
from central.importers.records import NotATitle
from kiosk.catalogue.records import Creator, Title
from kiosk.circulation.facts import Kind

NAMES = ("700", "701", "702", "710", "711", "712")
SUBJECTS = ("600", "601", "602", "604", "605", "606", "607", "610")
ROLES = {"070": "著", "730": "訳", "340": "編", "440": "絵", "600": "写真", "720": "監修"}
KINDS = {"g": Kind.DVD, "i": Kind.READING_CD, "j": Kind.CD}
# Marks around an article that is not sorted by, in both of their forms.
_UNSORTED = re.compile("[\x88\x89\x98\x9c]")


def is_unimarc(record: Record) -> bool:
    """Whether a record is UNIMARC: its title stands in 200, which MARC 21 does not have, or its
    coded data in 100 with subfields."""
    if "245" in record:
        return False
    general = record.get_fields("100")
    coded = general and re.match(r"\d{8}[a-z|]", general[0].get("a", "") or "")
    return bool(coded or record.get_fields("200"))


def title(record: Record) -> Title:
    """The title of a record. NotATitle where it has none."""
    heads = record.get_fields("200")
    head = next((field for field in heads if not _is_reading_of_another(record, field)), None)
    name = "" if head is None else _words(head, "a", "h", "i")
    if head is None or not name:
        raise NotATitle("書名（200 $a）が空の記録です。", "its title (200 $a) is empty.")
    kana = _reading(record, head, "a", "h", "i")
    volume = _words(head, "h") or _words(head, "v")
    series, series_kana, series_volume = _series(record)
    isbns = "; ".join(_all(record, "010", "a"))
    return Title(
        id=_identity(record, name, isbns),
        title=name,
        kana=kana or (name if text.is_kana(name) else ""),
        kana_generated=not kana and text.is_kana(name),
        subtitle=" : ".join(_clean(part) for part in head.get_subfields("e")),
        creators=tuple(_creators(record)),
        kind=_kind(record),
        isbn=text.isbn(isbns),
        year=_year(record),
        publisher=next((_clean(one) for one in _all(record, ("210", "214"), "c")), ""),
        extent=" ; ".join(
            filter(None, (_words(one, "a", "d") for one in record.get_fields("215")))
        ),
        ndc=_ndc(record),
        series=series,
        series_kana=series_kana,
        volume=volume or series_volume,
        volume_number=text.volume_number(volume or series_volume),
        subjects=tuple(dict.fromkeys(_subjects(record))),
        language=_language(record),
        audience=_audience(record),
    )


def told(record: Record) -> tuple[str, str]:
    """What a record says where its ISBN and its year stand, as it is printed."""
    isbn = text.like_isbn("; ".join(_all(record, "010", "a")))
    return isbn, " ".join(_all(record, ("210", "214"), "d"))


def _clean(words: str) -> str:
    return text.sentence_end(unicodedata.normalize("NFC", _UNSORTED.sub("", words)))


def _words(field: Field, *codes: str) -> str:
    return " ".join(filter(None, (_clean(part) for part in field.get_subfields(*codes))))


def _all(record: Record, tags: str | tuple[str, ...], code: str) -> Iterator[str]:
    for field in record.get_fields(*([tags] if isinstance(tags, str) else tags)):
        yield from field.get_subfields(code)


def _parallels(record: Record, field: Field) -> Iterator[Field]:
    """The fields that the number in `$6` names as the same in another script."""
    link = (field.get("6", "") or "")[1:3]
    for other in record.get_fields(field.tag) if link else ():
        if other is not field and (other.get("6", "") or "")[1:3] == link:
            yield other


def _reading(record: Record, field: Field, *codes: str) -> str:
    """The reading of a field in kana, or ""."""
    beside = _words(field, "9")
    told = (beside, *(_words(other, *codes) for other in _parallels(record, field)))
    return next((one for one in told if text.is_kana(one)), "")


def _is_reading_of_another(record: Record, field: Field) -> bool:
    return text.is_kana(_words(field, "a")) and any(
        not text.is_kana(_words(other, "a")) for other in _parallels(record, field)
    )


def _identity(record: Record, name: str, isbns: str) -> str:
    numbers = [field.data.strip() for field in record.get_fields("001") if field.data]
    if numbers and numbers[0]:
        return "-".join([*list(_all(record, "801", "b"))[:1], numbers[0]])
    return fingerprint(name, isbns, str(record["200"]))


def _creators(record: Record) -> Iterator[Creator]:
    seen: set[str] = set()
    for field in record.get_fields(*NAMES):
        if _is_reading_of_another(record, field):
            continue
        name = text.person(re.sub(r"\s+,", ",", _clean(_joined(field))))
        if name and name not in seen:
            seen.add(name)
            kana = text.person_reading(_reading(record, field, "a", "b"))
            yield Creator(name, kana, ROLES.get(field.get("4", "") or "", ""))
    if not seen:
        for statement in _all(record, "200", "f"):
            yield Creator(text.person(_clean(statement)))


def _joined(field: Field) -> str:
    codes = ("a", "b") if field.tag.startswith("70") else ("a", "b", "c")
    return " ".join(field.get_subfields(*codes))


def _year(record: Record) -> int | None:
    told = text.year(" ".join(_all(record, ("210", "214"), "d")))
    return told or text.year(_coded(record)[9:13])


def _coded(record: Record) -> str:
    return next(_all(record, "100", "a"), "")


def _series(record: Record) -> tuple[str, str, str]:
    for field in record.get_fields("225", "410"):
        if name := _words(field, "a") or _words(field, "t"):
            return name, _reading(record, field, "a"), next(iter(field.get_subfields("v")), "")
    return "", "", ""


def _ndc(record: Record) -> str:
    for field in record.get_fields("686"):
        if (field.get("2", "") or "").lower().startswith(("ndc", "njb")):
            return text.ndc(" ".join(field.get_subfields("a")))
    return ""


def _subjects(record: Record) -> Iterator[str]:
    for field in record.get_fields(*SUBJECTS):
        if not _is_reading_of_another(record, field):
            parts = [_clean(part) for part in field.get_subfields("a", "b", "x", "y", "z")]
            if told := "－".join(text.person(part) for part in parts if part):
                yield told


def _language(record: Record) -> str:
    code = next(_all(record, "101", "a"), "").strip().lower()
    return LANGUAGES.get(code, code if len(code) == 3 and code.isalpha() else "")


def _audience(record: Record) -> str:
    for sign in _coded(record)[17:20]:
        if sign in "abcd":
            return "child"
        if sign == "e":
            return "young"
    return ""


def _kind(record: Record) -> Kind:
    form, level = str(record.leader)[6:7], str(record.leader)[7:8]
    return Kind.MAGAZINE if form == "a" and level in "is" else KINDS.get(form, Kind.BOOK)
