"""The tour through the windows: the whole way once, and that no secret gets into a picture."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from touring.camera import Camera, SecretSeen

TOUR = Path(__file__).parents[2] / "packaging" / "tour.py"
MOST_CLICKS = 10
WITHIN_S = 60
"""It takes seven seconds on an idle computer."""

SECRET = "opens-everything"


def test_the_whole_way_with_plex_takes_ten_clicks_and_no_typing(tmp_path: Path) -> None:
    """Ends with an error where the watch is not delivered."""
    done = subprocess.run(
        [sys.executable, "-W", "error", str(TOUR), str(tmp_path), "--only", "plex"],
        capture_output=True,
        text=True,
        timeout=WITHIN_S,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    took = re.search(r"^plex: .* (\d+) clicks, (\d+) typed characters", done.stdout, re.MULTILINE)
    assert took is not None, done.stdout
    assert int(took[1]) <= MOST_CLICKS
    assert int(took[2]) == 0
    pictures = sorted(one.name for one in (tmp_path / "light" / "plex").iterdir())
    assert pictures[0] == "01-first-start.png"
    assert pictures[-1].endswith("-delivered.png")


def labelled(text: str) -> QWidget:
    return QLabel(text)


def with_tool_tip(text: str) -> QWidget:
    widget = QWidget()
    widget.setToolTip(text)
    return widget


def typed_in(text: str) -> QWidget:
    return QLineEdit(text)


@pytest.mark.parametrize("make", [labelled, with_tool_tip, typed_in])
def test_a_secret_that_can_be_read_stops_it(
    qtbot: QtBot, tmp_path: Path, make: Callable[[str], QWidget]
) -> None:
    window = make(f"http://127.0.0.1/{SECRET}")
    qtbot.addWidget(window)
    window.show()
    with pytest.raises(SecretSeen) as seen:
        Camera(tmp_path, lambda: [SECRET]).look_for_secrets()
    assert SECRET not in str(seen.value)


def test_a_masked_secret_is_none(qtbot: QtBot, tmp_path: Path) -> None:
    window = QLineEdit(SECRET)
    window.setEchoMode(QLineEdit.EchoMode.Password)
    qtbot.addWidget(window)
    window.show()
    Camera(tmp_path, lambda: [SECRET]).look_for_secrets()
