"""Far more webhooks than any household brings: do windows stay quick, does memory stay small?"""

from __future__ import annotations

import time

from tests.benchmarks.figures import memory, share
from tests.benchmarks.household import Home, an_evening
from tests.benchmarks.load import Numbers, as_fast_as_possible, at_a_rate
from tests.benchmarks.programs import Program
from tests.benchmarks.report import Row

MS = 1000
PER_S = 200
CLIENTS = 8
LONGEST_S = 420.0
WARM_UP = 300
QUIET_WITHIN_S = 10.0
MOST_TIMERS = 100
"""A few for each open connection, task and account."""


def stalls(app: Program, home: Home, numbers: Numbers, lasts_s: float) -> list[Row]:
    """Turn to the log, send 200 a second, and measure how late the loop comes to a Qt timer."""
    shown = app.ask("show log")
    time.sleep(1)
    app.ask("stalls")
    load = at_a_rate(
        home.url(app.url), an_evening, numbers, per_s=PER_S, lasts_s=lasts_s, clients=CLIENTS
    )
    found = app.ask("stalled")
    rate = f"{load.per_s:.0f}/s taken, {load.others} not, log with {shown} watches open"
    return [
        Row(
            "Qt loop at 200 webhooks/s: 99.9 % of its waits",
            found["p999"] * MS,
            "ms",
            50,
            note=rate,
        ),
        Row("Qt loop at 200 webhooks/s: longest wait", found["longest"] * MS, "ms"),
        Row("Qt loop at 200 webhooks/s: 99 % of its waits", found["p99"] * MS, "ms"),
        Row(
            "Qt loop at 200 webhooks/s: its own work at a stretch, 99.9 %",
            found["worked"]["p999"] * MS,
            "ms",
            note=f"longest {found['worked']['longest'] * MS:.0f} ms, whatever else was going on",
        ),
        Row("answer at 200 webhooks/s: 99 %", share(load.took_s, 0.99) * MS, "ms"),
    ]


def many(app: Program, home: Home, numbers: Numbers, how_many: int) -> list[Row]:
    """Send them with the window closed; return what stayed behind in memory."""
    app.ask("close")
    as_fast_as_possible(
        home.url(app.url), an_evening, numbers, clients=CLIENTS, most=WARM_UP, longest_s=60
    )
    _until_quiet(app)
    counts, held = app.ask("counts"), memory(app.pid)
    load = as_fast_as_possible(
        home.url(app.url), an_evening, numbers, clients=CLIENTS, most=how_many, longest_s=LONGEST_S
    )
    _until_quiet(app)
    counts_after, held_after = app.ask("counts"), memory(app.pid)
    sent = f"{load.taken:,} taken, {load.others} not, {load.per_s:.0f}/s"
    grown = held_after.own - held.own
    what = f"memory grown by {how_many:,} webhooks"
    timers = counts_after["asyncio_timers"] + counts_after["qt_timers"]
    before = counts["asyncio_timers"] + counts["qt_timers"]
    return [
        Row(
            what,
            grown,
            "MB",
            10,
            note=f"{sent}; {held.own:.0f} → {held_after.own:.0f} MB of its own",
        ),
        Row(
            "pending timers after them, asyncio's and Qt's",
            timers,
            "",
            MOST_TIMERS,
            note=f"{before} before",
        ),
    ]


def _until_quiet(app: Program) -> None:
    """Let it finish what is under way; what waits for a tracker's turn may wait on."""
    time.sleep(2)
    until_s = time.monotonic() + QUIET_WITHIN_S
    while time.monotonic() < until_s:
        before = memory(app.pid).own
        time.sleep(1)
        if abs(memory(app.pid).own - before) < 0.2:
            return
