"""Which MARC a record is written in, and its title accordingly."""

from pymarc import Record

from central.importers import bibliographic, unimarc
from kiosk.catalogue.records import Title


def title(record: Record) -> Title:
    """The title of a record in MARC 21 or UNIMARC. NotATitle where it has none."""
    if unimarc.is_unimarc(record):
        return unimarc.title(record)
    return bibliographic.title(record)
