"""What the HTTP service says of itself: its OpenAPI document. It is not served; tests hold it true.

Made from the routes as they stand and from the models that travel. No route and no rule here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import TypeAdapter

from kiosk.circulation.messages import Message, Problem

SIGNED = ("Shirabe-Terminal", "Shirabe-Time", "Shirabe-Nonce", "Shirabe-Signature")
"""The headers that prove who asks."""
STATUS = {
    "bad_signature": 401,
    "unknown_terminal": 401,
    "clock_skew": 401,
    "not_signed_in": 404,
    "wrong_secret": 403,
    "locked": 403,
    "bad_code": 403,
    "forked": 403,
    "not_found": 404,
    "no_such_method": 405,
    "diverged": 409,
    "gone": 410,
    "too_large": 413,
    "bad_message": 400,
    "busy": 503,
    "failed": 500,
}
"""The HTTP status of every reason."""
_ALWAYS = ("bad_message", "too_large", "busy")
_OF_SIGNED = ("bad_signature", "unknown_terminal", "clock_skew")
_AT = "#/components/schemas/{model}"

Schema = dict[str, Any]
Schemas = dict[tuple[str, str], Schema]
_Shown = tuple[str, Literal["validation", "serialization"], TypeAdapter[Any]]


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of one path. `reply` None: bytes. `asks`: what may stand in the query; `header`:
    one that may stand there; `reasons`: why it may refuse, beyond what may befall any path."""

    method: str
    path: str
    body: type[Message] | None = None
    reply: type[Message] | TypeAdapter[Any] | None = None
    asks: tuple[str, ...] = ()
    header: str = ""
    reasons: tuple[str, ...] = ()
    signed: bool = True


def document(paths: Sequence[Told]) -> Schema:
    """The OpenAPI document of these paths."""
    bodies: list[_Shown] = [
        (one.path, "validation", TypeAdapter(one.body)) for one in paths if one.body
    ]
    replies: list[_Shown] = [
        (one.path, "serialization", _adapter(one.reply)) for one in paths if one.reply
    ]
    problem: _Shown = ("", "serialization", TypeAdapter(Problem))
    made, shared = TypeAdapter.json_schemas([*bodies, *replies, problem], ref_template=_AT)
    schemas: Schemas = {(str(at), mode): one for (at, mode), one in made.items()}
    told: dict[str, Schema] = {}
    for one in paths:
        told.setdefault(one.path, {})[one.method.lower()] = _operation(one, schemas)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Shirabe", "version": "1"},
        "paths": told,
        "components": {
            "schemas": shared["$defs"],
            "securitySchemes": {
                name: {"type": "apiKey", "in": "header", "name": name} for name in SIGNED
            },
        },
    }


def _adapter(reply: type[Message] | TypeAdapter[Any]) -> TypeAdapter[Any]:
    return reply if isinstance(reply, TypeAdapter) else TypeAdapter(reply)


def _operation(one: Told, schemas: Schemas) -> Schema:
    answer: Schema = {"application/octet-stream": {}}
    if one.reply is not None:
        answer = {"application/json": {"schema": schemas[one.path, "serialization"]}}
    reasons = [*_ALWAYS, *(_OF_SIGNED if one.signed else ()), *one.reasons]
    responses: Schema = {"200": {"description": "so it is", "content": answer}}
    for reason in reasons:
        content = {"application/json": {"schema": schemas["", "serialization"]}}
        responses[str(STATUS[reason])] = {"description": "a Problem", "content": content}
    made: Schema = {"responses": responses, "parameters": list(_parameters(one))}
    if one.signed:
        made["security"] = [{name: [] for name in SIGNED}]
    if one.body is not None:
        content = {"application/json": {"schema": schemas[one.path, "validation"]}}
        made["requestBody"] = {"required": True, "content": content}
    return made


def _parameters(one: Told) -> Iterable[Schema]:
    text = {"type": "string"}
    for part in one.path.split("/"):
        if part.startswith("{"):
            number = {"type": "integer", "minimum": 0, "maximum": 10**18 - 1}
            yield {"name": part[1:-1], "in": "path", "required": True, "schema": number}
    for name in one.asks:
        yield {"name": name, "in": "query", "schema": text}
    if one.header:
        yield {"name": one.header, "in": "header", "required": False, "schema": text}
