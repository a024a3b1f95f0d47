"""Trouble in place: what happened, what it means, what to press."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QVBoxLayout
from pytestqt.qtbot import QtBot

from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.saying import Said
from scroblarr_desktop.ui.widgets.trouble_box import TroubleBox
from tests.ui.desk import buttons, press, words

TROUBLE = Said("No connection", "The attic did not answer.", "Look whether it is on.")


def test_it_is_hidden_while_all_is_well(icons: Icons, qtbot: QtBot) -> None:
    box = TroubleBox(icons)
    qtbot.addWidget(box)
    assert box.isHidden()
    box.show_trouble(TROUBLE)
    assert words(box).splitlines() == [TROUBLE.title, TROUBLE.sentence, TROUBLE.next_step]
    assert box.accessibleName() == f"{TROUBLE.title}. {TROUBLE.text}"
    box.clear()
    assert box.isHidden()


def test_no_empty_line_stands_for_a_missing_step(icons: Icons, qtbot: QtBot) -> None:
    box = TroubleBox(icons)
    qtbot.addWidget(box)
    box.show_trouble(Said("No", "It was not taken."))
    assert words(box).splitlines() == ["No", "It was not taken."]


def test_each_remedy_does_what_it_says(icons: Icons, qtbot: QtBot) -> None:
    done: list[str] = []
    box = TroubleBox(icons)
    qtbot.addWidget(box)
    box.show_trouble(TROUBLE, ("Again", lambda: done.append("again")))
    box.show_trouble(
        TROUBLE, ("Later", lambda: done.append("later")), ("Never", lambda: done.append("never"))
    )
    qtbot.waitUntil(lambda: list(buttons(box)) == ["Later", "Never"])
    press(box, "Never")
    assert done == ["never"]


def test_enter_presses_its_first_button_only_where_that_is_meant(
    icons: Icons, qtbot: QtBot
) -> None:
    for takes_enter in (True, False):
        dialog, box = QDialog(), TroubleBox(icons, takes_enter=takes_enter)
        qtbot.addWidget(dialog)
        QVBoxLayout(dialog).addWidget(box)
        box.show_trouble(TROUBLE, ("Again", lambda: None))
        dialog.show()
        assert buttons(box)["Again"].isDefault() is takes_enter
        dialog.close()
