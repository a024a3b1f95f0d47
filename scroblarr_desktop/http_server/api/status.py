"""How the app is doing."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from scroblarr_desktop import __version__
from scroblarr_desktop.http_server.answers import iso_time
from scroblarr_desktop.http_server.api.services import get, services
from scroblarr_desktop.http_server.wrong_secrets import WrongCalls
from scroblarr_desktop.store import deliveries, inbox, servers


async def _status(request: web.Request) -> web.Response:
    known = services(request)
    return web.json_response(
        {
            "state": str(known.engine_status().state),
            "listening": list(known.listening()),
            "version": __version__,
            "deliveries": {str(state): count for state, count in deliveries.counts().items()},
            "inbox": {str(state): count for state, count in inbox.counts().items()},
            "servers": [
                {"id": server.id, "last_event_at": iso_time(server.last_event_at)}
                for server in servers.all_servers()
            ],
            "wrong_secret_calls": [_calls(calls) for calls in known.wrong_secrets.calls()],
        }
    )


def _calls(calls: WrongCalls) -> dict[str, Any]:
    return {"address": calls.address, "count": calls.count, "last_at": iso_time(calls.last_at)}


ROUTES = [get("/status", _status)]
