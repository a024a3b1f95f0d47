"""The household's own apps at the destinations. A secret goes in and never comes out."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from scroblarr_desktop.http_server.access import EXTRA_HOSTS
from scroblarr_desktop.http_server.answers import done
from scroblarr_desktop.http_server.api.fields import Wrong, body_fields, copied, names
from scroblarr_desktop.http_server.api.services import services
from scroblarr_desktop.store import housekeeping, settings


async def _put_trakt(request: web.Request) -> web.Response:
    fields = await body_fields(request, "client_id", "client_secret")
    client_id = fields.need("client_id", copied)
    settings.put_app_credentials("trakt", client_id, fields.need("client_secret", copied))
    services(request).linking.app_changed("trakt")
    services(request).sync.wake()
    return done()


async def _put_simkl(request: web.Request) -> web.Response:
    fields = await body_fields(request, "client_id")
    settings.put_app_credentials("simkl", fields.need("client_id", copied), None)
    services(request).linking.app_changed("simkl")
    services(request).sync.wake()
    return done()


async def _put_hosts(request: web.Request) -> web.Response:
    fields = await body_fields(request, "names")
    settings.put(EXTRA_HOSTS, fields.need("names", names))
    return done()


async def _put_bodies(request: web.Request) -> web.Response:
    fields = await body_fields(request, "keep_days")
    housekeeping.put_keep_days(fields.need("keep_days", _days))
    return done()


def _days(value: Any) -> int:
    fewest, most = housekeeping.FEWEST_DAYS, housekeeping.MOST_DAYS
    if isinstance(value, bool) or not isinstance(value, int) or not fewest <= value <= most:
        raise Wrong(f"must be a whole number of days from {fewest} to {most}")
    return value


ROUTES = [
    web.put("/settings/trakt", _put_trakt),
    web.put("/settings/simkl", _put_simkl),
    web.put("/settings/hosts", _put_hosts),
    web.put("/settings/bodies", _put_bodies),
]
