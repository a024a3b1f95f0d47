from __future__ import annotations

import threading

import pytest
from pytestqt.qtbot import QtBot

from scroblarr_desktop.changes import Changed, Changes
from scroblarr_desktop.ui import refresher as refresher_module
from scroblarr_desktop.ui.refresher import Refresher


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[Changed]:
    monkeypatch.setattr(refresher_module, "AT_MOST_EVERY_MS", 20)
    return []


def test_many_changes_make_one_refresh(qtbot: QtBot, heard: list[Changed]) -> None:
    changes = Changes()
    refresher = Refresher(changes)
    refresher.due.connect(heard.append)
    for _ in range(500):
        changes.publish(Changed.LOG)
    changes.publish(Changed.STATE)
    assert heard == []
    qtbot.waitUntil(lambda: bool(heard))
    qtbot.wait(50)
    assert heard == [Changed.LOG | Changed.STATE]


def test_a_later_change_makes_another(qtbot: QtBot, heard: list[Changed]) -> None:
    changes = Changes()
    refresher = Refresher(changes)
    refresher.due.connect(heard.append)
    changes.publish(Changed.LOG)
    qtbot.waitUntil(lambda: bool(heard))
    changes.publish(Changed.SERVERS)
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard[1] == Changed.SERVERS


def test_changes_may_come_from_another_thread(qtbot: QtBot, heard: list[Changed]) -> None:
    changes = Changes()
    refresher = Refresher(changes)
    threads: list[int] = []
    refresher.due.connect(lambda changed: threads.append(threading.get_ident()))
    thread = threading.Thread(target=changes.publish, args=(Changed.LOG,))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(threads))
    assert threads == [threading.get_ident()]


def test_after_the_stop_it_hears_nothing(qtbot: QtBot, heard: list[Changed]) -> None:
    changes = Changes()
    refresher = Refresher(changes)
    refresher.due.connect(heard.append)
    changes.publish(Changed.LOG)
    refresher.stop()
    changes.publish(Changed.LOG)
    qtbot.wait(60)
    assert heard == []


def test_slow_listeners_are_told_less_often(qtbot: QtBot, heard: list[Changed]) -> None:
    changes = Changes()
    refresher = Refresher(changes)
    refresher.due.connect(heard.append)
    refresher.due.connect(lambda _: qtbot.wait(30))
    changes.publish(Changed.LOG)
    qtbot.waitUntil(lambda: len(heard) == 1)
    changes.publish(Changed.SERVERS)
    qtbot.wait(150)
    assert heard == [Changed.LOG]
    qtbot.waitUntil(lambda: len(heard) == 2)
