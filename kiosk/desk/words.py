"""The desk's own sentences: what stands beside an answer where no rule refused anything."""

_TEXTS: dict[str, tuple[str, str]] = {
    "refused": ("{what}はお受けできませんでした。{why}", "{what} could not be accepted. {why}"),
    "refused_kind": (
        "{what}はお受けできませんでした。{why}",
        "Your request ({what}) could not be accepted. {why}",
    ),
    "needs_staff": (
        "係の者が確認しています。お急ぎのときは窓口でお尋ねください。",
        "A librarian is looking into this. Please ask at the desk if you are in a hurry.",
    ),
    "cancelled": ("取り消されました。", "This was cancelled."),
    "queued": (
        "お預かりしています。つながりしだい送ります。",
        "Kept here; it will be sent as soon as the network is back.",
    ),
    "renewal_queued": (
        "延長の申込みをお預かりしています。",
        "Your renewal has been taken and is being processed.",
    ),
    "deferred": (
        "いま図書館のシステムにつながらないため、ご本人の確認は受付処理のときに行います。"
        "予約とパスワードの変更ができます。",
        "The library system cannot be reached. Your password will be checked later; you can"
        " place holds and change your password.",
    ),
    "local": (
        "いま図書館のシステムにつながっていません。{as_of}現在の内容です。",
        "The library system cannot be reached. This is as of {as_of}.",
    ),
    "must_change": (
        "はじめに、仮のパスワードを新しいパスワードに変更してください。",
        "First, please change your temporary password.",
    ),
    "came_refused": (
        "お受けできなかった申込みが{count}件あります。",
        "{count} of your requests could not be accepted.",
    ),
    "ready": (
        "用意できた資料が{count}点あります。",
        "{count} of your holds are ready.",
    ),
    "overdue": (
        "返却期限を過ぎた資料が{count}点あります。",
        "{count} of your loans are overdue.",
    ),
    "email_registered": ("メールアドレスを登録しました。", "Your e-mail address is registered."),
    "email_waiting_confirmation": (
        "登録完了メールが届くと、登録が完了します。",
        "The registration is complete when a confirmation mail arrives.",
    ),
    "email_waiting_staff": (
        "図書館での手続きが終わると使えます。登録した旨を図書館へお電話ください。",
        "Please phone the library; staff will finish the registration.",
    ),
    "email_none": (
        "お預かりしました。図書館のシステムにつながりしだい登録します。",
        "Kept here; it will be registered as soon as the network is back.",
    ),
}

KINDS: dict[str, tuple[str, str]] = {
    "hold": ("予約", "hold"),
    "cancel": ("予約の取消", "cancellation"),
    "change": ("予約の変更", "change of a hold"),
    "order_series": ("巻数順の登録", "reading order"),
    "clear_series": ("巻数順の解除", "reading order removed"),
    "renew": ("貸出の延長", "renewal"),
    "password": ("パスワードの変更", "password change"),
    "register_password": ("パスワードの登録", "password registration"),
    "email": ("メールアドレスの登録", "e-mail registration"),
    "defaults": ("予約の初期設定", "defaults for holds"),
    "reminders": ("お知らせメールの設定", "reminder mails"),
    "history_set": ("読書記録の設定", "reading history setting"),
    "history_delete": ("読書記録の削除", "deletion from the reading history"),
    "favourite_add": ("お気に入りの追加", "favourite added"),
    "favourite_remove": ("お気に入りの削除", "favourite removed"),
    "alert_add": ("新着お知らせの登録", "new-arrival alert"),
    "alert_change": ("新着お知らせの変更", "change of a new-arrival alert"),
    "alert_remove": ("新着お知らせの削除", "new-arrival alert removed"),
}


def said(name: str, language: str, **facts: object) -> str:
    """One sentence in a language: Japanese for `ja…`, English for any other."""
    return _TEXTS[name][0 if language.startswith("ja") else 1].format(**facts)


def kind_said(kind: str, language: str) -> str:
    """What a request is called."""
    return KINDS[kind][0 if language.startswith("ja") else 1]


def masked_email(email: str | None) -> str:
    """Enough of an address to recognise it, not enough to learn it."""
    if not email or "@" not in email:
        return ""
    name, _, host = email.partition("@")
    return f"{name[:1]}•••@{host}"


def masked_phone(phone: str | None) -> str:
    """The last two digits."""
    digits = "".join(sign for sign in phone or "" if sign.isdigit())
    return f"•••• {digits[-2:]}" if digits else ""
