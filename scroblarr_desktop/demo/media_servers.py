"""Simulated media servers: somebody plays, and they post the webhooks that real ones would.

    async with FakePlexServer("Attic") as plex:
        plex.webhook_urls.append(url)
        anna = FakeViewer("40718253", "anna", avatar="3f9ac01b77de4521", owner=True)
        await plex.play(anna, item)                # media.play, with the picture
        await plex.pause(anna, item, position_s=900)
        await plex.resume(anna, item, position_s=900)
        await plex.finish(anna, item)              # media.scrobble, then media.stop
        await plex.stop_playing(anna, item, position_s=900)     # ended early
        await plex.play_trailer(anna, "Salt and Tin: the trailer")
        await plex.play_track(anna, "The Quay Lamps", "Low Water")

    async with FakeJellyfinServer("Cellar") as jellyfin:
        ...                                        # the same five
        await jellyfin.mark_played(anna, item)     # ticked by hand

As real ones, they post once and never again: whoever does not listen then misses it. `answers`
holds what came back for each post, newest last. How often a viewer has seen what is counted;
`server.note_seen(anna, item)` makes the next viewing a second one.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections import deque
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

import aiohttp

from scroblarr_desktop.demo import jellyfin_bodies, plex_bodies
from scroblarr_desktop.demo.fake_service import Clock, utc_now
from scroblarr_desktop.demo.made_up import hex_id, item_key
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

    async def _post(self, body: bytes, headers: dict[str, str]) -> None:
        if self._session is None:
            raise RuntimeError("The media server was not started.")
        for url in list(self.webhook_urls):
            try:
                async with self._session.post(url, data=body, headers=headers) as answer:
                    self.answers.append(answer.status)
            except (aiohttp.ClientError, TimeoutError):
                self.answers.append(None)


class FakePlexServer(FakeMediaServer):
    """Posts multipart forms, as Plex does to every webhook address of its owner's account."""

    def __init__(self, name: str, server_id: str | None = None, clock: Clock = utc_now) -> None:
        super().__init__(name, server_id or hex_id(f"plex/{name}", 40), clock)

    async def play(self, viewer: FakeViewer, item: Item) -> None:
        await self._tell("media.play", viewer, self._metadata(viewer, item), plex_bodies.THUMB)

    async def pause(self, viewer: FakeViewer, item: Item, position_s: float) -> None:
        await self._at("media.pause", viewer, item, position_s)

    async def resume(self, viewer: FakeViewer, item: Item, position_s: float) -> None:
        await self._at("media.resume", viewer, item, position_s)

    async def stop_playing(self, viewer: FakeViewer, item: Item, position_s: float) -> None:
        await self._at("media.stop", viewer, item, position_s)

    async def finish(self, viewer: FakeViewer, item: Item) -> None:
        """Post the scrobble, which comes while it still plays, and the stop behind it."""
        self.note_seen(viewer, item)
        metadata = self._metadata(viewer, item)
        await self._tell("media.scrobble", viewer, metadata)
        await self._tell("media.stop", viewer, metadata)

    async def play_trailer(self, viewer: FakeViewer, title: str) -> None:
        await self._play_through(viewer, plex_bodies.trailer_metadata(title))

    async def play_track(self, viewer: FakeViewer, artist: str, title: str) -> None:
        await self._play_through(viewer, plex_bodies.track_metadata(artist, title))

    async def _play_through(self, viewer: FakeViewer, metadata: dict[str, Any]) -> None:
        await self._tell("media.play", viewer, metadata, plex_bodies.THUMB)
        await self._tell("media.scrobble", viewer, metadata)
        await self._tell("media.stop", viewer, metadata)

    async def _at(self, event: str, viewer: FakeViewer, item: Item, position_s: float) -> None:
        metadata = self._metadata(viewer, item)
        await self._tell(event, viewer, metadata | {"viewOffset": int(position_s * 1000)})

    def _metadata(self, viewer: FakeViewer, item: Item) -> dict[str, Any]:
        seen = self.times_seen(viewer, item)
        last = seen[-1] if seen else None
        return plex_bodies.metadata_of(item, view_count=len(seen), last_viewed_at=last)

    async def _tell(
        self,
        event: str,
        viewer: FakeViewer,
        metadata: dict[str, Any],
        thumb: bytes | None = None,
    ) -> None:
        avatar = f"https://plex.tv/users/{viewer.avatar}/avatar?c=1700000000"
        content = {
            "event": event,
            "user": viewer.owner,
            "owner": True,
            "Account": {"id": int(viewer.account_id), "thumb": avatar, "title": viewer.name},
            "Server": {"title": self.name, "uuid": self.server_id},
            "Player": {
                "local": True,
                "publicAddress": "203.0.113.10",
                "title": "Television",
                "uuid": hex_id(f"player/{viewer.account_id}", 24),
            },
            "Metadata": metadata,
        }
        body, content_type = plex_bodies.multipart(content, thumb)
        agent = "PlexMediaServer/1.42.1.10060-4e8b05daf"
        await self._post(body, {"Content-Type": content_type, "User-Agent": agent})


