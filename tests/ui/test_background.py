"""Work for widgets: results and known trouble come back, and nothing to a widget that is gone."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from scroblarr_desktop.remote.errors import Offline
from scroblarr_desktop.ui.background import Background
from scroblarr_desktop.ui.saying import Said


async def test_the_result_comes_back(qapp: QApplication) -> None:
    got: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    async def work() -> int:
        return 7

    owner = QWidget()
    Background().run(owner, work(), got.set_result)
    assert await got == 7


async def test_known_trouble_comes_in_words(qapp: QApplication) -> None:
    got: asyncio.Future[Said] = asyncio.get_running_loop().create_future()

    async def work() -> None:
        raise Offline("The attic could not be reached.", fate_unknown=False)

    owner = QWidget()
    Background().run(owner, work(), failed=got.set_result)
    trouble = await got
    assert trouble.title == "No connection"
    assert trouble.text.startswith("The attic could not be reached.")


@pytest.mark.logs("task QWidget: work failed")
async def test_a_bug_goes_to_the_log_and_nowhere_else(qapp: QApplication) -> None:
    failed: list[Said] = []

    async def work() -> None:
        raise LookupError("a bug")

    owner, background = QWidget(), Background()
    background.run(owner, work(), failed=failed.append)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    await background.stop()
    assert failed == []


async def test_work_ends_with_its_widget(qapp: QApplication) -> None:
    started, ended, done = asyncio.Event(), asyncio.Event(), list[None]()

    async def work() -> None:
        started.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    owner = QWidget()
    Background().run(owner, work(), done.append)
    await started.wait()
    owner.deleteLater()
    del owner
    async with asyncio.timeout(5):
        await ended.wait()
    assert done == []


async def test_it_can_be_cancelled(qapp: QApplication) -> None:
    ended = asyncio.Event()

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    owner = QWidget()
    cancel = Background().run(owner, work())
    await asyncio.sleep(0)
    cancel()
    async with asyncio.timeout(5):
        await ended.wait()


async def test_what_is_cancelled_before_it_began_does_not_complain(qapp: QApplication) -> None:
    begun: list[bool] = []

    async def work() -> None:
        begun.append(True)

    background = Background()
    background.run(QWidget(), work())()
    await background.stop()
    assert begun == []


def test_nothing_begins_once_asyncio_has_ended(qapp: QApplication) -> None:
    """As where one of Qt's timers fires while the program ends."""
    began: list[int] = []

    async def work() -> None:
        began.append(1)

    owner = QWidget()
    cancel = Background().run(owner, work())
    cancel()
    assert began == []
