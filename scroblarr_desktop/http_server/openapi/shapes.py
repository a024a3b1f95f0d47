"""The shapes of what comes in and goes out, as JSON Schema 2020-12, the dialect of OpenAPI 3.1.

Answers name every field they have: nothing is left out, nothing may be there beyond.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from scroblarr_desktop.http_server.api.fields import LONGEST_TEXT, MOST_ID

Schema = dict[str, Any]


def record(about: str = "", /, **fields: Schema) -> Schema:
    """Return an object that always has all of these fields and no others."""
    made = {
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }
    return {**made, "description": about} if about else made


def body(required: Iterable[str] = (), /, **fields: Schema) -> Schema:
    """Return an object to be sent: of these fields, only some have to be there."""
    made = {"type": "object", "properties": fields, "additionalProperties": False}
    return {**made, "required": list(required)} if required else made


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def nullable(shape: Schema, about: str = "") -> Schema:
    made = {"anyOf": [shape, {"type": "null"}]}
    return {**made, "description": about} if about else made


def many(shape: Schema, about: str = "", **limits: Any) -> Schema:
    made = {"type": "array", "items": shape, **limits}
    return {**made, "description": about} if about else made


def page_of(shape: Schema) -> Schema:
    """Return a list as every list is answered."""
    following = "The `cursor` of the next page, null on the last."
    return record(items=many(shape), next=nullable({"type": "string"}, following))


def choice(values: Iterable[object], about: str = "") -> Schema:
    made = {"type": "string", "enum": [str(one) for one in values]}
    return {**made, "description": about} if about else made


def counts(about: str) -> Schema:
    """Return numbers by names that are not fixed."""
    return {"type": "object", "additionalProperties": NUMBER, "description": about}


def about(shape: Schema, words: str) -> Schema:
    return {**shape, "description": words}


WORDS: Schema = {"type": "string"}
YES_NO: Schema = {"type": "boolean"}
NUMBER: Schema = {"type": "integer"}
FRACTION: Schema = {"type": "number"}
TIME: Schema = {
    "type": "string",
    "format": "date-time",
    "description": "ISO 8601 in UTC with Z.",
}
TIME_SENT: Schema = {
    "type": "string",
    "format": "date-time",
    "description": "ISO 8601 with its zone, such as 2026-03-01T20:15:00Z.",
}
OUR_ID: Schema = {"type": "integer", "minimum": 1, "maximum": MOST_ID}
LINE: Schema = {
    "type": "string",
    "minLength": 1,
    "description": f"One line of at most {LONGEST_TEXT} characters; spaces around it do not count.",
}
SECRET: Schema = {"type": "string", "minLength": 1, "maxLength": 1000, "writeOnly": True}
IDS: Schema = {
    "type": "object",
    "additionalProperties": WORDS,
    "description": "Ids elsewhere, by the name of the site: imdb, tmdb, tvdb.",
}
NAMED = record("Something of ours by its id, and its name.", id=NUMBER, name=WORDS)
ERROR = record(
    error={
        "type": "object",
        "properties": {
            "code": about(WORDS, "For programs: stays the same."),
            "message": about(WORDS, "One sentence for people."),
            "field": about(WORDS, "Which part of the request it is about."),
        },
        "required": ["code", "message"],
        "additionalProperties": False,
    }
)
