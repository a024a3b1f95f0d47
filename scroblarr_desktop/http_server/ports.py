"""What the HTTP server needs from those above it and beside it; the engine brings them together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from scroblarr_desktop.destinations import Found, FoundEpisode, Match
from scroblarr_desktop.http_server.wrong_secrets import WrongSecrets
from scroblarr_desktop.linking import Offered
from scroblarr_desktop.store.corrections import Corrected
from scroblarr_desktop.store.records import Account, Server


class EngineStatus(Protocol):
    """How the whole app is doing."""

    @property
    def state(self) -> StrEnum:
        """One of "ok", "busy", "paused", "attention", "error", "offline"."""


class Correcting(Protocol):
    """What a person may say about a watch afterwards."""

    def give(self, watch_ids: Sequence[int], member_ids: Sequence[int]) -> Corrected:
        """Let the watches be those members'. Raises Missing, Conflict."""

    def undo(self, watch_ids: Sequence[int]) -> Corrected:
        """Take the watches back everywhere. Raises Missing, Conflict."""

    async def search(self, delivery_id: int, text: str) -> list[Found]:
        """Return what the delivery's destination offers. Raises Missing, Conflict, RemoteError."""

    async def episodes(self, delivery_id: int, show: Found) -> list[FoundEpisode]:
        """Return the episodes of a show that a search found. Raises as `search` does."""

    def correct(self, delivery_id: int, match: Match) -> None:
        """Send it as this. Raises Missing, Conflict."""


class Sync(Protocol):
    """What sends the deliveries."""

    @property
    def correcting(self) -> Correcting: ...

    def wake(self) -> None:
        """Look at the inbox and at what is due now."""

    def retry(self, delivery_id: int) -> None:
        """Make the delivery due. Raises Missing, Conflict."""

    def cancel(self, delivery_id: int) -> None:
        """Raises Missing, Conflict."""


class Linking(Protocol):
    """What signs members in and out at destinations."""

    async def start_sign_in(self, member_id: int, destination: str) -> Account:
        """Return the account with the code that the person is to confirm.

        Raises NoApp, Conflict, Missing, RemoteError.
        """

    async def sign_in_tvtime(
        self,
        member_id: int,
        server_url: str | None,
        username: str,
        password: str,
        start_token: str | None = None,
    ) -> Account:
        """Return the account, linked or denied.

        Raises Conflict, Missing, RemoteError; ValueError for an address that is none.
        """

    async def unlink(self, account_id: int) -> None:
        """Raises Missing."""

    async def delete_member(self, member_id: int) -> None:
        """Revoke, cancel and delete. Raises Missing."""

    def offered(self) -> list[Offered]:
        """Return the destinations at which an account may be linked, in the order to show them."""

    def app_changed(self, destination: str) -> None:
        """Ask for new sign-ins where the household's app is another one now."""


class MediaServers(Protocol):
    """What is known of media servers beyond the store, and what is done there."""

    def base_of(self, server: Server) -> str:
        """Return the address as that server must call it: "http://192.168.1.10:8711"."""

    async def disconnect_server(self, server_id: int) -> str | None:
        """Take our webhook away there and forget the server. Raises Missing."""

    async def check_server(self, server_id: int) -> None:
        """Look whether the webhook there is still ours, and mend it. Raises Missing."""


@dataclass(frozen=True)
class Services:
    """What the local API's answers are made of, beside the store."""

    sync: Sync
    linking: Linking
    engine_status: Callable[[], EngineStatus]
    media_servers: MediaServers
    listening: Callable[[], tuple[str, ...]]
    wrong_secrets: WrongSecrets
    page_base: Callable[[], str | None] = lambda: None
    """Where phones reach members' pages; None while the home network may not call."""
