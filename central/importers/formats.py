"""Which MARC a record is written in, and its title accordingly."""

from pymarc import Record

from central.importers import bibliographic, unimarc
from central.importers.notes import notes_on
from central.importers.records import Read


def read(record: Record) -> Read:
    """The title of a record in MARC 21 or UNIMARC, and what is to be said of it. NotATitle where it
    has none."""
    form = unimarc if unimarc.is_unimarc(record) else bibliographic
    title = form.title(record)
    return Read(title, tuple(notes_on(title, *form.told(record))))
