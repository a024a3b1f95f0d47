"""Who may act for whom at the fake Trakt: apps, device codes, access and refresh tokens."""

from __future__ import annotations

import hashlib
import itertools
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from scroblarr_desktop.demo.trakt.world import CodeState, DeviceCode, FakeUser, TraktWorld

OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"
"""The redirect_uri of a sign-in by device code."""


@dataclass(frozen=True)
class App:
    """An app that somebody registered. Redirect addresses count exactly as they were registered."""

    client_secret: str
    redirect_uris: Sequence[str] = (OUT_OF_BAND,)


@dataclass
class AuthorizationCode:
    """What a person's agreement in the browser yields: good once, for a short time."""

    code: str
    client_id: str
    redirect_uri: str
    challenge: str
    user: FakeUser
    expires_at: datetime
    family: int | None = None
    """The tokens that were handed out for it; None while it is unused."""

    def fits(self, verifier: str) -> bool:
        """Return whether the challenge was made from this verifier (RFC 7636, S256)."""
        digest = hashlib.sha256(verifier.encode()).digest()
        return urlsafe_b64encode(digest).rstrip(b"=").decode() == self.challenge


@dataclass
class Grant:
    """One pair of tokens. A refresh ends it and makes the next of the same `family`."""

    family: int
    user: FakeUser
    client_id: str
    redirect_uri: str
    access_token: str
    refresh_token: str
    created_at: datetime
    expires_at: datetime
    access_ended: bool = False
    refresh_ended: bool = False

    def end(self) -> None:
        self.access_ended = self.refresh_ended = True

    def body(self) -> dict[str, Any]:
        """Return the answer that hands the tokens out."""
        return {
            "access_token": self.access_token,
            "token_type": "bearer",
            "expires_in": int((self.expires_at - self.created_at).total_seconds()),
            "refresh_token": self.refresh_token,
            "scope": "public",
            "created_at": int(self.created_at.timestamp()),
        }


class Grants:
    """All apps, codes and tokens."""

    def __init__(self, world: TraktWorld) -> None:
        self.world = world
        self.apps: dict[str, App] = {}
        self.codes: list[DeviceCode] = []
        self.authorization_codes: list[AuthorizationCode] = []
        self.grants: list[Grant] = []
        self._families = itertools.count(1)

    # -- device codes

    def new_code(self, client_id: str) -> DeviceCode:
        life = timedelta(seconds=self.world.device_code_life_s)
        user_code = secrets.token_hex(4).upper()
        code = DeviceCode(client_id, secrets.token_hex(32), user_code, self.world.clock() + life)
        self.codes.append(code)
        return code

    def code_of(self, user_code: str) -> DeviceCode:
        """Return the sign-in behind what a person types in. Raises LookupError."""
        for code in self.codes:
            if code.user_code == user_code.strip().upper():
                return code
        raise LookupError(f"No sign-in with the code {user_code}")

    def look_again(self, code: DeviceCode) -> CodeState:
        """Return the state of a code, after time or `auto_confirm` may have changed it."""
        if code.state == "pending" and self.world.clock() >= code.expires_at:
            code.state = "expired"
        if code.state == "pending" and self.world.auto_confirm is not None:
            chosen = self.world.auto_confirm
            user = chosen if isinstance(chosen, FakeUser) else chosen(code)
            if user is not None:
                code.state, code.user = "confirmed", user
        return code.state

    # -- codes for a browser

    def agree(
        self, user: FakeUser, client_id: str, redirect_uri: str, challenge: str
    ) -> AuthorizationCode:
        """Return the code that travels back to the app with the person's browser."""
        life = timedelta(seconds=self.world.authorization_code_life_s)
        code = AuthorizationCode(
            code=secrets.token_hex(32),
            client_id=client_id,
            redirect_uri=redirect_uri,
            challenge=challenge,
            user=user,
            expires_at=self.world.clock() + life,
        )
        self.authorization_codes.append(code)
        return code

    def exchange(self, code: str, client_id: str, redirect_uri: str, verifier: str) -> Grant | None:
        """Return tokens, or None where the code is not good for exactly this.

        A second use ends what the first one got (RFC 6749, section 4.1.2).
        """
        for agreed in self.authorization_codes:
            if agreed.code != code:
                continue
            if agreed.family is not None:
                self._end_family(agreed.family)
                return None
            meant = (agreed.client_id, agreed.redirect_uri) == (client_id, redirect_uri)
            if not meant or not agreed.fits(verifier) or self.world.clock() >= agreed.expires_at:
                return None
            grant = self.issue(agreed.user, client_id, redirect_uri)
            agreed.family = grant.family
            return grant
        return None

    # -- tokens

    def issue(
        self, user: FakeUser, client_id: str, redirect_uri: str, *, family: int | None = None
    ) -> Grant:
        now = self.world.clock()
        grant = Grant(
            family=family or next(self._families),
            user=user,
            client_id=client_id,
            redirect_uri=redirect_uri,
            access_token=secrets.token_hex(32),
            refresh_token=secrets.token_hex(32),
            created_at=now,
            expires_at=now + timedelta(seconds=self.world.access_token_life_s),
        )
        self.grants.append(grant)
        return grant

    def refresh(self, refresh_token: str, client_id: str, redirect_uri: str) -> Grant | None:
        """Return the next pair, or None where the token is unknown, used, or another app's."""
        for old in self.grants:
            if old.refresh_token != refresh_token or old.client_id != client_id:
                continue
            if old.refresh_ended or old.redirect_uri != redirect_uri:
                self._punish_reuse(old)
                return None
            old.refresh_ended = True
            old.access_ended = old.access_ended or self.world.refresh_ends_old_access
            return self.issue(old.user, client_id, redirect_uri, family=old.family)
        return None

    def grant_behind(self, access_token: str) -> Grant | None:
        """Return the grant of an access token, dead or alive."""
        return next((g for g in self.grants if g.access_token == access_token), None)

    def alive(self, grant: Grant) -> bool:
        return not grant.access_ended and self.world.clock() < grant.expires_at

    def revoke(self, token: str, client_id: str) -> None:
        """End what a token belongs to: the pair and its successors."""
        families = {
            grant.family
            for grant in self.grants
            if token in (grant.access_token, grant.refresh_token) and grant.client_id == client_id
        }
        for family in families:
            self._end_family(family)

    def _punish_reuse(self, grant: Grant) -> None:
        if self.world.reuse_ends_family and grant.refresh_ended:
            self._end_family(grant.family)

    def _end_family(self, family: int) -> None:
        for grant in self.grants:
            if grant.family == family:
                grant.end()
