"""Ways into one Jellyfin. Each ends with an administrator's sign-in, or says why it does not."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from scroblarr_desktop.linking.jellyfin.reach import Reached
from scroblarr_desktop.media_servers import jellyfin_sign_in as api
from scroblarr_desktop.media_servers.jellyfin_api import Jellyfin
from scroblarr_desktop.media_servers.jellyfin_errors import CodeExpired, NotAdministrator
from scroblarr_desktop.media_servers.jellyfin_sign_in import QuickCode, SignedIn
from scroblarr_desktop.remote.errors import NotThisService, Outage, RemoteError, TooFast
from scroblarr_desktop.schedule import Clock

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ShownCode:
    """What a person enters in Jellyfin, and until when."""

    code: str
    expires_at: datetime
    quick: QuickCode = field(repr=False)

    @property
    def grouped(self) -> str:
        """Return the code in two halves, as it is easier to read."""
        half = len(self.code) // 2
        return f"{self.code[:half]} {self.code[half:]}" if len(self.code) == 6 else self.code


def page_with_code(reached: Reached, shown: ShownCode) -> str:
    """Return where Jellyfin's own pages ask for the code, filled in already.

    `?code=` is what its page reads since 10.9 (jellyfin-web, routes/quickConnect); older ones ask
    elsewhere.
    """
    has_page = reached.info.version_numbers[:2] >= (10, 9)
    return f"{reached.url}/web/" + (f"#/quickconnect?code={shown.code}" if has_page else "")


class JellyfinSignIn:
    """Signs in to one Jellyfin. Everything raises RemoteError where it comes to nothing."""

    def __init__(self, jellyfin: Jellyfin, server_uuid: str, clock: Clock, poll_s: float) -> None:
        self._jellyfin = jellyfin
        self._server_uuid = server_uuid
        self._clock = clock
        self._poll_s = poll_s

    async def takes_codes(self) -> bool:
        """Return whether Quick Connect is switched on there."""
        return await api.quick_connect_enabled(self._jellyfin)

    async def new_code(self) -> ShownCode:
        """Return a fresh code. Raises QuickConnectOff."""
        quick = await api.start_quick_connect(self._jellyfin)
        expires_at = self._clock() + timedelta(seconds=api.CODE_LIFE_S)
        return ShownCode(quick.code, expires_at, quick)

    async def wait_for(self, shown: ShownCode) -> SignedIn:
        """Wait until somebody entered the code; a Jellyfin that is away meanwhile may come back.

        Raises CodeExpired, QuickConnectOff, NotAdministrator.
        """
        while True:
            # Asked once more after its end: the computer may have slept while it was entered.
            over = self._clock() >= shown.expires_at
            try:
                if await api.is_confirmed(self._jellyfin, shown.quick):
                    signed_in = await api.finish_quick_connect(self._jellyfin, shown.quick)
                    return await self._admitted(signed_in)
            except (Outage, TooFast):
                pass
            if over:
                raise CodeExpired
            await asyncio.sleep(self._poll_s)

    async def with_password(self, name: str, password: str) -> SignedIn:
        """Raises WrongPassword, AccountDisabled, NotAdministrator."""
        return await self._admitted(await api.sign_in(self._jellyfin, name.strip(), password))

    async def with_key(self, key: str) -> SignedIn:
        """Raises KeyRefused, NotAdministrator."""
        return await self._admitted(await api.sign_in_with_key(self._jellyfin, key.strip()))

    async def _admitted(self, signed_in: SignedIn) -> SignedIn:
        if signed_in.server_id not in ("", self._server_uuid):
            await sign_out(self._jellyfin, signed_in)
            raise NotThisService(
                "Another Jellyfin answered than a moment ago.", next_step="Start again."
            )
        if signed_in.administrator:
            return signed_in
        await sign_out(self._jellyfin, signed_in)
        raise NotAdministrator(
            f"{signed_in.name} is signed in to Jellyfin, but is no administrator there. Only "
            "administrators may see who lives there and have Jellyfin report what was watched.",
            next_step="Sign in as an administrator, or set it up by hand.",
        )


async def sign_out(jellyfin: Jellyfin, signed_in: SignedIn) -> None:
    """End a sign-in that is of no use; what cannot be ended is not worth a word."""
    if signed_in.user_id is None:
        return
    try:
        await api.sign_out(jellyfin.as_(signed_in.token))
    except RemoteError as error:
        log.info("a sign-in was not ended: %s", error.title)
