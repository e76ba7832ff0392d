"""Take catalogue files in: MARC 21 / JAPAN/MARC, MARCXML, and tables.

Everything good arrives; every bad record is set aside with its position and a reason, and never
stops the ones after it. Nothing here decides who may have what, and nothing is ever guessed into
a record: a reading the file does not carry stays empty.
"""
