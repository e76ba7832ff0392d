"""What to tell staff where something is wrong, and what they should do: plain sentences.

It names no address, no key and no patron.
"""

from datetime import datetime, timedelta

from kiosk.circulation.calendar import JST
from kiosk.ports import Busy, Misunderstood, TurnedAway
from kiosk.setup.findings import Told
from kiosk.store.problems import Problem

_ENROL_ANEW = (
    "お申込みは端末に残っています。係の者は新しい登録コードを発行し、「setup --again」で"
    "登録し直してください。お申込みはそのまま引き継がれます(「export-requests」で書き出すこともできます)。",
    "Its requests are kept: staff should enrol it anew with a new code and “setup --again”, which"
    " takes them along (“export-requests” writes them out).",
)
_TURNED_AWAY = {
    "unknown_terminal": (
        "中央サーバで、この端末の登録が取り消されています。",
        "The central has revoked this terminal.",
    ),
    "bad_signature": (
        "中央サーバが、この端末の鍵を確かめられません。",
        "The central does not recognise this terminal's key.",
    ),
    "forked": (
        "この端末と同じ登録で、別のディスク(複製など)が使われています。",
        "Another disk, such as a copy of this one, is in use under this terminal's name.",
    ),
}


def told(cause: Exception) -> Told:
    """Why a call failed, and what staff should do where only they can."""
    match cause:
        case Problem():
            return Told(str(cause), cause.english)
        case Busy():
            return Told("中央サーバが混み合っています。", "The central is busy.")
        case TurnedAway():
            return turned_away(cause.reason)
        case Misunderstood():
            return Told(
                "中央サーバの返事を読み取れません。", "The central's answer cannot be read."
            )
        case _:
            return Told("中央サーバにつながりません。", "The central cannot be reached.")


def turned_away(reason: str) -> Told:
    """That the central does not take this terminal, by its reason."""
    if reason in _TURNED_AWAY:
        return Told(*_TURNED_AWAY[reason], *_ENROL_ANEW)
    return Told(
        f"中央サーバがこの端末を受け付けませんでした({reason})。",
        f"The central turned this terminal away ({reason}).",
    )


def moment(at: datetime) -> str:
    """To the minute, in the library's own time."""
    return f"{at.astimezone(JST):%Y-%m-%d %H:%M}"


def off(by: timedelta) -> Told:
    """That the clock is wrong, and by how much."""
    days, minutes = abs(by).days, round(abs(by) / timedelta(minutes=1))
    said = (f"{days}日", f"{days} days") if days else (f"{minutes}分", f"{minutes} min")
    return Told(
        f"時計が{said[0]}ずれています。",
        f"The clock is off by {said[1]}.",
        "お申込みの時刻は、中央サーバの時計に合わせています。端末の日付と時刻を直してください。",
        "Requests carry the central's time. Set the date and the time of this machine.",
    )


def loose(row: int) -> Told:
    """That the ledger's chain is broken at a row."""
    return Told(
        f"控えの{row}番の記録で、つながりが切れています。",
        f"The ledger's chain is broken at row {row}.",
        "「export-requests」で書き出してください。",
        "Export its requests with “export-requests”.",
    )