class FakeJellyfinServer(FakeMediaServer):
    """Posts JSON under the name of plain text, as Jellyfin's webhook plugin does by default."""

    def __init__(self, name: str, server_id: str | None = None, clock: Clock = utc_now) -> None:
        super().__init__(name, server_id or hex_id(f"jellyfin/{name}", 32), clock)

    async def play(self, viewer: FakeViewer, item: Item) -> None:
        await self._tell("PlaybackStart", viewer, item, jellyfin_bodies.playing_fields(item, 0))

    async def pause(self, viewer: FakeViewer, item: Item, position_s: float) -> None:
        """Post what Jellyfin has for it: one of the PlaybackProgress that come all the time."""
        playing = jellyfin_bodies.playing_fields(item, position_s, paused=True)
        await self._tell("PlaybackProgress", viewer, item, playing)

    async def resume(self, viewer: FakeViewer, item: Item, position_s: float) -> None:
        playing = jellyfin_bodies.playing_fields(item, position_s)
        await self._tell("PlaybackProgress", viewer, item, playing)

    async def stop_playing(self, viewer: FakeViewer, item: Item, position_s: float) -> None:
        await self._stopped(viewer, item, position_s, completed=False)

    async def finish(self, viewer: FakeViewer, item: Item) -> None:
        """Post that the viewer's notes were saved, and then the stop: Jellyfin does it so."""
        await self._saved(viewer, item, "PlaybackFinished")
        run_time_s = item.run_time_s or 0
        await self._stopped(viewer, item, max(0, run_time_s - 20), completed=True)

    async def mark_played(self, viewer: FakeViewer, item: Item) -> None:
        await self._saved(viewer, item, "TogglePlayed")

    async def _stopped(
        self, viewer: FakeViewer, item: Item, position_s: float, *, completed: bool
    ) -> None:
        playing = jellyfin_bodies.playing_fields(item, position_s)
        await self._tell("PlaybackStop", viewer, item, playing | {"PlayedToCompletion": completed})

    async def _saved(self, viewer: FakeViewer, item: Item, reason: str) -> None:
        count = self.note_seen(viewer, item)
        saved = jellyfin_bodies.saved_fields(count, reason)
        await self._tell("UserDataSaved", viewer, item, saved)

    async def _tell(
        self, event: str, viewer: FakeViewer, item: Item, details: dict[str, Any]
    ) -> None:
        content = {
            "ServerId": self.server_id,
            "ServerName": self.name,
            "ServerVersion": "10.11.8",
            "ServerUrl": "http://192.168.1.20:8096",
            "NotificationType": event,
            **jellyfin_bodies.stamps(self.clock()),
            **jellyfin_bodies.item_fields(item),
            **details,
            "NotificationUsername": viewer.name,
            "UserId": viewer.account_id,
        }
        body = json.dumps(content, indent=2, ensure_ascii=False).encode()
        agent = "Jellyfin-Server/10.11.8"
        await self._post(body, {"Content-Type": "text/plain; charset=utf-8", "User-Agent": agent})
