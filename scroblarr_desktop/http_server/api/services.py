"""How the API's handlers reach what is not in the store."""

from __future__ import annotations

from functools import partial

from aiohttp import web

from scroblarr_desktop.http_server.ports import Services

SERVICES: web.AppKey[Services] = web.AppKey("services", Services)

get = partial(web.get, allow_head=False)
"""A route for GET and nothing else: HEAD is answered with 405 like any other method."""


def services(request: web.Request) -> Services:
    return request.app[SERVICES]
