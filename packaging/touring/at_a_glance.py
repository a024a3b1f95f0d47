"""Overview, statistics and notifications: with nothing, with much, with long names, in small."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QSize

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import (
    attempts,
    deliveries,
    household,
    inbox,
    log,
    servers,
    watched,
    writing,
)
from scroblarr_desktop.store.records import DeliveryState, Member, Server
from scroblarr_desktop.ui.main_window import SMALLEST_SIZE
from scroblarr_desktop.ui.statistics.series import Period
from scroblarr_desktop.watches import Item, Kind
from touring.hands import until
from touring.house import House
from touring.settled import connect_jellyfin, connect_plex, link, take

LONG = "Maximiliane-Alexandra von Hohenstein-Wolkenburg (Wohnzimmer und Gästezimmer)"
EVENINGS = 200
SEED = 7
ROOMY, TALL = QSize(1280, 780), QSize(1280, 1500)


async def show_nothing(house: House) -> None:
    for page in ("Overview", "Statistics"):
        await house.hands.turn_to(page)
        await house.camera.take(f"nothing-{page.lower()}")
    await connect_plex(house)
    await house.hands.turn_to("Overview")
    await house.camera.take("only-a-server-overview")


async def show_much(house: House) -> None:
    await _live(house, ("Anna", "Ben"), "Harbour Street")
    await _show(house, "much")
    await house.hands.turn_to("Settings")
    await house.hands.look_at("A watch arrived at a tracker")
    await house.camera.take("notifications")
    await house.hands.click("Menu")
    await house.camera.take("menu")


async def show_long(house: House) -> None:
    await _live(house, (LONG, LONG[::-1]), LONG)
    await _show(house, "long")


async def _show(house: House, word: str) -> None:
    hands, camera, window = house.hands, house.camera, house.window
    for size, named in ((ROOMY, ""), (SMALLEST_SIZE, "-small")):
        window.resize(size)
        await hands.turn_to("Overview")
        await camera.take(f"{word}-overview{named}")
        await hands.turn_to("Statistics")
        await _counted(house)
        await camera.take(f"{word}-statistics{named}")
    window.resize(TALL)
    page = window.statistics_page
    for period in Period:
        page.choices.period.setCurrentIndex(page.choices.period.findData(period.value))
        await _counted(house)
        await camera.take(f"{word}-statistics-{period.replace(' ', '-')}")
    await hands.click("As tables")
    await camera.take(f"{word}-statistics-as-tables")
    window.resize(ROOMY)


async def _counted(house: House) -> None:
    page = house.window.statistics_page
    await until(
        lambda: page.figures is not None and page.figures.wanted == page.wanted(), "the figures"
    )


async def _live(house: House, names: tuple[str, str], show: str) -> None:
    """Let a household watch for two years, and something go wrong at the end."""
    world = house.world
    attic, cellar = await connect_plex(house), await connect_jellyfin(house)
    anna, ben = take(attic, "anna", names[0]), take(attic, "ben on the couch", names[1])
    await link(house, anna)
    await link(house, ben, "ben")
    with writing(Changed.LOG):
        for member, server in ((anna, attic), (ben, cellar)):
            _remember(member, server, show)
        _fail(anna, attic, show)
    servers.change(attic.id, name=f"Attic {names[0]}"[:60])
    await world.attic.play(world.attic.viewer(world.anna_at_plex), house.film())
    await world.cellar.finish(
        world.cellar.viewer(world.anna_at_jellyfin), house.film("A Small Weather")
    )
    await until(lambda: bool(house.engine.sync.now_playing), "somebody playing")
    await until(lambda: len(house.engine.needs_attention()) > 1, "what needs somebody")
    overview = house.window.overview_page
    await until(lambda: not overview.start.isVisible(), "the overview of it")


def _remember(member: Member, server: Server, show: str) -> None:
    chance = random.Random(SEED * member.id)  # noqa: S311 - the same evenings each time
    viewer = household.viewers_of(member.id)[0]
    present = datetime.now(UTC)
    for evening in range(EVENINGS):
        days = int(chance.random() ** 2 * 730)
        at = present - timedelta(days=days, hours=chance.gauss(2, 3), minutes=evening % 60 + 1)
        item = _item(chance, evening, show)
        entry = inbox.get(inbox.save(server.kind, server.id, b"{}", at))
        assert entry is not None
        ids = (member.id, viewer.id, server.id)
        watch_id = watched.add(entry, 0, *ids, item, at, by_hand=False, rewatched=False)
        deliveries.plan(watch_id, earlier=(), rewatched=False, due_at=present, hold_id=None)
        _end(watch_id, at, DeliveryState.DELIVERED)


def _item(chance: random.Random, evening: int, show: str) -> Item:
    if chance.random() < 0.2:
        return Item(Kind.MOVIE, f"The {evening % 23}. Lantern Year", 1980 + evening % 40)
    shows = (show, "Quiet Water", "Paper Comets", "The Ferry Does Not Wait", "Salt and Tin")
    title = shows[int(chance.random() ** 2 * len(shows))]
    return Item(Kind.EPISODE, f"Part {evening}", show=title, season=1, number=evening)


def _fail(member: Member, server: Server, show: str) -> None:
    """Leave a film that is not known there, and a sign-in that ended."""
    viewer = household.viewers_of(member.id)[0]
    at = datetime.now(UTC) - timedelta(hours=3)
    entry = inbox.get(inbox.save(server.kind, server.id, b"{}", at))
    assert entry is not None
    item = Item(Kind.EPISODE, "The Pilot", show=show, season=9, number=1)
    ids = (member.id, viewer.id, server.id)
    watch_id = watched.add(entry, 0, *ids, item, at, by_hand=False, rewatched=False)
    far = datetime.now(UTC) + timedelta(days=1)
    deliveries.plan(watch_id, earlier=(), rewatched=False, due_at=far, hold_id=None)
    _end(
        watch_id, at, DeliveryState.UNMATCHED, "Trakt does not know Harbour Street 9x01 The Pilot."
    )


def _end(watch_id: int, at: datetime, state: DeliveryState, message: str = "") -> None:
    watch = log.watch(watch_id)
    assert watch is not None
    for delivery in watch.deliveries:
        attempt_id = attempts.begin_attempt(delivery.id, at)
        attempts.end_attempt(
            delivery.id, attempt_id, at, state=state, message=message, exchanges=[]
        )
