"""When notifications come, how they read, and what a click opens."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from scroblarr_desktop import notices
from scroblarr_desktop.attention import Need
from scroblarr_desktop.changes import Changes
from scroblarr_desktop.notices import News
from scroblarr_desktop.schedule import utc_now
from scroblarr_desktop.store.arrivals import Arrival
from scroblarr_desktop.ui import notifier as notifier_module
from scroblarr_desktop.ui.notifier import Notifier, failed_among, needed_among, said

SIGN_IN = Need("account:1", "Anna's Trakt sign-in ended", "Once more.", (("sign_in", "Again"),))
NEW_ONE = Need("viewer:4", "Somebody new on Attic: kids", "Who is this?", (("ignore", "Ignore"),))
OFFER = Need("earlier:1", "Anna watched before", "", (), offered=True)


def refused(number: int) -> Need:
    return Need(f"delivery:{number}", f"Film {number}, Anna", "", (("retry", "Again"),), number)


def arrival(number: int) -> Arrival:
    return Arrival(number, 100 + number, f"Film {number}", "Anna", "trakt")


class Screen:
    """Notes what is shown, as the tray would show it."""

    def __init__(self) -> None:
        self.shown: list[tuple[str, str]] = []
        self.works = True
        self.is_looked_at = False

    def show(self, title: str, text: str) -> bool:
        if self.works:
            self.shown.append((title, text))
        return self.works


@pytest.fixture
def screen() -> Screen:
    return Screen()


@pytest.fixture
def notifier(
    screen: Screen, changes: Changes, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Notifier]:
    monkeypatch.setattr(notifier_module, "GATHER_MS", 1)
    monkeypatch.setattr(notifier_module, "REST_MS", 1)
    made = Notifier(screen.show, lambda: screen.is_looked_at)
    yield made
    made.stop()


def test_what_comes_together_is_told_together(
    notifier: Notifier, screen: Screen, qtbot: QtBot
) -> None:
    notifier.look([refused(1)])
    notifier.look([refused(1), refused(2)])
    qtbot.waitUntil(lambda: bool(screen.shown))
    assert screen.shown == [("2 things did not work", "Film 1, Anna\nFilm 2, Anna")]
    notifier.look([refused(1), refused(2)])
    qtbot.wait(20)
    assert len(screen.shown) == 1


def test_servers_that_need_something_are_named_each_once() -> None:
    told = ["Attic needs the address", "Cellar needs the address", "Attic needs the address"]
    needs = tuple(Need(f"server:{row}", title, "", ()) for row, title in enumerate(told))
    assert said(News(needs)) == (
        "3 things need you",
        "Attic needs the address\nCellar needs the address",
    )
    assert said(News((refused(1), needs[0])))[0] == "2 things need you"


def test_what_comes_while_it_rests_is_told_afterwards(
    notifier: Notifier, screen: Screen, qtbot: QtBot
) -> None:
    notifier._rest.setInterval(40)
    notifier.look([refused(1)])
    qtbot.waitUntil(lambda: len(screen.shown) == 1)
    notifier.look([refused(1), refused(2)])
    assert not notifier._gather.isActive()
    qtbot.waitUntil(lambda: len(screen.shown) == 2)
    assert screen.shown[1] == ("Film 2, Anna", "")


def test_nothing_is_told_while_it_is_to_be_quiet(
    notifier: Notifier, screen: Screen, qtbot: QtBot
) -> None:
    notices.be_quiet(utc_now() + timedelta(hours=1))
    notifier.look([SIGN_IN])
    qtbot.wait(20)
    assert screen.shown == []
    notices.be_quiet(None)
    notifier.look([SIGN_IN])
    qtbot.waitUntil(lambda: screen.shown == [(SIGN_IN.title, SIGN_IN.sentence)])


def test_whoever_looks_at_the_window_is_not_told(
    notifier: Notifier, screen: Screen, qtbot: QtBot
) -> None:
    screen.is_looked_at = True
    notifier.look([SIGN_IN])
    qtbot.waitUntil(lambda: not notifier._notices.waiting)
    screen.is_looked_at = False
    notifier.look([SIGN_IN])
    qtbot.wait(20)
    assert screen.shown == []


def test_what_could_not_be_shown_is_kept(notifier: Notifier, screen: Screen, qtbot: QtBot) -> None:
    screen.works = False
    notifier.look([SIGN_IN])
    qtbot.waitUntil(lambda: not notifier._gather.isActive())
    screen.works = True
    notifier.look([SIGN_IN])
    qtbot.waitUntil(lambda: len(screen.shown) == 1)


def test_a_click_opens_what_it_is_about(notifier: Notifier, screen: Screen, qtbot: QtBot) -> None:
    notifier.look([SIGN_IN])
    qtbot.waitUntil(lambda: len(screen.shown) == 1)
    with qtbot.waitSignal(notifier.need_asked) as asked:
        notifier.open_shown()
    assert asked.args == [SIGN_IN]
    notifier.look([SIGN_IN, refused(1), refused(2)])
    qtbot.waitUntil(lambda: len(screen.shown) == 2)
    with qtbot.waitSignal(notifier.needs_asked):
        notifier.open_shown()
    notifier._shown = News(arrived=(arrival(1),))
    with qtbot.waitSignal(notifier.watch_asked) as watch:
        notifier.open_shown()
    assert watch.args == [101]
    notifier._shown = News(arrived=(arrival(1), arrival(2)))
    with qtbot.waitSignal(notifier.log_asked):
        notifier.open_shown()


@pytest.mark.parametrize(
    ("news", "title", "text"),
    [
        (News((NEW_ONE,)), NEW_ONE.title, NEW_ONE.sentence),
        (
            News((SIGN_IN, NEW_ONE)),
            "2 things need you",
            f"{SIGN_IN.title}\n{NEW_ONE.title}",
        ),
        (News((SIGN_IN, SIGN_IN)), "2 sign-ins are needed", SIGN_IN.title),
        (
            News(tuple(refused(number) for number in range(5))),
            "5 things did not work",
            "Film 0, Anna\nFilm 1, Anna\nFilm 2, Anna\nand 2 more",
        ),
        (News(arrived=(arrival(1),)), "A watch arrived", "Film 1, Anna (Trakt)"),
        (
            News(arrived=(arrival(1), arrival(2))),
            "2 watches arrived",
            "Film 1, Anna (Trakt)\nFilm 2, Anna (Trakt)",
        ),
        (News((SIGN_IN,), (arrival(1),)), SIGN_IN.title, SIGN_IN.sentence),
    ],
)
def test_how_it_reads(news: News, title: str, text: str) -> None:
    assert said(news) == (title, text)


def test_offers_need_nobody() -> None:
    needs = [SIGN_IN, refused(1), refused(2), OFFER]
    assert (needed_among(needs), failed_among(needs)) == (3, 2)
