"""The log: watches with their deliveries and, one by one, every attempt."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import web

from scroblarr_desktop.http_server.answers import done, iso_time, named
from scroblarr_desktop.http_server.api.accounts import DESTINATIONS
from scroblarr_desktop.http_server.api.fields import (
    Fields,
    id_in_query,
    moment,
    one_of,
    path_id,
    query_fields,
    words_in_query,
)
from scroblarr_desktop.http_server.api.pages import PAGE, Page, listed, wanted_page
from scroblarr_desktop.http_server.api.services import get
from scroblarr_desktop.store import log, watched
from scroblarr_desktop.store.records import (
    Attempt,
    DeliveryState,
    LogFilter,
    LoggedDelivery,
    LoggedWatch,
)
from scroblarr_desktop.store.refusals import Missing
from scroblarr_desktop.watches import Kind

_FILTERS = ("member", "server", "destination", "state", "kind", "q", "since", "until")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


async def _list(request: web.Request) -> web.Response:
    query = query_fields(request, *_FILTERS, *PAGE)
    page = wanted_page(query, numbers=2)
    found = log.watches(_filter(query), limit=page.limit + 1, before=_place(page))
    return listed(found, page, _content, _position)


async def _show(request: web.Request) -> web.Response:
    watch = log.watch(path_id(request))
    if watch is None:
        raise Missing("watch")
    attempts = log.attempts(watch.id)
    content = _content(watch)
    for delivery in content["deliveries"]:
        delivery["attempt_log"] = [_attempt(one) for one in attempts.get(delivery["id"], ())]
    return web.json_response({**content, "raw_body": log.raw_body(watch.id)})


async def _delete(request: web.Request) -> web.Response:
    watched.delete(path_id(request))
    return done()


def _filter(query: Fields) -> LogFilter:
    state = query.may("state", one_of(*DeliveryState))
    kind = query.may("kind", one_of(*Kind))
    return LogFilter(
        member=query.may("member", id_in_query),
        server=query.may("server", id_in_query),
        destination=query.may("destination", one_of(*DESTINATIONS)),
        state=DeliveryState(state) if state else None,
        kind=Kind(kind) if kind else None,
        text=query.may("q", words_in_query),
        since=query.may("since", moment),
        until=query.may("until", moment),
    )


def _place(page: Page) -> log.Cursor | None:
    if page.after is None:
        return None
    at_us, watch_id = page.after
    return log.Cursor(_EPOCH + at_us * _MICROSECOND, watch_id)


def _position(watch: LoggedWatch) -> tuple[int, int]:
    return (watch.watched_at - _EPOCH) // _MICROSECOND, watch.id


def _content(watch: LoggedWatch) -> dict[str, Any]:
    return {
        "id": watch.id,
        "kind": str(watch.kind),
        "title": watch.title,
        "show": watch.show,
        "season": watch.season,
        "number": watch.number,
        "year": watch.year,
        "ids": dict(watch.ids),
        "show_ids": dict(watch.show_ids),
        "member": named(watch.member),
        "server": named(watch.server),
        "watched_at": iso_time(watch.watched_at),
        "received_at": iso_time(watch.received_at),
        "by_hand": watch.by_hand,
        "rewatched": watch.rewatched,
        "undone": watch.undone,
        "note": watch.note,
        "deliveries": [_delivery(delivery) for delivery in watch.deliveries],
    }


def _delivery(delivery: LoggedDelivery) -> dict[str, Any]:
    return {
        "id": delivery.id,
        "destination": delivery.destination,
        "account_id": delivery.account_id,
        "state": str(delivery.state),
        "waiting_for": delivery.waiting_for,
        "attempts": delivery.attempts,
        "next_try_at": iso_time(delivery.next_try_at),
        "delivered_at": iso_time(delivery.delivered_at),
        "message": delivery.message,
        "removal": delivery.removal,
    }


def _attempt(attempt: Attempt) -> dict[str, Any]:
    return {
        "started_at": iso_time(attempt.started_at),
        "finished_at": iso_time(attempt.finished_at),
        "outcome": attempt.outcome,
        "message": attempt.message,
        "play_id": attempt.play_id,
        "exchanges": list(attempt.exchanges),
    }


ROUTES = [
    get("/watches", _list),
    get("/watches/{id:[0-9]{1,15}}", _show),
    web.delete("/watches/{id:[0-9]{1,15}}", _delete),
]
