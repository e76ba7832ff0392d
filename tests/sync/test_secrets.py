"""Sign-in over the line and without it; and nothing secret on the terminal's disk."""

from pathlib import Path

import pytest

from kiosk.circulation.facts import Contact
from kiosk.circulation.messages import RequestState
from kiosk.circulation.reasons import Reason, Refused
from kiosk.desk.answers import SignInMode
from kiosk.settings import FILE
from tests.sync.conftest import CARD, SECRET, World, build


def content(folder: Path) -> bytes:
    """Every byte under a folder."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_where_sign_in_is_deferred_nothing_of_patrons_stays(world: World) -> None:
    """Staff may change their mind: what was kept before must not lie there for ever."""
    path = world.data / "patrons.db"
    assert path.exists()
    world.terminal.close()
    file = world.data / FILE
    file.write_text(file.read_text("utf-8") + 'sign_in = "deferred"\n', "utf-8")
    world.terminal = build(world.data, world.clock, world.line)
    assert world.terminal.patrons is None
    assert not path.exists()
    assert world.terminal.sync().good


def test_the_canary_stands_in_no_file(world: World) -> None:
    desk = world.terminal.desk
    world.terminal.sync()
    desk.sign_in(CARD, SECRET)
    desk.place(["T1"], "chuo", Contact.PHONE)
    desk.change_password(SECRET, "836194"[:4])
    world.terminal.sync()
    world.line.up = False
    desk.sign_out()
    desk.sign_in("10000002", SECRET)
    desk.place(["T2"], "chuo", Contact.PHONE)
    desk.sign_out()
    desk.sign_in("99999991", "5550199")
    desk.place(["T3"], "chuo", Contact.PHONE)
    found = content(world.data)
    for canary in (CARD, "10000002", "99999991", "5550199", "見本 花子", "0254123456"):
        assert canary.encode() not in found, canary


def test_a_touch_asks_for_the_account_once(world: World) -> None:
    """A slow line may cost a patron two seconds, never three times two."""
    desk = world.terminal.desk
    desk.sign_in(CARD, SECRET)
    for touch in (lambda: desk.open("T1"), lambda: desk.cart_add("T1"), desk.cart):
        world.line.asked.clear()
        touch()
        assert world.line.asked == ["/v1/account"]


def test_a_patron_seen_here_is_known_without_the_network(world: World) -> None:
    world.terminal.desk.sign_in(CARD, SECRET)
    world.terminal.desk.sign_out()
    world.terminal.sync()
    world.line.up = False
    desk = world.terminal.desk
    assert desk.sign_in(CARD, SECRET).mode is SignInMode.LOCAL
    desk.place(["T1"], "chuo", Contact.PHONE)
    assert len(desk.holds()) == 1
    with pytest.raises(Refused) as no:
        desk.sign_in(CARD, "0000")
    assert no.value.refusal.reason is Reason.WRONG_SECRET


def test_a_wrong_secret_typed_offline_is_found_at_the_intake(world: World) -> None:
    world.line.up = False
    desk = world.terminal.desk
    world.terminal.patrons.clear()  # type: ignore[union-attr]
    assert desk.sign_in(CARD, "0000").mode is SignInMode.DEFERRED
    (line,) = desk.place(["T1"], "chuo", Contact.PHONE).requests
    assert line.ok
    world.line.up = True
    world.terminal.sync()
    world.central.intake.run()
    world.terminal.sync()
    row = world.terminal.ledger.row(line.id)
    assert row is not None
    assert (row.state, row.reason) == (RequestState.REFUSED, "wrong_secret")
    assert world.central.ils.account(CARD).holds == ()


def test_a_password_changed_offline_works_once_the_central_has_it(world: World) -> None:
    world.line.up = False
    desk = world.terminal.desk
    desk.sign_in(CARD, SECRET)
    desk.change_password(SECRET, "8361")
    desk.place(["T1"], "chuo", Contact.PHONE)
    desk.sign_out()
    world.line.up = True
    assert desk.sign_in(CARD, SECRET).mode is SignInMode.ONLINE
    world.terminal.sync()
    desk.sign_out()
    with pytest.raises(Refused):
        desk.sign_in(CARD, SECRET)
    assert desk.sign_in(CARD, "8361").mode is SignInMode.ONLINE
    assert len(desk.holds()) == 1
