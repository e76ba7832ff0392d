"""The contract of `play` with the programs that talk to it: lines, exit statuses, going on."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from demo.play import grammar
from demo.play.forms import NotUnderstood
from demo.play.session import run
from tests.journeys.player import Player

ROOT = Path(__file__).resolve().parents[2]


def play(lines: Sequence[str], *arguments: str) -> tuple[int, list[dict[str, Any]], str]:
    """A whole run: exit status, answers, standard error."""
    done = subprocess.run(
        [sys.executable, "-m", "demo.play", *arguments],
        input="\n".join(lines),
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        check=False,
        timeout=60,
    )
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr


def test_a_program_can_talk_with_it_line_by_line() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "demo.play", "--library", "okayama"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as process:
        assert process.stdin
        assert process.stdout
        for number in (1, 2, 3):
            process.stdin.write('{"do":"status"}\n')
            process.stdin.flush()
            answer = json.loads(process.stdout.readline())
            assert (answer["line"], answer["do"], answer["ok"]) == (number, "status", True)
        process.stdin.close()
        assert process.wait(timeout=30) == 0


def test_refusals_are_no_failure_and_have_a_reason_and_a_sentence() -> None:
    status, answers, error = play(['{"do":"holds"}', "", '{"do":"open","title":"T9"}'])
    assert (status, error) == (0, "")
    assert [(one["line"], one["reason"]) for one in answers] == [
        (1, "not_signed_in"),
        (3, "unknown_title"),
    ]
    assert answers[0]["text"] == "ログインしてください。"


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        '"a text"',
        '{"title":"T1"}',
        '{"do":"fly"}',
        '{"do":"open","title":"T1","colour":"red"}',
        '{"do":"open"}',
        '{"do":"given"}',
        '{"do":"given","patron":{"card":"1"},"title":{"id":"T1"}}',
        '{"do":"given","patron":{"card":"1","shoe_size":27}}',
        '{"do":"given","loan":{"card":"none","copy":"none"}}',
        '{"do":"staff","lend":{"copy":"C1"}}',
        '{"do":"clock","to":"2026-11-25T10:00:00"}',
        '{"do":"clock","to":"2026-11-20T10:00:00+09:00"}',
        '{"do":"clock","by":1e300}',
        '{"do":"clock","by":1e9}{',
        '{"do":"clock","to":"9999-12-31T23:00:00+09:00"}',
        '{"do":"calendar","month":"0000-01"}',
        '{"do":"calendar","month":"9999-12"}',
        '{"do":"search","query":"","offset":100000000000000000000}',
        '{"do":"place","titles":"T1"}',
        '{"do":"place","titles":["T1"],"series":1}',
    ],
)
def test_a_line_that_is_not_understood_ends_the_script(murakami: Player, line: str) -> None:
    out = io.StringIO()
    with pytest.raises(NotUnderstood, match=r"^line 2: "):
        run(murakami.world, ['{"do":"status"}', line, '{"do":"status"}'], out)
    assert len(out.getvalue().splitlines()) == 1


def test_it_ends_with_two_and_says_which_line() -> None:
    status, answers, error = play(['{"do":"status"}', '{"do":"fly"}', '{"do":"status"}'])
    assert status == 2
    assert len(answers) == 1
    assert error == "play: line 2: unknown operation (docs/play.md lists them)\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("--library", "atlantis"),
        ("--clock", "yesterday"),
        ("--clock", "2026-11-24T10:00:00"),
        ("--clock", "9999-12-31T23:59:59Z"),
        ("no-such-script.jsonl",),
    ],
)
def test_a_command_that_is_not_understood_is_said_plainly(arguments: Sequence[str]) -> None:
    status, answers, error = play([], *arguments)
    assert (status, answers) == (2, [])
    assert error
    assert "Traceback" not in error


def test_data_go_on_where_they_stopped(tmp_path: Path) -> None:
    script = tmp_path / "script.jsonl"
    script.write_text(
        "\n".join(
            json.dumps(line, ensure_ascii=False)
            for line in (
                {
                    "do": "given",
                    "title": {
                        "id": "T1",
                        "title": "本",
                        "copies": [{"id": "C1", "branch": "chuo"}],
                    },
                },
                {"do": "given", "patron": {"card": "1001", "secret": "1357"}},
                {"do": "sync"},
                {"do": "network", "up": False},
                {"do": "sign_in", "card": "1001", "secret": "1357"},
                {"do": "place", "titles": ["T1"], "pickup": "chuo", "contact": "none"},
                {"do": "clock", "by": 60},
            )
        ),
        encoding="utf-8",
    )
    data = ("--data", str(tmp_path / "世界 1"))
    status, first, error = play([], *data, str(script))
    assert (status, error) == (0, "")
    assert all(answer["ok"] for answer in first)
    key = first[5]["result"]["requests"][0]["id"]
    status, second, error = play(
        [
            '{"do":"status"}',
            '{"do":"network","up":true}',
            '{"do":"clock","to":"2026-11-25T09:00:00+09:00"}',
            '{"do":"sign_in","card":"1001","secret":"1357"}',
            '{"do":"holds"}',
        ],
        *data,
    )
    assert (status, error) == (0, "")
    assert (second[0]["result"]["online"], second[0]["result"]["queued"]) == (False, 1)
    assert [(one["id"], one["state"]) for one in second[4]["result"]["holds"]] == [(key, "ready")]
    status, _, error = play([], *data, "--library", "niiza")
    assert status == 2
    assert "murakami" in error


def test_data_go_on_after_a_kill_too(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "demo.play", "--library", "niiza", "--data", str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as process:
        assert process.stdin
        assert process.stdout
        for line in ('{"do":"clock","by":90000}', '{"do":"network","up":false}'):
            process.stdin.write(line + "\n")
            process.stdin.flush()
            process.stdout.readline()
        process.kill()
    status, answers, error = play(
        ['{"do":"status"}', '{"do":"clock","by":0}'], "--data", str(tmp_path)
    )
    assert (status, error) == (0, "")
    assert answers[0]["result"]["online"] is False
    assert answers[1]["result"]["now"] == "2026-11-25T11:00:00+09:00"


def test_half_characters_find_nothing_and_break_nothing() -> None:
    status, answers, error = play(
        [
            r'{"do":"search","query":"\ud800"}',
            r'{"do":"suggest","typed":"\udfff\ud83d\ude00\u0000"}',
            r'{"do":"open","title":"\\ud800\ud800"}',
            r'{"do":"given","title":{"id":"T1","title":"\\ud800 \ud83d\ude00 \ud800"}}',
            '{"do":"sync"}',
            '{"do":"open","title":"T1"}',
        ]
    )
    assert (status, error) == (0, "")
    assert [answer["ok"] for answer in answers] == [True, True, False, True, True, True]
    assert answers[5]["result"]["title_text"] == "\\ud800 \N{GRINNING FACE} \ufffd"


def test_what_is_wrong_with_a_line_never_quotes_what_was_typed() -> None:
    with pytest.raises(NotUnderstood) as told:
        grammar.read('{"do":"sign_in","card":"10000001","secret":19850615}')
    assert "19850615" not in str(told.value)
    assert "10000001" not in str(told.value)
