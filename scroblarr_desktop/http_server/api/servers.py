"""Media servers: those connected, and those whose events came along."""

from __future__ import annotations

import re
from typing import Any

from aiohttp import web

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.http_server.answers import done, invalid, iso_time
from scroblarr_desktop.http_server.api.fields import (
    body_fields,
    copied,
    flag,
    one_of,
    or_null,
    path_id,
    query_fields,
    text,
)
from scroblarr_desktop.http_server.api.pages import PAGE, listed_by_id, wanted_page
from scroblarr_desktop.http_server.api.services import get, services
from scroblarr_desktop.store import catch_up, inbox, servers, writing
from scroblarr_desktop.store.records import CatchUpMode, Server
from scroblarr_desktop.store.refusals import Conflict
from scroblarr_desktop.watches import ServerKind

_PLEX_ACCOUNT = re.compile(r"[0-9]{1,20}")
_JELLYFIN_ID = re.compile(r"[0-9a-f]{32}")


def own_id(kind: ServerKind, written: str) -> str:
    """Return the id of a server of this kind as its webhooks are read. Raises ApiError."""
    return _undashed("server_id", written) if kind is ServerKind.JELLYFIN else written


def account_id(kind: ServerKind, written: str) -> str:
    """Return the id of an account on such a server as webhooks are read. Raises ApiError."""
    if kind is ServerKind.JELLYFIN:
        return _undashed("account_id", written)
    if not _PLEX_ACCOUNT.fullmatch(written):
        raise invalid("account_id", "must be the number of a Plex account, as GET /viewers says it")
    return written


def _undashed(field: str, written: str) -> str:
    """Jellyfin writes ids with or without dashes, in either case."""
    undashed = written.replace("-", "").lower()
    if not _JELLYFIN_ID.fullmatch(undashed):
        raise invalid(field, "must be an id of Jellyfin: 32 digits and letters from a to f")
    return undashed


async def _list(request: web.Request) -> web.Response:
    page = wanted_page(query_fields(request, *PAGE))
    base_of = services(request).media_servers.base_of
    return listed_by_id(servers.all_servers(), page, lambda one: _content(one, base_of(one)))


async def _add(request: web.Request) -> web.Response:
    fields = await body_fields(request, "kind", "name", "server_id")
    kind = ServerKind(fields.need("kind", one_of(*ServerKind)))
    name, uuid = fields.need("name", text), fields.may("server_id", copied)
    server = servers.add(kind, name, uuid and own_id(kind, uuid))
    # Its events may have come along before, some of viewers that are members' already.
    inbox.release(inbox.unassigned_from(server.id))
    services(request).sync.wake()
    base = services(request).media_servers.base_of(server)
    return web.json_response(_content(server, base), status=201)


async def _change(request: web.Request) -> web.Response:
    fields = await body_fields(request, "name", "muted", "catch_up_mode")
    changes = fields.given({"name": text, "muted": flag})
    modes = fields.given({"catch_up_mode": or_null(one_of(*CatchUpMode))})
    with writing(Changed.SERVERS):
        server = servers.change(path_id(request), **changes)
        for mode in modes.values():
            catch_up.choose(server.id, mode and CatchUpMode(mode))
    return web.json_response(_content(server, services(request).media_servers.base_of(server)))


async def _delete(request: web.Request) -> web.Response:
    await services(request).media_servers.disconnect_server(path_id(request))
    return done()


async def _renew_secret(request: web.Request) -> web.Response:
    server = servers.get(path_id(request))
    if not server.adopted:
        raise Conflict("This server is not connected yet; add it with its server_id first.")
    servers.renew_secret(server.id)
    await services(request).media_servers.check_server(server.id)
    url = _webhook_url(server, services(request).media_servers.base_of(server))
    return web.json_response({"webhook_url": url})


def _content(server: Server, base_url: str) -> dict[str, Any]:
    return {
        "id": server.id,
        "kind": str(server.kind),
        "name": server.name,
        "server_id": server.uuid,
        "webhook_url": _webhook_url(server, base_url),
        "last_event_at": iso_time(server.last_event_at),
        "adopted": server.adopted,
        "muted": server.muted,
        "muted_count": server.muted_count,
        "catching_up": _catching_up(server),
    }


def _catching_up(server: Server) -> dict[str, Any] | None:
    """Return how the server's history is read; None where the app is not signed in to it.

    `mode` is "webhooks" (the history is read every hour, for what was missed) or "reading" (every
    three minutes), `chosen` whether a person chose it. `message` says why the latest reading did
    not work. `webhooks_missed_at` is there while webhooks that should come do not.
    """
    if server.connection_id is None:
        return None
    found = catch_up.of(server.id)
    return {
        "mode": str(found.mode),
        "chosen": found.chosen,
        "last_read_at": iso_time(found.read_at),
        "message": found.message,
        "webhooks_missed_at": iso_time(found.webhooks_missed_at),
    }


def _webhook_url(server: Server, base_url: str) -> str | None:
    secret = servers.secret(server.id) if server.adopted else None
    return secret and f"{base_url.rstrip('/')}/webhooks/{server.kind}/{secret}"


ROUTES = [
    get("/servers", _list),
    web.post("/servers", _add),
    web.patch("/servers/{id:[0-9]{1,15}}", _change),
    web.delete("/servers/{id:[0-9]{1,15}}", _delete),
    web.post("/servers/{id:[0-9]{1,15}}/secret", _renew_secret),
]
