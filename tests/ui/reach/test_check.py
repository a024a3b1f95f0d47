from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest_asyncio

from scroblarr_desktop.engine import Engine
from scroblarr_desktop.http_server import PhoneVisit
from scroblarr_desktop.store import servers
from scroblarr_desktop.store.records import Place
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.reach.check import ReachTest
from tests.ui.reaching import (
    LOOPBACK_HOME,
    answer,
    backing_of,
    button,
    by_hand,
    computer_with,
    until,
)


@pytest_asyncio.fixture
async def engine(tmp_path: Path) -> AsyncIterator[Engine]:
    async with computer_with(tmp_path, [LOOPBACK_HOME]) as engine:
        yield engine


@pytest_asyncio.fixture
async def backing(engine: Engine) -> AsyncIterator[Backing]:
    async with backing_of(engine) as backing:
        yield backing


async def pressed(backing: Backing, place: Place) -> ReachTest:
    test = ReachTest(backing, by_hand(place).id)
    test.button.click()
    assert not test.button.isEnabled()
    await until(test.button.isEnabled)
    return test


async def test_on_this_computer_the_result_is_final(backing: Backing) -> None:
    test = await pressed(backing, Place.HERE)
    assert test.result.title.text() == "The address works"
    assert test.result.mark.name == "delivered"
    assert test.phone.isHidden()
    assert test.button.text() == "Test again"


async def test_from_elsewhere_a_phone_has_the_last_word(backing: Backing) -> None:
    engine = backing.engine
    await engine.allow_home_network(True)
    test = await pressed(backing, Place.HOME)
    page = f"http://127.0.0.1:{engine.port}/hello"
    assert not test.phone.isHidden()
    assert (test.phone.address.text(), test.phone.code.toolTip()) == (page, page)
    assert test.phone.mark.name == "waiting"
    engine.http._hello.last_visit = PhoneVisit("192.168.1.23", datetime.now(UTC))
    test.phone.refresh()
    assert test.phone.mark.name == "delivered"
    assert "A phone at 192.168.1.23 opened the page 0 s ago" in test.phone.sentence.text()
    assert test.phone.firewall.isHidden()


async def test_a_visit_of_yesterday_is_no_answer_to_today_s_test(backing: Backing) -> None:
    await backing.engine.allow_home_network(True)
    before = datetime.now(UTC)
    backing.engine.http._hello.last_visit = PhoneVisit("192.168.1.23", before)
    test = await pressed(backing, Place.HOME)
    assert test.phone.mark.name == "waiting"


async def test_the_home_network_can_be_allowed_right_there(backing: Backing) -> None:
    test = await pressed(backing, Place.HOME)
    assert test.result.title.text() == "Only this computer is let in"
    button(test, "Allow the home network…").click()
    answer(test, "Allow the home network")
    await until(lambda: not test.phone.isHidden())
    assert backing.engine.home_network_allowed
    assert test.result.mark.name == "delivered"


async def test_why_nobody_can_call_is_said_in_the_words_of_the_trouble(backing: Backing) -> None:
    await backing.engine.http.stop()
    test = await pressed(backing, Place.HERE)
    assert test.result.title.text() == "Scroblarr does not listen"
    assert test.result.mark.name == "rejected"


async def test_a_server_that_is_gone_is_said(backing: Backing) -> None:
    server = by_hand(Place.HERE)
    test = ReachTest(backing, server.id)
    servers.delete(server.id)
    test.button.click()
    await until(test.button.isEnabled)
    assert test.result.title.text() == "That did not work"


async def test_nothing_shown_holds_the_secret(backing: Backing) -> None:
    server = by_hand(Place.HOME)
    await backing.engine.allow_home_network(True)
    test = ReachTest(backing, server.id)
    test.start()
    await until(test.button.isEnabled)
    secret = servers.secret(server.id)
    shown = [test.result.accessibleName(), test.phone.address.text(), test.phone.code.toolTip()]
    assert secret is not None
    assert not [text for text in shown if secret in text]
