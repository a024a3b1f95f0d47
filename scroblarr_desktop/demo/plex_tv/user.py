"""An account's own things at the fake plex.tv: who it is, its webhooks, its end of a sign-in."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from scroblarr_desktop.demo.plex_tv.accounts import FakePlexAccount
from scroblarr_desktop.demo.plex_tv.answer import Refusal, answer, not_available
from scroblarr_desktop.demo.plex_tv.door import TOKEN, PlexTvDoor

JOINED_AT = 1_339_124_759
SUBSCRIBED_AT = datetime(2021, 10, 1, 1, 2, 3, tzinfo=UTC)

PROFILE = {
    "autoSelectAudio": True,
    "defaultAudioLanguage": "en",
    "defaultSubtitleLanguage": "en",
    "autoSelectSubtitle": 0,
    "defaultSubtitleAccessibility": 0,
    "defaultSubtitleForced": 0,
}


class User:
    """/api/v2/user and what stands under it."""

    def __init__(self, door: PlexTvDoor) -> None:
        self._door = door

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/api/v2/user", self._user),
            web.delete("/api/v2/users/signout", self._sign_out),
            web.get("/api/v2/user/webhooks", self._webhooks),
            web.post("/api/v2/user/webhooks", self._set_webhooks),
        ]

    async def _user(self, request: web.Request) -> web.Response:
        account = self._door.signed_in(request)
        return answer(request, "user", user_body(account, request.headers[TOKEN]))

    async def _sign_out(self, request: web.Request) -> web.Response:
        account = self._door.signed_in(request)
        del account.tokens[request.headers[TOKEN]]
        return web.Response(status=204)

    async def _webhooks(self, request: web.Request) -> web.Response:
        return self._list(request, self._with_webhooks(request), 200)

    async def _set_webhooks(self, request: web.Request) -> web.Response:
        """Replace the whole list. An empty one is sent as `urls=`."""
        account = self._with_webhooks(request)
        form = await request.post()
        urls = [str(url) for url in form.getall("urls[]", [])]
        if not urls and form.get("urls") != "":
            raise bad_urls(request)
        if not all(_is_web_address(url) for url in urls):
            raise bad_urls(request)
        account.webhooks = urls
        return self._list(request, account, 201)

    def _with_webhooks(self, request: web.Request) -> FakePlexAccount:
        # Without Plex Pass even looking at the list is refused.
        account = self._door.signed_in(request)
        if not account.has_webhooks:
            raise not_available(request)
        return account

    def _list(self, request: web.Request, account: FakePlexAccount, status: int) -> web.Response:
        return answer(request, "webhooks", [{"url": url} for url in account.webhooks], status)


def user_body(account: FakePlexAccount, token: str) -> dict[str, Any]:
    """Return what is told of the account that asks, or that was switched to."""
    lives_together = len(account.household()) > 1
    return {
        "id": account.id,
        "uuid": account.uuid,
        "username": account.username,
        "title": account.title,
        "email": account.email,
        "friendlyName": "",
        "locale": None,
        "confirmed": True,
        "emailOnlyAuth": False,
        "hasPassword": not account.restricted,
        "protected": bool(account.home_pin),
        "thumb": account.thumb,
        "authToken": token,
        "mailingListStatus": "unsubscribed",
        "mailingListActive": False,
        "scrobbleTypes": "",
        "country": "DE",
        "subscription": _subscription(account),
        "subscriptionDescription": "Lifetime Plex Pass" if account.plex_pass else None,
        "restricted": account.restricted,
        "anonymous": None,
        "home": lives_together,
        "guest": account.guest,
        "homeSize": len(account.household()),
        "homeAdmin": lives_together and account.admin is account,
        "maxHomeSize": 15,
        "rememberExpiresAt": 1_900_000_000,
        "profile": PROFILE,
        "entitlements": ["all"] if account.plex_pass else [],
        "roles": ["plexpass"] if account.plex_pass else [],
        "experimentalFeatures": False,
        "twoFactorEnabled": False,
        "backupCodesCreated": False,
        "joinedAt": JOINED_AT,
    }


def _subscription(account: FakePlexAccount) -> dict[str, Any]:
    has_pass = account.plex_pass
    return {
        "active": has_pass,
        "subscribedAt": SUBSCRIBED_AT if has_pass else None,
        "status": "Active" if has_pass else "Inactive",
        "paymentService": "braintree" if has_pass else None,
        "plan": "lifetime" if has_pass else None,
        "features": account.features,
    }


def bad_urls(request: web.Request) -> Refusal:
    # What the real one says to nonsense is not known: here it is refused, never guessed at.
    return Refusal(request, 422, 1003, "urls is invalid")


def _is_web_address(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("http", "https") and bool(parts.netloc)
