"""Notices to patrons: an outbox that is filled by what happens and emptied when it is due.

A ready mail is the library's notice at the moment it is sent. What was sent stays readable here;
handing mails to a mail server is the transport's work.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class MailKind(StrEnum):
    """Why a mail is sent."""

    HOLD_RECEIVED = "hold_received"  # 予約確認メール
    HOLD_READY = "hold_ready"
    EMAIL_REGISTERED = "email_registered"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    NEW_ARRIVAL = "new_arrival"


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

    def sent(self) -> tuple[Sent, ...]:
        """What has been sent, oldest first."""
        raise NotImplementedError

    def send_due(self) -> int:
        """Send what is due now; how many."""
        raise NotImplementedError
