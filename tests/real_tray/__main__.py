"""Uses the tray as a person would, on a real screen with a real panel, and prints what it saw.

    .venv/bin/python -m tests.real_tray [--pictures FOLDER] [--sleep]

Needs Linux with xvfb, openbox, trayer, xdotool and x11-utils. `--sleep` also stops the program for
a minute and a half, which to it is what a computer's sleep is.
"""

from __future__ import annotations

import argparse
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from PySide6.QtGui import QColor, QGuiApplication, QImage, QRasterWindow

from tests.benchmarks.household import Tracker, a_tracker, furnish
from tests.real_tray.program import Program
from tests.real_tray.screen import Screen, Window, a_screen, until

NEEDED = ("Xvfb", "openbox", "trayer", "xdotool", "xwininfo")
QUIT_WITHIN_S = 2.0
ASLEEP_S = 95.0
SEEN_WITHIN_S = 15.0
WRITE = "POST /s[cy]*"


class Walk:
    """One walk through everything; `seen` is what came of it."""

    def __init__(
        self, screen: Screen, program: Program, tracker: Tracker, pictures: Path | None
    ) -> None:
        self.screen, self.program, self.tracker = screen, program, tracker
        self.seen: list[tuple[str, bool, str]] = []
        self._pictures = pictures

    def note(self, what: str, good: bool, figure: str = "") -> None:
        self.seen.append((what, good, figure))
        sys.stdout.write(f"{'ok' if good else 'FAILED':<7} {what}{figure and f' ({figure})'}\n")
        sys.stdout.flush()
        if self._pictures is not None:
            self.screen.picture().save(str(self._pictures / f"{len(self.seen):02d}.png"))

    def plays(self) -> int:
        return len(self.tracker.users[0].plays)

    # -- with a tray

    def icon_appears(self) -> None:
        self.screen.show_panel()
        self.note("the windows come up", self.program.start())
        shown = until(lambda: self.screen.icon() is not None)
        self.note("an icon is in the tray", shown and is_drawn(self.icon_picture()))

    def icon(self) -> Window:
        found = self.screen.icon()
        assert found is not None, "no icon is in the tray"
        return found

    def icon_picture(self) -> QImage:
        self.screen.point_elsewhere()
        return self.screen.picture(self.icon())

    def outage_and_back(self) -> None:
        self.program.finishes()
        arrived = until(lambda: self.plays() == 1)
        self.note("a film that is finished arrives", arrived)
        time.sleep(1.0)  # the tray shows it a moment later
        before = self.icon_picture()
        self.tracker.fake.outage(True)
        self.program.finishes()
        until(lambda: self.program.ask("GET", "/status")["deliveries"]["waiting"], SEEN_WITHIN_S)
        time.sleep(2.0)  # it stays so, and is not only that something is just being sent
        status = self.program.ask("GET", "/status")
        changed = self.icon_picture() != before
        self.note("the icon changes while the tracker is down", changed, status["state"])
        self.tracker.fake.outage(False)
        self.program.retry()
        back = until(lambda: self.icon_picture() == before, SEEN_WITHIN_S)
        self.note("and is as before when it is back", back and self.plays() == 2)

    def menu_opens(self) -> None:
        self.screen.click(self.icon(), 3)
        opened = until(lambda: bool(self.screen.popups()))
        self.note("a click opens the menu", opened, sizes(self.screen.popups()))
        self.screen.press("Escape")
        self.note("Escape closes it", until(lambda: not self.screen.popups()))

    def second_start_raises(self) -> None:
        cover = QRasterWindow()
        cover.setTitle("in front")
        cover.resize(1200, 740)
        cover.show()
        main = self.screen.main_window()
        number = int(main.id, 16) if main is not None else 0
        covered = until(lambda: drawn(cover) and self.screen.active() == int(cover.winId()))
        code = self.program.beside()
        raised = until(lambda: drawn(cover) and self.screen.active() == number)
        self.note("a second start raises the window", covered and code == 0 and raised)
        cover.destroy()

    def closing_hides_and_says_so_once(self) -> None:
        self.present()
        self.screen.press("alt+F4")
        said = until(lambda: bool(self.screen.popups()), 5)
        hidden = until(lambda: self.screen.main_window() is None)
        self.note("closing hides it and says so", hidden and said, sizes(self.screen.popups()))
        for balloon in self.screen.popups():
            self.screen.click(balloon, 1)
        self.note("a click on that shows it again", until(self.has_window, 5))
        self.present()
        self.screen.press("alt+F4")
        hidden = until(lambda: self.screen.main_window() is None)
        silent = not until(lambda: bool(self.screen.popups()), 3)
        self.note("the second time it says nothing", hidden and silent and self.program.lives)
        self.screen.click(self.icon(), 1)
        self.note("a click on the icon shows it", until(self.has_window))

    def has_window(self) -> bool:
        return self.screen.main_window() is not None

    def present(self) -> None:
        """Have the window before everything else."""
        self.program.beside("--show")
        assert until(self._is_in_front), "the window does not come to the front"

    def _is_in_front(self) -> bool:
        main = self.screen.main_window()
        return main is not None and self.screen.active() == int(main.id, 16)

    def quits_with_a_delivery_under_way(self) -> None:
        before = self.plays()
        self.tracker.fake.faults.add(WRITE, delay_s=8.0)
        asked = len(self.tracker.fake.calls_to(WRITE))
        self.program.finishes()
        under_way = until(lambda: len(self.tracker.fake.calls_to(WRITE)) > asked)
        self.screen.click(self.icon(), 3)
        until(lambda: bool(self.screen.popups()))
        self.screen.press("Up", "Return")
        took_s = self.program.ends()
        self.note(
            "Quit in the menu ends it while a delivery is under way",
            under_way and took_s is not None and took_s <= QUIT_WITHIN_S,
            f"{took_s:.1f} s" if took_s is not None else "it does not end",
        )
        self.tracker.fake.faults.clear()
        time.sleep(8.0)  # what was under way is carried out, and nobody is there to hear of it
        self.program.start()
        until(lambda: not self.waits(), 60)
        number = self.plays() - before
        self.note("after the next start it is there once", number == 1, f"{number} times")

    def waits(self) -> bool:
        found = self.program.ask("GET", "/status")["deliveries"]
        return bool(found["waiting"] or found["sending"])

    def log_out(self) -> None:
        self.present()
        self.screen.click(self.icon(), 3)
        until(lambda: bool(self.screen.popups()))
        self.program.process.send_signal(signal.SIGTERM)
        took_s = self.program.ends()
        good = took_s is not None and took_s <= QUIT_WITHIN_S and self.program.exit_code == 0
        figure = f"{took_s:.1f} s" if took_s is not None else "it does not end"
        self.note("at log-out it ends in order, with its menu open", good, figure)

    # -- without one

    def without_a_tray(self) -> None:
        self.screen.hide_panel()
        self.note("without a tray it starts", self.program.start())
        self.note("and has a window", until(self.has_window))
        self.present()
        self.screen.press("alt+F4")
        minimized = until(lambda: not self.has_window()) and self.program.lives
        self.note("closing it minimizes it", minimized)
        self.program.beside()
        self.note("a second start brings it back", until(self.has_window))

    def panel_comes_late(self) -> None:
        self.screen.show_panel()
        shown = until(lambda: self.screen.icon() is not None)
        self.note(
            "a tray that comes up later gets its icon", shown and is_drawn(self.icon_picture())
        )

    def sleep(self) -> None:
        self.program.process.send_signal(signal.SIGSTOP)
        time.sleep(ASLEEP_S)
        self.program.process.send_signal(signal.SIGCONT)
        noticed = until(lambda: bool(self.program.logged("this computer slept")), 15)
        self.note("that it slept is noticed", noticed)

    def ending(self) -> None:
        code = self.program.beside("--quit")
        self.note("--quit ends it", code == 0 and self.program.ends() is not None)
        complaints = self.program.complaints()
        self.note("its log holds no error", not complaints, " | ".join(complaints)[:300])


