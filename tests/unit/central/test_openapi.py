"""The HTTP service does what its OpenAPI document says, and nothing else, whatever is sent.

Schemathesis makes up requests, fitting and unfitting ones, each signed by a real terminal. What
fails: a server error, an answer of another form, a status nobody wrote down, a wrong request taken.
"""

import secrets
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from requests import PreparedRequest
from requests.auth import AuthBase
from schemathesis import Case, GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from central.api.document import document
from central.api.routes import ROUTES, make_app
from central.app import Central
from kiosk.circulation import sealing
from tests.unit.central.kiosk import SmallTerminal

EXAMPLES = 12
"""Of each sort, for each path."""
SPOKEN = {(route.told.method, route.told.path): route.told for route in ROUTES}
# Also what fits its model may be turned away: a batch whose head is signed by nobody, a cursor of
# long ago. What may not: an answer that the document does not tell of.
BEYOND_FORM: list[Any] = [positive_data_acceptance]


class Signed(AuthBase):
    """Signs as a terminal does."""

    def __init__(self, terminal: SmallTerminal) -> None:
        self._terminal = terminal

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        parts = urlsplit(str(request.url))
        path = unquote(parts.path) + (f"?{parts.query}" if parts.query else "")
        body = request.body or b""
        body = body.encode() if isinstance(body, str) else body
        time, nonce = self._terminal.central.clock.now().isoformat(), secrets.token_hex(8)
        content = sealing.request_content(str(request.method), path, body, time, nonce)
        request.headers["Shirabe-Terminal"] = self._terminal.reply.terminal
        request.headers["Shirabe-Time"] = time
        request.headers["Shirabe-Nonce"] = nonce
        request.headers["Shirabe-Signature"] = sealing.sign(self._terminal.sign_key, content)
        return request


# Where nothing is sent nothing can be wrong.
CASES = [(*at, GenerationMode.POSITIVE) for at in SPOKEN] + [
    (*at, GenerationMode.NEGATIVE) for at, told in SPOKEN.items() if told.body or "{" in told.path
]


@pytest.mark.parametrize(("method", "path", "mode"), CASES)
def test_each_path_does_what_is_said_of_it(
    central: Central, terminal: SmallTerminal, method: str, path: str, mode: GenerationMode
) -> None:
    central.catalogue.snapshot()
    spec = document([route.told for route in ROUTES])
    for operations in spec["paths"].values():
        for operation in operations.values():
            operation.pop("security", None)  # who may ask what: test_foreign.py
    schema = schemathesis.openapi.from_dict(spec)
    schema.app = make_app(central)
    signed = Signed(terminal)

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=schema[path][method].as_strategy(generation_mode=mode))
    def ask(case: Case[Any]) -> None:
        case.call_and_validate(auth=signed, excluded_checks=BEYOND_FORM)

    ask()


def test_the_document_knows_every_path_that_is_answered(central: Central) -> None:
    answered = {
        (method, str(route.path))  # type: ignore[attr-defined]
        for route in make_app(central).routes
        for method in route.methods  # type: ignore[attr-defined]
    }
    assert answered == set(SPOKEN)
