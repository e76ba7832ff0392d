"""Requests of every version since the first, read as today's: a terminal may come back after weeks.

A step is added here whenever SCHEMA grows, and never taken away again. It changes the content of a
request only; what was signed and hashed stays as it was received.
"""

from collections.abc import Callable, Mapping
from typing import Any

from kiosk.circulation.messages import BODIES, SCHEMA, Message, RequestKind

Body = dict[str, Any]
Step = Callable[[RequestKind, Body], Body]

STEPS: Mapping[int, Step] = {}
"""From a version to the next: 1 leads to 2. Empty as long as the first version is the present."""


def read_body(
    kind: RequestKind,
    version: int,
    body: Body,
    steps: Mapping[int, Step] = STEPS,
    present: int = SCHEMA,
) -> Message:
    """What a request of any version up to the present one asks for; ValueError where it cannot be
    read, KeyError where a step is missing."""
    for known in range(version, present):
        body = steps[known](kind, dict(body))
    return BODIES[kind].model_validate(body)
