"""Addresses, mails, favourites, alerts, defaults: each as the library's profile offers it."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from central.app import PROFILES, Central
from kiosk.catalogue.records import Copy, Title
from kiosk.circulation.facts import EmailState, Patron, SecretState
from kiosk.circulation.messages import Outcome, Proof, RequestState, SignInAsk
from kiosk.circulation.profile import MailKind
from tests.fakes import START, FakeClock
from tests.unit.central.conftest import Opener
from tests.unit.central.kiosk import SmallTerminal


def patient(open_central: Opener, library: str) -> tuple[Central, SmallTerminal]:
    """A library with one title and one patron, and its first terminal."""
    central = open_central(library, folder=library)
    branch = central.library.branches[0].id
    central.ils.put_title(Title("T1", "本", copies=(Copy("C1", branch),)))
    central.ils.put_patron(
        Patron("1001", "山田 花子", "やまだ はなこ", date(1980, 5, 6), "048-000-0000"), "abcd29"
    )
    return central, SmallTerminal(central, branch)


def asked(terminal: SmallTerminal, kind: str, body: dict[str, object], **sealed: str) -> Outcome:
    """What becomes of one request, at once."""
    box = sealed or None
    row = terminal.ask(kind, body, card="1001", proof=Proof.ONLINE, sealed=box)
    terminal.push()
    return terminal.outcome(row.key)


def test_an_address_waits_for_its_confirmation_in_murakami(
    central: Central, terminal: SmallTerminal, clock: FakeClock
) -> None:
    assert asked(terminal, "email", {}, email="a@example.jp").state is RequestState.ACCEPTED
    patron = central.ils.account("1001").patron
    assert patron.email_state is EmailState.WAITING_CONFIRMATION
    clock.pass_by(days=1)
    central.tick()
    assert central.ils.account("1001").patron.email_state is EmailState.REGISTERED
    assert [(m.to, m.kind) for m in central.mail.sent()] == [("a@example.jp", MailKind.REGISTERED)]


def test_an_address_changed_again_is_not_confirmed_by_the_first_mail(
    central: Central, terminal: SmallTerminal, clock: FakeClock
) -> None:
    asked(terminal, "email", {}, email="a@example.jp")
    clock.pass_by(hours=20)
    asked(terminal, "email", {}, email="b@example.jp")
    clock.pass_by(days=2)
    central.tick()
    assert [mail.to for mail in central.mail.sent()] == ["b@example.jp"]
    assert central.ils.account("1001").patron.email == "b@example.jp"


@pytest.mark.parametrize("leaves", [True, False])
def test_an_address_that_is_taken_away_again_is_written_to_no_more(
    central: Central, terminal: SmallTerminal, clock: FakeClock, leaves: bool
) -> None:
    asked(terminal, "email", {}, email="a@example.jp")
    if leaves:
        central.ils.remove_patron("1001")
    else:
        asked(terminal, "email", {}, email="")
    clock.pass_by(days=2)
    central.tick()
    terminal.hold("1002", "T1", "chuo")
    terminal.push()
    assert central.mail.sent() == ()


def test_an_address_waits_for_staff_in_omitama(open_central: Opener, clock: FakeClock) -> None:
    central, terminal = patient(open_central, "omitama")
    asked(terminal, "email", {}, email="a@example.jp")
    clock.pass_by(days=3)
    central.tick()
    assert central.ils.account("1001").patron.email_state is EmailState.WAITING_STAFF
    central.ils.approve_email("1001")
    assert central.ils.account("1001").patron.email_state is EmailState.REGISTERED


@pytest.mark.parametrize("text", ["nobody", "a@b", "a b@example.jp", "a@example.jp\nbcc:x@y.z"])
def test_what_is_no_address_is_refused(terminal: SmallTerminal, text: str) -> None:
    assert asked(terminal, "email", {}, email=text).state is RequestState.REFUSED


def test_an_address_typed_in_full_width_is_understood(
    central: Central, terminal: SmallTerminal
) -> None:
    asked(terminal, "email", {}, email="ａ＠example．jp")
    assert central.ils.account("1001").patron.email == "a@example.jp"


def test_each_wish_is_kept_or_not_offered(open_central: Opener) -> None:
    for library in ("niiza", "okayama"):
        central, terminal = patient(open_central, library)
        offers = central.library.offers
        wishes: list[tuple[str, dict[str, object], bool]] = [
            ("favourite_add", {"title": "T1"}, offers.favourites),
            ("alert_add", {"words": "猫"}, offers.alerts),
            ("reminders", {"due_soon": True}, offers.reminders),
            ("defaults", {"pickup": central.library.branches[0].id}, offers.defaults),
            ("history_set", {"on": True}, offers.history),
        ]
        for kind, body, offered in wishes:
            reason = asked(terminal, kind, body).reason
            assert reason == (None if offered else "not_offered"), kind


def test_favourites_and_alerts_come_and_go(open_central: Opener) -> None:
    central, terminal = patient(open_central, "okayama")
    asked(terminal, "favourite_add", {"title": "T1"})
    asked(terminal, "favourite_add", {"title": "T1"})
    alert = terminal.ask("alert_add", {"words": " 猫 "}, card="1001")
    terminal.push()
    account = central.ils.account("1001")
    assert account.favourites == ("T1",)
    assert [(a.id, a.words) for a in account.alerts] == [(alert.key, "猫")]
    asked(terminal, "alert_change", {"id": alert.key, "words": "犬"})
    assert central.ils.account("1001").alerts[0].words == "犬"
    asked(terminal, "alert_remove", {"id": alert.key})
    asked(terminal, "favourite_remove", {"title": "T1"})
    account = central.ils.account("1001")
    assert (account.favourites, account.alerts) == ((), ())
    assert asked(terminal, "favourite_add", {"title": "T0"}).reason == "unknown_title"


def test_nobody_changes_anothers_alert(open_central: Opener) -> None:
    central, terminal = patient(open_central, "okayama")
    central.ils.put_patron(Patron("1002", "他"), "abcd29")
    alert = terminal.ask("alert_add", {"words": "猫"}, card="1001")
    terminal.ask("alert_change", {"id": alert.key, "words": "犬"}, card="1002")
    terminal.ask("alert_remove", {"id": alert.key}, card="1002")
    terminal.push()
    assert central.ils.account("1001").alerts[0].words == "猫"


def test_a_new_title_is_told_to_who_wants_to_hear_of_it(
    open_central: Opener, clock: FakeClock
) -> None:
    central, terminal = patient(open_central, "okayama")
    central.ils.put_patron(Patron("1001", "山田", email="a@example.jp"))
    asked(terminal, "alert_add", {"words": "ねこ 写真"})
    central.tick()
    clock.pass_by(hours=1)
    central.ils.put_title(Title("N1", "ネコの写真集", added=START.date()))
    central.ils.put_title(Title("N2", "犬の写真集", added=START.date()))
    clock.pass_by(days=1)
    central.tick()
    told = [mail.text for mail in central.mail.sent() if mail.kind is MailKind.ALERT]
    assert len(told) == 1
    assert "ネコの写真集" in told[0]
    clock.pass_by(days=1)
    central.tick()
    assert len([m for m in central.mail.sent() if m.kind is MailKind.ALERT]) == 1


def test_registering_a_first_password_takes_what_the_library_knows(open_central: Opener) -> None:
    central, terminal = patient(open_central, "okayama")
    central.ils.put_patron(
        Patron(
            "1001",
            "山田 花子",
            "やまだ はなこ",
            date(1980, 5, 6),
            "048-000-0000",
            secret_state=SecretState.NONE,
        )
    )
    known = {"name": "ヤマダハナコ", "born": "1980-05-06", "phone": "0480000000"}
    wrong = known | {"phone": "0481111111"}
    for said, reason in ((wrong, "wrong_secret"), (known, None)):
        row = terminal.ask(
            "register_password",
            {},
            card="1001",
            proof=Proof.DEFERRED,
            sealed={"new_secret": "xkcd5291", **said},
        )
        terminal.push()
        assert terminal.outcome(row.key).reason == reason
    ask = SignInAsk(card="1001", secret="xkcd5291")
    account = central.patrons.sign_in(terminal.known, ask).account
    assert account.patron.secret_state is SecretState.SET


def test_registering_is_not_offered_elsewhere(terminal: SmallTerminal) -> None:
    row = terminal.ask("register_password", {}, card="1001", sealed={"new_secret": "8206"})
    terminal.push()
    assert terminal.outcome(row.key).reason == "not_offered"


def test_a_password_must_have_the_librarys_form(central: Central, terminal: SmallTerminal) -> None:
    for new, reason in (("12345", "secret_form"), ("1234", "secret_form"), ("8206", None)):
        assert asked(terminal, "password", {}, secret="4729", new_secret=new).reason == reason
        if reason is None:
            break
    ask = SignInAsk(card="1001", secret="8206")
    assert central.patrons.sign_in(terminal.known, ask).session


def test_reminders_are_sent_once_to_who_asked(open_central: Opener, clock: FakeClock) -> None:
    central, terminal = patient(open_central, "okayama")
    central.ils.put_patron(Patron("1001", "山田", email="a@example.jp", due_soon_mail=True))
    central.ils.put_loan("1001", "C1", START.date(), START.date() + timedelta(days=14))
    for _ in range(14):
        clock.pass_by(days=1)
        central.tick()
    kinds = [mail.kind for mail in central.mail.sent()]
    assert kinds.count(MailKind.DUE_SOON) == (MailKind.DUE_SOON in central.library.email.kinds)
    assert terminal.rows == []


def test_words_that_say_nothing_fit_no_title(open_central: Opener, clock: FakeClock) -> None:
    central, terminal = patient(open_central, "okayama")
    central.ils.put_patron(Patron("1001", "山田", email="a@example.jp"))
    asked(terminal, "alert_add", {"words": "・・・ !"})
    central.ils.put_title(Title("N1", "ネコの写真集"))
    clock.pass_by(days=1)
    central.tick()
    assert central.mail.sent() == ()


def test_no_mail_confirms_a_hold_that_was_refused_at_once(
    open_central: Opener, tmp_path: Path
) -> None:
    rules = (PROFILES / "murakami.toml").read_text(encoding="utf-8")
    own = tmp_path / "central" / "libraries" / "murakami.toml"
    own.parent.mkdir(parents=True)
    at_once = 'processes = ["cancel"]'
    own.write_text(rules.replace('processes = ["hold", "cancel"]', at_once), encoding="utf-8")
    central = open_central()
    central.ils.put_title(Title("T1", "本", copies=(Copy("C1", "chuo"),)))
    central.ils.put_patron(Patron("1001", "山田", email="a@example.jp"), "4729")
    terminal = SmallTerminal(central, "chuo")
    for title in ("T1", "T1", "gone"):
        body = {"title": title, "pickup": "chuo", "contact": "mail", "confirm_mail": True}
        terminal.ask("hold", body, card="1001")
    states = [item.state for item in terminal.push().items]
    assert states == [RequestState.ACCEPTED, RequestState.REFUSED, RequestState.REFUSED]
    kinds = [mail.kind for mail in central.mail.sent()]
    assert kinds.count(MailKind.HOLD_PLACED) == 1


def test_a_confirmation_mail_goes_out_when_the_request_comes_in(
    central: Central, terminal: SmallTerminal
) -> None:
    central.ils.put_patron(Patron("1001", "山田", email="a@example.jp"))
    body = {"title": "T1", "pickup": "chuo", "contact": "mail", "confirm_mail": True}
    terminal.ask("hold", body, card="1001")
    terminal.push()
    terminal.push()
    (mail,) = central.mail.sent()
    assert mail.kind is MailKind.HOLD_PLACED
    assert "1-001" in mail.text
