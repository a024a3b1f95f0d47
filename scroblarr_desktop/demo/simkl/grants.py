"""Who may act for whom at the fake Simkl: apps of both kinds, codes, tokens."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from scroblarr_desktop.demo.fake_service import Denial
from scroblarr_desktop.demo.simkl.world import Pin, SimklUser, SimklWorld

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
WRITE, READ = "media:read media:write", "media:read"


@dataclass
class App:
    """An app that somebody registered. Newer ones have addresses of their own."""

    newer: bool = False
    locked: bool = False


@dataclass
class Grant:
    """One sign-in. The older kind has one token for good; the newer kind's are renewed."""

    user: SimklUser
    client_id: str
    access_token: str
    newer: bool = False
    scope: str = WRITE
    refresh_token: str | None = None
    expires_at: datetime | None = None
    ended: bool = False
    refresh_ended: bool = False
    last_post_s: float | None = None


@dataclass
class Grants:
    """All apps, codes and tokens."""

    world: SimklWorld
    apps: dict[str, App] = field(default_factory=dict)
    pins: list[Pin] = field(default_factory=list)
    grants: list[Grant] = field(default_factory=list)

    # -- codes

    def new_pin(self, client_id: str, *, newer: bool) -> Pin:
        life = timedelta(seconds=self.world.pin_life_s)
        code = "".join(secrets.choice(LETTERS) for _ in range(8 if newer else 5))
        pin = Pin(
            client_id=client_id,
            user_code=f"{code[:4]}-{code[4:]}" if newer else code,
            expires_at=self.world.clock() + life,
            device_code=secrets.token_hex(24) if newer else None,
        )
        self.pins.append(pin)
        return pin

    def pin_of(self, user_code: str) -> Pin:
        """Return the sign-in behind what a person types in. Raises LookupError."""
        wanted = plain(user_code)
        for pin in self.pins:
            if plain(pin.user_code) == wanted and self.world.clock() < pin.expires_at:
                return pin
        raise LookupError(f"No sign-in with the code {user_code}")

    def asked_too_soon(self, pin: Pin) -> bool:
        now_s, last_s = time.monotonic(), pin.last_poll_s
        pin.last_poll_s = now_s
        return last_s is not None and now_s - last_s < self.world.pin_interval_s

    def confirmed_by(self, pin: Pin) -> SimklUser | None:
        chosen = self.world.auto_confirm
        if pin.user is None and chosen is not None:
            pin.user = chosen if isinstance(chosen, SimklUser) else chosen(pin)
        return pin.user

    # -- tokens

    def issue(self, user: SimklUser, client_id: str, *, scope: str = WRITE) -> Grant:
        """Return a sign-in. An older app gets the same token each time, while it is good."""
        if self.apps[client_id].newer:
            return self._issue_newer(user, client_id, scope)
        for grant in self.grants:
            if (grant.user, grant.client_id, grant.ended) == (user, client_id, False):
                return grant
        grant = Grant(user, client_id, secrets.token_hex(32))
        self.grants.append(grant)
        return grant

    def _issue_newer(self, user: SimklUser, client_id: str, scope: str) -> Grant:
        life = timedelta(seconds=self.world.access_token_life_s)
        grant = Grant(
            user=user,
            client_id=client_id,
            access_token=secrets.token_hex(32),
            newer=True,
            scope=scope,
            refresh_token=secrets.token_hex(32),
            expires_at=self.world.clock() + life,
        )
        self.grants.append(grant)
        return grant

    def refresh(self, refresh_token: str, client_id: str) -> Grant | None:
        for old in self.grants:
            if (old.refresh_token, old.client_id) == (refresh_token, client_id):
                if old.refresh_ended:
                    return None
                old.refresh_ended = old.ended = True
                return self._issue_newer(old.user, client_id, old.scope)
        return None

    def revoke(self, token: str, client_id: str) -> None:
        for grant in self.grants:
            is_meant = token in (grant.access_token, grant.refresh_token)
            if is_meant and grant.client_id == client_id:
                grant.ended = grant.refresh_ended = True

    def grant_behind(self, access_token: str) -> Grant | None:
        return next((one for one in self.grants if one.access_token == access_token), None)

    def alive(self, grant: Grant) -> bool:
        is_over = grant.expires_at is not None and self.world.clock() >= grant.expires_at
        return not grant.ended and not is_over

    def invalid_client(self, app: App | None) -> Denial:
        known = "This client_id is not enabled for OAuth 2.0"
        description = known if app is not None else "Unknown client_id"
        return Denial(401, {"error": "invalid_client", "error_description": description})


def plain(user_code: str) -> str:
    """Return a code as Simkl compares it: without case and hyphens, misread letters mended."""
    letters = user_code.strip().upper().replace("-", "").replace(" ", "")
    return letters.replace("I", "1").replace("L", "1").replace("O", "0")
