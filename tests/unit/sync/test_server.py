"""Every failure of the line is classified once."""

from collections.abc import Mapping
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
import requests
from requests.adapters import BaseAdapter
from urllib3 import HTTPResponse

from kiosk.circulation.sealing import check_signature, new_sign_key, request_content, verify_key
from kiosk.ports import Busy, Misunderstood, TurnedAway, Unreachable
from kiosk.sync.server import Server
from tests.fakes import START, FakeClock

JSON = "application/json"


class Canned(BaseAdapter):
    """Answers what it was given, one after the other, and keeps what was asked."""

    def __init__(self, *answers: "tuple[int, str, bytes] | Exception") -> None:
        super().__init__()
        self.answers = list(answers)
        self.asked: list[requests.PreparedRequest] = []
        self.headers: dict[str, str] = {}

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,  # noqa: ARG002
        timeout: Any = None,  # noqa: ARG002
        verify: Any = True,  # noqa: ARG002
        cert: Any = None,  # noqa: ARG002
        proxies: Mapping[str, str] | None = None,  # noqa: ARG002
    ) -> requests.Response:
        """The next answer."""
        self.asked.append(request)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        status, kind, body = answer
        headers = {"Content-Type": kind, **self.headers}
        response = requests.Response()
        response.status_code = status
        response.headers.update(headers)
        response.raw = HTTPResponse(
            BytesIO(body), headers=headers, status=status, preload_content=False
        )
        response.request = request
        response.url = request.url or ""
        return response

    def close(self) -> None:
        """Nothing is open."""


def server(adapter: Canned, clock: FakeClock | None = None) -> Server:
    """A server that signs as terminal t-1."""
    made = Server("http://central.test", clock or FakeClock(), adapter=adapter)
    made.introduce("t-1", b"s" * 32)
    return made


PORTAL = (200, "text/html; charset=utf-8", b"<html>Please log in to WiFi</html>")
PAGE = (200, JSON, b'{"outcomes":[],"cursor":"c","has_more":false}')


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (requests.ConnectionError("no route to 10.1.2.3"), Unreachable),
        (requests.Timeout("slow"), Unreachable),
        (requests.exceptions.SSLError("certificate"), Unreachable),
        (requests.exceptions.ChunkedEncodingError("cut"), Unreachable),
        (OSError("gone"), Unreachable),
        (PORTAL, Unreachable),
        ((302, JSON, b""), Unreachable),
        ((511, JSON, b"{}"), Unreachable),
        ((403, "text/html", b"<html>blocked by the proxy</html>"), Unreachable),
        ((500, JSON, b"{}"), Busy),
        ((502, JSON, b"{}"), Busy),
        ((429, JSON, b"{}"), Busy),
        ((503, "text/html", b"<html>"), Busy),
        ((200, JSON, b"{}"), Misunderstood),
        ((200, JSON, b"\xff\x00"), Misunderstood),
        ((404, JSON, b"not a problem"), Misunderstood),
        ((400, JSON, b'{"reason":"bad_message"}'), TurnedAway),
    ],
)
def test_each_failure_is_one_of_ours(
    answer: "tuple[int, str, bytes] | Exception", expected: type[Exception]
) -> None:
    line = server(Canned(answer))
    with pytest.raises(expected) as failed:
        line.outcomes("")
    assert "10.1.2.3" not in str(failed.value)
    assert line.online is (expected is TurnedAway)


def test_before_the_first_call_nobody_says_that_the_central_is_away() -> None:
    assert server(Canned(PAGE)).online


def test_a_good_answer_is_read_and_makes_the_line_online() -> None:
    line = server(Canned(PAGE))
    assert line.outcomes("a b/c").cursor == "c"
    assert line.online


@pytest.mark.parametrize(
    ("said", "seconds"), [("30", 30.0), ("soon", None), (None, None), ("-4", 0.0)]
)
def test_a_busy_central_may_say_how_long(said: str | None, seconds: float | None) -> None:
    adapter = Canned((503, JSON, b"{}"))
    if said is not None:
        adapter.headers["Retry-After"] = said
    with pytest.raises(Busy) as busy:
        server(adapter).outcomes("")
    assert busy.value.retry_after_s == seconds


def test_a_redirect_is_never_followed() -> None:
    adapter = Canned((302, JSON, b""), PAGE)
    adapter.headers["Location"] = "http://elsewhere.test/"
    with pytest.raises(Unreachable):
        server(adapter).outcomes("")
    assert len(adapter.asked) == 1


def test_every_request_is_signed_over_method_path_body_and_time() -> None:
    key = new_sign_key()
    adapter = Canned(PAGE)
    line = Server("http://central.test", FakeClock(), adapter=adapter)
    line.introduce("t-1", key)
    line.outcomes("c=1&x")
    sent = adapter.asked[0].headers
    content = request_content(
        "GET",
        "/v1/outcomes?cursor=c%3D1%26x",
        b"",
        sent["Shirabe-Time"],
        sent["Shirabe-Nonce"],
    )
    check_signature(verify_key(key), content, sent["Shirabe-Signature"])
    assert sent["Shirabe-Terminal"] == "t-1"


def test_a_wrong_clock_is_corrected_and_tried_once_more() -> None:
    central = START + timedelta(days=3)
    skew = (
        '{"reason":"clock_skew","facts":{"central_time":"' + central.isoformat() + '"}}'
    ).encode()
    adapter = Canned((400, JSON, skew), PAGE, PAGE)
    line = server(adapter)
    line.outcomes("")
    assert adapter.asked[1].headers["Shirabe-Time"] == central.isoformat()
    line.outcomes("")
    assert adapter.asked[2].headers["Shirabe-Time"] == central.isoformat()


@pytest.mark.parametrize("told", ["2026-11-24T10:00:00", "soon", ""])
def test_a_time_that_is_none_changes_no_clock(told: str) -> None:
    skew = '{"reason":"clock_skew","facts":{"central_time":"' + told + '"}}'
    time = '{"central_time":"' + told + '"}'
    line = server(Canned((400, JSON, skew.encode()), (200, JSON, time.encode())))
    with pytest.raises(TurnedAway):
        line.outcomes("")
    with pytest.raises(Misunderstood):
        line.time()


def test_a_second_clock_skew_is_not_tried_for_ever() -> None:
    skew = b'{"reason":"clock_skew","facts":{"central_time":"2026-11-24T10:00:00+09:00"}}'
    adapter = Canned((400, JSON, skew), (400, JSON, skew))
    with pytest.raises(TurnedAway):
        server(adapter).outcomes("")
    assert len(adapter.asked) == 2


def test_a_secret_never_stands_in_an_error() -> None:
    with pytest.raises(Unreachable) as failed:
        server(Canned(requests.ConnectionError("body was 4726"))).sign_in("10000001", "4726")
    assert "4726" not in repr(failed.value)
    assert failed.value.__cause__ is None