def is_drawn(picture: QImage) -> bool:
    """Return whether there is more than one colour in it."""
    colours = {
        QColor(picture.pixel(x, y)).name()
        for x in range(picture.width())
        for y in range(picture.height())
    }
    return len(colours) > 2


def drawn(window: QRasterWindow) -> bool:
    QGuiApplication.processEvents()
    return window.isExposed()


def sizes(windows: list[Window]) -> str:
    return ", ".join(f"{one.width}x{one.height}" for one in windows)


def walk(pictures: Path | None, *, sleep: bool) -> bool:
    """Return whether all was as it should be."""
    with ExitStack() as stack:
        tracker = stack.enter_context(a_tracker())
        place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="scroblarr-tray-")))
        screen = stack.enter_context(a_screen())
        application = QGuiApplication([])
        program = Program(furnish(place / "data", tracker), tracker, screen)
        stack.enter_context(program.ended_at_last())
        one = Walk(screen, program, tracker, pictures)
        steps: list[Callable[[], None]] = [
            one.icon_appears,
            one.outage_and_back,
            one.menu_opens,
            one.second_start_raises,
            one.closing_hides_and_says_so_once,
            one.quits_with_a_delivery_under_way,
            one.log_out,
            one.without_a_tray,
            one.panel_comes_late,
            *([one.sleep] if sleep else []),
            one.ending,
        ]
        for step in steps:
            try:
                step()
            except (AssertionError, OSError) as error:
                one.note(step.__name__.replace("_", " "), False, str(error))
        application.shutdown()
    return all(good for _, good, _ in one.seen)


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests.real_tray")
    parser.add_argument("--pictures", metavar="FOLDER", type=Path, help="a picture of each step")
    parser.add_argument("--sleep", action="store_true", help="with a minute and a half of sleep")
    given = parser.parse_args()
    missing = [one for one in NEEDED if shutil.which(one) is None]
    if missing:
        sys.stderr.write(f"This needs {', '.join(missing)}.\n")
        return 2
    if given.pictures is not None:
        given.pictures.mkdir(parents=True, exist_ok=True)
    return 0 if walk(given.pictures, sleep=given.sleep) else 1


if __name__ == "__main__":
    sys.exit(main())
