"""Reading from a connected Jellyfin what its users finished."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from scroblarr_desktop.linking.jellyfin.doors import Doors, user_of
from scroblarr_desktop.linking.jellyfin.verdicts import (
    LONGEST_PLAY,
    evidence_of,
    judge,
    seen_before,
)
from scroblarr_desktop.linking.jellyfin.webhook import connection_of
from scroblarr_desktop.media_servers import jellyfin_played as api
from scroblarr_desktop.media_servers import jellyfin_rows as rows
from scroblarr_desktop.media_servers.clocks import ahead_s
from scroblarr_desktop.media_servers.jellyfin_api import Jellyfin
from scroblarr_desktop.media_servers.jellyfin_items import jellyfin_id
from scroblarr_desktop.media_servers.jellyfin_played import Lately, Played, Plays
from scroblarr_desktop.media_servers.jellyfin_users import JellyfinUser, users
from scroblarr_desktop.schedule import Clock
from scroblarr_desktop.store import catch_up, played_items, servers
from scroblarr_desktop.store.records import HistoryPage, HistoryRow, PlayedItem, Server
from scroblarr_desktop.watches import ServerRef, ViewerRef

AT_ONCE = 50
"""So many rows are kept in one step, which nobody has to wait for."""

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
REMEMBERED = timedelta(days=8)


@dataclass(frozen=True)
class _Look:
    """What was found at one user."""

    user: JellyfinUser
    lately: Lately
    ahead_s: float
    """So far the server's clock was ahead of ours."""
    at: datetime
    """When, by the server's clock."""


class JellyfinPlayed:
    """Methods raise RemoteError, and Missing where the server is gone."""

    def __init__(self, doors: Doors, clock: Clock) -> None:
        self._doors = doors
        self._clock = clock

    async def history(
        self, server_id: int, since: datetime | None
    ) -> AsyncGenerator[HistoryPage, None]:
        """See `ServerLink.history`."""
        jellyfin, server = self._doors.of(server_id), servers.get(server_id)
        people = await self._people(jellyfin, server_id)
        if since is None:
            begun = [await api.newest(jellyfin, one.user_id) for one in people]
            newest = max(filter(None, begun), default=LONG_AGO)
            looks = await self._look(jellyfin, people, newest - catch_up.OVERLAP)
            known = [row for look in looks for row in _as_known(look)]
            yield HistoryPage(tuple(known), newest)
        else:
            # A play that was begun before may have been stopped and gone on with since.
            plays = await api.plays_since(jellyfin, since - LONGEST_PLAY)
            looks = await self._look(jellyfin, people, since)
            found = [
                row for look in looks for row in await self._rows(jellyfin, server, look, plays)
            ]
            found.sort(key=lambda row: row.at)
            for start in range(0, len(found), AT_ONCE):
                yield HistoryPage(tuple(found[start : start + AT_ONCE]))
            yield HistoryPage((), _newest(looks))
        # Only now: were the program to end before, the next look would see the same change.
        self._note(server_id, looks)

    async def _people(self, jellyfin: Jellyfin, server_id: int) -> list[JellyfinUser]:
        """Return whose plays can be seen: everybody's by an administrator, else one's own."""
        found = [one for one in await users(jellyfin) if not one.disabled]
        own_id = user_of(connection_of(server_id).account_id)
        own = [one for one in found if one.user_id == own_id]
        return found if own_id is None or (own and own[0].administrator) else own

    async def _look(
        self, jellyfin: Jellyfin, people: Sequence[JellyfinUser], since: datetime
    ) -> list[_Look]:
        looks = []
        for one in people:
            asked_at = self._clock()
            lately = await api.since(jellyfin, one.user_id, since)
            answered_at = self._clock()
            ahead = ahead_s(lately.told_at, asked_at, answered_at)
            looks.append(_Look(one, lately, ahead, lately.told_at or answered_at))
        return looks

    async def _rows(
        self, jellyfin: Jellyfin, server: Server, look: _Look, plays: Plays | None
    ) -> list[HistoryRow]:
        user_id = look.user.user_id
        items = [one for one in look.lately.items if not _knows(server.id, user_id, one)]
        before = played_items.of(server.id, user_id, [one.item_id for one in items])
        judged = [
            (one, judge(one, before.get(one.item_id), evidence_of(plays, user_id, one), look.at))
            for one in items
        ]
        finished = [(one, verdict) for one, verdict in judged if verdict is not None]
        series_ids = sorted({_series_id(one) for one, _ in finished} - {""})
        told = await api.series(jellyfin, user_id, series_ids)
        viewer, named = ViewerRef(user_id, look.user.name), _named(server)
        return [
            HistoryRow(
                _key(user_id, one),
                one.began_at,
                rows.body_of(
                    named, viewer, one.item, told.get(_series_id(one)), verdict, look.ahead_s
                ),
            )
            for one, verdict in finished
        ]

    def _note(self, server_id: int, looks: Sequence[_Look]) -> None:
        for look in looks:
            items = [one for one in look.lately.items if _is_settled(server_id, look, one)]
            for start in range(0, len(items), AT_ONCE):
                part = items[start : start + AT_ONCE]
                user_id = look.user.user_id
                before = played_items.of(server_id, user_id, [one.item_id for one in part])
                noted = [_noted(user_id, one, before.get(one.item_id), look.at) for one in part]
                played_items.note(server_id, noted)
        newest = _newest(looks)
        if newest is not None:
            played_items.forget_before(server_id, newest - REMEMBERED)


def _as_known(look: _Look) -> list[HistoryRow]:
    """Return what was finished before anybody asked, to be known only."""
    user_id = look.user.user_id
    finished = [one for one in look.lately.items if one.played]
    return [HistoryRow(_key(user_id, one), one.began_at, None) for one in finished]


def _is_settled(server_id: int, look: _Look, one: Played) -> bool:
    """Return whether nothing more is to come of it as it stands now."""
    key = _key(look.user.user_id, one)
    return not one.played or one.position_s > 0 or catch_up.knows(server_id, key)


def _noted(user_id: str, one: Played, before: PlayedItem | None, told_at: datetime) -> PlayedItem:
    # In the middle of it, a mark from before says nothing of this play.
    finished = one.played and one.position_s == 0
    seen = seen_before(one, before)
    return PlayedItem(user_id, one.item_id, finished, one.began_at, seen, told_at)


def _key(user_id: str, one: Played) -> str:
    return f"{user_id}/{one.item_id}@{one.began_at.isoformat()}"


def _knows(server_id: int, user_id: str, one: Played) -> bool:
    return not one.played or catch_up.knows(server_id, _key(user_id, one))


def _series_id(one: Played) -> str:
    return jellyfin_id(one.item.get("SeriesId"))


def _named(server: Server) -> ServerRef:
    return ServerRef(server.uuid or "", server.name)


def _newest(looks: Sequence[_Look]) -> datetime | None:
    begun = [one.began_at for look in looks for one in look.lately.items]
    return max(begun, default=None)
