"""The account side of Plex: sign-in by PIN, servers, people, webhooks.

Of the two ways to sign in this is the older one, the PIN that brings a token for good. The newer
one (signed keys, "preferred for new applications" on developer.plex.tv) brings a token for seven
days, ends the account's older token of the same device, and is understood only by media servers
of a recent version; the PIN works with all of them and outlives a computer that is off for weeks.
Source of the calls: developer.plex.tv "Authenticating with Plex", python-plexapi's myplex.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

from scroblarr_desktop.media_servers import plex_tv_people
from scroblarr_desktop.media_servers.bodies import number, section, text, truth
from scroblarr_desktop.media_servers.plex_tv_answers import (
    CodeExpired,
    GoneThere,
    NotTheirs,
    error_in,
    unreadable,
    webhook_error,
)
from scroblarr_desktop.media_servers.plex_tv_device import PRODUCT, PlexDevice
from scroblarr_desktop.media_servers.plex_tv_people import LARGEST_LIST, PlexPerson
from scroblarr_desktop.media_servers.plex_tv_pictures import fetch
from scroblarr_desktop.media_servers.plex_tv_resources import PlexServer, servers_in
from scroblarr_desktop.remote.addresses import check_base_url
from scroblarr_desktop.remote.calls import Calls
from scroblarr_desktop.remote.errors import RemoteError
from scroblarr_desktop.remote.messages import Answer, Call

SHORT_LIFE_S = 900.0
"""Of a code, where the answer does not say it."""


@dataclass(frozen=True)
class Pin:
    """A code that waits for a person. Whoever knows it could let themselves in: not in logs."""

    id: int
    code: str = field(repr=False)
    life_s: float
    page: str = field(repr=False)
    """Where the person confirms it; a short code is already filled in there."""


@dataclass(frozen=True)
class PlexUser:
    """The account that is signed in."""

    id: str
    uuid: str | None
    name: str
    may_have_webhooks: bool
    """A Plex Pass that includes them."""
    thumb: str = ""


class PlexTv:
    """plex.tv and its sisters. Methods raise RemoteError: SignInEnded for a token that ended."""

    def __init__(self, calls: Calls, device: PlexDevice, base_url: str | None = None) -> None:
        self._calls = calls
        self._device = device
        base = check_base_url(base_url) if base_url else None
        self._account = base or "https://plex.tv"
        self._clients = base or "https://clients.plex.tv"
        self._pages = base or "https://app.plex.tv"

    # -- signing in and out

    async def new_pin(self, *, strong: bool) -> Pin:
        """Return a code: a long one for this computer's browser, or four characters to type.

        The two are confirmed on different pages, and neither page takes the other kind.
        """
        params = {"strong": "true"} if strong else {}
        told = (await self._ask("POST", "/api/v2/pins", params=params)).fields()
        pin_id, code = number(told.get("id"), 10**15), text(told.get("code"))
        if not pin_id or not code:
            raise unreadable(write=True)
        life_s = number(told.get("expiresIn"), 86_400) or SHORT_LIFE_S
        page = self._auth_page(code) if strong else self._link_page(code)
        return Pin(int(pin_id), code, life_s, page)

    def _auth_page(self, code: str) -> str:
        asked = {
            "clientID": self._device.client_id,
            "code": code,
            "context[device][product]": PRODUCT,
        }
        return f"{self._pages}/auth#?{urlencode(asked)}"

    def _link_page(self, code: str) -> str:
        return f"{self._account}/link/?{urlencode({'pin': code})}"

    @property
    def link_page(self) -> str:
        """Where a short code is typed in, as people write it."""
        return f"{self._account}/link".removeprefix("https://")

    async def token_of(self, pin: Pin) -> str | None:
        """Return the token once the person confirmed, None before. Raises CodeExpired."""
        try:
            answer = await self._ask("GET", f"/api/v2/pins/{pin.id}")
        except GoneThere:
            raise CodeExpired from None
        told = answer.fields()
        if "authToken" not in told:
            raise unreadable(write=False)
        return text(told["authToken"]) or None

    async def sign_out(self, token: str) -> None:
        await self._ask("DELETE", "/api/v2/users/signout", token)

    async def user(self, token: str) -> PlexUser:
        told = (await self._ask("GET", "/api/v2/user", token)).fields()
        if not text(told.get("id")):
            raise unreadable(write=False)
        subscription = section(told.get("subscription"))
        features = subscription.get("features")
        has_webhooks = isinstance(features, list) and "webhooks" in features
        thumb = text(told.get("thumb"))
        return PlexUser(
            id=text(told["id"]),
            uuid=text(told.get("uuid")) or plex_tv_people.avatar_uuid(thumb),
            name=next(filter(None, (text(told.get(n)) for n in ("title", "username"))), "Plex"),
            may_have_webhooks=truth(subscription.get("active")) is True and has_webhooks,
            thumb=thumb,
        )

    # -- servers and people

    async def servers(self, token: str) -> list[PlexServer]:
        """Return the servers that the account can reach, those of others included."""
        asked = {"includeHttps": "1", "includeRelay": "1", "includeIPv6": "1"}
        answer = await self._ask(
            "GET", "/api/v2/resources", token, host=self._clients, params=asked
        )
        return servers_in(_parsed(answer, list))

    async def home_users(self, token: str) -> list[PlexPerson]:
        """Return the people of the home; nobody where somebody else is its admin."""
        try:
            answer = await self._ask("GET", "/api/v2/home/users", token)
        except (NotTheirs, GoneThere):
            return []
        return plex_tv_people.home_users(_parsed(answer, dict))

    async def friends(self, token: str) -> list[PlexPerson]:
        """Return friends, and whoever else servers are shared with."""
        answer = await self._ask("GET", "/api/users/", token, accept="application/xml")
        try:
            return plex_tv_people.friends(answer.content)
        except ValueError as error:
            raise unreadable(write=False) from error

    async def picture(self, thumb: str) -> bytes | None:
        """Return the picture at that address, None where there is none that can be used."""
        parts = urlsplit(thumb)
        if parts.hostname == "plex.tv":
            thumb = f"{self._account}{parts.path}" + (f"?{parts.query}" if parts.query else "")
        return await fetch(self._calls, thumb)

    # -- webhooks

    async def webhooks(self, token: str) -> list[str]:
        """Return all registered addresses. They hold secrets. Raises NoPlexPass."""
        try:
            answer = await self._ask("GET", "/api/v2/user/webhooks", token)
        except RemoteError as error:
            raise webhook_error(error, write=False) from error
        return [_address(one) for one in _parsed(answer, list)]

    async def replace_webhooks(self, token: str, urls: Sequence[str]) -> None:
        """Replace the whole list: what is not among `urls` is gone. Raises NoPlexPass.

        An empty list goes out as an empty `urls` (python-plexapi's setWebhooks).
        """
        form = [("urls[]", url) for url in urls] or [("urls", "")]
        try:
            await self._ask("POST", "/api/v2/user/webhooks", token, form=form)
        except RemoteError as error:
            raise webhook_error(error, write=True) from error

    async def _ask(
        self,
        method: str,
        path: str,
        token: str | None = None,
        *,
        host: str | None = None,
        params: dict[str, str] | None = None,
        form: Sequence[tuple[str, str]] | None = None,
        accept: str = "application/json",
    ) -> Answer:
        call = Call(
            method=method,
            url=f"{host or self._account}{path}",
            params=params or {},
            headers=self._device.headers(token) | {"Accept": accept},
            form=form,
            longest_answer=LARGEST_LIST,
            private=True,
        )
        answer = await self._calls.send(call)
        error = error_in(answer, write=call.changes_something)
        if error is not None:
            raise error
        return answer


def _parsed(answer: Answer, kind: type) -> Any:
    """Return the JSON of that kind. Raises Outage where the body is something else."""
    try:
        found = answer.json()
    except ValueError as error:
        raise unreadable(write=False) from error
    if not isinstance(found, kind):
        raise unreadable(write=False)
    return found


def _address(one: Any) -> str:
    # Whoever skips an entry that looks odd deletes it with the next write.
    url = one.get("url") if isinstance(one, dict) else None
    if not isinstance(url, str) or not url:
        raise unreadable(write=False)
    return url
