"""Invitations to a member's own page, for households without a window."""

from __future__ import annotations

from datetime import UTC, datetime

from aiohttp import web

from scroblarr_desktop.http_server.answers import done, iso_time
from scroblarr_desktop.http_server.api.fields import body_fields, flag, path_id
from scroblarr_desktop.http_server.api.services import get, services
from scroblarr_desktop.http_server.member_pages import join_path
from scroblarr_desktop.store import household, invitations
from scroblarr_desktop.store.invitations import OPEN_FOR
from scroblarr_desktop.store.refusals import Conflict


async def _show(request: web.Request) -> web.Response:
    member_id, now = household.member(path_id(request)).id, datetime.now(UTC)
    waiting = invitations.open_invitation(member_id, now)
    devices = [
        {
            "name": one.name,
            "made_at": iso_time(one.made_at),
            "last_seen_at": iso_time(one.last_seen_at),
        }
        for one in invitations.devices(member_id, now)
    ]
    until = waiting and iso_time(waiting.expires_at)
    return web.json_response({"invited_until": until, "devices": devices})


async def _invite(request: web.Request) -> web.Response:
    fields = await body_fields(request, "keep_devices", may_be_empty=True)
    keep = fields.given({"keep_devices": flag}).get("keep_devices", False)
    member_id, now = household.member(path_id(request)).id, datetime.now(UTC)
    base = services(request).page_base()
    if base is None:
        raise Conflict(
            "The home network may not call this computer yet. Allow it in Settings, or start with "
            "--bind 0.0.0.0."
        )
    url = base + join_path(invitations.invite(member_id, now, keep_devices=keep))
    return web.json_response({"url": url, "expires_at": iso_time(now + OPEN_FOR)}, status=201)


async def _revoke(request: web.Request) -> web.Response:
    invitations.revoke(path_id(request))
    return done()


ROUTES = [
    get("/members/{id:[0-9]{1,15}}/invitation", _show),
    web.post("/members/{id:[0-9]{1,15}}/invitation", _invite),
    web.delete("/members/{id:[0-9]{1,15}}/invitation", _revoke),
]
