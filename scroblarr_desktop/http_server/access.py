"""Who is let in: the home network, callers that know this computer's name, holders of the key."""

from __future__ import annotations

import hmac

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from scroblarr_desktop.http_server.answers import ApiError
from scroblarr_desktop.http_server.callers import is_near, is_own_host, own_names
from scroblarr_desktop.http_server.pages import HELLO
from scroblarr_desktop.store import settings, tokens

EXTRA_HOSTS = "extra_hosts"
"""The setting with the names that the person added for this computer, a list of texts."""


@web.middleware
async def near_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse callers from outside the home network, whatever a proxy's headers say of them."""
    caller = _address(request, "peername")
    # A computer may call itself under whatever address it has.
    if not is_near(caller) and (not caller or caller != _address(request, "sockname")):
        raise ApiError(403, "foreign_source", "Only the home network may call this computer.")
    return await handler(request)


def own_hosts_only() -> Middleware:
    """Return what refuses callers that know this computer by a name that it does not have.

    Webhooks take any name: their secret protects them. So does the page for phones, which says
    nothing and changes nothing.
    """
    names = own_names()

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        host = request.headers.get("Host", "")
        local_address = _address(request, "sockname")
        if not (
            request.path.startswith("/webhooks/")
            or request.path == HELLO
            or is_own_host(host, local_address, names)
            or is_own_host(host, local_address, _extra_names())
        ):
            raise ApiError(
                403,
                "foreign_host",
                "This computer has no such name. PUT /api/v1/settings/hosts adds names.",
            )
        return await handler(request)

    return check


@web.middleware
async def key_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    key = tokens.api_key()
    offered = request.headers.get("X-API-Key", "")
    if not hmac.compare_digest(offered.encode("utf-8", "surrogateescape"), key.encode()):
        raise ApiError(401, "unauthorized", "The header X-API-Key must hold the local API key.")
    return await handler(request)


def _extra_names() -> frozenset[str]:
    names = settings.get(EXTRA_HOSTS, [])
    return frozenset(str(name).strip().lower().rstrip(".") for name in names)


def _address(request: web.Request, which: str) -> str:
    """Return the address of one end of the connection itself, "" where it is closed already."""
    ends = request.transport.get_extra_info(which) if request.transport else None
    return str(ends[0]) if ends else ""
