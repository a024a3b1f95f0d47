"""The log, counted: the figures of the statistics page."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from scroblarr_desktop.http_server.answers import iso_time, named
from scroblarr_desktop.http_server.api.fields import id_in_query, moment, query_fields
from scroblarr_desktop.http_server.api.services import get
from scroblarr_desktop.store import statistics
from scroblarr_desktop.store.figures import Counted, CountedTitle, Failure, Figures, Sent, Wanted


async def _count(request: web.Request) -> web.Response:
    query = query_fields(request, "member", "since", "until")
    wanted = Wanted(
        member=query.may("member", id_in_query),
        since=query.may("since", moment),
        until=query.may("until", moment),
    )
    # In a thread: of a large log it takes part of a second.
    counted = await asyncio.to_thread(statistics.counting(wanted, datetime.now(UTC)))
    return web.json_response(_content(counted))


def _content(counted: Figures) -> dict[str, Any]:
    return {
        "total": counted.total,
        "members": [_counted(one) for one in counted.members],
        "servers": [_counted(one) for one in counted.servers],
        "kinds": {str(kind): count for kind, count in counted.kinds.items()},
        "days": [{"day": day.isoformat(), "count": count} for day, count in counted.days],
        "weekdays": list(counted.weekdays),
        "hours": list(counted.by_hour),
        "hours_of_weekdays": [list(day) for day in counted.hours],
        "per_day": round(counted.per_day, 3),
        "per_week": round(counted.per_week, 3),
        "months": {
            "this": counted.months.so_far,
            "last_by_now": counted.months.last_by_now,
            "last": counted.months.last,
        },
        "most_watched": {
            "shows": [_title(one) for one in counted.shows],
            "movies": [_title(one) for one in counted.films],
        },
        "destinations": [_sent(one) for one in counted.sent],
        "outcomes": {str(state): count for state, count in counted.outcomes.items()},
    }


def _counted(one: Counted) -> dict[str, Any]:
    return {**(named(one.who) or {}), "count": one.count}


def _title(one: CountedTitle) -> dict[str, Any]:
    return {"title": one.title, "year": one.year, "count": one.count}


def _sent(one: Sent) -> dict[str, Any]:
    return {
        "destination": one.destination,
        "outcomes": {str(state): count for state, count in one.outcomes.items()},
        "success_rate": None if one.success is None else round(one.success, 4),
        "last_failure": None if one.last_failure is None else _failure(one.last_failure),
    }


def _failure(one: Failure) -> dict[str, Any]:
    return {
        "at": iso_time(one.at),
        "message": one.message,
        "watch_id": one.watch_id,
        "what": one.what,
        "member": one.who,
    }


ROUTES = [get("/statistics", _count)]
