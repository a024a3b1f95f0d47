"""Viewers of all servers, above all those that are nobody's yet."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from scroblarr_desktop.http_server.answers import done, iso_time
from scroblarr_desktop.http_server.api.fields import flag_in_query, path_id, query_fields
from scroblarr_desktop.http_server.api.pages import PAGE, listed_by_id, wanted_page
from scroblarr_desktop.http_server.api.services import get
from scroblarr_desktop.store import household
from scroblarr_desktop.store.records import KeptViewer


async def _list(request: web.Request) -> web.Response:
    query = query_fields(request, "unassigned", *PAGE)
    page, unassigned = wanted_page(query), query.may("unassigned", flag_in_query)
    return listed_by_id(household.all_viewers(unassigned=bool(unassigned)), page, _content)


async def _ignore(request: web.Request) -> web.Response:
    household.ignore_viewer(path_id(request))
    return done()


def _content(viewer: KeptViewer) -> dict[str, Any]:
    return {
        "id": viewer.id,
        "server_id": viewer.server.id,
        "account_id": viewer.account_id,
        "name": viewer.name,
        "kept_watches": viewer.kept_watches,
        "last_seen_at": iso_time(viewer.last_seen_at),
    }


ROUTES = [get("/viewers", _list), web.post("/viewers/{id:[0-9]{1,15}}/ignore", _ignore)]
