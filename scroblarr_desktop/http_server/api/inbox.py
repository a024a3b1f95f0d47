"""What came in, and what became of it."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from scroblarr_desktop.http_server.answers import iso_time, named
from scroblarr_desktop.http_server.api.fields import one_of, query_fields
from scroblarr_desktop.http_server.api.pages import PAGE, listed, wanted_page
from scroblarr_desktop.http_server.api.services import get
from scroblarr_desktop.store import inbox
from scroblarr_desktop.store.records import InboxEntry, InboxState


async def _list(request: web.Request) -> web.Response:
    query = query_fields(request, "state", *PAGE)
    page, state = wanted_page(query), query.may("state", one_of(*InboxState))
    found = inbox.entries(
        InboxState(state) if state else None,
        limit=page.limit + 1,
        before=page.after[0] if page.after else None,
    )
    return listed(found, page, _content, lambda entry: (entry.id,))


def _content(entry: InboxEntry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "received_at": iso_time(entry.received_at),
        "kind": str(entry.kind),
        "server": named(entry.server),
        "source": str(entry.source),
        "event": entry.event,
        "state": str(entry.state),
        "reason": entry.reason,
    }


ROUTES = [get("/inbox", _list)]
