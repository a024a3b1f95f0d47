"""What proves who is calling a destination. `repr` shows no secret."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Tokens:
    """What a sign-in yields. Kept sealed as JSON under these names: add fields, never rename."""

    access_token: str = field(repr=False)
    refresh_token: str | None = field(default=None, repr=False)
    issued_at: datetime | None = None
    expires_at: datetime | None = None
    client_id: str | None = None
    redirect_uri: str | None = None
    server_url: str | None = None
    start_token: str | None = field(default=None, repr=False)
    username: str | None = field(default=None, repr=False)
    password: str | None = field(default=None, repr=False)
    restored: bool = False
    """They came out of a copy: newer ones may be in use since, so they are never refreshed."""


@dataclass(frozen=True)
class AppCredentials:
    """The household's app at a destination."""

    client_id: str
    client_secret: str = field(default="", repr=False)
