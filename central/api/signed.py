"""Reading a request: its size, its signature, its content. No route, no rule.

Every refusal is a Problem: a reason code and facts, never a trace and nothing of a patron.
"""

from typing import TypeVar

from fastapi import Request
from pydantic import ValidationError

from central.app import Central
from central.terminals import Terminal, TurnedAway
from kiosk.circulation.messages import Message

LARGEST_BODY = 512 * 1024
"""Bytes. Fifty rows with sealed boxes are far below."""

_Model = TypeVar("_Model", bound=Message)


async def read_body(request: Request) -> bytes:
    """The body, never more than LARGEST_BODY; TurnedAway(`too_large`)."""
    length = request.headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > LARGEST_BODY:
        raise TurnedAway("too_large")
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > LARGEST_BODY:
            raise TurnedAway("too_large")
        parts.append(part)
    return b"".join(parts)


def signed_by(central: Central, request: Request, body: bytes) -> Terminal:
    """The terminal that signed this request."""
    path = request.url.path
    if request.url.query:
        path = f"{path}?{request.url.query}"
    said = request.headers
    return central.terminals.authenticate(
        request.method,
        path,
        body,
        terminal=said.get("shirabe-terminal", ""),
        time=said.get("shirabe-time", ""),
        nonce=said.get("shirabe-nonce", ""),
        signature=said.get("shirabe-signature", ""),
    )


def parse(model: type[_Model], body: bytes) -> _Model:
    """The content, strictly; TurnedAway(`bad_message`)."""
    try:
        return model.model_validate_json(body)
    except (ValidationError, RecursionError) as error:
        raise TurnedAway("bad_message") from error
