"""Asks the rules themselves what an example asks: no terminal, no central, no network."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time

from kiosk.circulation import calendar, holds, loans, passwords, words
from kiosk.circulation.calendar import JST
from kiosk.circulation.facts import Account, Contact, Hold, HoldState, TitleFacts
from kiosk.circulation.profile import AskPer
from kiosk.circulation.reasons import Refusal, sentence
from tests.scenarios.facts import KIND, KINDS, Scene, day

Ask = Callable[..., str]
_QUESTIONS: list[tuple[str, Ask]] = []


def ask(scene: Scene, question: str) -> str:
    """What comes of a question, in the words of the examples."""
    for pattern, answer in _QUESTIONS:
        if found := re.fullmatch(pattern, question):
            return answer(scene, *found.groups())
    raise ValueError(f"no such step: {question}")


def _question(pattern: str) -> Callable[[Ask], Ask]:
    def keep(answer: Ask) -> Ask:
        _QUESTIONS.append((pattern, answer))
        return answer

    return keep


def told(refusals: Sequence[Refusal] | Refusal | None) -> str:
    """「できる」, or 「できない」 with every reason and the sentence of the first."""
    found = (refusals,) if isinstance(refusals, Refusal) else refusals
    if not found:
        return "できる"
    codes = ", ".join(refusal.reason.value for refusal in found)
    return f"できない ({codes}) 「{sentence(found[0])}」"


def _account(scene: Scene) -> Account:
    return Account(scene.patron, scene.now, tuple(scene.loans), tuple(scene.holds))


def said(at: date) -> str:
    """「12月2日」."""
    return f"{at.month}月{at.day}日"


def contact_of(scene: Scene, label: str) -> Contact:
    """A contact by the library's word, or by the common one."""
    for way in scene.library.contacts:
        if way.label.ja == label:
            return way.contact
    return next(contact for contact, word in words.CONTACTS.items() if word.ja == label)


def branch_of(scene: Scene, name: str) -> str:
    """A branch by its name."""
    return next(branch.id for branch in scene.library.branches if branch.name == name)


# -- placing --------------------------------------------------------------------------------------

HOLD = r"(?:「([^」]+)」|" + KIND + r"(?:を?もう1(?:冊|点|タイトル)))を?"
HOLD += r"(?:、(.+)受取で)?(?:、(.+)連絡で)?(、かごの「[^」]+」とともに)?予約する"


@_question(HOLD)
def _hold(
    scene: Scene,
    name: str | None,
    kind: str | None,
    place: str | None,
    way: str | None,
    beside: str | None,
) -> str:
    title = scene.title(name) if name else of_kind(scene, kind or "")
    cart = [scene.title(beside.split("「")[1].split("」")[0])] if beside else []
    found = list(holds.may_hold(scene.library, _account(scene), title, scene.now, cart=cart))
    if place or way:
        where = branch_of(scene, place) if place else scene.home
        how = contact_of(scene, way) if way else scene.library.contacts[0].contact
        verdict = holds.decide(scene.library, _account(scene), title, where, how, scene.now)
        found = list(verdict.refusals)
    return told(found)


def of_kind(scene: Scene, kind: str) -> TitleFacts:
    """A further title of a kind."""
    scene.lay(f"「もう1点の{kind}」は{kind}")
    return scene.title(f"もう1点の{kind}")


@_question(r"「([^」]+)」の予約は")
def _becomes(scene: Scene, name: str) -> str:
    title, way = scene.title(name), scene.library.contacts[0].contact
    verdict = holds.decide(scene.library, _account(scene), title, scene.home, way, scene.now)
    if verdict.stays_provisional:
        return f"「{holds.label(scene.library, HoldState.PROVISIONAL)}」のまま"
    return f"受付後「{holds.label(scene.library, holds.first_state(scene.library, title))}」"


@_question(r"未ログインで「([^」]+)」を予約する")
def _nobody(scene: Scene, name: str) -> str:
    return told(holds.may_hold(scene.library, None, scene.title(name), scene.now))


@_question(r"シリーズを予約かごで予約する")
def _series(scene: Scene) -> str:
    return told(holds.series_refusal(scene.library))


