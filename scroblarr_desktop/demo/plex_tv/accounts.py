"""Accounts at the fake plex.tv: who they are, with whom they live and share, who is signed in."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scroblarr_desktop.demo.made_up import hex_id

if TYPE_CHECKING:
    from scroblarr_desktop.demo.media_servers import FakePlexServer, FakeViewer

FREE_FEATURES = ("home", "adaptive_bitrate", "collections", "livetv", "music", "lets_encrypt")
PASS_FEATURES = ("pass", "dvr", "trailers", "sync", "lyrics", "hardware_transcoding")


@dataclass(eq=False)
class FakePlexAccount:
    """One account, or a managed user of a home. What tests change, they change here."""

    id: int
    uuid: str
    username: str | None
    """None for a managed user, who cannot sign in alone."""
    title: str
    email: str | None = None
    plex_pass: bool = False
    webhooks_enabled: bool = True
    """False: a Plex Pass whose features do not hold webhooks."""
    restricted: bool = False
    """A managed user."""
    restriction_profile: str | None = None
    """Of a managed user: "little_kid", "older_kid", "teen", or None."""
    guest: bool = False
    home_pin: str = field(default="", repr=False)
    """What is asked for before somebody switches to this person; empty for nothing."""
    home_admin: FakePlexAccount | None = field(default=None, repr=False)
    home: list[FakePlexAccount] = field(default_factory=list, repr=False)
    """Of the admin of a home: the others in it."""
    friends: list[FakePlexAccount] = field(default_factory=list, repr=False)
    servers: list[FakePlexServer] = field(default_factory=list, repr=False)
    """The servers that are theirs."""
    players: list[str] = field(default_factory=list)
    """Names of the devices they play on: resources too, but no servers."""
    webhooks: list[str] = field(default_factory=list, repr=False)
    """The registered addresses, in their order. They may hold secrets."""
    tokens: dict[str, str] = field(default_factory=dict, repr=False)
    """Client identifier by token."""

    @property
    def thumb(self) -> str:
        return f"https://plex.tv/users/{self.uuid}/avatar?c=1700000000"

    @property
    def has_webhooks(self) -> bool:
        return self.plex_pass and self.webhooks_enabled

    @property
    def features(self) -> list[str]:
        more = PASS_FEATURES if self.plex_pass else ()
        hooks = ("webhooks",) if self.has_webhooks else ()
        return [*hooks, *FREE_FEATURES, *more]

    @property
    def admin(self) -> FakePlexAccount:
        """The admin of their home: they themselves where they live in nobody else's."""
        return self.home_admin or self

    def household(self) -> list[FakePlexAccount]:
        """Return everybody in the home, its admin first."""
        return [self.admin, *self.admin.home]

    def sign_in(self, client_id: str) -> str:
        """Return a new token for a program."""
        token = secrets.token_urlsafe(15)
        self.tokens[token] = client_id
        return token


class PlexTvWorld:
    """All accounts, and the servers they have and share."""

    def __init__(self) -> None:
        self.accounts: list[FakePlexAccount] = []

    def add_account(
        self,
        username: str,
        *,
        id: int | None = None,
        uuid: str | None = None,
        title: str | None = None,
        plex_pass: bool = False,
    ) -> FakePlexAccount:
        """Add somebody with an account of their own. What is not given is made up."""
        account = FakePlexAccount(
            id=id or _made_up_id(username),
            uuid=uuid or hex_id(f"plex account/{username}", 16),
            username=username,
            title=title or username,
            email=f"{hex_id(username, 6)}@example.invalid",
            plex_pass=plex_pass,
        )
        return self._add(account)

    def add_viewer(self, viewer: FakeViewer, *, plex_pass: bool = False) -> FakePlexAccount:
        """Add the account whose id, name and avatar a server's webhooks already tell."""
        return self.add_account(
            viewer.name, id=int(viewer.account_id), uuid=viewer.avatar or None, plex_pass=plex_pass
        )

    def add_managed(
        self,
        admin: FakePlexAccount,
        title: str,
        *,
        id: int | None = None,
        uuid: str | None = None,
        home_pin: str = "",
        restriction_profile: str | None = None,
    ) -> FakePlexAccount:
        """Add a managed user to the home: without user name and e-mail address."""
        user = FakePlexAccount(
            id=id or _made_up_id(f"{admin.id}/{title}"),
            uuid=uuid or hex_id(f"plex managed/{admin.id}/{title}", 16),
            username=None,
            title=title,
            restricted=True,
            restriction_profile=restriction_profile,
            home_pin=home_pin,
        )
        self.join_home(admin, user)
        return self._add(user)

    def join_home(self, admin: FakePlexAccount, member: FakePlexAccount) -> None:
        """Let somebody live in the admin's home, and with that use the admin's servers."""
        member.home_admin = admin
        admin.home.append(member)

    def leave_home(self, member: FakePlexAccount) -> None:
        member.admin.home.remove(member)
        member.home_admin = None

    def befriend(self, one: FakePlexAccount, other: FakePlexAccount) -> None:
        one.friends.append(other)
        other.friends.append(one)

    def give_server(self, owner: FakePlexAccount, server: FakePlexServer) -> None:
        """Let a server belong to an account: as if its owner had claimed it."""
        server.state.owner = owner
        owner.servers.append(server)

    def share(self, server: FakePlexServer, account: FakePlexAccount) -> None:
        """Share a server with a friend of its owner, or with somebody in the home."""
        server.state.shared_with.append(account)

    def shared_with(self, account: FakePlexAccount) -> Iterator[FakePlexServer]:
        """Yield the servers of others that the account may use."""
        for owner in self.accounts:
            for server in owner.servers:
                if owner is not account and server.state.lets_in(account):
                    yield server

    def account_behind(self, token: str) -> FakePlexAccount | None:
        return next((account for account in self.accounts if token in account.tokens), None)

    def account_with(self, key: str) -> FakePlexAccount | None:
        """Return the account of an id or a uuid."""
        return next((a for a in self.accounts if key in (str(a.id), a.uuid)), None)

    def _add(self, account: FakePlexAccount) -> FakePlexAccount:
        self.accounts.append(account)
        return account


def _made_up_id(key: str) -> int:
    return 10_000_000 + int(hex_id(f"plex account/{key}", 8), 16) % 80_000_000
