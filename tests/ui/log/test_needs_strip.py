from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from scroblarr_desktop.attention import Need
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.log import needs_strip
from scroblarr_desktop.ui.log.needs_strip import MOST_HEIGHT_PX, MOST_ROWS, NeedsStrip

SIGNED_OUT = Need("account:1", "Ben's Trakt sign-in ended", "His watches are kept.", ())
UNMATCHED = Need(
    "delivery:9",
    "Trakt does not know it",
    "It is tried again.",
    (("retry", "Try again"), ("cancel", "Do not send")),
    watch_id=7,
)
STRANGER = Need(
    "viewer:3",
    "Somebody new",
    "Who is this?",
    (("give:1", "Anna"), ("give:2", "Ben"), ("give:3", "Cleo"), ("ignore", "Ignore")),
)


@pytest.fixture
def strip(icons: Icons, qtbot: QtBot) -> NeedsStrip:
    made = NeedsStrip(icons)
    qtbot.addWidget(made)
    made.resize(900, 400)
    return made


def buttons(strip: NeedsStrip) -> dict[str, QPushButton]:
    return {one.text(): one for one in strip.findChildren(QPushButton) if not one.isHidden()}


def texts(strip: NeedsStrip) -> list[str]:
    return [one.text() for one in strip.findChildren(QLabel) if one.text()]


def test_it_is_hidden_while_nobody_is_needed(strip: NeedsStrip) -> None:
    strip.show_needs([])
    assert strip.isHidden()
    strip.show_needs([SIGNED_OUT])
    assert not strip.isHidden()


def test_each_need_has_a_title_and_a_sentence(strip: NeedsStrip) -> None:
    strip.show_needs([SIGNED_OUT, UNMATCHED])
    assert texts(strip) == [
        "Needs you (2)",
        "Ben's Trakt sign-in ended",
        "His watches are kept.",
        "Trakt does not know it",
        "It is tried again.",
    ]


def test_an_answer_goes_out_with_its_need(strip: NeedsStrip, qtbot: QtBot) -> None:
    strip.show_needs([SIGNED_OUT, UNMATCHED])
    assert list(buttons(strip)) == ["Show", "Try again", "Do not send"]
    with qtbot.waitSignal(strip.chosen) as chosen:
        buttons(strip)["Do not send"].click()
    assert chosen.args == ["delivery:9", "cancel"]
    with qtbot.waitSignal(strip.watch_asked) as asked:
        buttons(strip)["Show"].click()
    assert asked.args == [7]


def test_many_answers_stand_in_a_menu(strip: NeedsStrip, qtbot: QtBot) -> None:
    strip.show_needs([STRANGER])
    choose = next(one for one in strip.findChildren(QToolButton) if one.text() == "Choose")
    menu = choose.menu()
    assert isinstance(menu, QMenu)
    assert [one.text() for one in menu.actions()] == ["Anna", "Ben", "Cleo", "Ignore"]
    with qtbot.waitSignal(strip.chosen) as chosen:
        menu.actions()[1].trigger()
    assert chosen.args == ["viewer:3", "give:2"]


def test_a_button_can_be_understood_without_seeing_its_row(strip: NeedsStrip) -> None:
    strip.show_needs([UNMATCHED])
    described = buttons(strip)["Try again"].accessibleDescription()
    assert described == "Trakt does not know it. It is tried again."


def test_a_page_that_settles_it_is_offered(strip: NeedsStrip, qtbot: QtBot) -> None:
    need = Need("account:2", "Too many apps", "Free a slot.", (), link="https://trackers.invalid/")
    strip.show_needs([need])
    with qtbot.waitSignal(strip.page_asked) as asked:
        buttons(strip)["Open page"].click()
    assert asked.args == ["https://trackers.invalid/"]


def test_the_same_needs_leave_the_buttons_alone(strip: NeedsStrip) -> None:
    strip.show_needs([UNMATCHED])
    before = buttons(strip)["Try again"]
    strip.show_needs([UNMATCHED])
    assert buttons(strip)["Try again"] is before


def test_the_strip_is_as_high_as_its_needs_up_to_a_limit(strip: NeedsStrip) -> None:
    strip.show()
    heights = []
    for count in (1, 2, 40):
        strip.show_needs([UNMATCHED] * count)
        QApplication.processEvents()
        heights.append(strip.sizeHint().height())
    assert 50 < heights[0] < heights[1] < heights[2] < MOST_HEIGHT_PX + 60


def test_of_very_many_needs_the_rest_is_counted(strip: NeedsStrip) -> None:
    strip.show_needs([SIGNED_OUT] * (MOST_ROWS + 5))
    assert texts(strip)[0] == f"Needs you ({MOST_ROWS + 5})"
    assert texts(strip)[-1] == "And 5 more."
    assert texts(strip).count("His watches are kept.") == MOST_ROWS


def test_trying_again_is_seen_until_the_delivery_changes(strip: NeedsStrip) -> None:
    strip.show_needs([SIGNED_OUT, UNMATCHED])
    buttons(strip)["Try again"].click()
    assert not buttons(strip)["Trying…"].isEnabled()
    strip.show_needs([SIGNED_OUT])
    assert not buttons(strip)["Trying…"].isEnabled()
    assert strip.tried == {"delivery:9"}
    strip.show_needs([SIGNED_OUT, UNMATCHED])
    assert buttons(strip)["Try again"].isEnabled()
    assert strip.tried == set()


def test_what_arrived_is_no_longer_shown_as_tried(strip: NeedsStrip) -> None:
    strip.show_needs([UNMATCHED])
    buttons(strip)["Try again"].click()
    strip.show_needs([], {"delivery:9"})
    assert strip.isHidden()


def test_trying_again_does_not_stay_for_ever(
    strip: NeedsStrip, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(needs_strip, "TRYING_MS", 10)
    strip.show_needs([UNMATCHED])
    buttons(strip)["Try again"].click()
    qtbot.waitUntil(lambda: "Try again" in buttons(strip))
    assert buttons(strip)["Try again"].isEnabled()


def test_what_is_only_offered_is_not_counted_as_needing_you(strip: NeedsStrip) -> None:
    send = (("send", "Send them"), ("keep", "Keep them here only"))
    offer = Need("earlier:1", "Anna watched before", "2 watches.", send, offered=True)
    strip.show_needs([UNMATCHED, offer])
    assert "Needs you (1)" in texts(strip)
    strip.show_needs([offer])
    assert "For you to decide" in texts(strip)


def test_long_answers_go_into_a_menu_so_that_the_question_can_be_read(strip: NeedsStrip) -> None:
    long = "Maximiliane-Alexandra von Hohenstein-Wolkenburg"
    answers = (("give:1", f"This is {long}"), ("add", f"Add {long}"), ("ignore", "Ignore"))
    strip.show_needs([Need("viewer:3", "Somebody new", "Who is this?", answers)])
    assert buttons(strip) == {}
    [choose] = strip.findChildren(QToolButton)
    menu = choose.menu()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == [label for _, label in answers]
