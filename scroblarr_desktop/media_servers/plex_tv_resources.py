"""The servers that a Plex account can reach, as plex.tv lists them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from scroblarr_desktop.media_servers.bodies import text, truth, whole_number
from scroblarr_desktop.media_servers.plex_tv_answers import objects

MOST_CONNECTIONS = 16
"""A computer with many virtual adapters lists dozens; what follows is never the one that works."""


@dataclass(frozen=True)
class PlexConnection:
    """One address under which a server says it can be reached."""

    uri: str
    address: str
    port: int
    local: bool
    relay: bool


@dataclass(frozen=True)
class PlexServer:
    """A server by its machine identifier, which webhooks tell as `Server.uuid`."""

    uuid: str
    name: str
    owned: bool
    owner_name: str
    """Of somebody else's server, the owner's name."""
    https_required: bool
    present: bool
    """Whether plex.tv believes it to be running."""
    same_network: bool
    """Whether it calls plex.tv from the same public address as this computer."""
    connections: tuple[PlexConnection, ...]
    token: str | None = field(default=None, repr=False)
    """Opens this server alone."""


def servers_in(listed: Any) -> list[PlexServer]:
    """Return the media servers among the resources; players stand there too."""
    found = (_server(one) for one in objects(listed))
    return [server for server in found if server is not None]


def _server(one: dict[str, Any]) -> PlexServer | None:
    uuid = text(one.get("clientIdentifier"))
    if not uuid or "server" not in text(one.get("provides")).split(","):
        return None
    connections = (_connection(each) for each in objects(one.get("connections")))
    return PlexServer(
        uuid=uuid,
        name=text(one.get("name")) or "Plex",
        owned=truth(one.get("owned")) is True,
        owner_name=text(one.get("sourceTitle")),
        https_required=truth(one.get("httpsRequired")) is True,
        present=truth(one.get("presence")) is True,
        same_network=truth(one.get("publicAddressMatches")) is True,
        connections=tuple(c for c in connections if c is not None)[:MOST_CONNECTIONS],
        token=text(one.get("accessToken")) or None,
    )


def _connection(one: dict[str, Any]) -> PlexConnection | None:
    uri, port = text(one.get("uri")), whole_number(one.get("port"), 65_535)
    if not uri or not port:
        return None
    return PlexConnection(
        uri=uri,
        address=text(one.get("address")),
        port=port,
        local=truth(one.get("local")) is True,
        relay=truth(one.get("relay")) is True,
    )
