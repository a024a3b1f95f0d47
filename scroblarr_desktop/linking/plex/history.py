"""Reading the play history of a connected Plex server."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from scroblarr_desktop.linking.plex.reaching import PlexReaching, connection_of
from scroblarr_desktop.media_servers import plex_history as api
from scroblarr_desktop.media_servers import plex_rows
from scroblarr_desktop.media_servers.bodies import text
from scroblarr_desktop.media_servers.clocks import ahead_s
from scroblarr_desktop.media_servers.plex_api import PlexApi
from scroblarr_desktop.schedule import Clock
from scroblarr_desktop.store import catch_up, people, servers
from scroblarr_desktop.store.people import knows_owner
from scroblarr_desktop.store.records import HistoryPage, HistoryRow, Relation, Server
from scroblarr_desktop.watches import Kind, ServerRef

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
MOST_SHOWS = 500
"""So many shows are remembered; then it is asked for them again."""


@dataclass(frozen=True)
class _Open:
    """A server while it is read."""

    api: PlexApi
    server: Server
    names: Mapping[str, str]


class PlexHistory:
    """Methods raise RemoteError, and Missing where the server is gone."""

    def __init__(self, reaching: PlexReaching, clock: Clock) -> None:
        self._reaching = reaching
        self._clock = clock
        self._shows: dict[tuple[int, str], dict[str, Any]] = {}

    async def history(
        self, server_id: int, since: datetime | None
    ) -> AsyncGenerator[HistoryPage, None]:
        """See `ServerLink.history`."""
        opened = await self._open(server_id)
        if since is None:
            newest = await api.newest(opened.api)
            at = (api.viewed_at(newest) if newest else None) or LONG_AGO
            async for page in self._pages(opened, at - catch_up.OVERLAP, known=True):
                yield page
            yield HistoryPage((), at)
            return
        async for page in self._pages(opened, since, known=False):
            yield page

    async def _open(self, server_id: int) -> _Open:
        # This also finds a connection that works, over which all the rest goes.
        opened, accounts = await self._reaching.asking(server_id, _with_accounts)
        server = servers.get(server_id)
        _note_owner(server)
        return _Open(opened, server, {one.id: one.name for one in accounts})

    async def _pages(
        self, opened: _Open, since: datetime, *, known: bool
    ) -> AsyncGenerator[HistoryPage, None]:
        """Yield page by page, the oldest first; the last one says how far everything was read."""
        start, newest = 0, None
        while True:
            asked_at = self._clock()
            page = await api.since(opened.api, since, start)
            ahead = ahead_s(page.told_at, asked_at, self._clock())
            timed = [(at, row) for row in page.rows if (at := api.viewed_at(row)) is not None]
            # A server that does not know the question tells everything.
            timed = [(at, row) for at, row in timed if at >= since]
            newest = max([at for at, _ in timed] + ([newest] if newest else []), default=None)
            rows = await self._rows(opened, timed, ahead, known=known)
            start += len(page.rows)
            if not page.rows or start >= page.total:
                yield HistoryPage(tuple(rows), newest)
                return
            yield HistoryPage(tuple(rows))

    async def _rows(
        self,
        opened: _Open,
        timed: Sequence[tuple[datetime, Mapping[str, Any]]],
        ahead: float,
        *,
        known: bool,
    ) -> list[HistoryRow]:
        if known:
            return [HistoryRow(api.row_key(row), at, None) for at, row in timed]
        new = [
            (at, row)
            for at, row in timed
            if text(row.get("type")) in tuple(Kind)
            and not catch_up.knows(opened.server.id, api.row_key(row))
        ]
        items = await api.items(opened.api, {api.item_key(row) for _, row in new} - {""})
        shows = await self._shows_of(opened, [row for _, row in new], items)
        return [
            HistoryRow(
                api.row_key(row),
                at,
                plex_rows.body_of(
                    row,
                    ServerRef(opened.server.uuid or "", opened.server.name),
                    opened.names.get(text(row.get("accountID")), ""),
                    items.get(api.item_key(row)),
                    shows.get(_show_key(row, items)),
                    ahead,
                ),
            )
            for at, row in new
        ]

    async def _shows_of(
        self,
        opened: _Open,
        rows: Sequence[Mapping[str, Any]],
        items: Mapping[str, Mapping[str, Any]],
    ) -> dict[str, dict[str, Any]]:
        server_id = opened.server.id
        wanted = {_show_key(row, items) for row in rows} - {""}
        unknown = {key for key in wanted if (server_id, key) not in self._shows}
        found = await api.items(opened.api, unknown)
        if len(self._shows) + len(found) > MOST_SHOWS:
            self._shows.clear()
        self._shows |= {(server_id, key): show for key, show in found.items()}
        return {
            key: self._shows[server_id, key] for key in wanted if (server_id, key) in self._shows
        }


async def _with_accounts(opened: PlexApi) -> tuple[PlexApi, Sequence[Any]]:
    return opened, await opened.accounts()


def _show_key(row: Mapping[str, Any], items: Mapping[str, Mapping[str, Any]]) -> str:
    return api.show_key(row) or api.show_key(items.get(api.item_key(row), {}))


def _note_owner(server: Server) -> None:
    """Tie the server's account 1 to the plex.tv id of whoever signed in, the server's owner."""
    if not knows_owner(server.id):
        connection = connection_of(server)
        people.note(
            server.id,
            connection.account_id,
            connection.account_name,
            Relation.OWNER,
            avatar=connection.account_uuid,
        )
