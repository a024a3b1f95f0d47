"""The plugins of the fake Jellyfin: what is installed, what runs, and how each is configured.

What a restart brings is pending until then, with the status "Restart": a new plugin does not run
yet and has no configuration, a disabled one still runs (jellyfin, PluginManager.cs).
Configurations stay when a plugin goes, as their files do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aiohttp import web

from scroblarr_desktop.demo.calls import parsed
from scroblarr_desktop.demo.jellyfin import plugin_shapes as shapes
from scroblarr_desktop.demo.jellyfin.json import answer, done, known
from scroblarr_desktop.demo.jellyfin.packages import Package, Packages, version_key
from scroblarr_desktop.demo.jellyfin.people import JellyfinUser
from scroblarr_desktop.demo.jellyfin.plugin_shapes import SIMKL, TRAKT, WEBHOOK
from scroblarr_desktop.demo.jellyfin.visits import Access, Refusal, Route, Visit, not_found


@dataclass(eq=False)
class Plugin:
    """One version of a plugin. Only a plugin that `runs` can be configured."""

    name: str
    guid: str
    version: str
    description: str = ""
    status: str = "Active"
    """Active, Restart, Disabled, Superseded, Malfunctioned or NotSupported."""
    runs: bool = True
    after_restart: str = "Active"

    def body(self) -> dict[str, Any]:
        content = {
            "Name": self.name,
            "Version": self.version,
            "ConfigurationFileName": f"Jellyfin.Plugin.{self.name}.xml" if self.runs else None,
            "Description": self.description,
            "Id": self.guid,
            "CanUninstall": True,
            "HasImage": False,
            "Status": self.status,
        }
        return known(content)


class Plugins:
    """What is installed, and the endpoints for it: all for administrators only."""

    def __init__(self, packages: Packages) -> None:
        self.packages = packages
        self.installed: list[Plugin] = []
        self.configurations: dict[str, dict[str, Any]] = {}
        """By the plugin's guid."""
        self.restart_pending = False

    def routes(self) -> list[Route]:
        admin = Access.ADMINISTRATOR
        one = "/Plugins/{plugin}/{version}"
        return [
            Route("GET", "/Plugins", admin, self.all),
            Route("GET", "/Plugins/{plugin}/Configuration", admin, self.configuration),
            Route("POST", "/Plugins/{plugin}/Configuration", admin, self.configure),
            Route("POST", f"{one}/Enable", admin, self.enable),
            Route("POST", f"{one}/Disable", admin, self.disable),
            Route("DELETE", one, admin, self.uninstall),
            Route("POST", "/Packages/Installed/{name}", admin, self.install_package),
        ]

    # -- for tests and the demo

    def install(self, name: str, version: str | None = None) -> Plugin:
        """Have a package's plugin installed and running. Raises LookupError for unknown ones."""
        package = self.packages.find(name)
        if package is None:
            raise LookupError(f"no package {name}")
        plugin = _plugin_of(package, version or package.versions[0].number)
        self.installed.append(plugin)
        return plugin

    def running(self, guid: str) -> Plugin | None:
        """Return the version of the plugin that runs, if one does."""
        return next((each for each in self._versions(guid) if each.runs), None)

    def settings(self, guid: str) -> dict[str, Any]:
        """Return the plugin's configuration: what is changed in it counts at once."""
        return self.configurations.setdefault(guid, shapes.default_of(guid))

    def link_to_trakt(self, user: JellyfinUser, **more: Any) -> None:
        """Have the user linked in the Trakt plugin, which is installed if it is not."""
        if self.running(TRAKT) is None:
            self.install("Trakt")
        self.settings(TRAKT)["TraktUsers"].append(shapes.trakt_user(user.user_id) | more)

    def link_to_simkl(self, user: JellyfinUser, **more: Any) -> None:
        """Have the user linked in the Simkl plugin, which is installed if it is not."""
        if self.running(SIMKL) is None:
            self.install("Simkl")
        self.settings(SIMKL)["UserConfigs"].append(shapes.simkl_user(user.user_id) | more)

    def restart(self) -> None:
        """Carry out what waited for it."""
        self.installed = [each for each in self.installed if each.status != "Superseded"]
        for plugin in self.installed:
            if plugin.status == "Restart":
                plugin.status = plugin.after_restart
            plugin.runs = plugin.status == "Active"
        self.restart_pending = False

    @property
    def webhook_entries(self) -> list[dict[str, Any]]:
        """The entries of the kind "Generic" of the Webhook plugin; none while it does not run."""
        if self.running(WEBHOOK) is None:
            return []
        entries: list[dict[str, Any]] = self.settings(WEBHOOK)["GenericOptions"]
        return entries

    # -- endpoints

    async def all(self, visit: Visit) -> web.Response:
        by_name = sorted(self.installed, key=lambda plugin: plugin.name)
        return answer([plugin.body() for plugin in by_name])

    async def configuration(self, visit: Visit) -> web.Response:
        return answer(self.settings(self._running_at(visit).guid))

    async def configure(self, visit: Visit) -> web.Response:
        """Replace the whole configuration: what the body leaves out falls back to its default."""
        plugin = self._running_at(visit)
        try:
            sent = parsed(await visit.request.text())
            self.configurations[plugin.guid] = shapes.bound(plugin.guid, sent)
        except shapes.Unfit:
            raise Refusal(500) from None
        return done()

    async def enable(self, visit: Visit) -> web.Response:
        return self._wait_for_restart(self._version_at(visit), "Active")

    async def disable(self, visit: Visit) -> web.Response:
        return self._wait_for_restart(self._version_at(visit), "Disabled")

    async def uninstall(self, visit: Visit) -> web.Response:
        self.installed.remove(self._version_at(visit))
        self.restart_pending = True
        return done()

    async def install_package(self, visit: Visit) -> web.Response:
        package, version = self.packages.wanted(visit)
        if not any(each.version == version for each in self._versions(package.guid)):
            for older in self._versions(package.guid):
                older.status = "Superseded"
            plugin = _plugin_of(package, version)
            plugin.status, plugin.runs = "Restart", False
            self.installed.append(plugin)
            self.restart_pending = True
        return done()

    def _wait_for_restart(self, plugin: Plugin, status: str) -> web.Response:
        if plugin.status != status:
            plugin.status, plugin.after_restart = "Restart", status
            self.restart_pending = True
        return done()

    def _versions(self, guid: str) -> list[Plugin]:
        return [plugin for plugin in self.installed if plugin.guid == guid]

    def _running_at(self, visit: Visit) -> Plugin:
        plugin = self.running(visit.guid("plugin"))
        if plugin is None:
            raise not_found()
        return plugin

    def _version_at(self, visit: Visit) -> Plugin:
        version = version_key(visit.place["version"])
        for plugin in self._versions(visit.guid("plugin")):
            if version_key(plugin.version) == version:
                return plugin
        raise not_found()


def _plugin_of(package: Package, version: str) -> Plugin:
    return Plugin(package.name, package.guid, version, package.description)
