"""The local API under `/api/v1`, for other programs of this household. Needs the key."""

from __future__ import annotations

from aiohttp import web

from scroblarr_desktop.http_server.access import key_only
from scroblarr_desktop.http_server.api import (
    accounts,
    corrections,
    deliveries,
    inbox,
    invitations,
    members,
    pauses,
    servers,
    settings,
    statistics,
    status,
    viewers,
    watches,
)
from scroblarr_desktop.http_server.api.services import SERVICES
from scroblarr_desktop.http_server.ports import Services

_SUBJECTS = (
    status,
    statistics,
    pauses,
    servers,
    members,
    invitations,
    viewers,
    settings,
    accounts,
    watches,
    deliveries,
    corrections,
    inbox,
)


def local_api(services: Services) -> web.Application:
    """Return the API as an application to be hung under its prefix."""
    api = web.Application(middlewares=[key_only])
    api[SERVICES] = services
    for subject in _SUBJECTS:
        api.add_routes(subject.ROUTES)
    return api