@_question(r"連絡方法")
def _ways(scene: Scene) -> str:
    ways = holds.contacts(scene.library, scene.patron)
    return "、".join(label + ("" if why is None else "(選べない)") for _, label, why in ways)


@_question(r"受取館と連絡方法は")
def _per(scene: Scene) -> str:
    return "1点ごと" if scene.library.flow.ask_per is AskPer.ITEM else "まとめて1回"


@_question(r"受取館")
def _places(scene: Scene) -> str:
    return "、".join(place.name for place, _ in holds.pickups(scene.library, ()))


# -- states ---------------------------------------------------------------------------------------


def _in_state(scene: Scene, label: str) -> Hold:
    found = (state for state in HoldState if holds.label(scene.library, state) == label)
    state = next((state for state in found if state in scene.library.holds.states), None)
    if state is None:
        raise ValueError(f"no state is called {label}")
    scene.lay("本人が「予約した本」を予約している")
    hold = scene.holds.pop()
    return Hold(**{name: getattr(hold, name) for name in hold.__slots__} | {"state": state})


@_question(r"「([^」]+)」の予約を(取り消す|変更する)")
def _rights(scene: Scene, label: str, what: str) -> str:
    may = holds.may_cancel if what == "取り消す" else holds.may_change
    return told(may(scene.library, _in_state(scene, label)))


@_question(r"「([^」]+)」の予約の順番を決める")
def _order(scene: Scene, label: str) -> str:
    hold = _in_state(scene, label)
    return told(holds.may_order(scene.library, (hold, hold)))


@_question(r"取消は")
def _cancels(scene: Scene) -> str:
    hold = _in_state(scene, holds.label(scene.library, HoldState.WAITING))
    return "すぐ" if holds.cancels_at_once(scene.library, hold) else "次の受付処理で"


@_question(r"予約の状態")
def _steps(scene: Scene) -> str:
    labels = [holds.label(scene.library, state) for state in holds.steps(scene.library)]
    return "、".join(labels)


@_question(r"(取消を申し込んだ|シリーズの順番を待つ)予約は")
def _label(scene: Scene, what: str) -> str:
    asked = what.startswith("取消")
    state = HoldState.CANCEL_REQUESTED if asked else HoldState.SEQUENCED
    return f"「{holds.label(scene.library, state)}」"


@_question(r"(\d+)月(\d+)日に取り消した予約は、(\d+)月(\d+)日の一覧に")
def _listed(scene: Scene, month: str, number: str, on_month: str, on: str) -> str:
    scene.lay("本人が「予約した本」を予約している")
    hold = scene.holds.pop()
    values = {name: getattr(hold, name) for name in hold.__slots__}
    gone = Hold(**values | {"state": HoldState.CANCELLED, "ended_on": day(month, number)})
    return "ある" if holds.stays_listed(scene.library, gone, day(on_month, on)) else "ない"


@_question(r"1巻が「([^」]+)」のとき、2巻は")
def _next_volume(scene: Scene, label: str) -> str:
    first = _in_state(scene, label)
    second = _in_state(scene, holds.label(scene.library, HoldState.WAITING))
    one, two = (
        Hold(
            **{name: getattr(hold, name) for name in hold.__slots__}
            | {"id": str(n), "series_group": "S", "series_order": n}
        )
        for n, hold in enumerate((first, second), start=1)
    )
    return "用意されない" if holds.held_back(scene.library, two, (one, two)) else "用意される"


# -- fetching -------------------------------------------------------------------------------------


@_question(r"(.+)に(\d+)月(\d+)日確保、(.+?)(?:を(\d+)月(\d+)日)?")
def _kept(
    scene: Scene, place: str, month: str, number: str, way: str, told_m: str, told_d: str
) -> str:
    secured = day(month, number)
    contact = contact_of(scene, way)
    ready = Hold(
        id="",
        title="",
        title_text="",
        kind=KINDS["図書"],
        state=HoldState.READY,
        placed_at=scene.now,
        pickup=branch_of(scene, place),
        contact=contact,
        secured_on=secured,
        ready_since=secured,
        notified_on=day(told_m, told_d) if told_m else None,
    )
    found = calendar.pick_up(scene.library, ready)
    cancelled = calendar.cancelled_after(scene.library, ready)
    parts = []
    if found is not None:
        if found.first != secured:
            parts.append(f"{said(found.first)}から")
        parts.append(f"{said(found.by)}{_clock(found.until)}まで")
    if found is None or cancelled != found.by:
        ends = "取り消されない" if cancelled == calendar.NEVER else f"{said(cancelled)}のあと取消"
        parts.append(ends)
    return "、".join(parts)


