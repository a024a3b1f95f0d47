"""What a simulated Plex server knows: its people, its settings, its library, who plays what."""

from __future__ import annotations

import itertools
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scroblarr_desktop.demo.made_up import hex_id
from scroblarr_desktop.demo.plex.api_history import History, HistoryRow
from scroblarr_desktop.demo.plex.api_library import PlexLibrary

if TYPE_CHECKING:
    from scroblarr_desktop.demo.media_servers import FakeViewer
    from scroblarr_desktop.demo.plex_tv.accounts import FakePlexAccount

OWNER_ID = 1
"""What a Plex server calls its owner, whatever plex.tv does."""

TELEVISION = 1
"""The device on which everything here is played."""


@dataclass(frozen=True)
class PlexConnection:
    """One address under which plex.tv says a server can be reached."""

    uri: str
    local: bool = True
    relay: bool = False
    ipv6: bool = False

    @property
    def protocol(self) -> str:
        return urlsplit(self.uri).scheme

    @property
    def address(self) -> str:
        return urlsplit(self.uri).hostname or ""

    @property
    def port(self) -> int:
        return urlsplit(self.uri).port or 443


@dataclass(frozen=True)
class Caller:
    """Whose token came along. The owner's account is None on a server that belongs to nobody."""

    account: FakePlexAccount | None
    is_owner: bool

    @property
    def history_id(self) -> int:
        return OWNER_ID if self.is_owner or self.account is None else self.account.id


@dataclass
class Session:
    """Somebody plays something right now."""

    number: int
    viewer: FakeViewer
    metadata: dict[str, Any]
    state: str = "playing"
    offset_ms: int = 0


@dataclass(eq=False)
class PlexServerState:
    """Everything behind the doors of one server."""

    owner: FakePlexAccount | None = None
    shared_with: list[FakePlexAccount] = field(default_factory=list)
    version: str = "1.42.1.10060-4e8b05daf"
    https_required: bool = False
    webhooks_on: bool = True
    """The setting webHooksEnabled: off, the server posts nothing."""
    admin_token: str = field(default_factory=lambda: secrets.token_urlsafe(15), repr=False)
    """Opens everything, as the owner's do, also on a server without an owner."""
    library: PlexLibrary = field(default_factory=PlexLibrary)
    history: History = field(default_factory=History)
    sessions: list[Session] = field(default_factory=list)
    viewers: dict[str, FakeViewer] = field(default_factory=dict)
    """Everybody who ever played something, by account id."""

    def __post_init__(self) -> None:
        self._tokens: dict[str, FakePlexAccount] = {}
        self._numbers = itertools.count(1)
        self._session_numbers = itertools.count(1)

    # -- people

    def people(self) -> Iterator[FakePlexAccount]:
        """Yield everybody who may use the server, its owner first."""
        if self.owner is not None:
            home = self.owner.home if self.owner.admin is self.owner else []
            yield self.owner
            yield from home
            yield from (account for account in self.shared_with if account not in home)

    def lets_in(self, account: FakePlexAccount) -> bool:
        return account in self.people()

    def token_of(self, account: FakePlexAccount) -> str:
        """Return the account's token for this server alone."""
        for token, holder in self._tokens.items():
            if holder is account:
                return token
        token = secrets.token_urlsafe(15)
        self._tokens[token] = account
        return token

    def forget_tokens(self, account: FakePlexAccount) -> None:
        self._tokens = {t: holder for t, holder in self._tokens.items() if holder is not account}

    def caller(self, token: str) -> Caller | None:
        """Return who stands behind a token: the server's own ones, or the owner's at plex.tv."""
        if token == self.admin_token:
            return Caller(self.owner, is_owner=True)
        if self.owner is not None and token in self.owner.tokens:
            return Caller(self.owner, is_owner=True)
        account = self._tokens.get(token)
        if account is None or not self.lets_in(account):
            return None
        return Caller(account, is_owner=account is self.owner)

    def account_of(self, viewer: FakeViewer) -> FakePlexAccount | None:
        return next((a for a in self.people() if str(a.id) == viewer.account_id), None)

    def webhooks_for(self, viewer: FakeViewer) -> list[str]:
        """Return the addresses that hear of it when this viewer plays.

        Plex support article 115002267687: those of the server's owner and those of the viewer. An
        address that both registered hears of it twice.
        """
        concerned = [self.owner]
        if (account := self.account_of(viewer)) is not self.owner:
            concerned.append(account)
        return [url for a in concerned if a is not None and is_told(a) for url in a.webhooks]

    def viewer_is_told(self, viewer: FakeViewer) -> bool:
        """Return whether the viewer's own account has an address that hears of it."""
        return viewer.owner or is_told(self.account_of(viewer))

    # -- what is played

    def note_play(self, viewer: FakeViewer, metadata: dict[str, Any]) -> None:
        """Note that it plays from now on. Whoever played something else plays this instead."""
        self.viewers[viewer.account_id] = viewer
        self.note_end(viewer)
        session = Session(next(self._session_numbers), viewer, metadata)
        self.sessions.append(session)

    def note_state(self, viewer: FakeViewer, state: str, offset_ms: int) -> None:
        for session in self.sessions:
            if session.viewer == viewer:
                session.state, session.offset_ms = state, offset_ms

    def note_end(self, viewer: FakeViewer) -> None:
        self.sessions = [s for s in self.sessions if s.viewer != viewer]

    def note_finish(self, viewer: FakeViewer, metadata: dict[str, Any], at: datetime) -> None:
        self.viewers[viewer.account_id] = viewer
        number, account = next(self._numbers), local_id(viewer)
        self.history.add(HistoryRow(number, metadata, at, account, TELEVISION))


def is_told(account: FakePlexAccount | None) -> bool:
    return account is not None and account.has_webhooks and bool(account.webhooks)


def local_id(viewer: FakeViewer) -> int:
    """Return the number by which the server itself knows somebody."""
    return OWNER_ID if viewer.owner else int(viewer.account_id)


def player_id(viewer: FakeViewer) -> str:
    return hex_id(f"player/{viewer.account_id}", 24)
