"""What every call to the fake plex.tv must bring along."""

from __future__ import annotations

from aiohttp import web

from scroblarr_desktop.demo.plex_tv.accounts import FakePlexAccount, PlexTvWorld
from scroblarr_desktop.demo.plex_tv.answer import Refusal, not_signed_in

CLIENT_ID = "X-Plex-Client-Identifier"
PRODUCT = "X-Plex-Product"
TOKEN = "X-Plex-Token"  # noqa: S105 - the name of a header


class PlexTvDoor:
    """Finds out who calls.

    The real plex.tv also takes these as part of the address. Here they must be headers: a token
    in an address ends up in logs.
    """

    def __init__(self, world: PlexTvWorld) -> None:
        self.world = world

    def check(self, request: web.Request) -> None:
        """Raises Refusal where the program does not say which one it is."""
        if not request.headers.get(CLIENT_ID):
            raise missing(request, CLIENT_ID)

    def caller(self, request: web.Request) -> FakePlexAccount | None:
        return self.world.account_behind(request.headers.get(TOKEN, ""))

    def signed_in(self, request: web.Request) -> FakePlexAccount:
        """Return whose call it is. Raises Refusal for a token that is missing or has ended."""
        account = self.caller(request)
        if account is None:
            raise not_signed_in(request)
        return account


def missing(request: web.Request, header: str) -> Refusal:
    return Refusal(request, 400, 1000, f"{header} is missing")
