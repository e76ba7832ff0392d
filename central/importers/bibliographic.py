"""One MARC record, read as MARC 21, as a title: the same for ISO 2709 and MARCXML.

Three habits stand side by side: JAPAN/MARC (script in 245, kana in 880 `/$1`, romaji in 880 `/(B`),
LC's (romaji in 245, script in 880), and plain western records. A reading is taken only where the
record has one; romaji is never turned into kana.
"""

import hashlib
import re
from collections.abc import Iterator

from pymarc import Field, Record

from central.importers import text
from central.importers.records import NotATitle
from kiosk.catalogue.records import Creator, Title
from kiosk.circulation.facts import Kind

NAMES = ("100", "110", "111", "700", "710", "711")
SUBJECTS = ("600", "610", "611", "630", "650", "651", "653")
LANGUAGES = {"jpn": "ja", "eng": "en", "kor": "ko", "chi": "zh", "fre": "fr", "ger": "de"}
LANGUAGES |= {"ita": "it", "spa": "es", "por": "pt", "rus": "ru", "vie": "vi", "tha": "th"}
ROLES = ("著", "訳", "監修", "編集", "編", "作", "絵", "文", "画", "写真")
CHILD, YOUNG = "abcj", "d"
UNNUMBERED = "marc-"
"""How the id of a record begins that has no number of its own."""


def title(record: Record) -> Title:
    """The title of a record. NotATitle where it has none."""
    if "245" not in record:
        raise NotATitle("書名（245）のない記録です。", "it has no title (245).")
    links = Links(record)
    head = record["245"]
    words, reading = links.written_and_read(head)
    name = _name_of_title(words)
    if not name:
        raise NotATitle("書名（245 $a）が空の記録です。", "its title (245 $a) is empty.")
    volume = text.sentence_end(" ".join(words.get_subfields("n")))
    series, series_kana, series_volume = _series(links, record)
    kana = _name_of_title(reading) if reading is not None else ""
    if volume and not series:
        series = text.sentence_end(" ".join(words.get_subfields("a")))
        series_kana = text.sentence_end(" ".join(reading.get_subfields("a"))) if reading else ""
    year, publisher = _published(links, record)
    return Title(
        id=_identity(record, name),
        title=name,
        kana=kana or (name if text.is_kana(name) else ""),
        kana_generated=not kana and text.is_kana(name),
        subtitle=text.sentence_end(" : ".join(map(text.tidy, words.get_subfields("b")))),
        creators=tuple(_creators(links, record, words)),
        kind=_kind(record),
        isbn=text.isbn("; ".join(_values(record, "020", "a"))),
        year=year,
        publisher=publisher,
        extent=_extent(record),
        ndc=_ndc(record),
        series=series,
        series_kana=series_kana,
        volume=volume or series_volume,
        volume_number=text.volume_number(volume) if volume else _series_number(series_volume),
        subjects=tuple(dict.fromkeys(_subjects(links, record))),
        language=_language(record),
        audience=_audience(record),
    )


def told(record: Record) -> tuple[str, str]:
    """What a record says where its ISBN and its year stand, as it is printed."""
    dates = " ".join(_dates(record))
    fixed = _fixed(record)[7:11]
    return (
        text.like_isbn("; ".join(_values(record, "020", "a"))),
        dates or (fixed if fixed.isdecimal() else ""),
    )


class Links:
    """Fields 880 of one record, found by the tag and number of their `$6` and by script code."""

    def __init__(self, record: Record) -> None:
        self._by_link: dict[str, dict[str, Field]] = {}
        romaji = False
        for field in record.get_fields("880"):
            link = field.get("6", "")
            script = link[7:].split("/")[0] if link[6:7] == "/" else ""
            romaji = romaji or script == "(B"
            self._by_link.setdefault(link[:6], {}).setdefault(script, field)
        self._japanese = romaji or any(
            field.get("b", "") == "jpn" for field in record.get_fields("040")
        )

    def written_and_read(self, field: Field) -> tuple[Field, Field | None]:
        """The field in its own script, and the field of its kana reading where there is one."""
        link = field.get("6", "")
        if not link.startswith("880-") or link[4:6] == "00":
            return field, None
        linked = self._by_link.get(f"{field.tag}-{link[4:6]}", {})
        other = linked.get("$1") or linked.get("")
        if other is None:
            foreign = next((one for script, one in linked.items() if script != "(B"), None)
            return (foreign or field) if not self._japanese else field, None
        words = "".join(other.get_subfields("a", "b"))
        if self._japanese:
            return field, other if text.is_reading(words) else None
        return other, other if text.is_kana(words) else None


