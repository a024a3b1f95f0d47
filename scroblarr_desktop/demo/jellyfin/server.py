"""A simulated Jellyfin; see `media_servers`."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from scroblarr_desktop.demo.fake_service import Clock, utc_now
from scroblarr_desktop.demo.jellyfin import bodies as jellyfin_bodies
from scroblarr_desktop.demo.jellyfin.api import JellyfinApi
from scroblarr_desktop.demo.jellyfin.library import UserData
from scroblarr_desktop.demo.jellyfin.people import JellyfinUser
from scroblarr_desktop.demo.jellyfin.playing import Report
from scroblarr_desktop.demo.jellyfin.system import Identity
from scroblarr_desktop.demo.jellyfin.webhooks import Lost, posts_of
from scroblarr_desktop.demo.made_up import hex_id
from scroblarr_desktop.demo.media_server import FakeMediaServer, FakeViewer
from scroblarr_desktop.watches import Item


class FakeJellyfinServer(FakeMediaServer):
    """Posts as Jellyfin's webhook plugin does, and answers its own HTTP API at `url`.

    Everything goes to `webhook_urls`, under the name of plain text; besides, every entry in the
    Webhook plugin's configuration gets what its switches say. The API takes the options
    `base_path`, `legacy_authorization` and `tls` (see `jellyfin_api`); what is played or ticked
    shows there at once, and who plays is one of its users.
    """

    def __init__(
        self,
        name: str,
        server_id: str | None = None,
        clock: Clock = utc_now,
        *,
        version: str = "12.0.0",
        **api: Any,
    ) -> None:
        super().__init__(name, server_id or hex_id(f"jellyfin/{name}", 32), clock)
        self.version = version
        self.api = JellyfinApi(Identity(name, self.server_id, version), clock, **api)
        self.api.on_play = self._played_by_api
        self.api.on_tick = self._ticked_by_api
        self.lost: list[Lost] = []
        """Events that an entry of the plugin wanted and could not send."""

    @property
    def url(self) -> str:
        """Where its API listens, base path and all. Known after the first start."""
        return self.api.url

    async def start(self) -> None:
        await super().start()
        await self.api.start()

    async def stop(self) -> None:
        """Close its API and stop posting. Raises what broke inside the API."""
        await super().stop()
        await self.api.stop()

    def viewer(self, user: JellyfinUser) -> FakeViewer:
        """Return a user as somebody who plays here."""
        return FakeViewer(user.user_id, user.name)

    def note_seen(self, viewer: FakeViewer, item: Item, at: datetime | None = None) -> int:
        """Note that the viewer saw it, in the library too. Return how often that makes."""
        self.api.library.note_play(viewer.account_id, item, at)
        return super().note_seen(viewer, item, at)

    def note_watched(self, viewer: FakeViewer, item: Item, ended_at: datetime) -> None:
        """Note what was seen to its end at that time; nobody is told of it any more."""
        super().note_seen(viewer, item, ended_at)
        api, began_at = self.api, ended_at - timedelta(seconds=item.run_time_s or 0)
        api.note_player(viewer.account_id, viewer.name, item, "VideoPlayback", began_at)
        api.library.start(viewer.account_id, item, began_at)
        api.library.stop(viewer.account_id, item, item.run_time_s or 0, completed=True)
        api.note_player(viewer.account_id, viewer.name, item, "VideoPlaybackStopped", ended_at)

    async def play(self, viewer: FakeViewer, item: Item) -> None:
        self.api.note_player(viewer.account_id, viewer.name, item, "VideoPlayback")
        data = self.api.library.start(viewer.account_id, item)
        await self._saved(viewer, item, data, "PlaybackStart", to_urls=False)
        await self._tell("PlaybackStart", viewer, item, jellyfin_bodies.playing_fields(item, 0))

    async def pause(self, viewer: FakeViewer, item: Item, position_s: float) -> None:
        """Post what Jellyfin has for it: one of the PlaybackProgress that come all the time."""
        await self._progress(viewer, item, position_s, paused=True)

    async def resume(self, viewer: FakeViewer, item: Item, position_s: float) -> None:
        await self._progress(viewer, item, position_s, paused=False)

    async def stop_playing(self, viewer: FakeViewer, item: Item, position_s: float) -> None:
        data = self.api.library.stop(viewer.account_id, item, position_s)
        await self._saved(viewer, item, data, "PlaybackFinished", to_urls=False)
        await self._stopped(viewer, item, position_s, completed=False)

    async def finish(self, viewer: FakeViewer, item: Item) -> None:
        """Post that the viewer's notes were saved, and then the stop: Jellyfin does it so."""
        super().note_seen(viewer, item)
        position_s = max(0, (item.run_time_s or 0) - 20)
        data = self.api.library.stop(viewer.account_id, item, position_s, completed=True)
        await self._saved(viewer, item, data, "PlaybackFinished")
        await self._stopped(viewer, item, position_s, completed=True)

    async def mark_played(self, viewer: FakeViewer, item: Item) -> None:
        super().note_seen(viewer, item)
        data = self.api.library.mark(viewer.account_id, item)
        await self._saved(viewer, item, data, "TogglePlayed")

    async def mark_unplayed(self, viewer: FakeViewer, item: Item) -> None:
        data = self.api.library.unmark(viewer.account_id, item)
        await self._saved(viewer, item, data, "TogglePlayed")

    async def _played_by_api(self, user: JellyfinUser, item: Item, report: Report) -> None:
        viewer = self.viewer(user)
        if report.kind == "start":
            await self.play(viewer, item)
        elif report.kind == "progress":
            await self._progress(viewer, item, report.position_s or 0, paused=report.paused)
        elif report.completes(item):
            await self.finish(viewer, item)
        else:
            await self.stop_playing(viewer, item, report.position_s or 0)

    async def _ticked_by_api(self, user: JellyfinUser, item: Item, seen: bool) -> None:
        mark = self.mark_played if seen else self.mark_unplayed
        await mark(self.viewer(user), item)

    async def _progress(
        self, viewer: FakeViewer, item: Item, position_s: float, *, paused: bool
    ) -> None:
        data = self.api.library.move(viewer.account_id, item, position_s, paused=paused)
        await self._saved(viewer, item, data, "PlaybackProgress", to_urls=False)
        playing = jellyfin_bodies.playing_fields(item, position_s, paused=paused)
        await self._tell("PlaybackProgress", viewer, item, playing)

    async def _stopped(
        self, viewer: FakeViewer, item: Item, position_s: float, *, completed: bool
    ) -> None:
        self.api.note_player(viewer.account_id, viewer.name, item, "VideoPlaybackStopped")
        playing = jellyfin_bodies.playing_fields(item, position_s)
        await self._tell("PlaybackStop", viewer, item, playing | {"PlayedToCompletion": completed})

    async def _saved(
        self, viewer: FakeViewer, item: Item, data: UserData, reason: str, *, to_urls: bool = True
    ) -> None:
        saved = jellyfin_bodies.saved_fields(data.play_count, reason) | data.saved_fields()
        await self._tell("UserDataSaved", viewer, item, saved, to_urls=to_urls)

    async def _tell(
        self,
        event: str,
        viewer: FakeViewer,
        item: Item,
        details: dict[str, Any],
        *,
        to_urls: bool = True,
    ) -> None:
        content = {
            "ServerId": self.server_id,
            "ServerName": self.name,
            "ServerVersion": self.version,
            "ServerUrl": "http://192.168.1.20:8096",
            "NotificationType": event,
            **jellyfin_bodies.stamps(self.clock()),
            **jellyfin_bodies.item_fields(item),
            **details,
            "NotificationUsername": viewer.name,
            "UserId": viewer.account_id,
        }
        agent = f"Jellyfin-Server/{self.version}"
        if to_urls:
            body = json.dumps(content, indent=2, ensure_ascii=False).encode()
            headers = {"Content-Type": "text/plain; charset=utf-8", "User-Agent": agent}
            await self._post(body, headers)
        await self._tell_entries(content, agent)

    async def _tell_entries(self, content: dict[str, Any], agent: str) -> None:
        for post in posts_of(self.api.plugins.webhook_entries, content):
            if isinstance(post, Lost):
                self.lost.append(post)
            elif not self.heard:
                self.answers.append(None)
            elif self._session is not None:
                self.answers.append(await post.send(self._session, agent))
