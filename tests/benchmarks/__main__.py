"""Measures what the app promises, and prints a table.

    .venv/bin/python -m tests.benchmarks [--quick] [--on-screen] [--folder DIR] [--only NAME ...]

Every figure belongs to one run on one computer: compare the ratios, and runs on the same computer.
Leave the computer alone meanwhile. The app runs as a process of its own, with a real database in
a folder of its own and real HTTP on this computer; whoever calls it is this process.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from scroblarr_desktop.paths import DataDir
from tests.benchmarks import answering, flooding, long_log, reaching_tracker, resting
from tests.benchmarks.household import (
    Home,
    Tracker,
    a_tracker,
    exchanges_of,
    fill,
    furnish,
)
from tests.benchmarks.load import Numbers
from tests.benchmarks.programs import bare_echo, environment, scroblarr
from tests.benchmarks.report import Row, say, show

LIVE_FIRST = 3800
"""The films finished one by one have numbers that no flood comes to."""


@dataclass(frozen=True)
class Size:
    """How much of each is done."""

    starts: int
    live: int
    watches: int
    answers: int
    throughput_s: float
    idle_s: float
    flood_s: float
    webhooks: int
    logs: tuple[int, ...]
    """How many watches a long log has."""


WHOLE = Size(
    starts=5,
    live=100,
    watches=6_000,
    answers=1500,
    throughput_s=12,
    idle_s=70,
    flood_s=30,
    webhooks=100_000,
    logs=(200_000, 1_000_000),
)
QUICK = Size(
    starts=1,
    live=10,
    watches=1000,
    answers=200,
    throughput_s=3,
    idle_s=8,
    flood_s=5,
    webhooks=3000,
    logs=(20_000,),
)


@dataclass
class Run:
    """One run: what all of its parts share."""

    folder: Path
    size: Size
    tracker: Tracker
    env: dict[str, str]
    numbers: Numbers = field(default_factory=Numbers)
    filled: Home | None = None
    copies: int = 0

    def home(self) -> Home:
        """Return a fresh copy of the household with its watches."""
        assert self.filled is not None
        self.copies += 1
        place = self.folder / f"copy-{self.copies}"
        shutil.copytree(self.filled.folder.root, place)
        return Home(DataDir(place), self.filled.path)

    def tracker_then_disk(self) -> list[Row]:
        home = furnish(self.folder / "household", self.tracker)
        with scroblarr(home.folder.root, self.env, headless=True) as app:
            rows = reaching_tracker.measure(app, home, self.tracker, LIVE_FIRST, self.size.live)
        each = fill(home, self.size.watches, exchanges_of(home))
        self.filled = home
        note = f"{self.size.watches:,} watches, bodies packed, each delivered in one attempt"
        return [*rows, Row("database for one watch", each, "bytes", note=note)]

    def start(self) -> list[Row]:
        return resting.start(self.home(), self.env, self.size.starts)

    def rest(self) -> list[Row]:
        with ExitStack() as open_:
            tray = open_.enter_context(scroblarr(self.home().folder.root, self.env))
            headless = open_.enter_context(
                scroblarr(self.home().folder.root, self.env, headless=True)
            )
            quiet = open_.enter_context(
                scroblarr(self.home().folder.root, self.env, minimized=True, probed=False)
            )
            seen = open_.enter_context(scroblarr(self.home().folder.root, self.env, probed=False))
            resting.settle(tray)
            apps = {"tray app": tray, "--headless": headless}
            rows = resting.idle(apps, self.size.idle_s)
            return [
                *rows,
                *resting.at_rest("in the tray", quiet),
                *resting.at_rest("window open", seen),
                *resting.at_rest("--headless", headless),
            ]

    def answers(self) -> list[Row]:
        with bare_echo(self.env) as echo:
            home = self.home()
            with scroblarr(home.folder.root, self.env, headless=True) as app:
                rows = answering.beside_echo(
                    "--headless", app, echo, home, self.numbers, self.size.answers
                )
            home = self.home()
            with scroblarr(home.folder.root, self.env) as app:
                rows += answering.beside_echo(
                    "window open", app, echo, home, self.numbers, self.size.answers
                )
        return rows

    def flood(self) -> list[Row]:
        home = self.home()
        with scroblarr(home.folder.root, self.env) as app:
            rows = flooding.stalls(app, home, self.numbers, self.size.flood_s)
            return rows + answering.in_a_second(app, home, self.numbers, self.size.throughput_s)

    def log(self) -> list[Row]:
        rows = []
        for watches in self.size.logs:
            home = self.home()
            long_log.multiply(home, watches)
            rows += long_log.in_the_store(home, watches)
            with scroblarr(home.folder.root, self.env) as app:
                resting.settle(app)
                rows += long_log.in_the_window(app, watches)
                rows += long_log.flooded(app, home, self.numbers, self.size.flood_s, watches)
            shutil.rmtree(home.folder.root)
        return rows

    def long_life(self) -> list[Row]:
        home = self.home()
        with scroblarr(home.folder.root, self.env) as app:
            resting.settle(app)
            return flooding.many(app, home, self.numbers, self.size.webhooks)


def main() -> int:
    given = _parser().parse_args()
    started_s = time.monotonic()
    _describe(given.folder)
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="scroblarr-bench-", dir=given.folder) as folder:
        home = Path(folder) / "home"
        home.mkdir()
        with a_tracker() as tracker:
            fake = tracker.fake
            env = environment(home, fake.api_url, fake.auth_url, on_screen=given.on_screen)
            run = Run(Path(folder), QUICK if given.quick else WHOLE, tracker, env)
            for part in _parts(run, given.only):
                rows += part()
                say(f"  {time.monotonic() - started_s:5.0f} s  {part.__name__}")
    say()
    show(rows)
    missed = sum(row.verdict == "MISSED" for row in rows)
    say(f"\n{missed} missed, {time.monotonic() - started_s:.0f} s")
    return 1 if missed else 0


def _parts(run: Run, only: list[str]) -> list[Callable[[], list[Row]]]:
    others = [run.start, run.answers, run.flood, run.rest, run.long_life, run.log]
    return [run.tracker_then_disk, *(one for one in others if not only or one.__name__ in only)]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tests.benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="less of everything, in a minute")
    parser.add_argument(
        "--on-screen",
        action="store_true",
        help="on the screen that is here, with its tray: without one the window never closes",
    )
    parser.add_argument("--folder", help="keep the data there: what is durable depends on the disk")
    parser.add_argument(
        "--only",
        nargs="*",
        default=[],
        choices=["start", "answers", "flood", "rest", "long_life", "log"],
        help="only these parts, and what they need",
    )
    return parser


def _describe(folder: str | None) -> None:
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    place = folder or tempfile.gettempdir()
    say(f"{os.cpu_count()} cores, load {load}, Python {sys.version.split()[0]}, data in {place}")
    say(f"its disk takes {_disk_s(place) * 1000:.2f} ms to keep a page; an answer waits for one")


def _disk_s(folder: str) -> float:
    took_s = []
    with tempfile.TemporaryFile(dir=folder, buffering=0) as file:
        for _ in range(50):
            file.write(bytes(4096))
            started_s = time.perf_counter()
            os.fsync(file.fileno())
            took_s.append(time.perf_counter() - started_s)
    return median(took_s)


if __name__ == "__main__":
    sys.exit(main())