def _name_of_title(field: Field) -> str:
    parts = [text.sentence_end(part) for part in field.get_subfields("a", "n", "p")]
    return " ".join(part for part in parts if part)


def _identity(record: Record, name: str) -> str:
    numbers = [field.data.strip() for field in record.get_fields("001") if field.data]
    if numbers and numbers[0]:
        agency = [field.data.strip() for field in record.get_fields("003") if field.data]
        return "-".join([*agency[:1], numbers[0]])
    isbns, statements = _values(record, "020", "a"), _values(record, "245", "c")
    return fingerprint(name, *isbns, *statements, str(record["245"]))


def fingerprint(*told: str) -> str:
    """The id of a record that has no number of its own: the same for the same words."""
    return UNNUMBERED + hashlib.sha256("\n".join(told).encode()).hexdigest()[:20]


def _values(record: Record, tag: str, code: str) -> Iterator[str]:
    for field in record.get_fields(tag):
        yield from field.get_subfields(code)


def _creators(links: Links, record: Record, head: Field) -> Iterator[Creator]:
    statement = " ".join(head.get_subfields("c"))
    seen: set[str] = set()
    for field in record.get_fields(*NAMES):
        words, reading = links.written_and_read(field)
        name = _name_of_person(words)
        if not name or name in seen:
            continue
        seen.add(name)
        kana = text.person_reading(" ".join(reading.get_subfields("a", "b"))) if reading else ""
        yield Creator(name, kana.rstrip("."), _role(words, statement, name))
    if not seen:
        yield from _from_statement(statement)


def _name_of_person(field: Field) -> str:
    codes = ("a", "b", "c") if field.tag.endswith("00") else ("a", "b")
    name = text.person(" ".join(field.get_subfields(*codes)))
    return re.sub(r"\s*\(\d{4}年?\)$", "", name).rstrip(".")


def _role(field: Field, statement: str, name: str) -> str:
    told = [text.sentence_end(role) for role in field.get_subfields("e")]
    if told and text.has_japanese(told[0]):
        return told[0]
    for part in statement.split(" ; "):
        if name.replace(" ", "") in part.replace(" ", ""):
            return _role_at_end(part)
    return ""


def _role_at_end(part: str) -> str:
    last = text.sentence_end(part).strip("[]").split(" ")[-1].strip("[]")
    return last if any(last.endswith(role) for role in ROLES) and len(last) <= 8 else ""


def _from_statement(statement: str) -> Iterator[Creator]:
    """Creators of a record without name fields: 「日経パソコン 編」 in 245 $c."""
    for part in text.sentence_end(statement).split(" ; "):
        role = _role_at_end(part)
        words = text.sentence_end(part)
        body = words[: words.rfind(role)].rstrip("[ ") if role else words
        for name in re.split(r"[,、] ?", body):
            if clean := text.person(name.strip("[] ")):
                yield Creator(clean, "", role)


def _dates(record: Record) -> Iterator[str]:
    for tag in ("260", "264"):
        yield from _values(record, tag, "c")


def _fixed(record: Record) -> str:
    """Field 008, or ""."""
    return next((field.data for field in record.get_fields("008") if field.data), "")


