"""Holds, loans and requests of My page as rows: words, icons and tones, no colours.

Pure functions over the desk's answers. What a profile does not know (an arrival day, say) is left
out rather than guessed.
"""

from datetime import date, datetime
from typing import Any

from kiosk.circulation.facts import HoldState
from kiosk.circulation.messages import RequestKind, RequestState
from kiosk.circulation.reasons import Reason, sentence
from kiosk.desk.answers import HoldLine, LoanLine, RequestLine
from kiosk.ui.viewmodels import words

STATE_ICONS = {
    HoldState.PROVISIONAL: "dotted",
    HoldState.INVESTIGATING: "search",
    HoldState.WAITING: "clock",
    HoldState.SEQUENCED: "series",
    HoldState.IN_TRANSIT: "truck",
    HoldState.READY: "here",
    HoldState.CANCEL_REQUESTED: "dotted",
    HoldState.NEEDS_STAFF: "person",
}
_ENDED_ICON = "info"


def hold_order(hold: HoldLine) -> tuple[int, str]:
    """Ready first, then what comes soonest."""
    order = (
        HoldState.READY,
        HoldState.IN_TRANSIT,
        HoldState.WAITING,
        HoldState.SEQUENCED,
        HoldState.INVESTIGATING,
        HoldState.PROVISIONAL,
        HoldState.NEEDS_STAFF,
        HoldState.CANCEL_REQUESTED,
    )
    place = order.index(hold.state) if hold.state in order else len(order)
    return (place, hold.pick_up_by.isoformat() if hold.pick_up_by else "")


def hold_row(
    hold: HoldLine, now: datetime, next_intake: datetime | None, language: str
) -> dict[str, Any]:
    """One hold: where it is in its life, when what happens, and what can be done."""
    head, text, tone = _when(hold, now, next_intake, language)
    return {
        "id": hold.id,
        "titleId": hold.title,
        "title": hold.title_text,
        "under": _under(hold, language),
        "state": hold.state.value,
        "label": hold.label,
        "symbol": STATE_ICONS.get(hold.state, _ENDED_ICON),
        "steps": [{"label": step.label, "mark": step.mark} for step in hold.steps],
        "ready": hold.state is HoldState.READY,
        "whenHead": head,
        "whenText": text,
        "whenTone": tone,
        "canCancel": hold.can_cancel,
        "canChange": hold.can_change,
        "whyNot": sentence(hold.why_not, language) if hold.why_not else "",
        "order": hold.series_order or 0,
    }


def _under(hold: HoldLine, language: str) -> str:
    english = language == "en"
    if hold.state is HoldState.PROVISIONAL and hold.receipt:
        return f"Receipt {hold.receipt}" if english else f"仮予約　受付 {hold.receipt}"
    place = f"Pick up at {hold.pickup_text}" if english else f"{hold.pickup_text}で受取"
    return hold.text or place


def _when(
    hold: HoldLine, now: datetime, next_intake: datetime | None, language: str
) -> tuple[str, str, str]:
    english = language == "en"
    if hold.state is HoldState.READY and hold.pick_up_by is not None:
        day = words.day(hold.pick_up_by, language)
        until = hold.pick_up_until or ""
        if english:
            return ("Pick up by", f"{day} {until}".strip(), "time")
        return ("取り置き期限", f"{day}{until}まで", "time")
    if hold.state in (HoldState.WAITING, HoldState.SEQUENCED) and hold.rank is not None:
        return (
            ("Your place", f"No. {hold.rank}", "ink")
            if english
            else ("あなたの順番", f"{hold.rank}番目", "ink")
        )
    if hold.state is HoldState.IN_TRANSIT:
        return (
            ("To the pickup place", "On the way", "ink")
            if english
            else ("受取館へ", "配送中です", "ink")
        )
    if hold.state in (HoldState.PROVISIONAL, HoldState.CANCEL_REQUESTED) and next_intake:
        head = "Decided" if english else "受付処理は"
        return (head, words.moment(next_intake, now, language), "ink")
    return ("Now", hold.label, "ink") if english else ("いまの状態", hold.label, "ink")


