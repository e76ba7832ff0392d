"""What the designer's drawings show, as values: a library, titles, holds, loans, requests.

All of it is made up, on the morning of 24 November 2026.
"""

from datetime import date, datetime, timedelta
from pathlib import Path

from kiosk.catalogue.records import Creator, Title
from kiosk.circulation.calendar import JST
from kiosk.circulation.facts import (
    Contact,
    CopyStatus,
    HoldState,
    Kind,
    Lending,
    Loan,
)
from kiosk.circulation.library import Library, load
from kiosk.circulation.messages import RequestKind, RequestState
from kiosk.circulation.reasons import Reason, Refusal
from kiosk.desk.answers import (
    CopyLine,
    Here,
    HoldLine,
    LoanLine,
    RequestLine,
    Step,
    TitleLine,
)

NOW = datetime(2026, 11, 24, 10, 32, tzinfo=JST)
PROFILES = Path(__file__).resolve().parent.parent / "resources" / "libraries"
CARD, SECRET, FIRST_SECRET = "20004821", "7392", "19700101"

AV = (Kind.CASSETTE, Kind.READING_CD, Kind.CD, Kind.DVD, Kind.VIDEO, Kind.LD)
STEPS = ("予約申込", "確保待ち", "他館確保", "貸出可能")


def murakami() -> Library:
    """The library whose words the fake speaks."""
    return load(PROFILES / "murakami.toml")


def a_line(
    id_: str,
    title: str,
    creator: str,
    publisher: str,
    year: int,
    here: Here = Here.HERE,
    *,
    place: str = "",
    queue: int = 0,
    volume: str = "",
) -> TitleLine:
    """A title as a list shows it; one that is here has a copy on a shelf."""
    copy = None
    if here is Here.HERE:
        copy = CopyLine(
            f"{id_}-1",
            "chuo",
            "中央図書館",
            CopyStatus.AVAILABLE,
            Lending.LOAN,
            "1階　5番の棚",
            "913.6 ム 1",
            None,
            here=True,
        )
    made = Title(
        id_,
        title,
        creators=(Creator(creator),),
        publisher=publisher,
        year=year,
        volume=volume,
        holds=queue,
    )
    return TitleLine(made, here, place, copy, queue)


LINES = (
    a_line("kokoro", "こころ", "夏目漱石", "岩波書店", 2014, Here.ON_LOAN, queue=2),
    a_line("1q84", "1Q84 BOOK 2", "村上春樹", "新潮社", 2009, Here.ELSEWHERE, place="荒川図書室"),
    a_line("genji", "源氏物語 1", "紫式部", "角田光代訳", 2017),
    a_line("kafka", "海辺のカフカ 上", "村上春樹", "新潮社", 2002),
    a_line("norway", "ノルウェイの森 上", "村上春樹", "講談社", 1987),
    a_line(
        "kishi",
        "騎士団長殺し 第1部",
        "村上春樹",
        "新潮社",
        2017,
        Here.ELSEWHERE,
        place="荒川図書室",
    ),
    a_line("machi", "街とその不確かな壁", "村上春樹", "新潮社", 2023, Here.ON_LOAN, queue=3),
)


def a_hold(
    id_: str,
    title: str,
    state: HoldState,
    now: int,
    *,
    rank: int | None = None,
    by: date | None = None,
    text: str = "",
    receipt: str = "",
) -> HoldLine:
    """A hold with its life drawn up to step `now`."""
    marks = ["passed"] * now + ["now"] + ["to_come"] * (3 - now)
    ready = state is HoldState.READY
    return HoldLine(
        id_,
        id_,
        title,
        Kind.BOOK,
        state,
        STEPS[now],
        tuple(Step(label, mark) for label, mark in zip(STEPS, marks, strict=True)),
        rank,
        "chuo",
        "中央図書館",
        Contact.MAIL,
        "メール",
        receipt,
        date(2026, 11, 24) if ready else None,
        by,
        None,
        None,
        can_cancel=not ready,
        can_change=not ready,
        why_not=Refusal.because(Reason.STATE_FORBIDS, label="貸出可能", ask="") if ready else None,
        text=text,
    )


HOLDS = (
    a_hold("h4", "源氏物語 1", HoldState.PROVISIONAL, 0, receipt="47-318"),
    a_hold("h3", "騎士団長殺し 第1部", HoldState.WAITING, 1, rank=2, text="他の方が利用中です"),
    a_hold("h2", "1Q84 BOOK 2", HoldState.IN_TRANSIT, 2, text="荒川図書室から配送中"),
    a_hold(
        "h1", "こころ", HoldState.READY, 3, by=date(2026, 12, 1), text="中央図書館　予約の棚 ハ"
    ),
)


def a_loan(copy: str, title: str, due: date, *, refused: Reason | None = None) -> LoanLine:
    """A loan; with a reason it cannot be renewed."""
    loan = Loan(copy, copy, title, Kind.BOOK, due - timedelta(days=14), due)
    overdue = due < NOW.date()
    refusal = Refusal.because(refused) if refused else None
    return LoanLine(loan, overdue, refused is None, refusal, "")


LOANS = (
    a_loan("yukiguni", "雪国", date(2026, 11, 27)),
    a_loan("guri", "ぐりとぐら", date(2026, 12, 4)),
    a_loan("fune", "舟を編む", date(2026, 12, 4), refused=Reason.RENEWAL_ON_HOLD),
)


def a_request(
    id_: str,
    kind: RequestKind,
    state: RequestState,
    title: str = "",
    text: str = "",
    receipt: str = "",
) -> RequestLine:
    """One request and what came of it."""
    ok = state is not RequestState.REFUSED
    return RequestLine(id_, kind, receipt, None, title, ok, state, None, text, NOW)


REQUESTS = (
    a_request("r1", RequestKind.HOLD, RequestState.ACCEPTED, "騎士団長殺し 第1部", "2番目です。"),
    a_request(
        "r2", RequestKind.HOLD, RequestState.REFUSED, "舟を編む", "いま借りている本のためです。"
    ),
)
