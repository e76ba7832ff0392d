"""The scene of an example: who, what they have, which titles there are. Laid line by line."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from kiosk.circulation import words
from kiosk.circulation.calendar import JST
from kiosk.circulation.facts import (
    Channel,
    CopyFacts,
    EmailState,
    Hold,
    HoldState,
    Kind,
    Lending,
    Loan,
    Patron,
    Residence,
    SecretState,
    Source,
    TitleFacts,
)
from kiosk.circulation.library import Library

KINDS = {word.ja: kind for kind, word in words.KINDS.items()} | {"本": Kind.BOOK}
KIND = "(" + "|".join(sorted(KINDS, key=len, reverse=True)) + ")"
STATES = {state.value: state for state in HoldState}
YEAR = 2026


SOMEBODY = Patron(
    "10000001",
    "見本 花子",
    born=date(1985, 6, 15),
    phone="0254-00-0000",
    email="hanako@example.org",
)


def day(month: str, number: str) -> date:
    """A day of the year in which the examples play; January to March are of the next."""
    return date(YEAR if int(month) > 3 else YEAR + 1, int(month), int(number))


@dataclass
class Scene:
    """What is so before anything is asked. Titles that nobody described are books of this house."""

    library: Library
    now: datetime = datetime(2026, 11, 24, 12, 0, tzinfo=JST)
    patron: Patron = SOMEBODY
    holds: list[Hold] = field(default_factory=list)
    loans: list[Loan] = field(default_factory=list)
    titles: dict[str, TitleFacts] = field(default_factory=dict)

    @property
    def home(self) -> str:
        """Where the terminal stands."""
        return self.library.branches[0].id

    def title(self, name: str) -> TitleFacts:
        """A title by its name, made where it is named first."""
        if name not in self.titles:
            self.titles[name] = TitleFacts(
                name, name, Kind.BOOK, copies=(CopyFacts(f"{name}-1", self.home),)
            )
        return self.titles[name]

    def lay(self, line: str) -> None:
        """Add what one line says."""
        for pattern, add in _LINES:
            if found := re.fullmatch(pattern, line):
                add(self, *found.groups())
                return
        raise ValueError(f"no such step: {line}")


_LINES: list[tuple[str, Callable[..., None]]] = []


def _line(pattern: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    def keep(add: Callable[..., None]) -> Callable[..., None]:
        _LINES.append((pattern, add))
        return add

    return keep


@_line(r"いまは(?:(\d+)年)?(\d+)月(\d+)日 ?(\d+)時(?:(\d+)分)?")
def _now(
    scene: Scene, year: str | None, month: str, number: str, hour: str, minute: str | None
) -> None:
    at = date(int(year), int(month), int(number)) if year else day(month, number)
    scene.now = datetime(at.year, at.month, at.day, int(hour), int(minute or 0), tzinfo=JST)


# -- the patron -----------------------------------------------------------------------------------


def _patron(scene: Scene, **changes: Any) -> None:
    scene.patron = replace(scene.patron, **changes)


@_line(r"本人は(\d+)年(\d+)月(\d+)日生まれ")
def _born(scene: Scene, year: str, month: str, number: str) -> None:
    _patron(scene, born=date(int(year), int(month), int(number)))


@_line(r"カードの有効期限は(\d+)月(\d+)日")
def _expires(scene: Scene, month: str, number: str) -> None:
    _patron(scene, expires=day(month, number))


@_line(r"本人は広域利用")
def _wide(scene: Scene) -> None:
    _patron(scene, residence=Residence.WIDE_AREA)


@_line(r"(メール|電話)は未登録")
def _unknown(scene: Scene, what: str) -> None:
    _patron(scene, **({"email": None} if what == "メール" else {"phone": None}))


@_line(r"メールは(登録完了メール|図書館の手続き)を待っている")
def _waiting_mail(scene: Scene, what: str) -> None:
    mail = what == "登録完了メール"
    state = EmailState.WAITING_CONFIRMATION if mail else EmailState.WAITING_STAFF
    _patron(scene, email_state=state)


@_line(r"パスワードは仮のもの")
def _initial(scene: Scene) -> None:
    _patron(scene, secret_state=SecretState.INITIAL)


# -- titles ---------------------------------------------------------------------------------------

_LENDING = {"禁帯出": Lending.REFERENCE, "館内視聴用": Lending.IN_HOUSE}


@_line(rf"「([^」]+)」は(禁帯出|館内視聴用)?の?{KIND}(の最新号)?(?:、請求記号は(.+))?")
def _title(
    scene: Scene, name: str, lending: str | None, kind: str, latest: str | None, call: str | None
) -> None:
    copy = CopyFacts(
        f"{name}-1",
        scene.home,
        _LENDING[lending] if lending else Lending.LOAN,
        call=call or "",
    )
    of_here = scene.library.kind_of(KINDS[kind], [copy.call])
    scene.titles[name] = TitleFacts(
        name, name, of_here, latest_issue=latest is not None, copies=(copy,)
    )


@_line(r"「([^」]+)」は(未所蔵|ネットワーク館の所蔵)")
def _source(scene: Scene, name: str, source: str) -> None:
    nobody = source == "未所蔵"
    title = scene.title(name)
    scene.titles[name] = replace(
        title,
        source=Source.INTERLOAN if nobody else Source.NETWORK,
        copies=() if nobody else title.copies,
    )


# -- holds and loans ------------------------------------------------------------------------------


@_line(rf"(本人|窓口)で?が?{KIND}を(\d+)(?:冊|点|タイトル)予約している")
def _holds(scene: Scene, where: str, kind: str, number: str) -> None:
    channel = Channel.COUNTER if where == "窓口" else Channel.TERMINAL
    for n in range(int(number)):
        name = f"予約{where}{kind}{n + 1}"
        scene.titles[name] = replace(scene.title(name), kind=KINDS[kind])
        _hold(scene, name, channel)


@_line(r"本人が「([^」]+)」を予約している(?:\((\d+)番目\))?")
def _one_hold(scene: Scene, name: str, rank: str | None) -> None:
    _hold(scene, name, rank=int(rank) if rank else None)


def _hold(
    scene: Scene, name: str, channel: Channel = Channel.TERMINAL, rank: int | None = None
) -> None:
    title = scene.title(name)
    scene.holds.append(
        Hold(
            id=f"hold-{name}",
            title=name,
            title_text=name,
            kind=title.kind,
            state=HoldState.WAITING,
            placed_at=scene.now,
            pickup=scene.home,
            contact=scene.library.contacts[0].contact,
            channel=channel,
            rank=rank,
        )
    )


@_line(
    rf"本人が(?:{KIND})?「([^」]+)」を借りている、期限は(\d+)月(\d+)日"
    r"(、延長済み)?(、次の予約あり)?(、借用資料)?"
)
def _loan(
    scene: Scene,
    kind: str | None,
    name: str,
    month: str,
    number: str,
    renewed: str | None,
    waited_for: str | None,
    interloan: str | None,
) -> None:
    title = scene.title(name)
    if kind is not None:
        title = scene.titles[name] = replace(title, kind=KINDS[kind])
    if interloan is not None:
        scene.titles[name] = replace(title, source=Source.INTERLOAN)
    due = day(month, number)
    scene.loans.append(
        Loan(
            copy=f"{name}-1",
            title=name,
            title_text=name,
            kind=title.kind,
            lent=due - timedelta(days=14),
            due=due,
            renewals=int(renewed is not None),
            interloan=interloan is not None,
            queue=int(waited_for is not None),
        )
    )
