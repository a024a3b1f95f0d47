"""Where watches go. A destination is one module here, its fake in `demo`, and its tests.

This page is the contract between `sync`, `linking` and every client.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto
from typing import Any, Final, Protocol, runtime_checkable

from scroblarr_desktop.credentials import AppCredentials as AppCredentials
from scroblarr_desktop.credentials import Tokens as Tokens
from scroblarr_desktop.remote.messages import Exchange as Exchange
from scroblarr_desktop.watches import Item, Kind, ProgressAction


class _Released:
    """Stands in for a watched time: the item's own release date."""

    def __repr__(self) -> str:
        return "RELEASED"


RELEASED: Final = _Released()


@dataclass(frozen=True)
class Access:
    """What one call needs: whose tokens, and where to note the exchange."""

    tokens: Tokens
    record: Callable[[Exchange], None] = lambda exchange: None
    live_allowed: bool = True


@dataclass(frozen=True)
class User:
    """Who signed in, by the stable id there."""

    id: str
    name: str


@dataclass(frozen=True)
class Match:
    """The destination's own item for one of ours; `target` is what its client needs to name it."""

    kind: Kind
    id: str
    title: str
    target: dict[str, Any]


@dataclass(frozen=True)
class Play:
    """One play that the destination holds."""

    id: str
    watched_at: datetime


@dataclass(frozen=True)
class Written:
    """What a successful write answered; a play id only where the destination tells it."""

    play_id: str | None = None


@dataclass(frozen=True)
class Traits:
    """What a destination can do: `sync` asks these, never a destination's name."""

    title: str
    write_gap_s: float
    """Least time between two writes of one account, in seconds."""
    takes_time: bool
    """Dated writes are possible."""
    has_live: bool
    """Has a call for what is just being finished, which stamps the present time."""
    can_ask: bool
    """Can be asked which plays it holds."""
    can_remove: bool
    """Can take one single play back."""
    has_progress: bool
    rewatches_by_default: bool
    keeps_one_play: bool = False
    """Holds one play of each item: writing it again, or a rewatch, changes nothing there."""
    searches: frozenset[Kind] = frozenset()
    """Of what a person may choose the right one there: see `Searchable`."""


@dataclass(frozen=True)
class DeviceCode:
    """A sign-in that a person confirms in a browser, on any device."""

    device_code: str = field(repr=False)
    user_code: str
    verification_url: str
    expires_at: datetime
    interval_s: float


class Poll(Enum):
    """Answers to "has the person confirmed?" other than tokens."""

    PENDING = auto()
    SLOW_DOWN = auto()
    DENIED = auto()
    EXPIRED = auto()
    GONE = auto()
    """The code is unknown or was used: only a new one helps."""


@runtime_checkable
class DeviceSignIn(Protocol):
    """Sign-in by code, for destinations that have it."""

    async def start_sign_in(self, app: AppCredentials) -> DeviceCode:
        """Return a fresh code. Raises AppRejected, Outage, TooFast."""

    async def poll_sign_in(self, app: AppCredentials, code: DeviceCode) -> Tokens | Poll:
        """Return the tokens once the person confirmed. Raises AppRejected, Outage, TooFast."""


@dataclass(frozen=True)
class AuthorizationRequest:
    """A sign-in that a person confirms in this computer's browser, which then comes back to us."""

    url: str = field(repr=False)
    """The page to open."""
    redirect_uri: str
    """Where the browser is sent afterwards."""
    state: str = field(repr=False)
    """What it brings along then, as a sign that it comes from this request."""
    code_verifier: str = field(repr=False)
    """Proves that whoever exchanges the code made the request (PKCE, RFC 7636)."""


@runtime_checkable
class BrowserSignIn(Protocol):
    """Sign-in in this computer's browser, for destinations that have it."""

    def authorization_request(self, app: AppCredentials, redirect_uri: str) -> AuthorizationRequest:
        """Return what to open; nothing is sent."""

    async def exchange_code(
        self, app: AppCredentials, request: AuthorizationRequest, code: str
    ) -> Tokens:
        """Return the tokens for the code that the browser brought.

        Raises SignInEnded where the code is not accepted, AppRejected, Outage, TooFast.
        """


class Standing(Enum):
    """What a destination says of an app's id and secret."""

    GOOD = auto()
    UNKNOWN_ID = auto()
    WRONG_SECRET = auto()
    UNTOLD = auto()
    """It knows the id and says nothing about the secret."""


@runtime_checkable
class AppCheck(Protocol):
    """For destinations whose app the household registers itself."""

    async def check_app(self, app: AppCredentials) -> Standing:
        """Return how the app stands there; nobody has to be signed in. Raises Outage, TooFast."""


@dataclass(frozen=True)
class Found:
    """One title that a search found: a film to be sent, or a show whose episodes can be asked."""

    kind: Kind
    id: str
    title: str
    year: int | None = None
    page: str | None = None
    match: Match | None = None
    """What to send; None for a show."""


@dataclass(frozen=True)
class FoundEpisode:
    season: int
    number: int
    title: str
    match: Match


@runtime_checkable
class Searchable(Protocol):
    """For destinations where a person can look for the right title. Raises `errors.RemoteError`."""

    async def search(self, access: Access, kind: Kind, text: str) -> list[Found]:
        """Return films, or for episodes shows, the best first."""

    async def episodes(self, access: Access, show: Found) -> list[FoundEpisode]:
        """Return the show's episodes in their order."""


class Destination(Protocol):
    """One client. Every method raises `errors.RemoteError`; none is retried inside."""

    name: str
    traits: Traits

    async def find(self, access: Access, item: Item) -> Match:
        """Return the destination's own item. Raises NotFoundThere or Doubtful."""

    async def write_live(self, access: Access, match: Match) -> Written:
        """Record a play that ended just now. Raises AlreadyThere, LiveRefused."""

    async def write_dated(
        self, access: Access, match: Match, watched_at: datetime | _Released, *, rewatch: bool
    ) -> Written:
        """Record a play with its own time (or now, where `traits.takes_time` is false)."""

    async def plays(
        self, access: Access, match: Match, since: datetime | None, until: datetime | None
    ) -> list[Play]:
        """Return the plays of this item that the account holds in that span, ends included."""

    async def remove(self, access: Access, match: Match, play_id: str) -> bool:
        """Take this one play back. Return False where it was not there any more.

        Raises Refused where `traits.can_remove` is false.
        """

    async def send_progress(
        self, access: Access, match: Match, action: ProgressAction, percent: float | None
    ) -> None:
        """Show what is playing, or keep a resume point; does nothing where neither applies."""

    async def identify(self, access: Access) -> User:
        """Return whose tokens these are."""

    async def refresh(self, access: Access) -> Tokens:
        """Return new tokens. Raises SignInEnded, AppRejected."""

    async def revoke(self, access: Access) -> None:
        """Take the tokens out of use at the destination."""
