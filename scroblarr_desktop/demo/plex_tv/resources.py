"""What an account can reach: its servers, the servers shared with it, and its players."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiohttp import web

from scroblarr_desktop.demo.made_up import hex_id
from scroblarr_desktop.demo.plex_tv.accounts import FakePlexAccount
from scroblarr_desktop.demo.plex_tv.answer import answer, iso
from scroblarr_desktop.demo.plex_tv.door import PlexTvDoor

if TYPE_CHECKING:
    from scroblarr_desktop.demo.media_servers import FakePlexServer
    from scroblarr_desktop.demo.plex.api_state import PlexConnection


class Resources:
    """/api/v2/resources."""

    def __init__(self, door: PlexTvDoor) -> None:
        self._door = door

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/api/v2/resources", self._resources)]

    async def _resources(self, request: web.Request) -> web.Response:
        account = self._door.signed_in(request)
        servers = [*account.servers, *self._door.world.shared_with(account)]
        found = [_server(server, account, request) for server in servers]
        found += [_player(account, name) for name in account.players]
        return answer(request, "resources", found)


def _server(
    server: FakePlexServer, account: FakePlexAccount, request: web.Request
) -> dict[str, Any]:
    state, owner = server.state, server.state.owner
    is_own = owner is account
    now = iso(server.clock())
    return {
        "name": server.name,
        "product": "Plex Media Server",
        "productVersion": state.version,
        "platform": "Linux",
        "platformVersion": "6.8.0",
        "device": "PC",
        "clientIdentifier": server.server_id,
        "createdAt": "2021-01-01T12:12:24Z",
        "lastSeenAt": now,
        "provides": "server",
        "ownerId": None if is_own or owner is None else owner.id,
        "sourceTitle": None if is_own or owner is None else owner.title,
        "publicAddress": "203.0.113.10",
        "accessToken": state.token_of(account),
        "owned": is_own,
        "home": not is_own and owner is account.admin,
        "synced": False,
        "relay": True,
        "presence": server.is_listening,
        "httpsRequired": state.https_required,
        "publicAddressMatches": True,
        "dnsRebindingProtection": False,
        "natLoopbackSupported": False,
        "connections": [_connection(c) for c in server.connections() if _asked_for(c, request)],
    }


def _asked_for(connection: PlexConnection, request: web.Request) -> bool:
    if connection.relay and request.query.get("includeRelay") != "1":
        return False
    if connection.ipv6 and request.query.get("includeIPv6") != "1":
        return False
    return connection.protocol == "http" or request.query.get("includeHttps") == "1"


def _connection(connection: PlexConnection) -> dict[str, Any]:
    return {
        "protocol": connection.protocol,
        "address": connection.address,
        "port": connection.port,
        "uri": connection.uri,
        "local": connection.local,
        "relay": connection.relay,
        "IPv6": connection.ipv6,
    }


def _player(account: FakePlexAccount, name: str) -> dict[str, Any]:
    return {
        "name": name,
        "product": "Plex for Smart Televisions",
        "productVersion": "5.96.0",
        "platform": "webOS",
        "platformVersion": "6.3.2",
        "device": "Television",
        "clientIdentifier": hex_id(f"player/{account.id}/{name}", 24),
        "createdAt": "2022-05-01T12:12:24Z",
        "lastSeenAt": "2026-01-01T13:43:34Z",
        "provides": "client,player,pubsub-player",
        "ownerId": None,
        "sourceTitle": None,
        "publicAddress": "203.0.113.10",
        "accessToken": None,
        "owned": True,
        "home": False,
        "synced": False,
        "relay": False,
        "presence": False,
        "httpsRequired": False,
        "publicAddressMatches": True,
        "dnsRebindingProtection": False,
        "natLoopbackSupported": False,
        "connections": [],
    }
