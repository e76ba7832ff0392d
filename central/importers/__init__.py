"""Take catalogue records in: files of MARC 21 / JAPAN/MARC, MARCXML and tables, and harvests.

Everything good arrives; every bad record is set aside with its position and a reason, and never
stops the ones after it. Nothing here decides who may have what, and nothing is ever guessed into
a record but a reading to be found by, which is marked as made and never shown.
"""
