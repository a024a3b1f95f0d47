"""How long a media server waits for the answer to a webhook, and how many are taken in a second."""

from __future__ import annotations

import time
from statistics import median

from tests.benchmarks.figures import share, spent
from tests.benchmarks.household import Home, an_evening
from tests.benchmarks.load import Caller, Load, Numbers, as_fast_as_possible
from tests.benchmarks.programs import Program
from tests.benchmarks.report import Row

MS = 1000
BREATH_S = 0.006
"""Between two webhooks: one comes when the one before is read, as in a household."""

WARM_UP = 60


def beside_echo(
    where: str, app: Program, echo: Program, home: Home, numbers: Numbers, times: int
) -> list[Row]:
    """Ask both in turn, so that whatever else this computer does touches both alike."""
    callers = [Caller(home.url(app.url)), Caller(echo.url)]
    took_s: list[list[float]] = [[], []]
    for turn in range(times + WARM_UP):
        body = an_evening(numbers.take())
        for caller, took in zip(callers, took_s, strict=True):
            time.sleep(BREATH_S)  # before each: a processor that rests takes its time to wake up
            status, seconds = caller.post(*body)
            assert status == 200, f"the answer was {status}"
            if turn >= WARM_UP:
                took.append(seconds)
    for caller in callers:
        caller.close()
    ours, theirs = took_s
    note = f"{median(ours) * MS:.2f} ms beside {median(theirs) * MS:.2f} ms, {times} each"
    return [
        Row(
            f"answer, {where}: median beside echo",
            median(ours) / median(theirs),
            "×",
            2.5,
            note=note,
        ),
        Row(f"answer, {where}: 99 %", share(ours, 0.99) * MS, "ms", 25),
    ]


def in_a_second(app: Program, home: Home, numbers: Numbers, lasts_s: float) -> list[Row]:
    """Send as fast as answers come, the app at work on what it took meanwhile."""
    rows = []
    for clients, target in ((1, None), (8, 300)):
        before = spent(app.pid)
        load = as_fast_as_possible(
            home.url(app.url), an_evening, numbers, clients=clients, most=10**9, longest_s=lasts_s
        )
        assert not load.others, f"{load.others} were not taken"
        what = f"durable webhooks, window open: {clients} client{'s' if clients > 1 else ''}"
        worked_ms = (spent(app.pid).worked_s - before.worked_s) / load.taken * MS
        note = f"{_waits(load)}, {worked_ms:.1f} ms of the processor each"
        rows.append(Row(what, load.per_s, "/s", target, True, note))
        if clients == 1:
            rows.append(
                Row("answer back to back, 1 client: 99 %", share(load.took_s, 0.99) * MS, "ms", 25)
            )
    return rows


def _waits(load: Load) -> str:
    p50, p99 = (share(load.took_s, part) * MS for part in (0.5, 0.99))
    return f"answer {p50:.1f} ms, 99 % {p99:.1f} ms"
