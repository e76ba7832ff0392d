"""Enrolment codes and signed requests."""

import json
import secrets
from datetime import timedelta

import pytest

from central import former
from central.api.signed import parse
from central.app import Central
from central.codes import ALPHABET, TurnedAway
from kiosk.circulation import sealing
from kiosk.circulation.messages import EnrolAsk, EnrolReply
from tests.fakes import FakeClock
from tests.unit.central.kiosk import SmallTerminal


def enrol(central: Central, code: str) -> EnrolReply:
    """Enrol a fresh terminal with a code."""
    return central.terminals.enrol(
        EnrolAsk(
            code=code,
            sign_key=sealing.verify_key(sealing.new_sign_key()),
            receive_key=sealing.public_key(sealing.new_box_key()),
            version="test",
        )
    )


def knock(by: SmallTerminal, **changed: str) -> str:
    """A signed request; what is named in `changed` is altered after signing."""
    said = {
        "method": "GET",
        "path": "/v1/changes?cursor=x",
        "time": by.central.clock.now().isoformat(),
        "nonce": secrets.token_hex(8),
    }
    content = sealing.request_content(
        said["method"], said["path"], b"body", said["time"], said["nonce"]
    )
    signature = sealing.sign(by.sign_key, content)
    said |= changed
    known = by.central.terminals.authenticate(
        said["method"],
        said["path"],
        said.get("body", "body").encode(),
        terminal=said.get("terminal", by.reply.terminal),
        time=said["time"],
        nonce=said["nonce"],
        signature=said.get("signature", signature),
    )
    return known.id


def test_a_code_has_ten_signs_that_cannot_be_misread(central: Central) -> None:
    code = central.terminals.add("chuo")
    assert len(code) == 10
    assert set(code) <= set(ALPHABET)


def test_a_code_works_once_however_it_is_typed(central: Central) -> None:
    code = central.terminals.add("chuo")
    typed = f"{code[:5]}-{code[5:]} ".lower().replace("0", "o").replace("1", "l")
    reply = enrol(central, typed)
    assert (reply.branch, reply.number, reply.library) == ("chuo", 1, "murakami")
    with pytest.raises(TurnedAway, match="bad_code"):
        enrol(central, code)


def test_a_code_expires(central: Central, clock: FakeClock) -> None:
    code = central.terminals.add("chuo")
    clock.pass_by(minutes=31)
    with pytest.raises(TurnedAway, match="bad_code"):
        enrol(central, code)


def test_a_code_dies_after_five_tries(central: Central) -> None:
    code = central.terminals.add("chuo")
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    for _ in range(5):
        with pytest.raises(TurnedAway, match="bad_code"):
            enrol(central, wrong)
    with pytest.raises(TurnedAway, match="bad_code"):
        enrol(central, code)


def test_guessing_codes_is_slowed_down(central: Central, clock: FakeClock) -> None:
    for _ in range(30):
        with pytest.raises(TurnedAway, match="bad_code"):
            enrol(central, "AAAAAAAAAA")
    code = central.terminals.add("chuo")
    with pytest.raises(TurnedAway, match="locked"):
        enrol(central, code)
    clock.pass_by(minutes=11)
    assert enrol(central, code)


@pytest.mark.parametrize(
    ("sign_key", "receive_key"), [("00", "11" * 32), ("11" * 32, "zz"), ("11" * 32, "00" * 32)]
)
def test_keys_that_are_none_do_not_use_a_code_up(
    central: Central, sign_key: str, receive_key: str
) -> None:
    code = central.terminals.add("chuo")
    told = {"code": code, "sign_key": sign_key, "receive_key": receive_key, "version": "test"}
    with pytest.raises(TurnedAway, match="bad_message"):
        central.terminals.enrol(parse(EnrolAsk, json.dumps(told).encode()))
    assert enrol(central, code)


def test_an_unknown_branch_is_an_error(central: Central) -> None:
    with pytest.raises(KeyError):
        central.terminals.add("nowhere")


def test_who_signed_is_known(terminal: SmallTerminal) -> None:
    assert knock(terminal) == terminal.reply.terminal


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"method": "POST"}, "bad_signature"),
        ({"path": "/v1/patrons"}, "bad_signature"),
        ({"body": "other"}, "bad_signature"),
        ({"nonce": "0" * 16}, "bad_signature"),
        ({"signature": "00"}, "bad_signature"),
        ({"signature": "nonsense"}, "bad_signature"),
        ({"terminal": "nobody"}, "unknown_terminal"),
    ],
)
def test_anything_altered_is_turned_away(
    terminal: SmallTerminal, changed: dict[str, str], reason: str
) -> None:
    with pytest.raises(TurnedAway, match=reason):
        knock(terminal, **changed)


def test_a_wrong_clock_is_told_the_time(
    central: Central, terminal: SmallTerminal, clock: FakeClock
) -> None:
    now = clock.now()
    clock.set_wall(now - timedelta(minutes=11))
    said = clock.now().isoformat()
    content = sealing.request_content("GET", "/v1/time", b"", said, "n" * 16)
    clock.set_wall(now)
    with pytest.raises(TurnedAway, match="clock_skew") as skew:
        central.terminals.authenticate(
            "GET",
            "/v1/time",
            b"",
            terminal=terminal.reply.terminal,
            time=said,
            nonce="n" * 16,
            signature=sealing.sign(terminal.sign_key, content),
        )
    assert skew.value.facts == {"central_time": now.isoformat()}


def test_what_was_said_once_cannot_be_played_back(
    central: Central, terminal: SmallTerminal
) -> None:
    time, nonce = central.clock.now().isoformat(), secrets.token_hex(8)
    content = sealing.request_content("GET", "/v1/patrons", b"", time, nonce)
    said = {
        "terminal": terminal.reply.terminal,
        "time": time,
        "nonce": nonce,
        "signature": sealing.sign(terminal.sign_key, content),
    }
    central.terminals.authenticate("GET", "/v1/patrons", b"", **said)
    with pytest.raises(TurnedAway, match="bad_signature"):
        central.terminals.authenticate("GET", "/v1/patrons", b"", **said)


def test_a_revoked_terminal_is_unknown(central: Central, terminal: SmallTerminal) -> None:
    central.terminals.revoke(terminal.reply.terminal)
    with pytest.raises(TurnedAway, match="unknown_terminal"):
        knock(terminal)


def test_a_key_that_was_followed_while_it_was_used_still_holds(
    central: Central, clock: FakeClock
) -> None:
    """The next key is on its way: its terminal may not hear of it for days."""
    terminal = enrol(central, central.terminals.add("chuo")).terminal
    with central._database.write() as connection:
        for key in ("first", "second"):
            former.keep(connection, terminal, key, clock.now())
        former.end(connection, terminal, "second", clock.now())
        clock.pass_by(days=3)
        assert former.in_flight(connection, terminal, clock.now()) == ("second",)
