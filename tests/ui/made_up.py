"""A household with a log, made through the store as the engine makes it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from scroblarr_desktop.credentials import Tokens
from scroblarr_desktop.store import (
    accounts,
    attempts,
    deliveries,
    household,
    inbox,
    log,
    servers,
    watched,
)
from scroblarr_desktop.store.records import Account, DeliveryState, Member, Server
from scroblarr_desktop.watches import Item, Kind, ServerKind, ViewerRef


def episode(number: int, title: str = "", *, season: int = 1) -> Item:
    return Item(
        Kind.EPISODE,
        title or f"Part {number}",
        ids={"tvdb": str(1000 * season + number)},
        show="Harbour Street",
        show_ids={"tvdb": "77"},
        season=season,
        number=number,
        run_time_s=2600,
    )


def movie(title: str = "The Lantern Year", year: int = 2021) -> Item:
    return Item(Kind.MOVIE, title, year, {"imdb": "tt9990001"}, run_time_s=6600)


@dataclass
class Household:
    """One member, Anna, who watches on one Plex server and has a Trakt account."""

    anna: Member = field(default_factory=lambda: household.add_member("Anna"))
    plex: Server = field(
        default_factory=lambda: servers.add(ServerKind.PLEX, "Living Room", "plex-uuid")
    )

    def __post_init__(self) -> None:
        self.viewer = household.give_viewer(self.anna.id, self.plex.id, "1", "anna")
        self.trakt = self.link("trakt")

    def link(self, destination: str) -> Account:
        account = accounts.open_for(self.anna.id, destination, rewatches=True)
        return accounts.link(account.id, f"{destination}-anna", "anna", Tokens("token"))

    def watch(self, item: Item, *, ago: timedelta = timedelta(minutes=3)) -> int:
        """Return the id of a new watch with a delivery to each linked account, not yet sent."""
        at = datetime.now(UTC) - ago
        body = json.dumps({"event": "media.scrobble", "Metadata": {"title": item.title}}).encode()
        household.see_viewer(self.plex.id, ViewerRef("1", "anna"), at)
        entry = inbox.get(inbox.save(ServerKind.PLEX, self.plex.id, body, at))
        assert entry is not None
        watch_id = watched.add(
            entry,
            0,
            self.anna.id,
            self.viewer.id,
            self.plex.id,
            item,
            at,
            by_hand=False,
            rewatched=False,
        )
        far = datetime.now(UTC) + timedelta(hours=1)
        deliveries.plan(watch_id, earlier=[], rewatched=False, due_at=far, hold_id=None)
        return watch_id

    def settle(
        self, watch_id: int, state: DeliveryState, message: str = "", *, nth: int = 0
    ) -> int:
        """Give a watch's delivery an attempt that ended so; return the delivery's id."""
        watch = log.watch(watch_id)
        assert watch is not None
        delivery_id = watch.deliveries[nth].id
        now = datetime.now(UTC)
        attempt_id = attempts.begin_attempt(delivery_id, now)
        exchange = {
            "method": "POST",
            "path": "/sync/history",
            "body": {"episodes": [{"ids": {"tvdb": 1004}}]},
            "status": 201,
            "answer": '{"added": {"episodes": 1}}',
        }
        attempts.end_attempt(
            delivery_id,
            attempt_id,
            now,
            state=state,
            message=message,
            exchanges=[exchange],
        )
        return delivery_id

    def season(self, count: int) -> list[int]:
        """Return the ids of that many watches, the newest first."""
        ids = [
            self.watch(episode(number % 20 + 1, season=number // 20 + 1), ago=timedelta(hours=age))
            for number, age in enumerate(range(count, 0, -1))
        ]
        return ids[::-1]
