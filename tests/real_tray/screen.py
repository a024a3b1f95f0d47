"""A screen that nobody sees, with a window manager and, if wanted, a panel with a tray."""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtGui import QGuiApplication, QImage

STARTED_WITHIN_S = 15.0
ENDED_WITHIN_S = 5.0
PANEL = ["trayer", "--edge", "top", "--align", "right", "--widthtype", "pixel", "--width", "96"]
LARGEST_ICON = 64
OURS = re.compile(
    r'^\s*(0x[0-9a-f]+) (?:"(.*)"|\(has no name\)): \("[^"]*" "Scroblarr"\)'
    r"\s+(\d+)x(\d+)\S*\s+\+(-?\d+)\+(-?\d+)",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Window:
    """A window of the program that can be seen now."""

    id: str
    name: str
    width: int
    height: int
    x: int
    y: int

    @property
    def centre(self) -> tuple[str, str]:
        return str(self.x + self.width // 2), str(self.y + self.height // 2)


class Screen:
    """What is on it, and what a person does there with mouse and keys."""

    def __init__(self, display: str) -> None:
        self.display = display
        self.environment = {
            **os.environ,
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            # Nobody's real desktop hears of it: the tray is the panel's, as X has it.
            "DBUS_SESSION_BUS_ADDRESS": "disabled:",
            "LC_ALL": "C.UTF-8",
        }
        self._panel: subprocess.Popen[bytes] | None = None

    # -- the panel

    def show_panel(self) -> None:
        self._panel = started(PANEL, self.environment)

    def hide_panel(self) -> None:
        if self._panel is not None:
            end(self._panel)
            self._panel = None

    # -- looking

    def windows(self) -> list[Window]:
        """Return those of the program that can be seen, icon and menus included."""
        found = []
        for match in OURS.finditer(self._asked("xwininfo", "-root", "-tree")):
            window = Window(match[1], match[2] or "", *map(int, match.groups()[2:]))
            if "IsViewable" in self._asked("xwininfo", "-id", window.id) and window.width > 3:
                found.append(window)
        return found

    def icon(self) -> Window | None:
        small = [one for one in self.windows() if max(one.width, one.height) <= LARGEST_ICON]
        return small[0] if small else None

    def main_window(self) -> Window | None:
        large = [one for one in self.windows() if one.width > 600 and one.height > 400]
        return large[0] if large else None

    def popups(self) -> list[Window]:
        """Return menus and balloons: all but the icon and the main window."""
        main = self.main_window()
        large = [one for one in self.windows() if max(one.width, one.height) > LARGEST_ICON]
        return [one for one in large if main is None or one.id != main.id]

    def picture(self, window: Window | None = None) -> QImage:
        """Return what can be seen there, or on the whole screen."""
        screen = QGuiApplication.primaryScreen()
        if window is None:
            return screen.grabWindow(0).toImage()
        return screen.grabWindow(0, window.x, window.y, window.width, window.height).toImage()

    def active(self) -> int:
        """Return the id of the window that the keys go to, 0 for none."""
        found = self._asked("xdotool", "getactivewindow").strip()
        return int(found) if found.isdigit() else 0

    # -- doing

    def click(self, window: Window, button: int) -> None:
        self._asked("xdotool", "mousemove", *window.centre, "click", str(button))

    def press(self, *keys: str) -> None:
        self._asked("xdotool", "key", "--delay", "60", *keys)

    def point_elsewhere(self) -> None:
        self._asked("xdotool", "mousemove", "4", "700")

    def _asked(self, *command: str) -> str:
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, timeout=20, check=False
        )
        return done.stdout


def until(true: Callable[[], object], within_s: float = 10.0) -> bool:
    """Return whether it came true in that time."""
    ends_at = time.monotonic() + within_s
    while time.monotonic() < ends_at:
        if true():
            return True
        time.sleep(0.05)
    return bool(true())


def started(command: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def end(process: subprocess.Popen[bytes]) -> None:
    """End that one process."""
    process.terminate()
    try:
        process.wait(ENDED_WITHIN_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextmanager
def a_screen() -> Iterator[Screen]:
    """Start it on a display that is free, with a window manager; this process draws there too."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as said:
        screen = Screen(f":{said.readline().strip()}")
    os.environ.update(DISPLAY=screen.display, QT_QPA_PLATFORM="xcb")
    manager = started(["openbox"], screen.environment)
    try:
        yield screen
    finally:
        screen.hide_panel()
        end(manager)
        end(server)
