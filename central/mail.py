"""Notices to patrons: an outbox that is filled by what happens and emptied when it is due.

A ready mail is the library's notice at the moment it is sent. What was sent stays readable here;
handing mails to a mail server is the transport's work, and no rule of lending stands here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, func, select, update

from central.clock import Clock
from central.database import Database
from central.ils import people
from central.ils.within import Within
from central.tables import holds, outbox
from kiosk.circulation.facts import Contact, EmailState, Hold, HoldState
from kiosk.circulation.library import Library
from kiosk.circulation.profile import MailKind

_DUE = (
    select(outbox.c.id)
    .where(outbox.c.sent_at.is_(None), outbox.c.due_at <= bindparam("now"))
    .order_by(outbox.c.due_at, outbox.c.id)
)


@dataclass(frozen=True, slots=True)
class Sent:
    """One mail as it was sent."""

    to: str
    kind: MailKind
    subject: str
    text: str
    at: datetime


class Mail:
    """The outbox."""

    def __init__(self, database: Database, clock: Clock, library: Library) -> None:
        self._database = database
        self._clock = clock
        self._library = library

    def sent(self) -> tuple[Sent, ...]:
        """What has been sent, oldest first."""
        with self._database.read() as connection:
            rows = connection.execute(
                select(outbox)
                .where(outbox.c.sent_at.is_not(None))
                .order_by(outbox.c.sent_at, outbox.c.id)
            ).all()
        return tuple(
            Sent(row.recipient, MailKind(row.kind), row.subject, row.text, row.sent_at)
            for row in rows
        )

    def next_due(self) -> datetime | None:
        """When the next mail is due."""
        with self._database.read() as connection:
            due: datetime | None = connection.execute(
                select(func.min(outbox.c.due_at)).where(outbox.c.sent_at.is_(None))
            ).scalar()
            return due

    def send_due(self) -> int:
        """Send what is due now; how many."""
        return send_due(self._database, self._clock, self._library)


def send_due(database: Database, clock: Clock, library: Library) -> int:
    """Send what is due now; how many. Each mail with what it brings about in one step."""
    now = clock.now()
    with database.read() as connection:
        due: list[int] = list(connection.execute(_DUE, {"now": now}).scalars())
    for mail_id in due:
        with database.write() as connection:
            _send(Within(connection, now, library), mail_id)
    return len(due)


def _send(w: Within, mail_id: int) -> None:
    row = w.connection.execute(
        select(outbox).where(outbox.c.id == mail_id, outbox.c.sent_at.is_(None))
    ).first()
    if row is None:
        return
    w.connection.execute(update(outbox).where(outbox.c.id == mail_id).values(sent_at=w.now))
    if row.kind == MailKind.READY.value:
        _notice(w, row)
    elif row.kind == MailKind.REGISTERED.value:
        confirm_address(w, row.card, only=EmailState.WAITING_CONFIRMATION)


def _notice(w: Within, row: Row[Any]) -> None:
    w.connection.execute(
        update(holds)
        .where(holds.c.id == row.hold, holds.c.state == HoldState.READY.value)
        .values(notified_on=w.today)
    )
    people.touch(w, [row.card])


def confirm_address(w: Within, card: str, only: EmailState | None = None) -> None:
    """The address a patron asked for counts from now on."""
    found = people.row(w, card)
    if only is not None and found.email_state != only.value:
        return
    people.change(
        w,
        card,
        email=found.email_wanted or found.email,
        email_wanted=None,
        email_state=EmailState.REGISTERED.value,
        **({"default_contact": Contact.MAIL.value} if w.library.email.becomes_default else {}),
    )


# -- what is written ------------------------------------------------------------------------------


def enqueue(
    w: Within,
    card: str,
    kind: MailKind,
    subject: str,
    lines: Sequence[str],
    *,
    hold: str | None = None,
    due_at: datetime | None = None,
    to: str | None = None,
) -> None:
    """Put a mail into the outbox, where the library sends such mails and knows an address."""
    if kind not in w.library.email.kinds and to is None:
        return
    found = people.row(w, card)
    known = found.email if found.email_state == EmailState.REGISTERED.value else None
    recipient = to or known
    if recipient is None:
        return
    text = "\n".join((*lines, "", w.library.name, "このメールには返信できません。"))
    w.connection.execute(
        outbox.insert().values(
            card=card,
            recipient=recipient,
            kind=kind.value,
            subject=f"【{w.library.name}】{subject}",
            text=text,
            hold=hold,
            due_at=due_at or w.now,
        )
    )


def drop_unsent(w: Within, card: str, kind: MailKind | None = None) -> None:
    """Mails (of one kind) that are no longer true before they were sent."""
    unsent = delete(outbox).where(outbox.c.card == card, outbox.c.sent_at.is_(None))
    w.connection.execute(unsent if kind is None else unsent.where(outbox.c.kind == kind.value))


def hold_ready(w: Within, card: str, hold: Hold, by: date | None) -> None:
    """The hold can be fetched: the notice, where the patron chose mail."""
    if hold.contact is not Contact.MAIL:
        return
    lines = ["予約された資料のご用意ができました。"]
    if w.library.email.titles_in_ready_mail:
        lines.append(f"資料名：{hold.title_text}")
    lines.append(f"受取場所：{w.library.branch(hold.pickup).name}")
    if by is not None:
        lines.append(f"取り置き期限：{by.year}年{by.month}月{by.day}日")
    enqueue(w, card, MailKind.READY, "予約資料のご用意ができました", lines, hold=hold.id)


def hold_placed(w: Within, card: str, title_text: str, pickup: str, receipt: str) -> None:
    """The confirmation that a patron ticked when asking for a hold."""
    lines = [
        "以下のタイトルについて予約の申込みを受け付けました。",
        f"資料名：{title_text}",
        f"受取場所：{w.library.branch(pickup).name}",
        f"受付番号：{receipt}",
    ]
    enqueue(w, card, MailKind.HOLD_PLACED, "予約の申込みを受け付けました", lines)


def address_registered(w: Within, card: str, address: str, due_at: datetime) -> None:
    """The notice that an address is registered, to that address."""
    lines = ["メールアドレスの登録が完了しました。"]
    enqueue(
        w,
        card,
        MailKind.REGISTERED,
        "メールアドレス登録のお知らせ",
        lines,
        due_at=due_at,
        to=address,
    )


def due_soon(w: Within, card: str, title_text: str, due: date) -> None:
    """A loan is due soon."""
    lines = [
        "返却期限が近づいている資料があります。",
        f"{title_text}（{due.month}月{due.day}日まで）",
    ]
    enqueue(w, card, MailKind.DUE_SOON, "返却期限のお知らせ", lines)


def overdue(w: Within, card: str, title_text: str, due: date) -> None:
    """A loan is overdue."""
    lines = [
        "返却期限を過ぎた資料があります。ご返却をお願いします。",
        f"{title_text}（期限：{due.month}月{due.day}日）",
    ]
    enqueue(w, card, MailKind.OVERDUE, "返却のお願い", lines)


def new_arrival(w: Within, card: str, words: str, title_text: str) -> None:
    """A title came that a patron wanted to hear of."""
    lines = [f"ご登録のキーワード「{words}」に合う資料が入りました。", title_text]
    enqueue(w, card, MailKind.ALERT, "新着資料のお知らせ", lines)
