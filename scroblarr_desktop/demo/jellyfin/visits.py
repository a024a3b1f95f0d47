"""One call to the fake Jellyfin: who makes it, which endpoint it reaches, what it may do there.

As at the real server upper and lower case do not matter in paths, names in queries and fields in
bodies; ids are taken with and without dashes.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from aiohttp import web

from scroblarr_desktop.demo.calls import parsed
from scroblarr_desktop.demo.fake_service import Denial
from scroblarr_desktop.demo.jellyfin.people import Caller


class Access(Enum):
    """Who may call an endpoint; everybody else gets 401 without a token and 403 with one."""

    ANYBODY = 1
    SIGNED_IN = 2
    ADMINISTRATOR = 3


class Refusal(Denial):
    """What the server makes of an error inside: a status and this one sentence as plain text."""

    def response(self) -> web.Response:
        return web.Response(status=self.status, text="Error processing request.")


def not_found() -> Denial:
    title = "https://tools.ietf.org/html/rfc9110#section-15.5.5"
    return Denial(404, {"type": title, "title": "Not Found", "status": 404})


def not_valid(field: str, sentence: str) -> Denial:
    """Return what the server says of a value that it cannot read."""
    title = "One or more validation errors occurred."
    return Denial(400, {"title": title, "status": 400, "errors": {field: [sentence]}})


def guid_of(text: str) -> str | None:
    """Return the id with 32 digits in lower case, or None for anything that is no GUID."""
    try:
        return uuid.UUID(text).hex
    except ValueError:
        return None


@dataclass(frozen=True)
class Visit:
    """A call that found its endpoint. `place` holds what stood in the path's brackets."""

    request: web.Request
    caller: Caller
    place: Mapping[str, str]

    def query(self, name: str) -> str:
        """Return the last value of that name in the query, or ""."""
        values = self.queries(name)
        return values[-1] if values else ""

    def queries(self, name: str) -> list[str]:
        """Return all values of that name; one value may hold several, with commas between."""
        query = self.request.query
        found = [value for key, value in query.items() if key.lower() == name.lower()]
        return [part.strip() for value in found for part in value.split(",") if part.strip()]

    def asks_for(self, name: str) -> bool | None:
        """Return a yes or no of the query, None where it says nothing. Raises Denial."""
        word = self.query(name).lower()
        if word not in ("", "true", "false"):
            raise not_valid(name, f"The value '{word}' is not valid.")
        return word == "true" if word else None

    def number(self, name: str, default: int) -> int:
        word = self.query(name)
        if not re.fullmatch(r"-?\d{0,9}", word):
            raise not_valid(name, f"The value '{word}' is not valid.")
        return int(word) if word else default

    def guid(self, name: str) -> str:
        """Return an id that stands in the path. Raises Denial, 400, where it is no id."""
        text = self.place[name]
        found = guid_of(text)
        if found is None:
            raise not_valid(name, f"The value '{text}' is not valid.")
        return found

    async def fields(self) -> dict[str, Any]:
        """Return the body's fields, names in lower case. Raises Denial: 415 or 400."""
        if self.request.content_type != "application/json":
            raise Denial(415, {"title": "Unsupported Media Type", "status": 415})
        content = parsed(await self.request.text())
        if not isinstance(content, dict):
            raise not_valid("$", "The JSON value could not be converted.")
        return {str(name).lower(): value for name, value in content.items()}


Endpoint = Callable[[Visit], Awaitable[web.StreamResponse]]

_BRACKETS = re.compile(r"\\{(\w+)\\}")


@dataclass(frozen=True)
class Route:
    """An endpoint; `path` may hold names in curly brackets that fit everything but a slash."""

    method: str
    path: str
    access: Access
    endpoint: Endpoint

    @property
    def pattern(self) -> re.Pattern[str]:
        path = _BRACKETS.sub(r"(?P<\1>[^/]+)", re.escape(self.path))
        return re.compile(f"{path}/?", re.IGNORECASE)


class Router:
    """Finds the endpoint of a path. The first of `routes` that fits counts."""

    def __init__(self, routes: Iterable[Route]) -> None:
        self._routes = [(route, route.pattern) for route in routes]

    def find(self, method: str, path: str) -> tuple[Route, Mapping[str, str]]:
        """Return the route and what stood in its brackets. Raises Denial: 404 or 405."""
        fitting = [
            (route, found.groupdict())
            for route, pattern in self._routes
            if (found := pattern.fullmatch(path))
        ]
        if not fitting:
            raise Denial(404)
        for route, place in fitting:
            if route.method == method:
                return route, place
        raise Denial(405)


def admit(access: Access, caller: Caller) -> None:
    """Raise Denial unless the caller may: 401 without a valid token, 403 with too few rights."""
    if access is Access.ANYBODY:
        return
    if not caller.is_known:
        raise Denial(401)
    if access is Access.ADMINISTRATOR and not caller.is_administrator:
        raise Denial(403)
