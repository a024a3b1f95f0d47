"""What the app takes while nothing happens: processor, wake-ups, memory. And how soon it starts."""

from __future__ import annotations

import time
from collections.abc import Mapping
from statistics import median

from tests.benchmarks.figures import memory, spent
from tests.benchmarks.household import Home
from tests.benchmarks.programs import Program, scroblarr
from tests.benchmarks.report import Row

SETTLED_S = 27.0
"""Where there is no tray it shows its window after a while, and looks for what is to be tidied up
after twenty seconds: both are over then."""


def start(home: Home, environment: Mapping[str, str], times: int) -> list[Row]:
    """Start and end it so often, after one start that only fills the caches."""
    rows = []
    for headless, target in ((False, 1.5), (True, 1.5)):
        took_s = []
        for _ in range(times + 1):
            with scroblarr(home.folder.root, environment, headless=headless, probed=False) as app:
                took_s.append(app.listening_after_s)
        what = "--headless" if headless else "tray app"
        note = f"{times} starts, slowest {max(took_s[1:]):.2f} s"
        rows.append(Row(f"start to listening, {what}", median(took_s[1:]), "s", target, note=note))
    return rows


def settle(app: Program) -> None:
    """Leave it alone until what follows a start is over, its window closed."""
    time.sleep(SETTLED_S)
    app.ask("close")


def idle(apps: Mapping[str, Program], lasts_s: float) -> list[Row]:
    """Watch all of them at the same time, each in the system's own books."""
    time.sleep(1)
    before = {name: spent(app.pid) for name, app in apps.items()}
    time.sleep(lasts_s)
    rows = []
    for name, app in apps.items():
        after = spent(app.pid)
        took = after.share_since(before[name]) * 100
        wakes = after.wake_ups_per_s(before[name])
        note = f"over {lasts_s:.0f} s"
        rows.append(Row(f"idle, {name}: of a core", took, "%", 0.2, note=note))
        rows.append(Row(f"idle, {name}: wake-ups", wakes, "/s"))
    return rows


def at_rest(name: str, app: Program) -> list[Row]:
    held = memory(app.pid)
    note = f"its own {held.own:.0f} MB, with its part of what is shared {held.shared_out:.0f} MB"
    return [Row(f"memory at rest, {name}", held.resident, "MB", 130, note=note)]
