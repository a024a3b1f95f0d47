"""What the simulated household is let do in the app beside the local API: signing in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol


class Doors(Protocol):
    """Connects media servers as the windows do, with the household in the person's place.

    `since`: as if the server had been connected then. Both return the app's id of the server.
    """

    async def connect_plex(
        self, allow: Callable[[str], object], since: datetime | None = None
    ) -> int:
        """`allow` gets the code that the owner allows on Plex's page."""

    async def connect_jellyfin(
        self, url: str, name: str, password: str, since: datetime | None = None
    ) -> int: ...

    def look_soon(self) -> None:
        """Have the app ask its media servers now what was watched there."""
