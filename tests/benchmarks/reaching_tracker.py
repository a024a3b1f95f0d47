"""From a webhook to the request that writes it at the tracker.

What counts is the time until the write arrives at the fake Trakt, the search for the film and the
wait for that answer included. Each person finishes another film each time, and each account gets
so much time in between that its write never waits for its turn: Trakt takes one write a second.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from statistics import median

from tests.benchmarks.figures import share
from tests.benchmarks.household import PEOPLE, Home, Tracker, finish
from tests.benchmarks.load import Caller
from tests.benchmarks.programs import Program
from tests.benchmarks.report import Row

BETWEEN_S = 0.15
"""Ten accounts take turns, so each has one and a half seconds."""

FIRST_WRITE_S = 1.5
"""The first write after a start waits for its turn as well."""

ARRIVES_WITHIN_S = 5.0
MS = 1000


def measure(app: Program, home: Home, tracker: Tracker, first: int, times: int) -> list[Row]:
    """Let films from that number on be finished, so many of them."""
    time.sleep(FIRST_WRITE_S)
    caller = Caller(home.url(app.url))
    sent_at: dict[str, datetime] = {}
    for number in range(first, first + times):
        imdb = tracker.fake.catalogue.movies[number].imdb
        body = finish(number)
        sent_at[str(imdb)] = datetime.now(UTC)
        status, _ = caller.post(*body)
        assert status == 200, f"the answer was {status}"
        time.sleep(BETWEEN_S)
    caller.close()
    arrived_at = _arrivals(tracker, set(sent_at))
    took_s = [(arrived_at[imdb] - at).total_seconds() for imdb, at in sent_at.items()]
    note = f"{times} films, {PEOPLE} accounts in turn, each searched for first"
    return [
        Row("webhook to write at the tracker: median", median(took_s) * MS, "ms", 20, note=note),
        Row("webhook to write at the tracker: 99 %", share(took_s, 0.99) * MS, "ms"),
    ]


def _arrivals(tracker: Tracker, wanted: set[str]) -> dict[str, datetime]:
    until_s = time.monotonic() + ARRIVES_WITHIN_S
    while True:
        calls = tracker.fake.calls_to("POST /scrobble/stop")
        found = {call.body["movie"]["ids"]["imdb"]: call.at for call in calls}
        if wanted <= set(found):
            return found
        if time.monotonic() > until_s:
            raise TimeoutError(f"{len(wanted - set(found))} of {len(wanted)} never arrived live")
        time.sleep(0.05)


assert BETWEEN_S * PEOPLE > 1.0
