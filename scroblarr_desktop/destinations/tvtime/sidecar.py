"""How TV Time is asked: everything goes to one address, which forwards it to the real target.

The target's URL travels in `o_b64` (standard base64 without padding), its own query beside it.
Source: what the clients of TV Time's private API send.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from scroblarr_desktop.destinations.errors import Outage
from scroblarr_desktop.destinations.tvtime.answers import closed, looks_closed
from scroblarr_desktop.remote.calls import Calls, Record
from scroblarr_desktop.remote.messages import Answer, Call

PUBLIC_SERVER: Final = "https://app.tvtime.com"
CLOSED_DOMAINS: Final = ("tvtime.com", "tozelabs.com")

LOGIN: Final = "https://auth.tvtime.com/v1/login"
REFRESH: Final = "https://auth.tvtime.com/v1/refresh"
SEARCH: Final = "https://search.tvtime.com/v1/search/series,movie"


def mark_episode(tvdb_id: str) -> str:
    return f"https://api2.tozelabs.com/v2/watched_episodes/episode/{tvdb_id}"


def mark_movie(uuid: str, *, rewatch: bool) -> str:
    action = "rewatch" if rewatch else "watch"
    return f"https://msapi.tvtime.com/prod/v1/tracking/{uuid}/{action}"


def profile(user_id: str) -> str:
    return f"https://api2.tozelabs.com/v2/user/{user_id}/parameters"


def is_public(server_url: str) -> bool:
    """Return whether this is one of the hosts that TV Time itself ran."""
    host = urlsplit(server_url).hostname or ""
    return any(host == domain or host.endswith(f".{domain}") for domain in CLOSED_DOMAINS)


class Sidecar:
    """Asks by way of a server, and knows which servers are no more."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def ask(self, server_url: str, request: Request, record: Record | None = None) -> Answer:
        """Return the answer, whatever its status. Raises Outage where none came.

        TV Time's own hosts are gone for good: whatever answers there as an empty place does is
        said to be closed.
        """
        public, call = is_public(server_url), request.through(server_url)
        try:
            answer = await self._calls.send(call, record)
        except Outage as outage:
            if public:
                raise closed(fate_unknown=outage.fate_unknown) from outage
            raise
        if public and looks_closed(answer):
            raise closed(fate_unknown=False, status=answer.status)
        return answer


@dataclass(frozen=True, kw_only=True)
class Request:
    """What is asked of a target."""

    method: str
    target: str
    params: Mapping[str, str] = field(default_factory=dict)
    body: Any = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)
    private: bool = False

    def through(self, server_url: str) -> Call:
        encoded = b64encode(self.target.encode()).decode().rstrip("=")
        shown = f"{self.target}?{urlencode(self.params)}" if self.params else self.target
        return Call(
            method=self.method,
            url=f"{server_url}/sidecar",
            params={"o_b64": encoded, **self.params},
            headers={"Content-Type": "application/json"},
            body=self.body,
            token=self.token,
            private=self.private,
            shown_as=shown,
        )
