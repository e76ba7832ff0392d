"""The measurements' own arithmetic, and one small run of them."""

import json
from pathlib import Path

import pytest

from demo.bench.__main__ import main
from demo.bench.figures import Figure, Report
from demo.bench.keys import hiragana, words_of
from demo.bench.shelf import titles_of


def test_shares_of_many_values() -> None:
    figure = Figure("x", "ms", tuple(float(n) for n in range(1, 101)), promise=99.0)
    assert (figure.at(0.5), figure.at(0.99), figure.at(1.0)) == (51.0, 100.0, 100.0)
    assert not figure.kept
    assert "TOO MUCH" in figure.as_text()


def test_a_report_is_kept_when_all_its_figures_are() -> None:
    good = Figure("x", "ms", (1.0, 2.0), promise=3.0)
    report = Report("keys", {"titles": 1}, [good, Figure("y", "MB", (9.0,))])
    assert report.kept
    told = json.loads(report.as_json())
    assert told["figures"][0]["p50"] == 2.0
    assert told["kept"] is True


def test_readings_become_keys() -> None:
    assert hiragana("ナツメ, ソウセキ 3") == "なつめそうせき"
    assert hiragana("ガーデン") == "がーでん"


def test_the_same_seed_types_the_same_words() -> None:
    one = words_of(titles_of(300, 7, ["a"]), 300, 10, 7)
    assert one == words_of(titles_of(300, 7, ["a"]), 300, 10, 7)
    assert len(one) == 10
    assert all(1 <= len(word) <= 8 for word in one)


def test_a_small_run_of_the_engine(capsys: pytest.CaptureFixture[str]) -> None:
    main(["keys", "--titles", "200", "--words", "3", "--no-window", "--json"])
    told = json.loads(capsys.readouterr().out)
    assert told["what"] == "keys"
    assert {figure["name"] for figure in told["figures"]} >= {"search", "suggestions"}


def test_a_small_run_of_the_rules(capsys: pytest.CaptureFixture[str]) -> None:
    main(["rules", "--repeat", "2", "--json"])
    told = json.loads(capsys.readouterr().out)
    assert told["libraries"] >= 5
    assert [figure["promise"] for figure in told["figures"]] == [1000.0, None, None, None]
    assert {figure["n"] for figure in told["figures"]} == {2 * told["libraries"], told["libraries"]}


def test_a_small_run_of_the_desk(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    main(["desk", "--repeat", "3", "--folder", str(tmp_path), "--json"])
    told = json.loads(capsys.readouterr().out)
    assert [figure["promise"] for figure in told["figures"]] == [20.0, None, None, 400.0, None]
    assert {figure["n"] for figure in told["figures"]} == {3}
    assert not list(tmp_path.iterdir())
