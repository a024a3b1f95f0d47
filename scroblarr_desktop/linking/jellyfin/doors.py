"""How the app gets to the Jellyfins that it knows."""

from __future__ import annotations

from scroblarr_desktop import this_computer
from scroblarr_desktop.linking.device import device_id
from scroblarr_desktop.media_servers.jellyfin_api import Device, Jellyfin
from scroblarr_desktop.media_servers.jellyfin_errors import SIGNED_OUT
from scroblarr_desktop.remote.calls import Calls
from scroblarr_desktop.remote.errors import TokenRefused
from scroblarr_desktop.store import connections, servers

ENDED = (
    "Jellyfin ended this sign-in. What is watched may still be reported, but neither people nor "
    "addresses can be kept up to date until you sign in again."
)

_NOBODY = "key"


class Doors:
    """Makes what calls out, from what the store knows."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    def at(self, url: str, certificate: str | None = None) -> Jellyfin:
        """Return the Jellyfin there, seen by nobody."""
        device = Device(device_id(), this_computer.name())
        return Jellyfin(self._calls, device, url, certificate)

    def of(self, server_id: int) -> Jellyfin:
        """Return a connected Jellyfin, seen by whoever signed in. Raises Missing, TokenRefused."""
        server = servers.get(server_id)
        token = connections.server_token(server_id)
        if server.url is None or token is None:
            raise TokenRefused(SIGNED_OUT, next_step="Sign in again.")
        return self.at(server.url, server.certificate).as_(token)


def account_id(server_uuid: str, user_id: str | None) -> str:
    """Return the id under which the store knows a sign-in: each Jellyfin has its own accounts."""
    return f"{server_uuid}/{user_id or _NOBODY}"


def user_of(account: str) -> str | None:
    """Return the user's id in such an id, None for an API key."""
    user_id = account.partition("/")[2]
    return None if user_id == _NOBODY else user_id or None
