"""What is to be said of a title that is taken all the same, for every form of record; the same
words hold where its row is set aside for another reason.

It is told, and never repaired: a number that may be another book's must find nothing.
"""

from collections.abc import Iterator

from central.importers import text
from central.importers.records import Note
from kiosk.catalogue.records import Title
from kiosk.catalogue.rows import isbn_key

_SHOWN = 40
"""Characters of what a record says that are told."""


def notes_on(title: Title, isbn: str, year: str) -> Iterator[Note]:
    """What of its ISBN and its year is no proven one, or none at all; `isbn` and `year` are what
    the record says in their places."""
    if title.isbn and not isbn_key(title.isbn):
        yield Note(
            f"ISBN {title.isbn} は検査数字が合わないので、番号ではさがせません。",
            f"the check digit of ISBN {title.isbn} is wrong; it cannot be searched by.",
            of_isbn=True,
        )
    isbn, year = isbn.strip()[:_SHOWN], year.strip()[:_SHOWN]
    if text.first_number(isbn) and not title.isbn:
        yield Note(
            f"ISBN「{isbn}」は桁数が合わないので、入れていません。",
            f"{isbn} is no ISBN by its length; it is left out.",
            of_isbn=True,
        )
    if text.first_number(year) and title.year is None:
        yield Note(
            f"出版年「{year}」は年として読めないので、入れていません。",
            f"{year} is no year; it is left out.",
        )