def loan_row(line: LoanLine, today: date, language: str) -> dict[str, Any]:
    """One loan: its due date, what is left, and whether it can be renewed."""
    why = _why_not_renewed(line, language)
    return {
        "copy": line.loan.copy,
        "titleId": line.loan.title,
        "title": line.loan.title_text,
        "due": words.day(line.loan.due, language),
        "left": words.days_left(line.loan.due, today, language),
        "overdue": line.overdue,
        "canRenew": line.can_renew,
        "why": "" if line.can_renew else why,
    }


def _why_not_renewed(line: LoanLine, language: str) -> str:
    if line.refusal is None:
        return _first_sentence(line.note)
    if line.refusal.reason is Reason.RENEWAL_ON_HOLD:
        english = "Others wait for this: it cannot be renewed."
        return english if language == "en" else "待つ方がいるため、延長できません"
    return _first_sentence(sentence(line.refusal, language))


def _first_sentence(text: str) -> str:
    """The reason alone: what to do instead has no room in a row."""
    for stop in ("。", ". "):
        head, found, _ = text.partition(stop)
        if found:
            return head + stop.rstrip()
    return text


def result_row(line: RequestLine, language: str) -> dict[str, Any]:
    """What came of one request, in a sentence with its reasons, the most helpful first."""
    icon, bold = _verdict(line, language)
    text = line.text
    if line.refusals and (not text or len(line.refusals) > 1):
        between = " " if language == "en" else ""
        text = between.join(sentence(refusal, language) for refusal in line.refusals)
    return {"id": line.id, "symbol": icon, "bold": bold, "text": text, "receipt": line.receipt}


def _verdict(line: RequestLine, language: str) -> tuple[str, str]:
    english = language == "en"
    title = line.title_text
    name = (f"“{title}”" if english else f"『{title}』") if title else ""
    what = (
        _WHAT[line.kind][english] if line.kind in _WHAT else ("Your request", "お願い")[not english]
    )
    subject = _subject(line.kind, name, what, english=english)
    if line.state is RequestState.ACCEPTED:
        return "here", f"{subject} was accepted." if english else f"{subject}を受け付けました。"
    if line.state is RequestState.REFUSED:
        if english:
            return "warning", f"{subject} could not be accepted."
        return "warning", f"{subject}はお受けできませんでした。"
    if line.state is RequestState.NEEDS_STAFF:
        if english:
            return "person", f"{subject} is being checked by our staff."
        return "person", f"{subject}は係が確認しています。"
    if line.state is RequestState.CANCELLED:
        return "info", f"{subject} was withdrawn." if english else f"{subject}は取り消されました。"
    return "clock", f"{subject} is waiting." if english else f"{subject}をお預かりしています。"


def _subject(kind: RequestKind, name: str, what: str, *, english: bool) -> str:
    if not name:
        return what
    if kind is RequestKind.HOLD:
        return f"Your hold on {name}" if english else name
    return f"{what} ({name})" if english else f"{name}の{what}"


_WHAT: dict[RequestKind, tuple[str, str]] = {
    RequestKind.HOLD: ("仮予約", "Your hold"),
    RequestKind.CANCEL: ("取消", "The cancellation"),
    RequestKind.CHANGE: ("変更", "The change"),
    RequestKind.ORDER_SERIES: ("読む順番", "The reading order"),
    RequestKind.CLEAR_SERIES: ("読む順番の取消", "Clearing the reading order"),
    RequestKind.RENEW: ("延長", "The renewal"),
    RequestKind.PASSWORD: ("パスワードの変更", "Your new password"),
    RequestKind.REGISTER_PASSWORD: ("パスワードの登録", "Your new password"),
    RequestKind.EMAIL: ("メールアドレスの登録", "Your e-mail address"),
    RequestKind.DEFAULTS: ("いつもの受け取り方", "Your usual choices"),
    RequestKind.REMINDERS: ("お知らせメールの設定", "Your reminder setting"),
}

SHOWN_RESULTS = frozenset(_WHAT)
"""Requests whose outcome is told on My page; the small ones (favourites …) speak for themselves."""
