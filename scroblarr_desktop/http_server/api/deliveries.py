"""Trying a delivery again, or no more."""

from __future__ import annotations

from aiohttp import web

from scroblarr_desktop.http_server.answers import iso_time
from scroblarr_desktop.http_server.api.fields import path_id
from scroblarr_desktop.http_server.api.services import services
from scroblarr_desktop.store import deliveries


async def _retry(request: web.Request) -> web.Response:
    services(request).sync.retry(path_id(request))
    return _accepted(path_id(request))


async def _cancel(request: web.Request) -> web.Response:
    services(request).sync.cancel(path_id(request))
    return _accepted(path_id(request))


def _accepted(delivery_id: int) -> web.Response:
    delivery = deliveries.get(delivery_id)
    content = {
        "id": delivery.id,
        "state": str(delivery.state),
        "next_try_at": iso_time(delivery.next_try_at),
    }
    return web.json_response(content, status=202)


ROUTES = [
    web.post("/deliveries/{id:[0-9]{1,15}}/retry", _retry),
    web.post("/deliveries/{id:[0-9]{1,15}}/cancel", _cancel),
]
