"""The endpoints that tell what server this is, its log of what happened, and its restart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aiohttp import web

from scroblarr_desktop.demo.jellyfin.json import answer, done, known, moment, page
from scroblarr_desktop.demo.jellyfin.people import People
from scroblarr_desktop.demo.jellyfin.plugins import Plugins
from scroblarr_desktop.demo.jellyfin.visits import Access, Route, Visit, not_valid

USUAL_LIMIT = 100
"""How many lines of the log come unasked (jellyfin, ActivityManager.cs)."""


@dataclass(frozen=True)
class Identity:
    """What server this is."""

    name: str
    server_id: str
    version: str


@dataclass(frozen=True)
class LogEntry:
    """Something that happened at the server, e.g. of the kind "VideoPlaybackStopped"."""

    number: int
    kind: str
    sentence: str
    at: datetime
    user_id: str | None = None
    item_id: str | None = None

    def body(self) -> dict[str, Any]:
        content = {
            "Id": self.number,
            "Name": self.sentence,
            "Type": self.kind,
            "ItemId": self.item_id,
            "Date": moment(self.at),
            "UserId": self.user_id or "0" * 32,
            "Severity": "Information",
        }
        return known(content)


class System:
    """Answers for the server as a whole."""

    def __init__(
        self,
        identity: Identity,
        people: People,
        plugins: Plugins,
        *,
        url: Callable[[], str],
        restart: Callable[[], None],
    ) -> None:
        self.identity = identity
        self.people = people
        self.plugins = plugins
        self.log: list[LogEntry] = []
        """In the order in which they were written, which is not always that of their times."""
        self._url = url
        self._restart = restart

    def routes(self) -> list[Route]:
        anybody, admin = Access.ANYBODY, Access.ADMINISTRATOR
        return [
            Route("GET", "/System/Info/Public", anybody, self.public),
            Route("GET", "/System/Info", Access.SIGNED_IN, self.full),
            Route("GET", "/System/Ping", anybody, self.ping),
            Route("POST", "/System/Ping", anybody, self.ping),
            Route("POST", "/System/Restart", admin, self.restart),
            Route("GET", "/System/ActivityLog/Entries", admin, self.entries),
        ]

    def note(
        self,
        kind: str,
        sentence: str,
        *,
        user_id: str | None = None,
        item_id: str | None = None,
        at: datetime | None = None,
    ) -> None:
        """Write a line into the log, of that time or of now."""
        number, at = len(self.log) + 1, at or self.people.clock()
        self.log.append(LogEntry(number, kind, sentence, at, user_id, item_id))

    async def public(self, visit: Visit) -> web.Response:
        return answer(self._public_body())

    async def full(self, visit: Visit) -> web.Response:
        pending = self.plugins.restart_pending
        more = {
            "OperatingSystemDisplayName": "",
            "HasPendingRestart": pending,
            "IsShuttingDown": False,
            "SupportsLibraryMonitor": True,
            "WebSocketPortNumber": 8096,
            "CompletedInstallations": [],
            "CanSelfRestart": True,
            "CanLaunchWebBrowser": False,
            "HasUpdateAvailable": False,
            "EncoderLocation": "System",
            "SystemArchitecture": "X64",
        }
        return answer(self._public_body() | more)

    async def ping(self, visit: Visit) -> web.Response:
        return answer("Jellyfin Server")

    async def restart(self, visit: Visit) -> web.Response:
        self._restart()
        return done()

    async def entries(self, visit: Visit) -> web.Response:
        """Return the newest first: a hundred of them where no limit is named."""
        found = sorted(self.log, key=lambda entry: (entry.at, entry.number), reverse=True)
        earliest = visit.query("minDate")
        if earliest:
            since = _read_moment(earliest)
            found = [entry for entry in found if entry.at >= since]
        has_user = visit.asks_for("hasUserId")
        if has_user is not None:
            found = [entry for entry in found if (entry.user_id is not None) == has_user]
        start, limit = visit.number("startIndex", 0), visit.number("limit", USUAL_LIMIT)
        part = [entry.body() for entry in found[start : start + limit]]
        return answer(page(part, len(found), start))

    def _public_body(self) -> dict[str, Any]:
        return {
            "LocalAddress": self._url(),
            "ServerName": self.identity.name,
            "Version": self.identity.version,
            "ProductName": "Jellyfin Server",
            "OperatingSystem": "",
            "Id": self.identity.server_id,
            "StartupWizardCompleted": True,
        }


def _read_moment(text: str) -> datetime:
    """Read a time of a query; without an offset it is UTC. Raises Denial."""
    written = text.replace(" ", "+").replace("Z", "+00:00")
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        raise not_valid("minDate", f"The value '{text}' is not valid.") from None
    return at if at.tzinfo else datetime.fromisoformat(f"{written}+00:00")
