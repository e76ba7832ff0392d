"""A desk on a real ledger and a small catalogue, with a fake central that can be cut off."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from kiosk.catalogue.index import build
from kiosk.catalogue.records import Copy, Creator, Title
from kiosk.catalogue.search import Catalogue
from kiosk.circulation import library as profiles
from kiosk.circulation.facts import Account, CopyStatus, Kind, Lending, Patron
from kiosk.circulation.messages import (
    ACCOUNT,
    Outcome,
    OutcomesPage,
    PatronRow,
    PatronsPage,
    RequestState,
    TerminalSecrets,
)
from kiosk.circulation.sealing import (
    Cost,
    account_key,
    card_tag,
    lock,
    new_box_key,
    public_key,
    secret_base,
    verifier,
)
from kiosk.desk.desk import Desk
from kiosk.desk.shelf import Shelf
from kiosk.login import Login
from kiosk.store.identity import Identity
from kiosk.store.ledger import Ledger
from kiosk.store.patrons import PatronStore
from tests.fakes import START, FakeCentral, FakeClock

CARD, SECRET = "10000001", "4726"
CHEAP = Cost(1, 8, 1)
SECRETS = TerminalSecrets(verifier_key="11" * 32, lookup_key="22" * 32)
INTAKE_KEY = new_box_key()
LIBRARIES = Path(__file__).parents[3] / "resources" / "libraries"

TITLES = (
    Title("T1", "舟を編む", creators=(Creator("三浦しをん"),), copies=(Copy("C1", "chuo"),)),
    Title("T2", "こころ", copies=(Copy("C2", "chuo", status=CopyStatus.ON_LOAN),)),
    Title("T3", "郷土誌", copies=(Copy("C3", "chuo", lending=Lending.REFERENCE),)),
    Title("T4", "交響曲", kind=Kind.CD, copies=(Copy("C4", "elsewhere"),)),
    Title("V2", "長い物語 2", series="長い物語", volume_number=2, copies=(Copy("CV2", "chuo"),)),
    Title("V1", "長い物語 1", series="長い物語", volume_number=1, copies=(Copy("CV1", "chuo"),)),
)


def patron(card: str = CARD, **more: object) -> Patron:
    """A grown-up with phone and mail."""
    facts: dict[str, object] = {
        "born": date(1980, 5, 6),
        "phone": "0254-12-3456",
        "email": "hanako@example.org",
    }
    return Patron(card, "見本 花子", **(facts | more))  # type: ignore[arg-type]


@dataclass
class Bench:
    """A desk and everything around it."""

    desk: Desk
    ledger: Ledger
    patrons: PatronStore
    central: FakeCentral
    clock: FakeClock
    login: Login
    shelf: Shelf

    def knows(self, account: Account, secret: str = SECRET, *, here: bool = False) -> None:
        """The central knows a patron; `here`: this terminal may check the secret as well."""
        self.central.knows(account, secret)
        if here:
            self.send_row(account, secret)

    def send_row(self, account: Account, secret: str = SECRET) -> None:
        """What the stream of patron rows brings."""
        key, salt = bytes.fromhex(SECRETS.verifier_key), b"s" * 16
        base = secret_base(secret, salt, CHEAP)
        row = PatronRow(
            tag=card_tag(bytes.fromhex(SECRETS.lookup_key), account.patron.card),
            salt=salt.hex(),
            verifier=verifier(key, base),
            account_box=lock(account_key(key, base), ACCOUNT.dump_json(account)),
        )
        self.patrons.apply(PatronsPage(rows=(row,), cursor="c", has_more=False))
        self.patrons.contacted(self.clock.now())

    def decide(
        self, key: str, state: RequestState, reason: str | None = None, **facts: str
    ) -> None:
        """A verdict arrives."""
        outcome = Outcome(
            key=key, state=state, reason=reason, facts=facts, decided_at=self.clock.now()
        )
        self.ledger.decided(OutcomesPage(outcomes=(outcome,), cursor="c", has_more=False))

    def sign_in(self, card: str = CARD, secret: str = SECRET) -> None:
        """Sign in, whatever comes of it."""
        self.desk.sign_in(card, secret)


@pytest.fixture
def clock() -> FakeClock:
    """A Tuesday morning."""
    return FakeClock()


@pytest.fixture
def make_bench(tmp_path: Path, clock: FakeClock) -> Iterator[Callable[..., Bench]]:
    """Makes a desk for a library."""
    made: list[Bench] = []

    def make(library_id: str = "murakami", branch: str = "chuo") -> Bench:
        library = profiles.find(library_id, LIBRARIES)
        identity = Identity("t-1", 3, 1, library_id, branch, "00", public_key(INTAKE_KEY), "i-1")
        path = tmp_path / "catalogue.db"
        build(path, TITLES, as_of=START, cursor="c")
        ledger = Ledger.create(tmp_path, b"k" * 32, identity, clock)
        patrons = PatronStore.open(tmp_path, b"p" * 32)
        central = FakeCentral()
        login = Login(library, identity, SECRETS, ledger, patrons, central, CHEAP)
        shelf = Shelf(lambda: Catalogue(path), lambda: 1)
        desk = Desk(
            library,
            identity,
            catalogue=shelf.reader,
            interrupt=shelf.interrupt,
            ledger=ledger,
            login=login,
            central=central,
            nudge=lambda: None,
            settle=lambda: None,
            online=lambda: central.up,
        )
        made.append(Bench(desk, ledger, patrons, central, clock, login, shelf))
        return made[-1]

    yield make
    for bench in made:
        bench.shelf.close()
        bench.patrons.close()
        bench.ledger.close()


@pytest.fixture
def bench(make_bench: Callable[..., Bench]) -> Bench:
    """Murakami's desk, with a patron whom the central knows."""
    made = make_bench()
    made.knows(Account(patron(), START))
    return made