def _published(links: Links, record: Record) -> tuple[int | None, str]:
    fields = [*record.get_fields("260"), *record.get_fields("264")]
    fields.sort(key=lambda field: field.tag == "264" and field.indicator2 != "1")
    publisher, year = "", None
    for field in fields:
        words, _ = links.written_and_read(field)
        names = [text.tidy(name).strip("[]") for name in words.get_subfields("b")]
        publisher = publisher or next((name.rstrip(".") for name in names if name), "")
        dates = " ".join([*field.get_subfields("c"), *words.get_subfields("c")])
        year = year or text.year(dates)
    if year is None:
        year = text.year(_fixed(record)[7:11])
    return year, publisher


def _series(links: Links, record: Record) -> tuple[str, str, str]:
    """Name, reading and number of the first series; a `=` title is the same one in English."""
    for field in record.get_fields("490", "440", "830"):
        words, reading = links.written_and_read(field)
        name = _series_name(words)
        if name:
            kana = _series_name(reading) if reading is not None else ""
            volumes = [text.sentence_end(one) for one in field.get_subfields("v")]
            return name, kana, volumes[0] if volumes else ""
    return "", "", ""


def _series_number(volume: str) -> int | None:
    """A series number orders volumes only where it is one number, not a code like 「に-20-5」."""
    return text.volume_number(volume) if len(re.findall(r"\d+", volume)) == 1 else None


def _series_name(field: Field) -> str:
    names: list[str] = []
    parallel = False
    for name in field.get_subfields("a"):
        if not parallel:
            names.append(text.sentence_end(name.split(" / ")[0]))
        parallel = name.rstrip().endswith("=")
    return " ".join(name for name in names if name)


def _ndc(record: Record) -> str:
    found: dict[str, str] = {}
    for field in record.get_fields("084"):
        source = (field.get("2", "") or "").lower()
        if source.startswith(("njb", "ndc")):
            found.setdefault(source, text.ndc(" ".join(field.get_subfields("a"))))
    edition = max(found, key=lambda source: int("0" + re.sub(r"\D", "", source)), default="")
    return found.get(edition, "")


def _extent(record: Record) -> str:
    for field in record.get_fields("300"):
        parts = [text.sentence_end(part) for part in field.get_subfields("a", "c")]
        return " ; ".join(part for part in parts if part)
    return ""


def _subjects(links: Links, record: Record) -> Iterator[str]:
    for field in record.get_fields(*SUBJECTS):
        words, _ = links.written_and_read(field)
        if field.tag == "653":
            yield from filter(None, map(text.sentence_end, words.get_subfields("a")))
            continue
        parts = [text.sentence_end(part) for part in words.get_subfields("a", "x", "y", "z")]
        if told := "－".join(text.person(part) for part in parts if part):
            yield told


def _language(record: Record) -> str:
    code = _fixed(record)[35:38].strip()
    known = len(code) == 3 and code.isalpha() and code not in ("und", "mul", "zxx")
    return LANGUAGES.get(code, code) if known else ""


def _audience(record: Record) -> str:
    sign = _fixed(record)[22:23]
    if str(record.leader)[6:7] != "a" or not sign:
        return ""
    return "child" if sign in CHILD else "young" if sign == YOUNG else ""


def _kind(record: Record) -> Kind:
    leader = str(record.leader)
    form, level = leader[6:7], leader[7:8]
    carriers = [field.data for field in record.get_fields("007") if field.data]
    told = " ".join([*_values(record, "245", "h"), *_values(record, "300", "a")])
    if "紙芝居" in told:
        return Kind.KAMISHIBAI
    if form == "g":
        return _moving_picture(carriers)
    if form in "ij":
        if any(carrier.startswith("ss") for carrier in carriers) or "カセット" in told:
            return Kind.CASSETTE
        return Kind.CD if form == "j" else Kind.READING_CD
    return Kind.MAGAZINE if form == "a" and level in "bis" else Kind.BOOK


def _moving_picture(carriers: list[str]) -> Kind:
    for carrier in carriers:
        if carrier.startswith("v"):
            return {"g": Kind.LD, "b": Kind.VIDEO, "a": Kind.VIDEO}.get(carrier[4:5], Kind.DVD)
    return Kind.DVD
