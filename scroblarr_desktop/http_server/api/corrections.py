"""What a person says afterwards: whose watch it was, which title it is, what is never sent."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import asdict
from typing import Any, TypeVar

from aiohttp import web

from scroblarr_desktop.destinations import Found, FoundEpisode, Match
from scroblarr_desktop.http_server.answers import ApiError, done
from scroblarr_desktop.http_server.api.fields import (
    Wrong,
    body_fields,
    one_of,
    our_id,
    path_id,
    query_fields,
    secret_text,
    text,
    words_in_query,
)
from scroblarr_desktop.http_server.api.services import get, services
from scroblarr_desktop.remote.errors import RemoteError
from scroblarr_desktop.store import deliveries, never
from scroblarr_desktop.store.corrections import Corrected
from scroblarr_desktop.store.records import Never, Reach
from scroblarr_desktop.watches import Kind

T = TypeVar("T")

MOST_MEMBERS = 20


async def _give(request: web.Request) -> web.Response:
    fields = await body_fields(request, "members")
    members = fields.need("members", _ids)
    return _corrected(services(request).sync.correcting.give([path_id(request)], members))


async def _undo(request: web.Request) -> web.Response:
    await body_fields(request, may_be_empty=True)
    return _corrected(services(request).sync.correcting.undo([path_id(request)]))


async def _never(request: web.Request) -> web.Response:
    fields = await body_fields(request, "reach")
    rule = never.add(path_id(request), Reach(fields.need("reach", one_of(*Reach))))
    return web.json_response(_rule(rule), status=201)


async def _rules(request: web.Request) -> web.Response:
    rules = never.of_member(path_id(request))
    return web.json_response({"items": [_rule(rule) for rule in rules], "next": None})


async def _remove_rule(request: web.Request) -> web.Response:
    never.remove(path_id(request))
    return done()


async def _search(request: web.Request) -> web.Response:
    words = query_fields(request, "q").need("q", words_in_query)
    asked = services(request).sync.correcting.search(path_id(request), words)
    found = [_found(one) for one in await _answered(asked)]
    return web.json_response({"items": found, "next": None})


async def _episodes(request: web.Request) -> web.Response:
    fields = query_fields(request, "title")
    show = Found(Kind.EPISODE, request.match_info["show"], fields.may("title", text) or "")
    asked = services(request).sync.correcting.episodes(path_id(request), show)
    found = [_episode(one) for one in await _answered(asked)]
    return web.json_response({"items": found, "next": None})


async def _correct(request: web.Request) -> web.Response:
    fields = await body_fields(request, "match")
    match = fields.need("match", _match)
    services(request).sync.correcting.correct(path_id(request), match)
    delivery = deliveries.get(path_id(request))
    return web.json_response({"id": delivery.id, "state": str(delivery.state)}, status=202)


async def _answered(asked: Awaitable[T]) -> T:
    try:
        return await asked
    except RemoteError as error:
        raise ApiError(502, "destination", f"{error.sentence} {error.next_step}".strip()) from error


def _ids(value: Any) -> list[int]:
    if not isinstance(value, list) or not 1 <= len(value) <= MOST_MEMBERS:
        raise Wrong(f"must be a list of 1 to {MOST_MEMBERS} ids of members")
    return [our_id(one) for one in value]


def _match(value: Any) -> Match:
    """What a search answered, as it was."""
    rule = Wrong("must be the match of something that a search found")
    if not isinstance(value, dict) or set(value) != {"kind", "id", "title", "target"}:
        raise rule
    if not isinstance(value["target"], dict):
        raise rule
    try:
        kind = Kind(one_of(*Kind)(value["kind"]))
        return Match(kind, text(value["id"]), secret_text(value["title"]), value["target"])
    except Wrong:
        raise rule from None


def _corrected(corrected: Corrected) -> web.Response:
    content = {"made": list(corrected.made), "removals": corrected.removals}
    return web.json_response(content, status=202)


def _rule(rule: Never) -> dict[str, Any]:
    return {"id": rule.id, "reach": str(rule.reach), "name": rule.name}


def _found(found: Found) -> dict[str, Any]:
    return {
        "id": found.id,
        "title": found.title,
        "year": found.year,
        "page": found.page,
        "match": None if found.match is None else asdict(found.match),
    }


def _episode(episode: FoundEpisode) -> dict[str, Any]:
    return {
        "season": episode.season,
        "number": episode.number,
        "title": episode.title,
        "match": asdict(episode.match),
    }


_DELIVERY = "/deliveries/{id:[0-9]{1,15}}"

ROUTES = [
    web.post("/watches/{id:[0-9]{1,15}}/members", _give),
    web.post("/watches/{id:[0-9]{1,15}}/undo", _undo),
    web.post("/watches/{id:[0-9]{1,15}}/never", _never),
    get("/members/{id:[0-9]{1,15}}/never", _rules),
    web.delete("/never/{id:[0-9]{1,15}}", _remove_rule),
    get(_DELIVERY + "/titles", _search),
    get(_DELIVERY + "/titles/{show:[A-Za-z0-9_.-]{1,60}}/episodes", _episodes),
    web.post(_DELIVERY + "/match", _correct),
]
