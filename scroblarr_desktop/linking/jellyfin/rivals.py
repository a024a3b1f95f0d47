"""Jellyfin's own plugins that send watches to a tracker: each watch would arrive there twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from scroblarr_desktop.media_servers import jellyfin_plugins as api
from scroblarr_desktop.media_servers.bodies import section
from scroblarr_desktop.media_servers.jellyfin_api import Jellyfin
from scroblarr_desktop.media_servers.jellyfin_items import jellyfin_id
from scroblarr_desktop.media_servers.jellyfin_plugins import SIMKL, TRAKT, PluginStatus
from scroblarr_desktop.media_servers.jellyfin_users import users


@dataclass(frozen=True)
class Rival:
    """A plugin that sends for these people."""

    plugin: str
    people: tuple[str, ...]
    switch_off: str
    """What to do in Jellyfin, in the plugin's own words."""


Reader = Callable[[Mapping[str, Any]], list[str]]


def _of_trakt(configuration: Mapping[str, Any]) -> list[str]:
    """Return the ids of those whose watches the plugin sends (TraktUser.cs)."""
    sends = ("Scrobble", "PostWatchedHistory", "PostSetWatched")
    return [
        jellyfin_id(one.get("LinkedMbUserId"))
        for one in _list(configuration, "TraktUsers")
        if one.get("AccessToken") and any(one.get(name, True) for name in sends)
    ]


def _of_simkl(configuration: Mapping[str, Any]) -> list[str]:
    """Return the ids of those whose watches the plugin sends (UserConfig.cs)."""
    sends = ("ScrobbleMovies", "ScrobbleShows")
    return [
        jellyfin_id(one.get("Id"))
        for one in _list(configuration, "UserConfigs")
        if one.get("UserToken") and any(one.get(name, True) for name in sends)
    ]


_RIVALS: Mapping[str, tuple[str, Reader, str]] = {
    TRAKT: (
        "Trakt",
        _of_trakt,
        "In Jellyfin: Dashboard, Plugins, Trakt. Choose each of these people there and switch off "
        "scrobbling and everything else that tells Trakt what was watched.",
    ),
    SIMKL: (
        "Simkl",
        _of_simkl,
        "In Jellyfin: Dashboard, Plugins, Simkl. Choose each of these people there and switch off "
        "scrobbling for films and for shows.",
    ),
}


async def rivals(jellyfin: Jellyfin) -> list[Rival]:
    """Return the plugins that send somebody's watches already. Raises RemoteError."""
    runs = (PluginStatus.ACTIVE, PluginStatus.RESTART)
    running = {one.plugin_id for one in await api.plugins(jellyfin) if one.status in runs}
    found = []
    for plugin_id in _RIVALS:
        if plugin_id in running:
            found += await _rival(jellyfin, plugin_id)
    return found


async def _rival(jellyfin: Jellyfin, plugin_id: str) -> list[Rival]:
    title, read, switch_off = _RIVALS[plugin_id]
    ids = set(read(await api.configuration(jellyfin, plugin_id) or {})) - {""}
    if not ids:
        return []
    names = tuple(one.name for one in await users(jellyfin) if one.user_id in ids)
    return [Rival(title, names, switch_off)] if names else []


def _list(configuration: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = configuration.get(name)
    return [section(one) for one in found] if isinstance(found, list) else []
