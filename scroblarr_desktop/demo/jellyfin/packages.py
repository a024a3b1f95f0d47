"""The catalogue of plugins that a Jellyfin server can install, and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aiohttp import web

from scroblarr_desktop.demo.calls import parsed
from scroblarr_desktop.demo.jellyfin.json import answer, done
from scroblarr_desktop.demo.jellyfin.plugin_shapes import SIMKL, TRAKT, WEBHOOK
from scroblarr_desktop.demo.jellyfin.visits import (
    Access,
    Route,
    Visit,
    guid_of,
    not_found,
    not_valid,
)

STABLE = "https://repo.jellyfin.org/files/plugin/manifest.json"


@dataclass(frozen=True)
class PackageVersion:
    """`needs` is the oldest server version that it runs on."""

    number: str
    needs: str


@dataclass(frozen=True)
class Package:
    """A plugin in a catalogue. `versions` newest first."""

    name: str
    guid: str
    versions: tuple[PackageVersion, ...]
    description: str = ""
    repository: str = STABLE


# Webhook 18 and 21 belong to 10.11.0 and 10.11.8; the numbers of the others are made up.
CATALOGUE = (
    Package("Simkl", SIMKL, (PackageVersion("8.0.0.0", "10.11.5.0"),), "Scrobble to Simkl"),
    Package("Trakt", TRAKT, (PackageVersion("27.0.0.0", "10.11.0.0"),), "Scrobble to Trakt"),
    Package(
        "Webhook",
        WEBHOOK,
        (PackageVersion("21.0.0.0", "10.11.8.0"), PackageVersion("18.0.0.0", "10.11.0.0")),
        "Sends notifications to destinations via webhooks.",
    ),
)


def version_key(text: str) -> tuple[int, ...]:
    """Return the numbers of a version, to compare. Raises Denial, 400, for anything else."""
    try:
        return tuple(int(part) for part in text.split("."))
    except ValueError:
        raise not_valid("version", f"The value '{text}' is not valid.") from None


class Packages:
    """What can be installed on this server, from the repositories that are switched on."""

    def __init__(self, server_version: str) -> None:
        self.server_version = server_version
        self.catalogue: list[Package] = list(CATALOGUE)
        self.repositories: list[dict[str, Any]] = [
            {"Name": "Jellyfin Stable", "Url": STABLE, "Enabled": True}
        ]
        self.reachable = True
        """Whether the server gets through to the repositories; without, the catalogue is empty."""

    def routes(self) -> list[Route]:
        admin = Access.ADMINISTRATOR
        return [
            Route("GET", "/Packages", admin, self.all),
            Route("GET", "/Packages/{name}", admin, self.one),
            Route("GET", "/Repositories", admin, self.list_repositories),
            Route("POST", "/Repositories", admin, self.replace_repositories),
        ]

    def find(self, name: str, guid: str | None = None) -> Package | None:
        """Return the package of that name, and guid where one is given."""
        for package in self.catalogue:
            if package.name.lower() == name.lower() and guid in (None, package.guid):
                return package
        return None

    def available(self) -> list[Package]:
        """Return the packages with a version for this server."""
        if not self.reachable:
            return []
        urls = {each.get("Url") for each in self.repositories if each.get("Enabled", True)}
        return [p for p in self.catalogue if p.repository in urls and self._versions(p)]

    def wanted(self, visit: Visit) -> tuple[Package, str]:
        """Return what a call asks to install. Raises Denial, 404, where there is no such thing."""
        package = self._named_in(visit)
        repository = visit.query("repositoryUrl")
        if repository and repository != package.repository:
            raise not_found()
        number = visit.query("version")
        for version in self._versions(package):
            if not number or version_key(number) == version_key(version.number):
                return package, version.number
        raise not_found()

    # -- endpoints

    async def all(self, visit: Visit) -> web.Response:
        return answer([self._body(package) for package in self.available()])

    async def one(self, visit: Visit) -> web.Response:
        return answer(self._body(self._named_in(visit)))

    async def list_repositories(self, visit: Visit) -> web.Response:
        return answer(self.repositories)

    async def replace_repositories(self, visit: Visit) -> web.Response:
        sent = parsed(await visit.request.text())
        if not isinstance(sent, list) or not all(isinstance(each, dict) for each in sent):
            raise not_valid("$", "The JSON value could not be converted.")
        self.repositories = sent
        return done()

    def _named_in(self, visit: Visit) -> Package:
        guid_text = visit.query("assemblyGuid")
        guid = guid_of(guid_text) if guid_text else None
        if guid_text and guid is None:
            raise not_valid("assemblyGuid", f"The value '{guid_text}' is not valid.")
        package = self.find(visit.place["name"], guid)
        if package is None or package not in self.available():
            raise not_found()
        return package

    def _versions(self, package: Package) -> tuple[PackageVersion, ...]:
        server = version_key(self.server_version)
        return tuple(v for v in package.versions if version_key(v.needs)[: len(server)] <= server)

    def _body(self, package: Package) -> dict[str, Any]:
        """Names in this answer begin in lower case, unlike everywhere else."""
        return {
            "name": package.name,
            "description": package.description,
            "overview": package.description,
            "owner": "jellyfin",
            "category": "General",
            "guid": package.guid,
            "versions": [self._version_body(package, v) for v in self._versions(package)],
        }

    def _version_body(self, package: Package, version: PackageVersion) -> dict[str, Any]:
        return {
            "version": version.number,
            "VersionNumber": version.number,
            "changelog": "",
            "targetAbi": version.needs,
            "sourceUrl": f"{package.repository.rsplit('/', 1)[0]}/{package.name.lower()}.zip",
            "checksum": package.guid,
            "timestamp": "2026-05-04T10:00:00Z",
            "repositoryName": "Jellyfin Stable",
            "repositoryUrl": package.repository,
        }
