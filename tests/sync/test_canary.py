"""After a whole journey no secret, name or card number stands in a file, a log or an error."""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
import requests

from central.app import PROFILES
from kiosk.circulation.facts import Contact, Patron
from kiosk.circulation.reasons import Refused
from kiosk.setup.answers import bring
from kiosk.setup.export import export
from kiosk.store.keys import Name
from kiosk.sync.profiles import Profiles
from tests.sync.conftest import World, _answer, lost_reply
from tests.sync.test_secrets import content

CARD, STRANGER, WRONG_CARD = "73501948", "73501955", "73501962"
SECRET, CHANGED, WRONG = "kanaria4726", "kanaria8361", "kanaria0000"
TAKEN = "8361"
NAME, PHONE, MAIL = "金糸雀 花子", "0254736281", "kanaria@example.org"
CANARIES = (CARD, STRANGER, WRONG_CARD, SECRET, CHANGED, WRONG, NAME, PHONE, MAIL)
SECRETS = (SECRET, CHANGED, WRONG, f'"{TAKEN}"')


def forms(canary: str) -> Iterator[bytes]:
    """How a text may stand in a file: as it is, as JSON, wide, or as UTF-16."""
    yield canary.encode()
    yield json.dumps(canary).strip('"').encode()
    yield canary.encode("utf-16-le")
    yield canary.encode().hex().encode()


def clean(found: bytes, canaries: tuple[str, ...], where: str) -> None:
    """None of them is there."""
    for number, canary in enumerate(canaries):
        assert not any(form in found for form in forms(canary)), f"canary {number} in {where}"


def said(errors: list[str], step: Callable[[], object]) -> None:
    """Do it; what it says when it refuses is kept."""
    try:
        step()
    except Refused as error:
        errors += [str(error), repr(error), repr(error.refusal)]


def journey(world: World, folder: Path) -> list[str]:
    """Everything a patron can do with something secret, on a good line, a bad one and none; what
    was said in errors on the way."""
    desk, central, errors = world.terminal.desk, world.central, list[str]()
    for card in (CARD, STRANGER):
        facts = Patron(card, NAME, born=date(1980, 5, 6), phone=PHONE, email=MAIL)
        central.ils.put_patron(facts, SECRET)
    world.terminal.sync()
    for card, secret in ((CARD, WRONG), (WRONG_CARD, SECRET), (CARD, SECRET)):
        said(errors, lambda card=card, secret=secret: desk.sign_in(card, secret))  # type: ignore[misc]
    desk.place(["T1"], "chuo", Contact.PHONE)
    said(errors, lambda: desk.change_password(WRONG, CHANGED))
    said(errors, lambda: desk.set_email(MAIL))
    desk.sign_out()
    world.line.fail("/v1/push", lost_reply)
    world.terminal.sync()
    world.line.up = False
    for card, secret in ((STRANGER, WRONG), (STRANGER, SECRET)):
        said(errors, lambda card=card, secret=secret: desk.sign_in(card, secret))  # type: ignore[misc]
    desk.place(["T2"], "chuo", Contact.PHONE)
    said(errors, lambda: desk.change_password(SECRET, CHANGED))
    desk.change_password(SECRET, TAKEN)
    desk.sign_out()
    said(errors, lambda: desk.sign_in(WRONG_CARD, WRONG))
    desk.place(["T3"], "chuo", Contact.PHONE)
    desk.sign_out()
    stick = folder / "stick"
    stick.mkdir()
    keys, ledger = world.terminal.keys, world.terminal.ledger
    central.stick.take(export(ledger, keys.get(Name.SIGN), stick).path)
    central.intake.run()
    central.stick.write(world.terminal.identity.number, stick)
    rules = Profiles(world.data, PROFILES, ledger.identity)
    bring(stick, ledger, keys.get(Name.RECEIVE), world.data, rules)
    ledger.copy_to(folder / "second")
    world.line.up = True
    world.terminal.sync()
    return errors


