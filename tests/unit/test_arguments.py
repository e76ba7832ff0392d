"""Whoever asks wrongly reads why in both languages, whichever command it was."""

from collections.abc import Callable, Sequence

import pytest

from central.__main__ import main as central
from demo.bench.__main__ import main as bench
from demo.run import main as demo
from kiosk.__main__ import main as kiosk

Main = Callable[[Sequence[str]], int]


@pytest.mark.parametrize(
    ("main", "words"),
    [
        (kiosk, "search"),
        (kiosk, "bogus"),
        (kiosk, "search 本 --limit 0"),
        (kiosk, "setup --central x --again"),
        (central, "terminal"),
        (bench, "bogus"),
        (bench, "faults --terminals 0"),
        (bench, "start --repeat many"),
        (demo, "--size x"),
        (demo, "--clock soon"),
        (demo, "--clock 2026-11-24T10:00:00"),
        (demo, "--clock 3026-11-24T10:00:00+09:00"),
    ],
)
def test_a_wrong_use_is_told_in_both_languages(
    main: Main, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words.split())
    assert ended.value.code == 2
    japanese, english = capsys.readouterr().err.splitlines()[-1].split(" / ")
    assert not japanese.isascii()
    assert english
    assert "_" not in english
