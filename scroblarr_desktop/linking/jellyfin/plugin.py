"""Jellyfin's plugin "Webhook": whether it runs, and getting it to."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum

from scroblarr_desktop.media_servers import jellyfin_plugins as api
from scroblarr_desktop.media_servers import jellyfin_system
from scroblarr_desktop.media_servers.jellyfin_api import Jellyfin
from scroblarr_desktop.media_servers.jellyfin_errors import NotThere
from scroblarr_desktop.media_servers.jellyfin_plugins import WEBHOOK, Plugin, PluginStatus
from scroblarr_desktop.remote.errors import NotThisService, Outage, RemoteError

log = logging.getLogger(__name__)


class PluginState(StrEnum):
    READY = "ready"
    MISSING = "missing"
    DISABLED = "disabled"
    RESTART = "restart"
    """Runs once Jellyfin was restarted."""
    BROKEN = "broken"
    """Does not run with this Jellyfin."""


class Restarting(StrEnum):
    """How far a restart has come."""

    GOING = "going"
    """Asked for; Jellyfin still answers as before."""
    AWAY = "away"
    BACK = "back"


class NotInCatalogue(RemoteError):
    title = "Jellyfin does not offer the plugin"
    sentence = (
        "Its catalogue has no plugin called Webhook for this version, or Jellyfin could not "
        "reach the catalogue."
    )
    next_step = "Look in Jellyfin: Dashboard, Plugins, Catalog; or set it up by hand later."


class NotRestarted(RemoteError):
    title = "Jellyfin did not restart"
    sentence = "It answers as before, and the plugin still waits for a restart."
    next_step = "Restart Jellyfin by hand. This goes on by itself then."


class NotBack(RemoteError):
    title = "Jellyfin has not come back"
    sentence = "It went down for the restart and does not answer yet."
    next_step = (
        "Look at the computer on which it runs: some set-ups have to be started by hand. This goes "
        "on by itself then."
    )


@dataclass(frozen=True)
class Pace:
    """How often to look, and for how long, in seconds."""

    look_every_s: float = 1.0
    restart_s: float = 180.0
    install_s: float = 90.0
    code_every_s: float = 2.0
    find_s: float = 4.0
    waiting_s: float = 30.0
    """Between looks while something waits for a restart."""
    mend_s: float = 600.0
    """Between looks where something could not be set up, or Jellyfin did not answer."""


@dataclass(frozen=True)
class FoundPlugin:
    state: PluginState
    plugin: Plugin | None = None


async def find(jellyfin: Jellyfin) -> FoundPlugin:
    """Return whether the Webhook plugin can be used. Raises RemoteError."""
    versions = [one for one in await api.plugins(jellyfin) if one.plugin_id == WEBHOOK]
    by_status = {one.status: one for one in versions}
    if active := by_status.get(PluginStatus.ACTIVE):
        return FoundPlugin(PluginState.READY, active)
    if waiting := by_status.get(PluginStatus.RESTART):
        # An update, or being switched off, waits for a restart as well; until then it runs.
        runs = await api.configuration(jellyfin, WEBHOOK) is not None
        return FoundPlugin(PluginState.READY if runs else PluginState.RESTART, waiting)
    if disabled := by_status.get(PluginStatus.DISABLED):
        return FoundPlugin(PluginState.DISABLED, disabled)
    return FoundPlugin(PluginState.BROKEN if versions else PluginState.MISSING)


async def install(jellyfin: Jellyfin, pace: Pace) -> FoundPlugin:
    """Have the plugin downloaded; return what it is then: usually it waits for a restart.

    Raises NotInCatalogue, RemoteError.
    """
    try:
        await api.install_webhook(jellyfin)
    except NotThere:
        raise NotInCatalogue from None
    except Outage as trouble:
        # Jellyfin answers only when it is downloaded, which may take longer than we wait.
        if not trouble.fate_unknown:
            raise
        log.info("the download of a plugin takes long")
    return await _until_installed(jellyfin, pace)


async def _until_installed(jellyfin: Jellyfin, pace: Pace) -> FoundPlugin:
    async def look() -> FoundPlugin | None:
        found = await find(jellyfin)
        return None if found.state is PluginState.MISSING else found

    found = await _looked(look, pace.look_every_s, pace.install_s)
    if found is None:
        raise NotInCatalogue(
            "Jellyfin took the order, but the plugin did not arrive.",
            next_step="Install it in Jellyfin: Dashboard, Plugins, Catalog, Webhook.",
        )
    return found


async def enable(jellyfin: Jellyfin) -> FoundPlugin:
    """Switch the plugin on where it is switched off; return what it is then.

    Raises RemoteError.
    """
    found = await find(jellyfin)
    if found.state is PluginState.DISABLED and found.plugin is not None:
        await api.enable(jellyfin, found.plugin)
        found = await find(jellyfin)
    return found


async def restart(
    jellyfin: Jellyfin, pace: Pace, progress: Callable[[Restarting], object]
) -> FoundPlugin:
    """Restart Jellyfin and return what the plugin is once it is back.

    Raises NotRestarted, NotBack, RemoteError.
    """
    progress(Restarting.GOING)
    try:
        await jellyfin_system.restart(jellyfin)
    except Outage as trouble:
        if not trouble.fate_unknown:
            raise
    was_away = False

    async def look() -> FoundPlugin | None:
        nonlocal was_away
        try:
            found = await find(jellyfin)
        except (Outage, NotThisService, NotThere):  # while it starts it shows a page of its own
            was_away = True
            progress(Restarting.AWAY)
            return None
        return None if found.state is PluginState.RESTART else found

    found = await _looked(look, pace.look_every_s, pace.restart_s)
    if found is None:
        raise NotBack if was_away else NotRestarted
    progress(Restarting.BACK)
    return found


async def _looked(
    look: Callable[[], Awaitable[FoundPlugin | None]], every_s: float, longest_s: float
) -> FoundPlugin | None:
    deadline = time.monotonic() + longest_s
    while True:
        if (found := await look()) is not None:
            return found
        if time.monotonic() >= deadline:
            return None
        await asyncio.sleep(every_s)
