"""What the settings page tells of a library's ways: its mails, and what a password looks like.

Pure: sentences from the profile, nothing of a patron.
"""

from kiosk.circulation.library import Library
from kiosk.circulation.profile import MailKind
from kiosk.ui.viewmodels.digits import SecretForm

_MAILS = {
    MailKind.REGISTERED: ("メールアドレスを登録したとき", "When your address is registered"),
    MailKind.HOLD_PLACED: ("予約を受け付けたとき", "When a hold is placed"),
    MailKind.READY: ("予約の用意ができたとき", "When a hold is ready"),
    MailKind.DUE_SOON: ("返却日の{days}日前", "{days} days before a due date"),
    MailKind.OVERDUE: ("返却日をすぎたとき", "When something is overdue"),
    MailKind.ALERT: ("登録したことばの新着があるとき", "When a new title fits an alert"),
}
_READY_TITLES = {
    True: ("（書名も書きます）", " (with its title)"),
    False: ("（書名は書きません）", " (without its title)"),
}


def mails(library: Library | None, language: str) -> list[str]:
    """When this library sends a mail, in the order of its profile."""
    if library is None or not library.email.offered:
        return []
    english, rule = language == "en", library.email
    said = {kind: words[english].format(days=rule.due_soon_days) for kind, words in _MAILS.items()}
    said[MailKind.READY] += _READY_TITLES[rule.titles_in_ready_mail][english]
    return [said[kind] for kind in rule.kinds]


def mail_note(library: Library | None, language: str) -> str:
    """What a patron should know or do about mails, in the library's words."""
    if library is None or not library.email.offered:
        return ""
    notes = (library.email.staff_step, library.email.note)
    return "\n".join(note.said(language) for note in notes if note is not None)


def secret_form(library: Library | None, language: str) -> str:
    """What a new password looks like: 数字4桁, 6文字以上."""
    form = SecretForm.of(library, signing_in=False)
    few, most = form.shortest, form.longest
    if language == "en":
        sign = "digits" if form.digits_only else "letters, digits and signs"
        return f"{few} {sign}" if form.fixed else f"{few} to {most} {sign}"
    if form.digits_only:
        return f"数字{few}桁" if form.fixed else f"数字{few}–{most}桁"
    return f"英数字と記号{few}文字" if form.fixed else f"英数字と記号{few}–{most}文字"
