"""Calls to one Jellyfin: how to reach it, and who is calling.

The only proof that goes along is `Authorization: MediaBrowser ...`: Jellyfin 12 takes no older
form any more (jellyfin, AuthorizationContext.cs), and all versions since 10.8 take this one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote

from scroblarr_desktop import __version__
from scroblarr_desktop.media_servers.jellyfin_errors import NotTrusted, checked, json_of
from scroblarr_desktop.remote.calls import Calls
from scroblarr_desktop.remote.errors import Outage
from scroblarr_desktop.remote.messages import Answer, Call
from scroblarr_desktop.remote.unreached import Unreached, unreached

CLIENT = "Scroblarr"
LONGEST_ANSWER = 4 * 1024 * 1024
"""In bytes. A household has few people, but a plugin's configuration may hold long templates."""


@dataclass(frozen=True)
class Device:
    """What Jellyfin lists under "Devices" for this app on this computer."""

    id: str
    """Stays the same: a sign-in with it ends an earlier one of the same user."""
    name: str


@dataclass(frozen=True)
class Jellyfin:
    """One Jellyfin as seen by somebody, or without a token by nobody."""

    calls: Calls = field(repr=False)
    device: Device
    url: str
    certificate: str | None = None
    token: str | None = field(default=None, repr=False)

    def as_(self, token: str) -> Jellyfin:
        """Return the same Jellyfin as seen by whoever owns the token."""
        return replace(self, token=token)

    async def get(
        self, path: str, params: Mapping[str, str] | None = None, *, longest: int = LONGEST_ANSWER
    ) -> Any:
        """Return the JSON that stands at the path. Raises RemoteError."""
        call = self.call("GET", path, params=params, longest=longest)
        return json_of(checked(await self.send(call), call), call)

    async def post(
        self, path: str, body: Any = None, params: Mapping[str, str] | None = None
    ) -> Answer:
        """Return the answer to a change. Raises RemoteError."""
        call = self.call("POST", path, body=body, params=params)
        return checked(await self.send(call), call)

    async def send(self, call: Call) -> Answer:
        """Return the answer, whatever its status.

        Raises Outage (of which NotTrusted is one), Refused.
        """
        try:
            return await self.calls.send(call)
        except Outage as trouble:
            if unreached(trouble) is not Unreached.CERTIFICATE:
                raise
            raise NotTrusted(call.host, known=self.certificate is not None) from trouble

    def call(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, str] | None = None,
        body: Any = None,
        longest: int = LONGEST_ANSWER,
    ) -> Call:
        return Call(
            method=method,
            url=f"{self.url}{path}",
            params=params or {},
            headers={"Authorization": self._authorization(), "Accept": "application/json"},
            body=body,
            certificate=self.certificate,
            longest_answer=longest,
            # People, and plugins that keep secrets of others: nothing of it is for the log.
            private=True,
            shown_as=path,
        )

    def _authorization(self) -> str:
        """Return who calls. Values are percent-encoded: the server decodes them."""
        words = {
            "Client": CLIENT,
            "Device": self.device.name,
            "DeviceId": self.device.id,
            "Version": __version__,
        }
        if self.token is not None:
            words["Token"] = self.token
        pairs = ", ".join(f'{name}="{quote(value, safe="")}"' for name, value in words.items())
        return f"MediaBrowser {pairs}"


def path_part(text: str) -> str:
    """Return an id as it may stand in a path, whatever somebody else wrote into it."""
    return quote(text, safe="")
