"""One record of unqualified Dublin Core (oai_dc) as a title: what there is of it, and no more.

It has no readings, no volumes and no copies. Where a server offers MARC, MARC is asked for.
"""

import re

from central.importers import oai, text
from central.importers.bibliographic import LANGUAGES
from central.importers.notes import notes_on
from central.importers.records import NotATitle, Read
from kiosk.catalogue.records import Creator, Title
from kiosk.catalogue.rows import isbn_key

_CDATA = re.compile(rb"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_NDC = re.compile(r"(?:NDC\d*\s*[:：]?\s*)?(\d{3}(?:\.\d{1,6})?)\Z")


def read_one(metadata: bytes, identifier: str) -> Read:
    """A record as a title. NotATitle where it has none."""
    data = _CDATA.sub(lambda found: _escaped(found.group(1)), metadata)
    title = _title(data, identifier)
    isbns = [one for one in oai.values(data, "identifier") if "isbn" in one.lower()]
    return Read(title, tuple(notes_on(title, "; ".join(isbns), oai.value(data, "date"))))


def _title(data: bytes, identifier: str) -> Title:
    name = text.tidy(oai.value(data, "title"))
    if not name:
        raise NotATitle("書名（dc:title）のない記録です。", "it has no title (dc:title).")
    subjects = [text.tidy(one) for one in oai.values(data, "subject")]
    classes = [found.group(1) for one in subjects if (found := _NDC.match(one))]
    makers = [*oai.values(data, "creator"), *oai.values(data, "contributor")]
    return Title(
        id=identifier,
        title=name,
        kana=name if text.is_kana(name) else "",
        kana_generated=text.is_kana(name),
        creators=tuple(Creator(one) for one in dict.fromkeys(map(text.person, makers)) if one),
        isbn=_isbn(oai.values(data, "identifier")),
        year=text.year(oai.value(data, "date")),
        publisher=text.tidy(oai.value(data, "publisher")),
        ndc=classes[0] if classes else "",
        subjects=tuple(dict.fromkeys(one for one in subjects if one and not _NDC.match(one))),
        language=_language(oai.value(data, "language").lower()),
    )


def _escaped(plain: bytes) -> bytes:
    return plain.replace(b"&", b"&amp;").replace(b"<", b"&lt;")


def _isbn(told: list[str]) -> str:
    """Identifiers are of many kinds: one that does not say it is an ISBN must prove it."""
    for one in told:
        found = text.isbn(one)
        if found and (isbn_key(found) or "isbn" in one.lower()):
            return found
    return ""


def _language(told: str) -> str:
    return LANGUAGES.get(told, told[:2] if re.match(r"[a-z]{2}(-|\Z)", told) else "")
