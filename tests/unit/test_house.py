"""The house keeps its word: lock files, the documents and the tree say what is true."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import pytest

from tests.signals import heard

ROOT = Path(__file__).resolve().parents[2]
LOCKS = (
    "requirements.lock",
    "requirements-dev.lock",
    "requirements-readings.lock",
    "requirements-postgresql.lock",
)
DOCUMENTS = ("README.md", "README.ja.md", "ARCHITECTURE.md", "CONTRIBUTING.md")


def pinned(lock: str) -> dict[str, str]:
    text = (ROOT / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", text, re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_files_carry_hashes_and_no_addresses(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index-url" not in text
    packages = re.split(r"^(?=[a-z0-9._-]+==)", text, flags=re.MULTILINE)[1:]
    assert packages
    assert [block.split("==")[0] for block in packages if "--hash=sha256:" not in block] == []


def test_both_lock_files_agree() -> None:
    run, dev = pinned("requirements.lock"), pinned("requirements-dev.lock")
    assert {name: dev.get(name) for name in run} == run


def test_pyside_stays_where_python_3_11_does_not_abort() -> None:
    assert pinned("requirements.lock")["pyside6-essentials"] == "6.11.3"


def test_each_exception_from_the_rules_of_security_says_why() -> None:
    silent = [
        f"{file.relative_to(ROOT)}: {line.strip()}"
        for part in ("kiosk", "central", "installer")
        for file in (ROOT / part).rglob("*.py")
        for line in file.read_text(encoding="utf-8").splitlines()
        if re.search(r"# noqa: [A-Z0-9, ]*\bS\d{3}(?![^#]* - \w)|# nosec\s*$", line)
    ]
    assert silent == []


def commands_of_run() -> set[str]:
    text = (ROOT / "run").read_text(encoding="utf-8")
    return set(re.findall(r"^    ([a-z]+)\)$", text, re.MULTILINE)) | {"help"}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_each_command_in_a_document_exists(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    assert set(re.findall(r"\./run ([a-z]+)", text)) <= commands_of_run()


@pytest.mark.parametrize("document", ["README.md", "README.ja.md"])
def test_each_card_in_a_readme_is_one_of_the_demos(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    demo = tomllib.loads((ROOT / "resources/demo/patrons.toml").read_text(encoding="utf-8"))
    cards = re.findall(r"explain .*--card (\w+)", text)
    assert cards
    assert set(cards) <= {patron["card"] for patron in demo["patrons"]}


def test_both_readmes_name_the_same_commands() -> None:
    def named(document: str) -> set[str]:
        text = (ROOT / document).read_text(encoding="utf-8")
        return set(re.findall(r"\./run (\w+)", text))

    assert named("README.md") == named("README.ja.md")


def test_help_names_each_command() -> None:
    answer = subprocess.run(
        ["sh", str(ROOT / "run"), "help"], capture_output=True, text=True, check=True
    )
    named = set(re.findall(r"^  ([a-z]+)  ", answer.stdout, re.MULTILINE))
    assert named | {"help"} == commands_of_run()


def test_an_unknown_part_of_setup_is_said_and_ends_with_2() -> None:
    words = ["sh", str(ROOT / "run"), "setup", "bogus"]
    answer = subprocess.run(words, capture_output=True, text=True)
    assert answer.returncode == 2
    assert "bogus" in answer.stderr
    assert "readings" in answer.stderr


def test_an_unknown_command_is_said_and_ends_with_2() -> None:
    answer = subprocess.run(["sh", str(ROOT / "run"), "dance"], capture_output=True, text=True)
    assert answer.returncode == 2
    assert "dance" in answer.stderr


@pytest.mark.parametrize("document", DOCUMENTS)
def test_each_link_and_picture_of_a_document_is_there(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#]+)\)", text)
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_each_place_in_the_readme_tree_is_there() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    tree = re.search(r"^## The tree\n+```\n(.*?)```", text, re.MULTILINE | re.DOTALL)
    assert tree is not None
    places = [line.split()[0] for line in tree[1].splitlines() if line.strip()]
    assert [place for place in places if not (ROOT / place).exists()] == []


def test_each_decision_has_its_four_parts() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert pages
    for page in pages:
        text = page.read_text(encoding="utf-8")
        for part in ("**Context.**", "**Decision.**", "**Consequences.**", "**Alternatives.**"):
            assert part in text, f"{page.name} lacks {part}"


def test_a_venv_of_another_user_is_said_with_advice() -> None:
    """Its folder cannot be written, and its Python not be started."""
    house = Path(tempfile.mkdtemp(prefix="shirabe-house-"))  # pytest's folders are one user's own
    try:
        for name in ("run", *LOCKS):
            shutil.copy(ROOT / name, house)
        (house / ".venv").mkdir(mode=0o555)
        house.chmod(0o755)
        somebody = 65534 if os.geteuid() == 0 else None  # root may write anywhere
        answer = subprocess.run(
            ["sh", str(house / "run"), "setup"],
            capture_output=True,
            text=True,
            cwd="/",
            env={"PATH": "/usr/local/bin:/usr/bin:/bin"},
            user=somebody,
            group=somebody,
        )
    finally:
        shutil.rmtree(house)
    assert answer.returncode == 1
    assert "SHIRABE_VENV" in answer.stderr
    assert "rm:" not in answer.stderr


def test_tools_that_cannot_be_fetched_take_nothing_away(tmp_path: Path) -> None:
    """`./run test` without a network, where `./run demo` had worked."""
    shutil.copy(ROOT / "run", tmp_path)
    (tmp_path / "requirements.lock").write_text("", "utf-8")
    wanted = f"shirabe-no-such-tool==1 --hash=sha256:{'0' * 64}\n"
    (tmp_path / "requirements-dev.lock").write_text(wanted, "utf-8")
    cut_off = {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull, "SHIRABE_VENV": ""}

    def status(*words: str) -> int:
        command = ["sh", str(tmp_path / "run"), *words]
        return subprocess.run(
            command, capture_output=True, env={**os.environ, **cut_off}
        ).returncode

    assert status("setup") == 0
    working = tmp_path / ".venv" / "working"
    working.touch()
    assert status("test") == 1
    assert working.exists()
    assert status("setup") == 0
    assert (tmp_path / ".venv" / ".installed").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("kiosk", "--data", "none", "setup", "--central", "http://127.0.0.1:9", "--code", "A"),
        ("central", "--data", "none", "snapshot", "build"),
        ("demo.bench", "rules", "--repeat", "500000"),
    ],
)
def test_ctrl_c_in_the_middle_of_reading_ends_without_a_traceback(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    """A library that all three read sends the signal itself: no race with a clock."""
    (tmp_path / "pydantic.py").write_text(
        "import os, signal\nos.kill(os.getpid(), signal.SIGINT)\nimport no_such_module\n", "utf-8"
    )
    with heard(signal.SIGINT):
        answer = subprocess.run(
            [sys.executable, "-P", "-m", *words],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"},
        )
    assert answer.returncode in (130, -signal.SIGINT)  # a shell tells both as 130
    assert "Traceback" not in answer.stderr
