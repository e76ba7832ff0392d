"""What is to be said of a title that is taken all the same, for every form of record.

It is told, and never repaired: a number that may be another book's must find nothing.
"""

from collections.abc import Iterator

from central.importers.records import Note
from kiosk.catalogue.records import Title
from kiosk.catalogue.rows import isbn_key


def notes_on(title: Title) -> Iterator[Note]:
    """Whether its ISBN is no proven one."""
    if title.isbn and not isbn_key(title.isbn):
        yield Note(
            f"ISBN {title.isbn} は検査数字が合いません。控えますが、番号ではさがせません。",
            f"the check digit of ISBN {title.isbn} is wrong; it is kept and cannot be searched by.",
            of_isbn=True,
        )
