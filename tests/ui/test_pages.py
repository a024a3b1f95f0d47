"""Pages are made at the first look at them, and follow only while they are looked at."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QWidget

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.ui.pages import Pages


class Noting(QWidget):
    """A page that writes down what it was told."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[Changed] = []

    def refresh(self, changed: Changed) -> None:
        self.told.append(changed)

    def repaint_icons(self) -> None: ...

    def save_state(self, settings: QSettings) -> None: ...

    def restore_state(self, settings: QSettings) -> None: ...


@pytest.fixture
def pages(qapp: QApplication) -> Pages:
    made = Pages()
    for key in ("first", "second", "third"):
        made.add(key, Noting)
    return made


def noted(pages: Pages, key: str) -> Noting:
    page = pages.page(key)
    assert isinstance(page, Noting)
    return page


def test_nothing_is_made_before_somebody_looks(pages: Pages) -> None:
    assert [pages.has(key) for key in ("first", "second", "third")] == [False] * 3
    pages.turn_to(1)
    assert [pages.has(key) for key in ("first", "second", "third")] == [False, True, False]
    assert pages.currentWidget() is noted(pages, "second")
    assert pages.count() == 3


def test_one_that_is_asked_for_takes_its_place_behind_the_shown_one(pages: Pages) -> None:
    pages.turn_to(0)
    third = noted(pages, "third")
    assert pages.currentWidget() is noted(pages, "first")
    assert pages.indexOf(third) == 2
    assert noted(pages, "third") is third


def test_a_new_page_hears_of_everything_and_then_of_what_changed(pages: Pages) -> None:
    pages.turn_to(0)
    pages.refresh_shown()
    pages.note(Changed.LOG)
    pages.note(Changed.SERVERS)
    pages.refresh_shown()
    pages.refresh_shown()
    assert noted(pages, "first").told == [~Changed.NOTHING, Changed.LOG | Changed.SERVERS]


def test_one_that_is_behind_others_hears_of_it_when_it_is_shown(pages: Pages) -> None:
    for row in (0, 1):
        pages.turn_to(row)
        pages.refresh_shown()
    pages.note(Changed.LOG)
    pages.refresh_shown()
    assert noted(pages, "first").told == [~Changed.NOTHING]
    pages.turn_to(0)
    pages.refresh_shown()
    assert noted(pages, "first").told == [~Changed.NOTHING, Changed.LOG]


def test_there_is_no_page_of_that_name(pages: Pages) -> None:
    with pytest.raises(KeyError):
        pages.page("fourth")
    pages.turn_to(7)
    assert not pages.has("first")
