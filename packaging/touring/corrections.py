"""The log with its filters, and every window in which a watch is put right."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication

from scroblarr_desktop.store import household, log, never, servers
from scroblarr_desktop.store.records import LogFilter, Reach
from scroblarr_desktop.ui.log.export_dialog import ExportDialog
from scroblarr_desktop.ui.log.give_dialog import GiveDialog
from scroblarr_desktop.ui.log.match_dialog import MatchDialog
from scroblarr_desktop.ui.log.page import LogPage
from scroblarr_desktop.ui.main_window import SMALLEST_SIZE
from touring.hands import front, sees, until
from touring.house import House
from touring.settled import connect_plex, link, take

LONG = "Maximiliane-Alexandra von Hohenstein-Wolkenburg (Wohnzimmer und Gästezimmer)"
ROOMY = QSize(1280, 720)


async def show_all(house: House) -> None:
    await _fill(house, "")
    for word, size in (("small", SMALLEST_SIZE), ("roomy", ROOMY)):
        house.window.resize(size)
        await _show_page(house, word)
    await _show_windows(house)
    await _show_moved(house)


async def show_long(house: House) -> None:
    await _fill(house, LONG)
    house.window.resize(SMALLEST_SIZE)
    await _show_page(house, "long")
    await _show_windows(house)


async def _fill(house: House, long: str) -> None:
    world = house.world
    attic = await connect_plex(house)
    if long:
        servers.change(attic.id, name=long)
    anna, ben = take(attic, "anna", long or "Anna"), take(attic, "ben on the couch", "Ben")
    household.add_member(long[::-1] or "Kids")
    await link(house, anna)
    await link(house, ben, "ben")
    for title in ("The Lantern Year", "Salt and Tin", "Paper Comets"):
        await world.attic.finish(world.attic.viewer(world.anna_at_plex), house.film(title))
    await until(lambda: len(world.trakt.users["anna"].plays) == 3, "the plays")
    await house.hands.turn_to("Log")
    page = house.window.log_page
    await until(lambda: page.model.rowCount() == 3, "the rows")


async def _show_page(house: House, word: str) -> None:
    page, camera = house.window.log_page, house.camera
    page.table.clearSelection()
    await camera.take(f"{word}-log-nothing-chosen")
    page.table.choose(page.model.id_at(0))
    await until(lambda: _has_poster(page), "the poster")
    await camera.take(f"{word}-log")
    column = page.model.columnCount() - 1
    while page.table.isColumnHidden(column):
        column -= 1
    page.table.sortByColumn(column, Qt.SortOrder.AscendingOrder)
    await camera.take(f"{word}-sorted-by-tracker")
    page.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    await house.hands.click("Filters")
    await camera.take(f"{word}-filters")
    await house.hands.click("Today")
    page.filters.state.setCurrentIndex(page.filters.state.findData("rejected"))
    await camera.take(f"{word}-nothing-matches")
    await house.hands.click("Show everything")
    await house.hands.click("Filters")
    page.table.selectAll()
    await camera.take(f"{word}-several")
    page.table.choose(page.model.id_at(0))


async def _show_windows(house: House) -> None:
    page, hands, camera = house.window.log_page, house.hands, house.camera
    await hands.click("Somebody else…")
    await until(lambda: page.findChildren(GiveDialog), "the question who it was")
    await camera.take("who-watched-it")
    await hands.click("Several people…")
    await camera.take("several-people")
    await house.close()
    await hands.click("Another title…")
    await until(lambda: _titles(page), "titles at Trakt")
    await camera.take("another-title")
    await house.close()
    house.world.trakt.outage(True)
    await hands.click("Another title…")
    await sees("Try again in a moment.")
    await camera.take("another-title-no-answer")
    await house.close()
    house.world.trakt.outage(False)
    page.choices.menu.popup(page.table.mapToGlobal(page.table.rect().center()))
    await camera.take("menu")
    page.choices.menu.close()
    for name, action in (("undo", page.choices.undo), ("delete", page.choices.delete)):
        action.trigger()
        await camera.take(f"ask-to-{name}")
        await house.close()
    page.choices.never.actions()[0].trigger()
    await camera.take("ask-never")
    await house.close()
    page.export.click()
    await until(lambda: isinstance(QApplication.activeModalWidget(), ExportDialog), "the export")
    await camera.take("export")
    await house.close()


async def _show_moved(house: House) -> None:
    page, camera = house.window.log_page, house.camera
    house.world.trakt.outage(True)
    await house.hands.click("Somebody else…")
    await house.hands.click("Ben")
    await until(lambda: page.model.rowCount() == 4, "the moved watch")
    await camera.take("moved-while-trakt-is-down")
    house.world.trakt.outage(False)
    page.table.selectAll()
    page.choices.retry.trigger()
    await until(lambda: page.model.rowCount() == 3, "the moved watch alone")
    page.table.choose(page.model.id_at(0))
    await camera.take("moved")
    watch = log.watches(LogFilter(), limit=9)[-1]
    never.add(watch.id, Reach.TITLE)
    await house.hands.turn_to("Household")
    assert watch.member is not None
    await house.hands.click(watch.member.name)
    await house.hands.look_at("Send it again")
    await camera.take("member-never-sent")
    await house.close()


def _has_poster(page: LogPage) -> bool:
    watch = page.model.watch_at(0)
    return watch is not None and page.posters.of(watch) is not None


def _titles(page: LogPage) -> bool:
    return any(one.titles.count() for one in page.findChildren(MatchDialog)) and front() is not None
