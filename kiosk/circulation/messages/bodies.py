"""What is asked for: the body of a request by its kind, and what is sealed to the intake."""

from collections.abc import Mapping

from kiosk.circulation.facts import Contact
from kiosk.circulation.messages.basis import Message, RequestKind


class HoldBody(Message):
    """Place one title on hold. `series_group` joins the volumes of one series request."""

    title: str
    pickup: str
    contact: Contact
    series_group: str | None = None
    series_order: int | None = None
    confirm_mail: bool = False


class CancelBody(Message):
    """Cancel a hold; `hold` is the hold's id, which is the request's key for a terminal's hold."""

    hold: str


class ChangeBody(Message):
    """Change pickup place or contact; None leaves a part as it is."""

    hold: str
    pickup: str | None = None
    contact: Contact | None = None


class SeriesBody(Message):
    """Put holds in reading order (order_series), or take the order away (clear_series)."""

    holds: tuple[str, ...]


class RenewBody(Message):
    """Renew a loan; `confirm` accepts a new due date earlier than the old one."""

    copy_id: str
    confirm: bool = False


class PasswordBody(Message):
    """A password change; old and new secret travel in the item's sealed box."""


class RegisterPasswordBody(Message):
    """A first password registered at the terminal; all of it travels in the sealed box."""


class EmailBody(Message):
    """A new e-mail address; it travels in the sealed box."""


class DefaultsBody(Message):
    """A patron's defaults for new holds."""

    pickup: str | None = None
    contact: Contact | None = None


class RemindersBody(Message):
    """Whether mails are sent before a due date."""

    due_soon: bool


class HistorySetBody(Message):
    """Switch the reading history on or off."""

    on: bool


class HistoryDeleteBody(Message):
    """Delete lines of the reading history."""

    ids: tuple[str, ...]


class FavouriteBody(Message):
    """Add or remove a favourite title."""

    title: str


class AlertAddBody(Message):
    """A new-arrival alert; its id is the request's key."""

    words: str


class AlertChangeBody(Message):
    """Other words for an alert."""

    id: str
    words: str


class AlertRemoveBody(Message):
    """No more of an alert."""

    id: str


Body = (
    HoldBody
    | CancelBody
    | ChangeBody
    | SeriesBody
    | RenewBody
    | PasswordBody
    | RegisterPasswordBody
    | EmailBody
    | DefaultsBody
    | RemindersBody
    | HistorySetBody
    | HistoryDeleteBody
    | FavouriteBody
    | AlertAddBody
    | AlertChangeBody
    | AlertRemoveBody
)
BODIES: Mapping[RequestKind, type[Message]] = {
    RequestKind.HOLD: HoldBody,
    RequestKind.CANCEL: CancelBody,
    RequestKind.CHANGE: ChangeBody,
    RequestKind.ORDER_SERIES: SeriesBody,
    RequestKind.CLEAR_SERIES: SeriesBody,
    RequestKind.RENEW: RenewBody,
    RequestKind.PASSWORD: PasswordBody,
    RequestKind.REGISTER_PASSWORD: RegisterPasswordBody,
    RequestKind.EMAIL: EmailBody,
    RequestKind.DEFAULTS: DefaultsBody,
    RequestKind.REMINDERS: RemindersBody,
    RequestKind.HISTORY_SET: HistorySetBody,
    RequestKind.HISTORY_DELETE: HistoryDeleteBody,
    RequestKind.FAVOURITE_ADD: FavouriteBody,
    RequestKind.FAVOURITE_REMOVE: FavouriteBody,
    RequestKind.ALERT_ADD: AlertAddBody,
    RequestKind.ALERT_CHANGE: AlertChangeBody,
    RequestKind.ALERT_REMOVE: AlertRemoveBody,
}


class Sealed(Message):
    """Content of a sealed box, bound to its request so that a box cannot be moved to another."""

    key: str
    terminal: str
    card: str
    secret: str | None = None
    new_secret: str | None = None
    email: str | None = None
    name: str | None = None
    born: str | None = None
    phone: str | None = None
