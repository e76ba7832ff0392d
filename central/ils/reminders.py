"""Mails that time brings: loans due soon or overdue, and new titles somebody waits to hear of.

Each is put into the outbox once; whether it is sent at all is the profile's and the outbox's say.
"""

from datetime import date, timedelta

from sqlalchemy import select, update

from central import mail, stock
from central.ils.within import Within
from central.tables import alerts, loans, patrons
from kiosk.catalogue.fold import fold
from kiosk.catalogue.records import Title


def due_dates(w: Within) -> None:
    """Loans that are due soon, and loans that are overdue."""
    soon = w.today + timedelta(days=w.library.email.due_soon_days)
    rows = w.connection.execute(
        select(loans, patrons.c.due_soon_mail)
        .join(patrons, patrons.c.card == loans.c.card)
        .where(loans.c.due <= soon)
    ).all()
    texts = stock.read(w.connection, list({row.title for row in rows}))
    for row in rows:
        left = (row.due - w.today).days
        text = texts[row.title].title if row.title in texts else ""
        if left >= 0 and row.reminded_for != row.due:
            if row.due_soon_mail:
                mail.due_soon(w, row.card, text, row.due)
            _mark(w, row.copy, reminded_for=row.due)
        if left < 0 and row.overdue_told != row.due:
            mail.overdue(w, row.card, text, row.due)
            _mark(w, row.copy, overdue_told=row.due)


def new_arrivals(w: Within) -> None:
    """New titles that fit the words of an alert."""
    ids = stock.take_arrivals(w.connection)
    wanted = w.connection.execute(select(alerts).order_by(alerts.c.card, alerts.c.id)).all()
    if not ids or not wanted or not w.library.offers.alerts:
        return
    found = stock.read(w.connection, ids)
    texts = {name: _searched(title) for name, title in found.items()}
    for alert in wanted:
        words = [word for word in map(fold, alert.words.split()) if word]
        for name, text in texts.items():
            if words and all(word in text for word in words):
                mail.new_arrival(w, alert.card, alert.words, found[name].title)


def _searched(title: Title) -> str:
    parts = [title.title, title.kana, title.subtitle, title.series, *title.subjects]
    parts += [creator.name for creator in title.creators]
    return " ".join(fold(part) for part in parts if part)


def _mark(w: Within, copy: str, **values: date) -> None:
    w.connection.execute(update(loans).where(loans.c.copy == copy).values(**values))
