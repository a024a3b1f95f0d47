from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from PySide6.QtWidgets import QMessageBox

from scroblarr_desktop.engine import Engine
from scroblarr_desktop.store import servers
from scroblarr_desktop.store.records import Place
from scroblarr_desktop.this_computer import OwnAddress
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.where_it_runs import WhereItRuns
from tests.ui.reaching import CABLE, WIRELESS, answer, backing_of, by_hand, computer_with, until

ALLOW = "Allow the home network"


@pytest.fixture
def adapters() -> list[OwnAddress]:
    return [CABLE, WIRELESS]


@pytest_asyncio.fixture
async def engine(tmp_path: Path, adapters: list[OwnAddress]) -> AsyncIterator[Engine]:
    async with computer_with(tmp_path, adapters) as engine:
        yield engine


@pytest_asyncio.fixture
async def backing(engine: Engine) -> AsyncIterator[Backing]:
    async with backing_of(engine) as backing:
        yield backing


def checked(where: WhereItRuns) -> list[Place]:
    return [place for place, button in where.buttons.items() if button.isChecked()]


async def test_on_this_computer_nobody_is_asked(backing: Backing) -> None:
    server = by_hand()
    where = WhereItRuns(backing, server.id)
    assert (checked(where), where.unknown.isHidden()) == ([], False)
    where.buttons[Place.HERE].click()
    assert servers.get(server.id).place is Place.HERE
    assert (checked(where), where.unknown.isHidden()) == ([Place.HERE], True)
    assert not where.findChildren(QMessageBox)
    assert not backing.engine.home_network_allowed


@pytest.mark.parametrize("place", [Place.HOME, Place.DOCKER])
async def test_elsewhere_is_explained_and_asked_first(backing: Backing, place: Place) -> None:
    server = by_hand()
    where = WhereItRuns(backing, server.id)
    told: list[Place] = []
    where.changed.connect(lambda: told.append(where.place))
    where.buttons[place].click()
    assert not backing.engine.home_network_allowed
    [box] = where.findChildren(QMessageBox)
    assert "Only your home network is let in" in box.informativeText()
    answer(where, ALLOW)
    await until(lambda: told)
    assert backing.engine.http.addresses == (f"http://0.0.0.0:{backing.engine.port}",)
    assert (servers.get(server.id).place, checked(where), told) == (place, [place], [place])
    assert where.isEnabled()


async def test_no_leaves_everything_as_it_was(backing: Backing) -> None:
    server = by_hand(Place.HERE)
    where = WhereItRuns(backing, server.id)
    where.buttons[Place.HOME].click()
    answer(where, "Cancel")
    assert (servers.get(server.id).place, checked(where)) == (Place.HERE, [Place.HERE])
    assert not backing.engine.home_network_allowed


async def test_once_allowed_it_is_not_asked_again(backing: Backing) -> None:
    server = by_hand()
    await backing.engine.allow_home_network(True)
    where = WhereItRuns(backing, server.id)
    where.buttons[Place.HOME].click()
    assert servers.get(server.id).place is Place.HOME
    assert not where.findChildren(QMessageBox)


async def test_what_stands_in_the_way_is_said_in_place(backing: Backing) -> None:
    engine, server = backing.engine, by_hand()
    where = WhereItRuns(backing, server.id)
    await engine.http.stop()
    with socket.create_server(("0.0.0.0", engine.port)):
        where.choose(Place.HOME)
        answer(where, ALLOW)
        await until(lambda: not where.trouble.isHidden())
    assert where.trouble.title.text() == "The port is taken"
    assert (servers.get(server.id).place, checked(where)) == (Place.UNKNOWN, [])
    assert where.isEnabled()


async def test_the_address_to_tell_may_be_chosen(backing: Backing) -> None:
    server = by_hand(Place.HOME)
    where = WhereItRuns(backing, server.id)
    names = [where.address.itemText(row) for row in range(where.address.count())]
    assert names == ["192.168.1.10  (eth0)", "192.168.1.44  (wlan0)"]
    where.address.setCurrentIndex(1)
    where.address.activated.emit(1)
    assert backing.engine.hook_base(Place.HOME).startswith("http://192.168.1.44:")
    assert where.address.currentText() == "192.168.1.44  (wlan0)"
    last = where.address.count() - 1
    assert where.address.itemText(last) == "Choose the likeliest by itself"
    where.address.activated.emit(last)
    assert backing.engine.hook_base(Place.HOME).startswith("http://192.168.1.10:")
    assert where.address.count() == 2


@pytest.mark.logs("the chosen address is not this computer's any more")
async def test_a_chosen_address_that_is_gone_is_said(
    backing: Backing, adapters: list[OwnAddress]
) -> None:
    server = by_hand(Place.HOME)
    backing.engine.reach.choose_address("192.168.1.44")
    adapters.remove(WIRELESS)
    await backing.engine.reach.look()
    where = WhereItRuns(backing, server.id)
    assert "You had chosen 192.168.1.44" in where.lost.text()
    assert where.address.currentText() == "192.168.1.10  (eth0)"


async def test_no_network_is_said(backing: Backing, adapters: list[OwnAddress]) -> None:
    adapters.clear()
    await backing.engine.reach.look()
    where = WhereItRuns(backing, by_hand(Place.HOME).id)
    assert where.lost.text() == "This computer is in no network now."
    assert not where.address.isEnabled()


async def test_without_a_server_the_choice_is_kept_here(backing: Backing) -> None:
    where = WhereItRuns(backing, place=Place.HOME)
    assert checked(where) == [Place.HOME]
    where.buttons[Place.HERE].click()
    assert where.place is Place.HERE


async def test_every_way_says_what_it_means(backing: Backing) -> None:
    where = WhereItRuns(backing, by_hand().id)
    assert all(button.accessibleDescription() for button in where.buttons.values())
