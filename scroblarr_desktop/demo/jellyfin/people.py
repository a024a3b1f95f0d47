"""Who uses a Jellyfin server: users, the devices they signed in on, and keys for programs."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from scroblarr_desktop.demo.fake_service import Clock
from scroblarr_desktop.demo.made_up import hex_id


@dataclass(eq=False)
class JellyfinUser:
    """A user of the server. Everything may be changed while the server runs."""

    user_id: str
    name: str
    password: str = field(default="", repr=False)
    administrator: bool = False
    hidden: bool = False
    """Left out of the list that everybody may read."""
    disabled: bool = False
    picture: bytes | None = None
    """A PNG."""
    last_login_at: datetime | None = None


@dataclass(frozen=True)
class Device:
    """What a client says of itself in its Authorization header."""

    client: str = ""
    name: str = ""
    device_id: str = ""
    version: str = ""

    @property
    def is_complete(self) -> bool:
        return all((self.client, self.name, self.device_id, self.version))


@dataclass(frozen=True, eq=False)
class Grant:
    """A user signed in on a device."""

    user: JellyfinUser
    device: Device
    made_at: datetime
    token: str = field(default_factory=lambda: secrets.token_hex(16), repr=False)

    @property
    def session_id(self) -> str:
        return hex_id(f"session/{self.user.user_id}/{self.device.device_id}", 32)


@dataclass(frozen=True, eq=False)
class ApiKey:
    """A key for a program: it acts as an administrator who is no user."""

    number: int
    app: str
    made_at: datetime
    token: str = field(default_factory=lambda: secrets.token_hex(16), repr=False)


@dataclass(frozen=True)
class Caller:
    """Who makes a call, as far as the call shows it."""

    device: Device = Device()
    grant: Grant | None = None
    key: ApiKey | None = None

    @property
    def user(self) -> JellyfinUser | None:
        return self.grant.user if self.grant else None

    @property
    def is_known(self) -> bool:
        return self.grant is not None or self.key is not None

    @property
    def is_administrator(self) -> bool:
        return self.key is not None or (self.grant is not None and self.grant.user.administrator)

    @property
    def name(self) -> str | None:
        """How the record of calls names them."""
        if self.grant is not None:
            return self.grant.user.name
        return f"key of {self.key.app}" if self.key is not None else None


class People:
    """The users of one server, with what lets them in. Everything here survives a restart."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.users: dict[str, JellyfinUser] = {}
        """By id."""
        self.grants: dict[str, Grant] = {}
        """By token."""
        self.keys: dict[str, ApiKey] = {}
        """By token."""
        self._numbers = count(1)

    def named(self, name: str) -> JellyfinUser | None:
        """Return the user of that name; upper and lower case do not matter."""
        wanted = name.casefold()
        return next((user for user in self.users.values() if user.name.casefold() == wanted), None)

    def sign_in(self, user: JellyfinUser, device: Device) -> Grant:
        """Return a new grant; an earlier one of the same user on the same device ends."""
        for grant in list(self.grants.values()):
            if grant.user is user and grant.device.device_id == device.device_id:
                del self.grants[grant.token]
        user.last_login_at = self.clock()
        grant = Grant(user, device, self.clock())
        self.grants[grant.token] = grant
        return grant

    def add_key(self, app: str) -> ApiKey:
        key = ApiKey(next(self._numbers), app, self.clock())
        self.keys[key.token] = key
        return key

    def end(self, token: str) -> None:
        """Let a token or key open nothing any more."""
        self.grants.pop(token, None)
        self.keys.pop(token, None)

    def end_all_of(self, user: JellyfinUser) -> None:
        """Sign the user out everywhere, as a change of the password does."""
        for grant in list(self.grants.values()):
            if grant.user is user:
                del self.grants[grant.token]
