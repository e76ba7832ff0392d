"""How far long work is, said where no bar can be drawn."""

import pytest

from central.importers.command import LINES_AFTER_S, Lines


def test_a_line_for_each_tenth_of_long_work(capsys: pytest.CaptureFixture[str]) -> None:
    now = 0.0
    lines = Lines(lambda: now)
    lines.show(20, 100)
    assert capsys.readouterr().err == ""
    now = LINES_AFTER_S
    for done in (35, 36, 39, 40, 100):
        lines.show(done, 100)
    assert capsys.readouterr().err.splitlines() == ["30 %", "40 %", "100 %"]