def _clock(at: time | None) -> str:
    return "" if at is None else f"{at.hour}時"


# -- loans ----------------------------------------------------------------------------------------


@_question(r"「([^」]+)」を延長する")
def _renew(scene: Scene, name: str) -> str:
    loan = next(loan for loan in scene.loans if loan.title == name)
    refusals, due = loans.decide_renewal(
        scene.library, loan, _account(scene), scene.home, scene.now, confirm=False
    )
    return told(refusals) if refusals else f"{said(due)}まで"


@_question(r"「([^」]+)」を、早まることを確かめて延長する")
def _renew_anyway(scene: Scene, name: str) -> str:
    loan = next(loan for loan in scene.loans if loan.title == name)
    refusals, due = loans.decide_renewal(
        scene.library, loan, _account(scene), scene.home, scene.now, confirm=True
    )
    return told(refusals) if refusals else f"{said(due)}まで"


@_question(rf"{KIND}を窓口で借りる")
def _lend(scene: Scene, kind: str) -> str:
    return told(loans.may_lend(scene.library, KINDS[kind], scene.loans))


# -- hours, passwords, offers ---------------------------------------------------------------------


@_question(r"(\d+)時(?:(\d+)分)?の(検索|予約)")
def _service(scene: Scene, hour: str, minute: str | None, what: str) -> str:
    today = scene.now.date()
    at = datetime.combine(today, time(int(hour), int(minute or 0)), JST)
    now = calendar.services(scene.library, at)
    return "できる" if (now.search if what == "検索" else now.hold) else "できない"


@_question(r"次の受付処理")
def _intake(scene: Scene) -> str:
    at = calendar.next_intake(scene.library, scene.now)
    return (
        "ない"
        if at is None
        else f"{said(at.date())} {at.hour}時" + (f"{at.minute}分" if at.minute else "")
    )


@_question(r"最初のパスワード")
def _first(scene: Scene) -> str:
    return passwords.first_secret(scene.library, scene.patron) or "図書館か本人が決める"


@_question(r"パスワードの変更")
def _must(scene: Scene) -> str:
    return "必要" if passwords.must_change(scene.library, scene.patron) else "任意"


@_question(r"パスワードを「([^」]*)」にする")
def _new(scene: Scene, new: str) -> str:
    return told(passwords.may_use(scene.library, new, scene.patron))


@_question(r"パスワードの登録を(.+)で")
def _register(scene: Scene, place: str) -> str:
    here = passwords.registers_here(scene.library, branch_of(scene, place))
    return "できる" if here else "できない"


_OFFERS = {
    "読書記録": "history",
    "お気に入り": "favourites",
    "新着のお知らせ": "alerts",
    "返却期限のお知らせ": "reminders",
    "初期設定": "defaults",
}


@_question(rf"({'|'.join(_OFFERS)})")
def _offered(scene: Scene, what: str) -> str:
    return "ある" if getattr(scene.library.offers, _OFFERS[what]) else "ない"


@_question(r"送るメール")
def _mails(scene: Scene) -> str:
    return "、".join(kind.value for kind in scene.library.email.kinds)


@_question(r"メールアドレスを登録すると")
def _address(scene: Scene) -> str:
    return scene.library.email.state_after.value


@_question(r"用意できたメールに書名は")
def _titles(scene: Scene) -> str:
    return "載る" if scene.library.email.titles_in_ready_mail else "載らない"


@_question(r"読書記録をやめると、書かれた記録は")
def _history(scene: Scene) -> str:
    return "残る" if scene.library.history.kept_when_off else "消える"


@_question(r"忘れたときの案内")
def _forgotten(scene: Scene) -> str:
    return scene.library.password.forgotten.ja
