"""The household's own apps at the destinations. A secret goes in and never comes out."""

from __future__ import annotations

from aiohttp import web

from scroblarr_desktop.http_server.access import EXTRA_HOSTS
from scroblarr_desktop.http_server.answers import done
from scroblarr_desktop.http_server.api.fields import body_fields, names, text
from scroblarr_desktop.http_server.api.services import services
from scroblarr_desktop.store import settings


async def _put_trakt(request: web.Request) -> web.Response:
    fields = await body_fields(request, "client_id", "client_secret")
    client_id, client_secret = fields.need("client_id", text), fields.need("client_secret", text)
    settings.put_app_credentials("trakt", client_id, client_secret)
    services(request).linking.app_changed("trakt")
    services(request).sync.wake()
    return done()


async def _put_simkl(request: web.Request) -> web.Response:
    fields = await body_fields(request, "client_id")
    settings.put_app_credentials("simkl", fields.need("client_id", text), None)
    services(request).linking.app_changed("simkl")
    services(request).sync.wake()
    return done()


async def _put_hosts(request: web.Request) -> web.Response:
    fields = await body_fields(request, "names")
    settings.put(EXTRA_HOSTS, fields.need("names", names))
    return done()


ROUTES = [
    web.put("/settings/trakt", _put_trakt),
    web.put("/settings/simkl", _put_simkl),
    web.put("/settings/hosts", _put_hosts),
]
