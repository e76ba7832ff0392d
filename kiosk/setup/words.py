"""What to tell staff of a call to the central that failed: one plain sentence in both languages.

It names no address, no key and no patron.
"""

from datetime import timedelta

from kiosk.ports import Busy, Misunderstood, TurnedAway
from kiosk.store.problems import Problem

_ENROL_ANEW = (
    "お申込みは端末に残っています。係の者は新しい登録コードを発行し、「setup --again」で"
    "登録し直してください。お申込みはそのまま引き継がれます(「export-requests」で書き出すこともできます)。",
    'Its requests are kept: staff should enrol it anew with a new code and "setup --again", which'
    ' takes them along ("export-requests" writes them out).',
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


def sentence(cause: Exception) -> str:
    """Why a call failed, and what staff should do where only they can."""
    match cause:
        case Problem():
            return cause.sentence
        case Busy():
            return "中央サーバが混み合っています。 / The central is busy."
        case TurnedAway() if cause.reason in _TURNED_AWAY:
            japanese, english = _TURNED_AWAY[cause.reason]
            return f"{japanese}{_ENROL_ANEW[0]} / {english} {_ENROL_ANEW[1]}"
        case TurnedAway():
            return (
                f"中央サーバがこの端末を受け付けませんでした({cause.reason})。"
                f" / The central turned this terminal away ({cause.reason})."
            )
        case Misunderstood():
            return "中央サーバの返事を読み取れません。 / The central's answer cannot be read."
        case _:
            return "中央サーバにつながりません。 / The central cannot be reached."


def off(by: timedelta) -> str:
    """That the clock is wrong, and by how much."""
    days, minutes = abs(by).days, round(abs(by) / timedelta(minutes=1))
    said = (f"{days}日", f"{days} days") if days else (f"{minutes}分", f"{minutes} min")
    return f"時計が{said[0]}ずれています。 / The clock is off by {said[1]}."


def loose(row: int) -> str:
    """That the ledger's chain is broken at a row."""
    return (
        f"控えの{row}番の記録で、つながりが切れています。「export-requests」で書き出してください。"
        f" / The ledger's chain is broken at row {row}: export its requests."
    )
