"""Reading what callers send: every value has its rule, and what has none is refused."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar

from aiohttp import web

from scroblarr_desktop.http_server.answers import ApiError, invalid
from scroblarr_desktop.http_server.bodies import MOST_JSON_BYTES, READ_TIME_OUT_S, read_body

T = TypeVar("T")
Rule = Callable[[Any], T]

LONGEST_TEXT = 200
_NOT_IN_A_LINE = ("Cc", "Cs", "Zl", "Zp")
_PLACEHOLDER = re.compile(r"[\W_]*|[<\[{(].*[>\]})]|[A-Z]+(_[A-Z]+)+")
"""Such as ..., <client id> and ACCOUNT_ID."""
MOST_ID = 10**15
"""Above any id of ours and below what the database can count to."""


class Wrong(Exception):
    """The value breaks the rule. The message goes on after "The field ... "."""


class Fields:
    """The named values of one request, from its body or its query."""

    def __init__(self, values: Mapping[str, Any], allowed: tuple[str, ...]) -> None:
        self._values = values
        for field in values:
            if field not in allowed:
                raise invalid(field, "is not known here")

    def need(self, field: str, rule: Rule[T]) -> T:
        """Return the value. Raises ApiError where it is missing or breaks the rule."""
        if field not in self._values:
            raise invalid(field, "is missing")
        return self._ruled(field, rule)

    def may(self, field: str, rule: Rule[T]) -> T | None:
        """Return the value, or None where it is missing or null."""
        return None if self._values.get(field) is None else self._ruled(field, rule)

    def given(self, rules: Mapping[str, Rule[Any]]) -> dict[str, Any]:
        """Return those of the values that are there, as changes to be made."""
        return {
            field: self._ruled(field, rule)
            for field, rule in rules.items()
            if field in self._values
        }

    def refuse(self, *fields: str) -> None:
        """Raise ApiError where one of these is there that has no meaning in this request."""
        for field in fields:
            if field in self._values:
                raise invalid(field, "has no meaning here")

    def _ruled(self, field: str, rule: Rule[T]) -> T:
        try:
            return rule(self._values[field])
        except Wrong as wrong:
            raise invalid(field, str(wrong)) from None


async def body_fields(request: web.Request, *allowed: str, may_be_empty: bool = False) -> Fields:
    """Return the fields of the JSON body. Raises ApiError, Unusable."""
    body = await read_body(request, MOST_JSON_BYTES, READ_TIME_OUT_S)
    if may_be_empty and not body.strip():
        return Fields({}, allowed)
    try:
        values = json.loads(body)
    except (ValueError, RecursionError):
        raise ApiError(400, "unreadable_json", "The body must be JSON.") from None
    if not isinstance(values, dict):
        raise ApiError(400, "unreadable_json", "The body must be a JSON object with named fields.")
    return Fields(values, allowed)


def query_fields(request: web.Request, *allowed: str) -> Fields:
    """Return the fields of the query, every value a text. Raises ApiError."""
    for field in request.query:
        if len(request.query.getall(field)) > 1:
            raise invalid(field, "is there more than once")
    return Fields(request.query, allowed)


def path_id(request: web.Request) -> int:
    return int(request.match_info["id"])


# -- rules


def text(value: Any) -> str:
    """Trimmed, one line of 1 to 200 characters."""
    trimmed = value.strip() if isinstance(value, str) else ""
    # Joiners, which some names and emoji need, are no control characters.
    is_one_line = not any(unicodedata.category(c) in _NOT_IN_A_LINE for c in trimmed)
    if not 1 <= len(trimmed) <= LONGEST_TEXT or not is_one_line:
        raise Wrong(f"must be a text of 1 to {LONGEST_TEXT} characters in one line")
    return trimmed


def copied(value: Any) -> str:
    """As another service shows it, for instance a client id; not what stands for it in examples."""
    written = text(value)
    if _PLACEHOLDER.fullmatch(written):
        raise Wrong("still is the placeholder of an example: put in what the service shows")
    return written


def secret_text(value: Any) -> str:
    """As it is, spaces and all; 1 to 1,000 characters."""
    if not isinstance(value, str) or not 1 <= len(value) <= 1000 or not _is_unicode(value):
        raise Wrong("must be a text of 1 to 1000 characters")
    return value


def names(value: Any) -> list[str]:
    """Up to 20 names of a computer."""
    if not isinstance(value, list) or len(value) > 20:
        raise Wrong("must be a list of at most 20 names")
    return [text(name) for name in value]


def flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Wrong("must be true or false")
    return value


def our_id(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value <= MOST_ID:
        raise Wrong("must be the id of something here, a whole number")
    return value


def moment(value: Any) -> datetime:
    try:
        at = datetime.fromisoformat(value if isinstance(value, str) else "")
        if at.tzinfo is not None:
            return at.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise Wrong("must be a time such as 2026-03-01T20:15:00Z")


def one_of(*choices: str) -> Rule[str]:
    def rule(value: Any) -> str:
        if not isinstance(value, str) or value not in choices:
            raise Wrong(f"must be one of: {', '.join(choices)}")
        return value

    return rule


def or_null(rule: Rule[T]) -> Rule[T | None]:
    return lambda value: None if value is None else rule(value)


def id_in_query(value: str) -> int:
    return our_id(int(value) if value.isascii() and value.isdigit() and len(value) < 20 else None)


def flag_in_query(value: str) -> bool:
    return flag({"true": True, "false": False}.get(value))


def words_in_query(value: str) -> str:
    if len(value) > LONGEST_TEXT or not _is_unicode(value):
        raise Wrong(f"must be a text of at most {LONGEST_TEXT} characters")
    return value


def _is_unicode(value: str) -> bool:
    """Return whether the database takes it: JSON can hold half a surrogate pair."""
    return not any("\ud800" <= character <= "\udfff" for character in value)
