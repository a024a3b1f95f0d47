"""What the app can do with a media server that it is signed in to, Plex and Jellyfin alike."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from scroblarr_desktop.store.records import HistoryPage
from scroblarr_desktop.watches import ServerKind


@dataclass(frozen=True)
class Library:
    """A library on a media server, by the server's own key."""

    key: str
    name: str


class ServerLink(Protocol):
    """One for all connected servers of a kind. Methods that call out raise RemoteError."""

    kind: ServerKind

    async def check(self, connection_id: int) -> None:
        """Look whether the sign-in and our webhook are still there, and mend what can be mended.

        Registers anew where this computer's address changed. What was found is noted in the
        connection; an outage is noted there too and not raised.
        """

    async def read_people(self, server_id: int) -> None:
        """Read who lives there, with their pictures, into the store."""

    async def libraries(self, server_id: int) -> list[Library]:
        """Return the libraries with films and episodes."""

    async def library_of(self, server_id: int, item_key: str) -> str | None:
        """Return the key of the library that holds the item, by the server's own item key."""

    async def poster(self, server_id: int, item_key: str) -> bytes | None:
        """Return the picture of an item or its show, None where there is none."""

    def history(self, server_id: int, since: datetime | None) -> AsyncGenerator[HistoryPage, None]:
        """Yield what was finished there since then, by the server's clock, and who did it.

        Rows that are known already are left out or told again, it does not matter. The last page
        says how far everything was read. Without `since` all that was finished until now is only
        to be known, not taken.
        """

    async def disconnect(self, server_id: int) -> str | None:
        """Take our webhook away, sign out where no other server needs it, forget the server.

        Never raises RemoteError: what could not be done there is returned as a sentence that says
        what to do by hand.
        """
