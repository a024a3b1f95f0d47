"""The plugins of a Jellyfin: which there are, and how they are configured.

All of it needs an administrator (jellyfin, PluginsController.cs and PackageController.cs).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from scroblarr_desktop.media_servers.bodies import section, text
from scroblarr_desktop.media_servers.jellyfin_api import Jellyfin, path_part
from scroblarr_desktop.media_servers.jellyfin_errors import NotThere
from scroblarr_desktop.media_servers.jellyfin_items import jellyfin_id

WEBHOOK = "71552a5a5c5c4350a2aeebe451a30173"
TRAKT = "4fe3201ed6ae4f2e8917e12bda571281"
SIMKL = "07caef58a94b4211a62cf9774e04ebdb"
PACKAGE_NAME = "Webhook"


class PluginStatus(StrEnum):
    """Those that matter here (jellyfin, PluginStatus.cs)."""

    ACTIVE = "Active"
    RESTART = "Restart"
    """Something about it waits for a restart: its first start, or being switched on or off."""
    DISABLED = "Disabled"
    OTHER = "other"
    """It does not run: too old or too new for this Jellyfin, broken, or replaced."""


@dataclass(frozen=True)
class Plugin:
    """One version of a plugin; an update that waits for a restart stands beside the old one."""

    plugin_id: str
    name: str
    version: str
    status: PluginStatus


async def plugins(jellyfin: Jellyfin) -> list[Plugin]:
    """Return what is installed. Raises RemoteError."""
    found = await jellyfin.get("/Plugins")
    return [_plugin(section(one)) for one in (found if isinstance(found, list) else [])]


async def configuration(jellyfin: Jellyfin, plugin_id: str) -> dict[str, Any] | None:
    """Return how the plugin is configured, None where it does not run. Raises RemoteError."""
    try:
        found = await jellyfin.get(f"/Plugins/{path_part(plugin_id)}/Configuration")
    except NotThere:
        return None
    return found if isinstance(found, dict) else None


async def configure(jellyfin: Jellyfin, plugin_id: str, wanted: dict[str, Any]) -> None:
    """Replace the whole configuration, which counts at once. Raises RemoteError."""
    await jellyfin.post(f"/Plugins/{path_part(plugin_id)}/Configuration", wanted)


async def install_webhook(jellyfin: Jellyfin) -> None:
    """Have the Webhook plugin installed; it runs after a restart.

    Raises NotThere where the catalogue has none for this Jellyfin, RemoteError.
    """
    path = f"/Packages/Installed/{PACKAGE_NAME}"
    await jellyfin.post(path, params={"assemblyGuid": WEBHOOK})


async def enable(jellyfin: Jellyfin, plugin: Plugin) -> None:
    """Switch a disabled plugin on; it runs after a restart. Raises RemoteError."""
    await jellyfin.post(
        f"/Plugins/{path_part(plugin.plugin_id)}/{path_part(plugin.version)}/Enable"
    )


def _plugin(found: Any) -> Plugin:
    written = text(found.get("Status"))
    known = {status.value: status for status in PluginStatus}
    return Plugin(
        plugin_id=jellyfin_id(found.get("Id")),
        name=text(found.get("Name")),
        version=text(found.get("Version")),
        status=known.get(written, PluginStatus.OTHER),
    )
