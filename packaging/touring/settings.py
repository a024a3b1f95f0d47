"""The settings: every group of them in two sizes of window, and the windows that they open."""

from __future__ import annotations

from scroblarr_desktop.ui.closed_work import Meanwhile
from scroblarr_desktop.ui.main_window import FIRST_SIZE, SMALLEST_SIZE
from scroblarr_desktop.ui.settings.addresses import AddressesSection
from scroblarr_desktop.ui.settings.api import ApiSection
from scroblarr_desktop.ui.settings.backups import BackupsSection
from scroblarr_desktop.ui.settings.leave import LeaveSection
from scroblarr_desktop.ui.settings.putting_back import put_back
from scroblarr_desktop.watches import ServerKind
from touring.hands import sees, until
from touring.house import House
from touring.settled import connect_jellyfin, connect_plex, link, take


async def show_all(house: House) -> None:
    house.engine.connect_server(ServerKind.PLEX, "Barn")
    await connect_jellyfin(house)
    attic = await connect_plex(house)
    await link(house, take(attic, "anna", "Anna"))
    for word, size in (("usual", FIRST_SIZE), ("small", SMALLEST_SIZE)):
        house.window.resize(size)
        await show_groups(house, word)
    await _show_windows(house)


async def show_groups(house: House, word: str) -> None:
    """Take each tab of the settings, from its top to its end."""
    hands, page = house.hands, house.window.settings_page
    await hands.turn_to("Settings")
    tabs = page.tabs.tabBar()
    for number, group in enumerate(page.groups):
        await hands.click_at(tabs, tabs.tabRect(number).center())
        await house.camera.take(f"{word}-settings-{group.key}")
        below = group.verticalScrollBar()
        for part in range(1, 9):
            if below.value() == below.maximum():
                break
            below.setValue(below.value() + below.pageStep())
            await house.camera.take(f"{word}-settings-{group.key}-{part}")
        below.setValue(0)


async def _show_windows(house: House) -> None:
    hands, camera, page = house.hands, house.camera, house.window.settings_page
    page.show_section(AddressesSection)
    [by_hand] = [row for row in page.section(AddressesSection).rows if row.name.text() == "Barn"]
    await hands.click_at(by_hand.renewing.button)
    await camera.take("settings-new-address")
    await hands.click("Make a new address")
    await until(by_hand.renewing.stop.isVisible, "how long the old address works")
    await camera.take("settings-new-address-to-enter")
    page.show_section(ApiSection)
    await hands.click("New key…")
    await camera.take("settings-new-key")
    await hands.click("Cancel")
    backups = page.show_section(BackupsSection)
    await hands.click("Back up now")
    await until(lambda: backups.chosen() is not None, "a copy")
    copy = backups.chosen()
    assert copy is not None
    await camera.take("settings-backups")
    await hands.click("Restore…")
    await sees("Put it back")
    await camera.take("settings-restore")
    await hands.click("Cancel")
    meanwhile = Meanwhile(put_back(house.engine.options.data_dir, copy).saying)
    meanwhile.show()
    meanwhile.activateWindow()
    await sees("Scroblarr comes back by itself.")
    await camera.take("settings-restoring")
    meanwhile.end()
    house.window.activateWindow()
    page.show_section(LeaveSection)
    await hands.click("Leave everywhere…")
    await camera.take("settings-leave")
    house.world.trakt.outage(True)
    await hands.click("Leave everywhere")
    await sees("Some of it is left to you")
    await camera.take("settings-left")
    await house.close()
