"""What the simulated media servers share: viewers, what they have seen, and posting."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Self

import aiohttp

from scroblarr_desktop.demo.fake_service import Clock, utc_now
from scroblarr_desktop.demo.made_up import item_key
from scroblarr_desktop.watches import Item

POST_S = 10.0
MOST_ANSWERS = 1_000


@dataclass(frozen=True)
class FakeViewer:
    """An account on a media server, by the id that its webhooks tell."""

    account_id: str
    name: str
    avatar: str = ""
    """Plex: the uuid in the address of the avatar."""
    owner: bool = False
    """Plex: whether the server is theirs."""


class FakeMediaServer(ABC):
    """Holds the webhook addresses and what each viewer has seen. Started, it can post."""

    def __init__(self, name: str, server_id: str, clock: Clock = utc_now) -> None:
        self.name = name
        self.server_id = server_id
        self.clock = clock
        self.webhook_urls: list[str] = []
        self.answers: deque[int | None] = deque(maxlen=MOST_ANSWERS)
        """The status that each post was answered with; None where nobody answered."""
        self.heard = True
        """Whether whoever is told of something hears it: False as while that computer sleeps."""
        self._seen: dict[tuple[str, str], list[datetime]] = {}
        self._session: aiohttp.ClientSession | None = None

    async def start(self) -> None:
        timeout = aiohttp.ClientTimeout(total=POST_S)
        self._session = aiohttp.ClientSession(timeout=timeout)

    async def stop(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    def note_seen(self, viewer: FakeViewer, item: Item, at: datetime | None = None) -> int:
        """Note that the viewer saw it, at that time or now. Return how often that makes."""
        times = self._seen.setdefault((viewer.account_id, item_key(item)), [])
        times.append(at or self.clock())
        return len(times)

    def note_watched(self, viewer: FakeViewer, item: Item, ended_at: datetime) -> None:
        """Note what was seen to its end at that time; nobody is told of it any more."""
        self.note_seen(viewer, item, ended_at)

    def times_seen(self, viewer: FakeViewer, item: Item) -> list[datetime]:
        return self._seen.get((viewer.account_id, item_key(item)), [])

    @abstractmethod
    async def play(self, viewer: FakeViewer, item: Item) -> None: ...

    @abstractmethod
    async def pause(self, viewer: FakeViewer, item: Item, position_s: float) -> None: ...

    @abstractmethod
    async def resume(self, viewer: FakeViewer, item: Item, position_s: float) -> None: ...

    @abstractmethod
    async def stop_playing(self, viewer: FakeViewer, item: Item, position_s: float) -> None: ...

    @abstractmethod
    async def finish(self, viewer: FakeViewer, item: Item) -> None: ...

    async def _post(self, body: bytes, headers: dict[str, str], also: Iterable[str] = ()) -> None:
        if self._session is None:
            raise RuntimeError("The media server was not started.")
        for url in [*self.webhook_urls, *also]:
            if not self.heard:
                self.answers.append(None)
                continue
            try:
                async with self._session.post(url, data=body, headers=headers) as answer:
                    self.answers.append(answer.status)
            except (aiohttp.ClientError, TimeoutError):
                self.answers.append(None)
