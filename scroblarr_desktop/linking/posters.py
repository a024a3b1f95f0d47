"""The poster of what somebody watched, from the media server on which they did."""

from __future__ import annotations

from collections.abc import Mapping

from scroblarr_desktop.linking.server_link import ServerLink
from scroblarr_desktop.store import corrections, log, servers
from scroblarr_desktop.watches import ServerKind


async def poster_of(links: Mapping[ServerKind, ServerLink], watch_id: int) -> bytes | None:
    """Return a picture as the media server keeps it: JPEG, PNG or WebP, at most 500 kB.

    None where the server has none, or where the app is not signed in there. Raises RemoteError.
    """
    watch = log.watch(watch_id)
    item = corrections.items_of([watch_id]).get(watch_id)
    if watch is None or watch.server is None or item is None or item.server_key is None:
        return None
    server = servers.get(watch.server.id)
    if server.connection_id is None:
        return None
    return await links[server.kind].poster(server.id, item.server_key)
