"""Short ways to fill a store with made-up people, media servers and watches."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

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
from scroblarr_desktop.store.records import (
    Account,
    DeliveryState,
    InboxEntry,
    InboxState,
    LoggedDelivery,
    LoggedWatch,
    Member,
    Server,
    Viewer,
)
from scroblarr_desktop.watches import Item, Kind, ServerKind, ViewerRef

NOON = datetime(2026, 3, 14, 12, 0, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

_account_ids = itertools.count(501)


def movie(title: str = "The Lantern Year", year: int | None = 2021, **more: Any) -> Item:
    return Item(Kind.MOVIE, title, year=year, **more)


def episode(number: int = 4, season: int = 1, show: str = "Harbour Street", **more: Any) -> Item:
    title = more.pop("title", f"Part {number}")
    return Item(Kind.EPISODE, title, show=show, season=season, number=number, **more)


@dataclass(frozen=True)
class Person:
    """A member with one viewer on one server."""

    member: Member
    viewer: Viewer
    server: Server

    @property
    def id(self) -> int:
        return self.member.id


def connect(name: str = "Attic", kind: ServerKind = ServerKind.PLEX, uuid: str = "") -> Server:
    return servers.add(kind, name, uuid or f"uuid-of-{name}")


def person(name: str, server: Server, account_id: str = "") -> Person:
    member = household.add_member(name)
    viewer = household.give_viewer(
        member.id, server.id, account_id or str(next(_account_ids)), name.lower()
    )
    return Person(member, viewer, server)


def link(
    person: Person, destination: str = "trakt", user_id: str = "", *, rewatches: bool = True
) -> Account:
    account = accounts.open_for(person.id, destination, rewatches=rewatches)
    user_id = user_id or f"{person.member.name}-there"
    return accounts.link(account.id, user_id, user_id, Tokens("access", client_id="app"))


def an_entry(received_at: datetime = NOON, kind: ServerKind = ServerKind.PLEX) -> InboxEntry:
    entry = inbox.get(inbox.save(kind, None, b'{"event": "made up"}', received_at))
    assert entry is not None
    return entry


def kept_for(viewer: Viewer, server: Server, received_at: datetime = NOON) -> int:
    """Return an entry that is kept because the viewer was nobody's."""
    entry = an_entry(received_at)
    inbox.note(entry.id, event="made up", server_id=server.id, viewer_id=viewer.id)
    inbox.settle(entry.id, InboxState.UNASSIGNED, "unassigned", "Nobody is this viewer yet.")
    return entry.id


def seen(server: Server, account_id: str, avatar: str | None = None, name: str = "") -> Viewer:
    return household.see_viewer(server.id, ViewerRef(account_id, name, avatar), NOON)


def watch(
    person: Person,
    item: Item | None = None,
    watched_at: datetime = NOON,
    *,
    by_hand: bool = False,
    received_at: datetime | None = None,
    entry: InboxEntry | None = None,
    ordinal: int = 0,
    stop_position_s: float | None = None,
) -> int:
    return watched.add(
        entry or an_entry(received_at or watched_at),
        ordinal,
        person.id,
        person.viewer.id,
        person.server.id,
        item or episode(),
        watched_at,
        by_hand=by_hand,
        rewatched=False,
        stop_position_s=stop_position_s,
    )


def plan(watch_id: int, due_at: datetime = NOON, **more: Any) -> None:
    options = {"earlier": (), "rewatched": False, "hold_id": None, **more}
    deliveries.plan(watch_id, due_at=due_at, **options)


def planned(person: Person, item: Item | None = None, watched_at: datetime = NOON) -> int:
    """Return a watch with its deliveries, due when it was watched."""
    watch_id = watch(person, item, watched_at)
    plan(watch_id, watched_at)
    return watch_id


def end(delivery_id: int, state: DeliveryState, at: datetime = NOON, **more: Any) -> int:
    """Carry one attempt through; return its id."""
    attempt_id = attempts.begin_attempt(delivery_id, at)
    options = {"message": "", "exchanges": [], **more}
    attempts.end_attempt(delivery_id, attempt_id, at, state=state, **options)
    return attempt_id


def deliver(delivery_id: int, at: datetime = NOON, match_id: str = "m1", **more: Any) -> None:
    attempts.mark_sending(delivery_id, match_id, at)
    end(delivery_id, DeliveryState.DELIVERED, at, **more)


def states(logged: LoggedWatch | None) -> list[DeliveryState]:
    return [delivery.state for delivery in logged.deliveries] if logged else []


def only(logged: LoggedWatch | None) -> LoggedDelivery:
    assert logged is not None
    (delivery,) = logged.deliveries
    return delivery


def delivery_of(watch_id: int) -> int:
    return only(log.watch(watch_id)).id


def put_into(state: DeliveryState, delivery_id: int) -> None:
    """Bring a waiting delivery into that state as it gets there in life."""
    if state is DeliveryState.SENDING:
        attempts.mark_sending(delivery_id, "m1", NOON)
    elif state is DeliveryState.CANCELLED:
        deliveries.cancel(delivery_id)
    elif state is not DeliveryState.WAITING:
        end(delivery_id, state)
