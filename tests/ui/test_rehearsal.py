"""A script of touches is read strictly; what it tells to see must be there."""

from pathlib import Path

import pytest

from kiosk.__main__ import main
from kiosk.ui.rehearsal import Act, NoScript, Step, read_script

ROOT = Path(__file__).resolve().parents[2]


def test_the_main_job_of_the_build_is_a_script() -> None:
    script = read_script(ROOT / "installer" / "main-job.json")
    assert script[0] == Step(Act.SEE, "新しく入った本")
    assert Act.PICTURE in {step.act for step in script}


@pytest.mark.parametrize("text", ["", "{}x", '[{"dance": "slowly"}]', '["tap"]', "[1]"])
def test_what_is_no_script_is_said_in_one_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "script.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(NoScript, match=r"script\.json"):
        read_script(path)


def test_a_missing_script_ends_the_terminal_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = str(tmp_path / "none.json")
    assert main(["--data", str(tmp_path / "t"), "run", "--rehearse", missing]) == 2
    said = capsys.readouterr().err
    assert "none.json cannot be read" in said
    assert "Errno" not in said
