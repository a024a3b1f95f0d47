"""Signing in at Plex by a code that the person confirms in a browser."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from scroblarr_desktop.media_servers.plex_tv import Pin, PlexTv, PlexUser
from scroblarr_desktop.media_servers.plex_tv_answers import CodeExpired
from scroblarr_desktop.remote.errors import Outage, TooFast
from scroblarr_desktop.schedule import Clock

POLL_S = 1.0
"""How often Plex is asked whether the code was confirmed (developer.plex.tv does it so)."""

LONGEST_PAUSE_S = 10.0


@dataclass(frozen=True)
class PlexCode:
    """A code under way. `page` is what to open, on this computer or on another device."""

    pin: Pin = field(repr=False)
    expires_at: datetime

    @property
    def text(self) -> str:
        return self.pin.code

    @property
    def page(self) -> str:
        return self.pin.page


@dataclass(frozen=True)
class SignedIn:
    """Somebody let us in. Nothing of it is kept yet."""

    user: PlexUser
    token: str = field(repr=False)


class PlexSignIn:
    """Hands out codes and follows them. What it raises: RemoteError, CodeExpired among it."""

    def __init__(self, tv: PlexTv, clock: Clock, poll_s: float = POLL_S) -> None:
        self._tv = tv
        self._clock = clock
        self._poll_s = poll_s

    async def new_code(self, *, other_device: bool) -> PlexCode:
        """Return a code for this computer's browser, or a short one to type elsewhere."""
        pin = await self._tv.new_pin(strong=not other_device)
        # By our own clock, whatever Plex's says: it may be hours apart.
        return PlexCode(pin, self._clock() + timedelta(seconds=pin.life_s))

    async def follow(self, code: PlexCode) -> SignedIn:
        """Return who confirmed the code, however long that takes within its life.

        Outages are waited out. Cancelling it lets the code run out unused. Raises CodeExpired.
        """
        wait_s = self._poll_s
        while True:
            await asyncio.sleep(wait_s)
            over = self._clock() >= code.expires_at
            try:
                token = await self._tv.token_of(code.pin)
                wait_s = self._poll_s
            except (Outage, TooFast) as error:
                token, wait_s = None, self._longer(wait_s, error)
            if token is not None:
                return SignedIn(await self._whose(token), token)
            # Asked once more after its end: the computer may have slept while it was confirmed.
            if over:
                raise CodeExpired

    async def _whose(self, token: str) -> PlexUser:
        """Return whose token it is; Plex hands it out once, so an outage must not lose it."""
        wait_s = self._poll_s
        while True:
            try:
                return await self._tv.user(token)
            except (Outage, TooFast) as error:
                wait_s = self._longer(wait_s, error)
            await asyncio.sleep(wait_s)

    def _longer(self, wait_s: float, error: Outage | TooFast) -> float:
        return max(min(2 * wait_s, LONGEST_PAUSE_S), error.retry_after_s or 0.0)
