"""Lists in pages: `?limit=` and `?cursor=`."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from aiohttp import web

from scroblarr_desktop.http_server.api.fields import Fields, Wrong

T = TypeVar("T")

PAGE = ("limit", "cursor")
"""The fields of the query that every list knows."""

DEFAULT_LIMIT = 50
MOST_LIMIT = 500
_LARGEST = 2**53
"""Above every id, and in microseconds the year 2255."""


@dataclass(frozen=True)
class Page:
    """What part of a list is wanted: so many items, after the one at this position."""

    limit: int
    after: tuple[int, ...] | None


def wanted_page(query: Fields, numbers: int = 1) -> Page:
    """Return the page that the query asks for; a position is that many whole numbers."""
    limit = query.may("limit", _limit)
    after = query.may("cursor", lambda cursor: _position(cursor, numbers))
    return Page(DEFAULT_LIMIT if limit is None else limit, after)


def listed(
    found: Sequence[T],
    page: Page,
    content: Callable[[T], dict[str, Any]],
    position: Callable[[T], tuple[int, ...]],
) -> web.Response:
    """Return the answer, where one item more than the limit was fetched if there is one."""
    items = found[: page.limit]
    more = len(found) > len(items)
    following = _cursor(position(items[-1])) if more else None
    return web.json_response({"items": [content(item) for item in items], "next": following})


def listed_by_id(
    everything: Sequence[Any], page: Page, content: Callable[[Any], dict[str, Any]]
) -> web.Response:
    """Return the answer for a list that is small and whole, and sorted by its ids."""
    after = page.after[0] if page.after else -1
    following = [item for item in everything if item.id > after]
    return listed(following, page, content, lambda item: (item.id,))


def _limit(value: str) -> int:
    limit = int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 0
    if not 1 <= limit <= MOST_LIMIT:
        raise Wrong(f"must be a number from 1 to {MOST_LIMIT}")
    return limit


def _cursor(position: tuple[int, ...]) -> str:
    text = ".".join(map(str, position))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _position(cursor: str, numbers: int) -> tuple[int, ...]:
    try:
        padded = cursor.encode() + b"=" * (-len(cursor) % 4)
        position = tuple(map(int, base64.urlsafe_b64decode(padded).decode().split(".")))
    except ValueError:
        position = ()
    if len(position) != numbers or any(abs(number) > _LARGEST for number in position):
        raise Wrong("must be the value of “next” from the page before")
    return position
