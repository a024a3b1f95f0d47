"""Posters: fetched for what is looked at, kept, never asked for twice, and never trusted."""

from __future__ import annotations

import os
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from scroblarr_desktop.demo.posters import poster
from scroblarr_desktop.remote.errors import Offline
from scroblarr_desktop.store import log
from scroblarr_desktop.store.records import LoggedWatch
from scroblarr_desktop.ui.background import Background
from scroblarr_desktop.ui.log import posters as subject
from scroblarr_desktop.ui.log.pictures import LONGEST_SIDE, decoded, encoded
from scroblarr_desktop.ui.log.poster_files import PosterFiles
from scroblarr_desktop.ui.log.posters import Posters, key_of
from tests.ui.desk import until
from tests.ui.made_up import Household, episode, movie

PICTURE = poster("The Lantern Year")


class Shelf:
    """A media server that gives pictures, or does not answer."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.picture: bytes | None = PICTURE
        self.down = False

    async def fetch(self, watch_id: int) -> bytes | None:
        self.asked.append(watch_id)
        if self.down:
            raise Offline("The attic does not answer.", fate_unknown=False)
        return self.picture


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest_asyncio.fixture
async def page(
    shelf: Shelf, tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[QWidget]:
    monkeypatch.setattr(subject, "RESTS_MS", 5)
    made, background = QWidget(), Background()
    Posters(shelf.fetch, background, PosterFiles(tmp_path / "posters"), made)
    made.show()
    yield made
    await background.stop()
    made.close()
    made.deleteLater()


@pytest.fixture
def posters(page: QWidget) -> Posters:
    found = page.findChild(Posters)
    assert found is not None
    return found


def watch(home: Household, number: int | None = None) -> LoggedWatch:
    found = log.watch(home.watch(movie() if number is None else episode(number)))
    assert found is not None
    return found


async def test_it_is_fetched_once_and_kept(
    posters: Posters, shelf: Shelf, home: Household, tmp_path: Path
) -> None:
    film = watch(home)
    assert posters.of(film) is None
    posters.want(film)
    await until(lambda: posters.of(film) is not None)
    posters.want(film)
    fresh = Posters(shelf.fetch, Background(), PosterFiles(tmp_path / "posters"), QWidget())
    assert fresh.of(film) is None
    kept = PosterFiles(tmp_path / "posters").get(key_of(film))
    assert kept is not None
    assert decoded(kept) is not None
    [file] = (tmp_path / "posters").iterdir()
    assert "lantern" not in file.name.lower()
    assert shelf.asked == [film.id]


async def test_whoever_walks_through_the_rows_asks_only_for_the_last(
    posters: Posters, shelf: Shelf, home: Household
) -> None:
    films = [watch(home) for _ in range(3)]
    part_4, part_5 = watch(home, 4), watch(home, 5)
    for one in (*films, part_4):
        posters.want(one)
    await until(lambda: posters.of(part_4) is not None)
    assert posters.of(part_5) is not None, "all episodes of a show share one"
    assert shelf.asked == [part_4.id]


async def test_what_has_none_or_is_no_picture_is_left_alone(
    posters: Posters, shelf: Shelf, home: Household
) -> None:
    film, part = watch(home), watch(home, 4)
    for one, given in ((film, None), (part, b"\x89PNG\r\n\x1a\nnot a picture")):
        shelf.picture = given
        asked = len(shelf.asked)
        posters.want(one)
        await until(lambda asked=asked: len(shelf.asked) == asked + 1)  # type: ignore[misc]
        await until(lambda: not posters.is_busy)
        posters.want(one)
        assert not posters.is_waiting
        assert posters.of(one) is None


async def test_a_server_that_does_not_answer_is_not_asked_again_at_once(
    posters: Posters, shelf: Shelf, home: Household
) -> None:
    shelf.down = True
    posters.want(watch(home))
    await until(lambda: len(shelf.asked) == 1 and not posters.is_busy)
    posters.want(watch(home, 4))
    assert not posters.is_waiting


async def test_nothing_is_fetched_for_a_page_that_nobody_sees(
    page: QWidget, posters: Posters, shelf: Shelf, home: Household
) -> None:
    page.hide()
    film = watch(home)
    posters.want(film)
    await until(lambda: not posters.is_waiting)
    assert shelf.asked == []
    page.show()
    posters.go_on()
    await until(lambda: posters.of(film) is not None)


def test_only_pictures_of_a_bearable_size_are_unpacked() -> None:
    image = decoded(PICTURE)
    assert image is not None
    assert decoded(encoded(image)) is not None
    assert decoded(b"GIF89a" + PICTURE) is None
    assert decoded(b"<svg xmlns='http://www.w3.org/2000/svg'/>") is None
    assert decoded(PICTURE[:200]) is None
    long = QImage(LONGEST_SIDE + 1, 1, QImage.Format.Format_Mono)
    long.fill(0)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    long.save(buffer, "PNG")  # type: ignore[call-overload]
    assert decoded(bytes(buffer.data().data())) is None


def test_the_ones_nobody_looked_at_make_room(tmp_path: Path) -> None:
    files, there = PosterFiles(tmp_path / "posters", most_bytes=250), list[Path]()
    for number in range(3):
        files.put(f"key {number}", b"x" * 100)
        [new] = set((tmp_path / "posters").iterdir()) - set(there)
        os.utime(new, (time.time() - 100 + number, time.time()))
        there.append(new)
    assert files.get("key 0") == b"x" * 100
    PosterFiles(tmp_path / "posters", most_bytes=250).put("key 3", b"x" * 40)
    held = [number for number in range(4) if files.get(f"key {number}") is not None]
    assert held == [0, 2, 3]