@pytest.fixture
def journeyed(world: World, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> list[str]:
    """The errors of a journey, in which everything was logged that can be."""
    caplog.set_level(logging.DEBUG)
    return journey(world, tmp_path)


def test_nothing_stands_in_any_file_of_the_terminal_or_the_stick(
    journeyed: list[str], world: World, tmp_path: Path
) -> None:
    assert len(journeyed) >= 6
    for folder in (world.data, tmp_path / "stick", tmp_path / "second"):
        clean(content(folder), CANARIES, folder.name)
    world.terminal.close()
    clean(content(world.data), CANARIES, "the closed terminal")
    world.reopen()


def test_the_central_keeps_no_secret_nor_does_its_backup(
    journeyed: list[str], world: World, tmp_path: Path
) -> None:
    """Names and cards are its business; what patrons typed to prove themselves is nobody's."""
    assert journeyed
    world.central.backups.make(tmp_path / "copy.db", with_keys=True)
    for path in (tmp_path / "central").rglob("*"):
        if path.is_file():
            clean(path.read_bytes(), SECRETS, path.name)
    clean((tmp_path / "copy.db").read_bytes(), SECRETS, "the backup")


def test_nothing_is_said_in_logs_or_errors(
    journeyed: list[str],
    world: World,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    out, err = capfd.readouterr()
    clean(caplog.text.encode(), CANARIES, "the log")
    clean((out + err).encode(), CANARIES, "what was printed")
    clean("\n".join(journeyed).encode(), CANARIES, "errors")
    assert world.terminal.ledger.queued() == 0


@pytest.mark.parametrize(
    "body",
    [
        json.dumps({"card": CARD, "secret": SECRET, "more": NAME}),
        json.dumps({"card": CARD, "secret": [SECRET]}),
        f'{{"card": "{CARD}", "secret": "{SECRET}"',
        SECRET * 60_000,
    ],
)
def test_what_the_central_cannot_read_it_does_not_repeat(
    world: World, body: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for path in ("/v1/sign-in", "/v1/push", "/v1/park", "/v1/enrol", f"/v1/{SECRET}"):
        answer = requests.post(world.url + path, data=body.encode(), timeout=10)
        assert answer.status_code >= 400
        clean(answer.content, CANARIES, path)
    clean("".join(r.getMessage() for r in ours(caplog)).encode(), CANARIES, "the log")


def ours(caplog: pytest.LogCaptureFixture) -> Iterator[logging.LogRecord]:
    """What the central wrote: not the test's own client, nor the log of paths that `serve` has
    switched off and the test sees all the same."""
    others = ("urllib3", "uvicorn.access")
    return (record for record in caplog.records if not record.name.startswith(others))


def test_an_answer_that_repeats_a_secret_is_not_repeated_here(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    """Somebody in the central's place sends back what it was sent."""
    caplog.set_level(logging.DEBUG)

    def echo(request: object, carry: object) -> requests.Response:  # noqa: ARG001
        text = json.dumps({"reason": SECRET, "facts": {"card": CARD}}).encode()
        return _answer(request, 400, "application/json", text, {})  # type: ignore[arg-type]

    world.line.fail("/v1/sign-in", echo)
    errors: list[str] = []
    said(errors, lambda: world.terminal.desk.sign_in(CARD, SECRET))
    world.line.fail("/v1/push", echo)
    done = world.terminal.sync()
    assert [failure.step for failure in done.failures] == ["push"]
    errors += [str(failure) for failure in done.failures]
    clean("\n".join(errors).encode(), CANARIES, "errors")
    clean(caplog.text.encode(), CANARIES, "the log")
    clean(content(world.data), CANARIES, "the terminal")


CRASH = """
import os, sys
from kiosk.no_dumps import no_core_dumps
if sys.argv[1] == "ours":
    no_core_dumps()
secret = "kanaria" + "4726"
os.abort()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="core dumps are looked for on Linux")
def test_a_crash_leaves_no_memory_on_the_disk(tmp_path: Path) -> None:
    import resource

    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]

    def crashed(name: str) -> list[Path]:
        folder = tmp_path / name
        folder.mkdir()
        root = str(Path(__file__).parents[2])
        command = ["sh", "-c", f'ulimit -c {"unlimited" if hard < 0 else hard}; exec "$@"', "sh"]
        done = subprocess.run(
            [*command, sys.executable, "-c", CRASH, name],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": root},
            capture_output=True,
            check=False,
        )
        assert done.returncode != 0
        return list(folder.iterdir())

    left = crashed("plain")
    if not left:
        pytest.skip("this machine keeps no core dumps in the folder of a crash")
    assert crashed("ours") == []
