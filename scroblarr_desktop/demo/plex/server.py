"""A simulated Plex server; see `media_servers`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from scroblarr_desktop.demo.fake_service import Clock, utc_now
from scroblarr_desktop.demo.made_up import hex_id, item_key
from scroblarr_desktop.demo.plex import bodies as plex_bodies
from scroblarr_desktop.demo.plex.api import PlexApi
from scroblarr_desktop.demo.plex.api_library import item_body
from scroblarr_desktop.demo.plex.api_state import (
    PlexConnection,
    PlexServerState,
    is_told,
    player_id,
)
from scroblarr_desktop.watches import Item

if TYPE_CHECKING:
    from scroblarr_desktop.demo.plex_tv.accounts import FakePlexAccount

from scroblarr_desktop.demo.media_server import FakeMediaServer, FakeViewer


class FakePlexServer(FakeMediaServer):
    """Posts multipart forms, and answers its own HTTP API at `url` (see `plex_api`).

    It posts to `webhook_urls`, and where it belongs to an account of a `FakePlexTv`, to every
    address registered there and at the viewer's account. What is played, seen or running shows in
    the API at once.
    """

    def __init__(self, name: str, server_id: str | None = None, clock: Clock = utc_now) -> None:
        super().__init__(name, server_id or hex_id(f"plex/{name}", 40), clock)
        self.state = PlexServerState()
        self.api = PlexApi(self)
        self.told_connections: list[PlexConnection] | None = None
        """What plex.tv tells of how to reach it; None for the one address that works."""

    @property
    def url(self) -> str:
        """Where its API listens. Known after the first start."""
        return self.api.url

    @property
    def is_listening(self) -> bool:
        return self._session is not None

    async def start(self) -> None:
        await super().start()
        await self.api.start()

    async def stop(self) -> None:
        """Close its API and stop posting. Raises what broke inside the API."""
        await super().stop()
        await self.api.stop()

    def connections(self) -> list[PlexConnection]:
        if self.told_connections is not None:
            return self.told_connections
        return [PlexConnection(self.url)] if self.api.has_address else []

    def viewer(self, account: FakePlexAccount) -> FakeViewer:
        """Return an account as somebody who plays here."""
        is_owner = account is self.state.owner
        return FakeViewer(str(account.id), account.title, avatar=account.uuid, owner=is_owner)

    def seen_by(self, account_id: str, item: Item) -> list[datetime]:
        return self._seen.get((account_id, item_key(item)), [])

    def note_seen(self, viewer: FakeViewer, item: Item, at: datetime | None = None) -> int:
        """Note that the viewer saw it, in the history too. Return how often that makes."""
        self.state.library.add(item)
        count = super().note_seen(viewer, item, at)
        seen = self.times_seen(viewer, item)
        self.state.note_finish(viewer, item_body(item, seen), seen[-1])
        return count

    def note_long_past(
        self,
        viewers: Sequence[FakeViewer],
        items: Sequence[Item],
        *,
        rows: int,
        until: datetime,
        apart: timedelta = timedelta(minutes=20),
    ) -> None:
        """Fill the history with years of finished plays, in turns, the last one at that time."""
        self.state.library.add(*items)
        bodies = [item_body(item, []) for item in items]
        for number in range(rows):
            viewer, body = viewers[number % len(viewers)], bodies[number % len(bodies)]
            self.state.note_finish(viewer, body, until - (rows - 1 - number) * apart)

    async def play(self, viewer: FakeViewer, item: Item) -> None:
        self.state.library.add(item)
        self.state.note_play(viewer, item_body(item, self.times_seen(viewer, item)))
        metadata = self._metadata(viewer, item)
        await self._tell("media.play", viewer, metadata, plex_bodies.THUMB)

    async def pause(self, viewer: FakeViewer, item: Item, position_s: float) -> None:
        self.state.note_state(viewer, "paused", int(position_s * 1000))
        await self._at("media.pause", viewer, item, position_s)

    async def resume(self, viewer: FakeViewer, item: Item, position_s: float) -> None:
        self.state.note_state(viewer, "playing", int(position_s * 1000))
        await self._at("media.resume", viewer, item, position_s)

    async def stop_playing(self, viewer: FakeViewer, item: Item, position_s: float) -> None:
        self.state.note_end(viewer)
        await self._at("media.stop", viewer, item, position_s)

    async def finish(self, viewer: FakeViewer, item: Item) -> None:
        """Post the scrobble, which comes while it still plays, and the stop behind it."""
        self.note_seen(viewer, item)
        metadata = self._metadata(viewer, item)
        await self._tell("media.scrobble", viewer, metadata)
        self.state.note_end(viewer)
        await self._tell("media.stop", viewer, metadata)

    async def play_trailer(self, viewer: FakeViewer, title: str) -> None:
        await self._play_through(viewer, plex_bodies.trailer_metadata(title))

    async def play_track(self, viewer: FakeViewer, artist: str, title: str) -> None:
        metadata = plex_bodies.track_metadata(artist, title)
        await self._play_through(viewer, metadata)
        self.state.note_finish(viewer, metadata, self.clock())

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
            "user": self.state.viewer_is_told(viewer),
            # What stands in `webhook_urls` was registered by the owner.
            "owner": bool(self.webhook_urls) or is_told(self.state.owner),
            "Account": {"id": int(viewer.account_id), "thumb": avatar, "title": viewer.name},
            "Server": {"title": self.name, "uuid": self.server_id},
            "Player": {
                "local": True,
                "publicAddress": "203.0.113.10",
                "title": "Television",
                "uuid": player_id(viewer),
            },
            "Metadata": metadata,
        }
        if not self.state.webhooks_on:
            return
        body, content_type = plex_bodies.multipart(content, thumb)
        headers = {
            "Content-Type": content_type,
            "User-Agent": f"PlexMediaServer/{self.state.version}",
        }
        await self._post(body, headers, self.state.webhooks_for(viewer))
