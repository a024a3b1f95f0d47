"""Household members, and the viewers that are theirs."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from scroblarr_desktop.http_server.answers import done
from scroblarr_desktop.http_server.api.accounts import account_content
from scroblarr_desktop.http_server.api.fields import (
    Wrong,
    body_fields,
    copied,
    flag,
    our_id,
    path_id,
    query_fields,
    text,
)
from scroblarr_desktop.http_server.api.pages import PAGE, listed_by_id, wanted_page
from scroblarr_desktop.http_server.api.servers import account_id
from scroblarr_desktop.http_server.api.services import get, services
from scroblarr_desktop.store import accounts, household, servers
from scroblarr_desktop.store.records import Member, Viewer

_PERCENTAGES = (70, 80, 90)


async def _list(request: web.Request) -> web.Response:
    page = wanted_page(query_fields(request, *PAGE))
    return listed_by_id(household.members(), page, _content)


async def _add(request: web.Request) -> web.Response:
    fields = await body_fields(request, "name")
    member = household.add_member(fields.need("name", text))
    return web.json_response(_content(member), status=201)


async def _change(request: web.Request) -> web.Response:
    rules = {
        "name": text,
        "enabled": flag,
        "hand_marks": flag,
        "watched_at_percent": _percentage,
    }
    fields = await body_fields(request, *rules)
    member = household.change_member(path_id(request), fields.given(rules))
    services(request).sync.wake()
    return web.json_response(_content(member))


async def _delete(request: web.Request) -> web.Response:
    await services(request).linking.delete_member(path_id(request))
    return done()


async def _give_viewer(request: web.Request) -> web.Response:
    fields = await body_fields(request, "server_id", "account_id", "name")
    server_id = fields.need("server_id", our_id)
    written, name = fields.need("account_id", copied), fields.may("name", text)
    account = account_id(servers.get(server_id).kind, written)
    viewer = household.give_viewer(path_id(request), server_id, account, name)
    services(request).sync.wake()
    return web.json_response(_viewer(viewer), status=201)


async def _take_viewer(request: web.Request) -> web.Response:
    household.take_viewer(path_id(request), int(request.match_info["viewer_id"]))
    return done()


def _percentage(value: Any) -> int | None:
    if isinstance(value, bool) or (value is not None and value not in _PERCENTAGES):
        raise Wrong("must be null, 70, 80 or 90")
    return None if value is None else int(value)


def _content(member: Member) -> dict[str, Any]:
    return {
        "id": member.id,
        "name": member.name,
        "enabled": member.enabled,
        "hand_marks": member.hand_marks,
        "watched_at_percent": member.watched_at_percent,
        "viewers": [_viewer(viewer) for viewer in household.viewers_of(member.id)],
        "accounts": [account_content(account) for account in accounts.of_member(member.id)],
    }


def _viewer(viewer: Viewer) -> dict[str, Any]:
    return {
        "id": viewer.id,
        "server_id": viewer.server_id,
        "account_id": viewer.account_id,
        "name": viewer.name,
    }


ROUTES = [
    get("/members", _list),
    web.post("/members", _add),
    web.patch("/members/{id:[0-9]{1,15}}", _change),
    web.delete("/members/{id:[0-9]{1,15}}", _delete),
    web.post("/members/{id:[0-9]{1,15}}/viewers", _give_viewer),
    web.delete("/members/{id:[0-9]{1,15}}/viewers/{viewer_id:[0-9]{1,15}}", _take_viewer),
]
