from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from scroblarr_desktop.attention import TITLES
from scroblarr_desktop.store import accounts, log
from scroblarr_desktop.store.records import DeliveryState
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.log.details import DetailsPane
from scroblarr_desktop.ui.widgets.technical import Technical
from tests.ui.made_up import Household, episode, movie


@pytest.fixture
def pane(icons: Icons, qtbot: QtBot) -> DetailsPane:
    made = DetailsPane(icons, TITLES)
    qtbot.addWidget(made)
    made.show()
    return made


def show(pane: DetailsPane, watch_id: int) -> None:
    pane.show_watch(log.watch(watch_id), log.attempts(watch_id), log.raw_body(watch_id))
    QApplication.processEvents()


def texts(pane: DetailsPane) -> list[str]:
    return [one.text() for one in pane.findChildren(QLabel) if one.isVisible() and one.text()]


def buttons(pane: DetailsPane) -> dict[str, QPushButton]:
    return {one.text(): one for one in pane.findChildren(QPushButton) if one.isVisible()}


def technical(pane: DetailsPane, label: str) -> Technical:
    return next(
        one
        for one in pane.findChildren(Technical)
        if one.toggle.text() == label and not one.isHidden()
    )


def test_without_a_watch_it_says_what_it_is_for(pane: DetailsPane) -> None:
    assert texts(pane) == ["Choose a watch to see where it went."]
    assert pane.shown_id is None


def test_it_says_what_who_where_and_when(pane: DetailsPane, home: Household) -> None:
    watch_id = home.watch(episode(4, "Part 4"))
    show(pane, watch_id)
    said = texts(pane)
    assert said[:2] == ["Harbour Street 1x04 Part 4", "Anna on Living Room"]
    assert "Ids: tvdb 1004" in said
    assert pane.shown_id == watch_id


def test_a_waiting_delivery_can_be_tried_now_or_left_out(
    pane: DetailsPane, home: Household, qtbot: QtBot
) -> None:
    watch_id = home.watch(movie())
    watch = log.watch(watch_id)
    assert watch is not None
    show(pane, watch_id)
    assert "Trakt: waiting" in texts(pane)
    with qtbot.waitSignal(pane.retry_asked) as asked:
        buttons(pane)["Try again now"].click()
    assert asked.args == [watch.deliveries[0].id]
    with qtbot.waitSignal(pane.cancel_asked) as asked:
        buttons(pane)["Do not send"].click()
    assert asked.args == [watch.deliveries[0].id]
    assert buttons(pane)["Do not send"].accessibleName() == "Do not send: Trakt"


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        (DeliveryState.DELIVERED, []),
        (DeliveryState.ALREADY_THERE, []),
        (DeliveryState.UNMATCHED, ["Try again now", "Do not send"]),
        (DeliveryState.REJECTED, ["Try again now", "Do not send"]),
        (DeliveryState.CANCELLED, ["Send it anyway"]),
    ],
)
def test_only_what_can_be_done_is_offered(
    pane: DetailsPane, home: Household, state: DeliveryState, offered: list[str]
) -> None:
    watch_id = home.watch(movie())
    home.settle(watch_id, state)
    show(pane, watch_id)
    assert list(buttons(pane)) == ["Somebody else…", *offered]


def test_the_technical_side_is_one_click_away(pane: DetailsPane, home: Household) -> None:
    watch_id = home.watch(movie())
    home.settle(watch_id, DeliveryState.DELIVERED)
    show(pane, watch_id)
    tries = technical(pane, "Tries: 1")
    assert not tries.box.isVisible()
    tries.toggle.click()
    assert tries.box.isVisible()
    assert "POST /sync/history" in tries.box.toPlainText()
    assert (
        '"event": "media.scrobble"'
        in technical(pane, "What the media server sent").box.toPlainText()
    )


def test_what_was_opened_stays_open_on_an_update(pane: DetailsPane, home: Household) -> None:
    watch_id = home.watch(movie())
    show(pane, watch_id)
    technical(pane, "What the media server sent").toggle.click()
    home.settle(watch_id, DeliveryState.DELIVERED)
    show(pane, watch_id)
    assert "Trakt: delivered" in texts(pane)
    assert technical(pane, "What the media server sent").box.isVisible()


def test_a_watch_that_went_nowhere_says_so(pane: DetailsPane, home: Household) -> None:
    accounts.unlink(home.trakt.id)
    show(pane, home.watch(movie()))
    said = "Kept here only: it was not sent anywhere. Anna has no linked tracker account."
    assert said in texts(pane)


def test_a_watch_from_before_the_account_says_so(pane: DetailsPane, home: Household) -> None:
    accounts.unlink(home.trakt.id)
    watch_id = home.watch(movie())
    home.link("tvtime")
    show(pane, watch_id)
    assert texts(pane)[-2].endswith("Anna had no linked tracker account then.")


def test_why_it_was_left_out_stands_out(pane: DetailsPane, home: Household) -> None:
    watch_id = home.watch(movie())
    home.settle(watch_id, DeliveryState.CANCELLED, "This account takes no rewatches.")
    show(pane, watch_id)
    [why] = [one for one in pane.findChildren(QLabel) if one.text().startswith("This account")]
    assert why.font().bold()


def test_the_same_watch_again_leaves_the_pane_alone(pane: DetailsPane, home: Household) -> None:
    watch_id = home.watch(movie())
    show(pane, watch_id)
    before = buttons(pane)["Try again now"]
    show(pane, watch_id)
    assert buttons(pane)["Try again now"] is before
