"""Plex and Jellyfin: what their webhooks and their histories say."""

from __future__ import annotations

from datetime import datetime

from scroblarr_desktop.media_servers import jellyfin_rows, plex_rows
from scroblarr_desktop.media_servers.jellyfin import read as read_jellyfin
from scroblarr_desktop.media_servers.plex import read as read_plex
from scroblarr_desktop.watches import Reading, ServerKind


def read(kind: ServerKind, body: bytes, received_at: datetime) -> Reading:
    """Return what one webhook body says, posted to the address of a server of this kind.

    Every JSON object gives a reading, if only one that says why it counts as nothing.
    Raises `watches.Unreadable` for anything that is not a JSON object.
    """
    if kind is ServerKind.PLEX:
        return read_plex(body, received_at)
    return read_jellyfin(body, received_at)


def read_history(kind: ServerKind, body: bytes, received_at: datetime) -> Reading:
    """Return what a kept row of a media server's own history says: one that the app asked for.

    Its watched time is by our clock, never later than `received_at`. Raises `watches.Unreadable`.
    """
    if kind is ServerKind.PLEX:
        return plex_rows.read(body, received_at)
    return jellyfin_rows.read(body, received_at)
