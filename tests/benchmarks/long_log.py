"""The log of a household that has watched for a lifetime: how soon it shows, finds and ends."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median
from typing import Any

from scroblarr_desktop.store import listing, log
from scroblarr_desktop.store.records import DeliveryState, LogColumn, LogFilter, LogOrder
from scroblarr_desktop.ui.log.rows import FIRST_ROWS, PAGE_SIZE
from scroblarr_desktop.watches import Kind
from tests.benchmarks import flooding
from tests.benchmarks.household import Home, opened
from tests.benchmarks.load import Numbers
from tests.benchmarks.programs import Program
from tests.benchmarks.report import Row

MS = 1000
TIMES = 5
FOUND_WITHIN_S = 30.0
USUAL = 200_000
"""For so many there are targets; for more the figures are as they are."""

FIRST_MS, SEARCH_MS = 100, 150
WORDS = "lantern part 77"
"""What one watch in a hundred is found by, or so."""


def multiply(home: Home, watches: int) -> None:
    """Copy the watches until there are so many: other titles and times, half of them episodes.

    Bodies and attempts are left out: no list reads them, and they would fill the disk.
    """
    with opened(home.folder) as store:
        run = store.db.execute_sql
        [present] = run("SELECT count(*) FROM watches").fetchone()
        while present < watches:
            few = min(present, watches - present)
            with store.db.atomic():
                run(f"CREATE TEMP TABLE few AS SELECT id, entry_id FROM watches LIMIT {few}")
                run(_SHIFTS)
                for table, which, changed in _COPIED:
                    names = [name for _, name, *_ in run(f"PRAGMA table_info({table})")]
                    values = ", ".join(changed.get(name, f"t.{name}") for name in names)
                    run(
                        f"INSERT INTO {table} ({', '.join(names)}) "
                        f"SELECT {values} FROM {table} t, shifts s WHERE {which}"
                    )
                run("DROP TABLE few")
                run("DROP TABLE shifts")
            present += few
        run(_SHOWS)


_SHIFTS = """CREATE TEMP TABLE shifts AS SELECT
    (SELECT max(id) FROM inbox) AS entry, (SELECT max(id) FROM watches) AS watch,
    (SELECT max(id) FROM deliveries) AS delivery,
    (SELECT max(watched_at) - min(watched_at) + 60000000 FROM watches) AS span"""

_EARLIER = {name: f"t.{name} - s.span" for name in ("received_at", "watched_at", "delivered_at")}
_NUMBER = "' ' || (t.id + s.watch) % 997"

_COPIED: tuple[tuple[str, str, dict[str, str]], ...] = (
    (
        "inbox",
        "t.id IN (SELECT entry_id FROM few)",
        {**_EARLIER, "id": "t.id + s.entry", "body": "X''"},
    ),
    (
        "watches",
        "t.id IN (SELECT id FROM few)",
        {
            **_EARLIER,
            "id": "t.id + s.watch",
            "entry_id": "t.entry_id + s.entry",
            "kind": "CASE t.id % 2 WHEN 0 THEN 'episode' ELSE 'movie' END",
            "show": "CASE t.id % 2 WHEN 0 THEN 'Harbour Street ' || t.id % 300 END",
            "season": "1",
            "number": "t.id % 20",
            "title": f"t.title || {_NUMBER}",
            "words": f"t.words || {_NUMBER}",
        },
    ),
    (
        "watch_keys",
        "t.watch_id IN (SELECT id FROM few)",
        {"watch_id": "t.watch_id + s.watch", "key": "t.key || s.watch"},
    ),
    (
        "deliveries",
        "t.watch_id IN (SELECT id FROM few)",
        {
            **_EARLIER,
            "id": "t.id + s.delivery",
            "watch_id": "t.watch_id + s.watch",
            "match_id": "NULL",
        },
    ),
)

_SHOWS = """INSERT OR IGNORE INTO shows (name, ids, year, begun)
    SELECT DISTINCT show, '{}', 0, 0 FROM watches WHERE show IS NOT NULL"""


def in_the_store(home: Home, watches: int) -> list[Row]:
    """Ask the store for what the page asks it for."""
    is_usual = watches <= USUAL
    some = LogFilter(text=WORDS)
    by_title = LogOrder(LogColumn.TITLE, descending=False)
    sent = LogFilter(destination="trakt", state=DeliveryState.DELIVERED, member=3)
    with opened(home.folder):
        ids = listing.read(LogFilter()).ids
        asked: list[tuple[str, Callable[[], Any], float | None]] = [
            ("first rows", lambda: _page(listing.read(LogFilter(), limit=FIRST_ROWS).ids), 100),
            ("last rows", lambda: _page(ids[-PAGE_SIZE:]), FIRST_MS),
            ("all ids, by time", lambda: listing.read(LogFilter()), None),
            ("all ids, by title", lambda: listing.read(LogFilter(), by_title), None),
            ("search, first rows", lambda: listing.read(some, limit=FIRST_ROWS), SEARCH_MS),
            ("search, all", lambda: listing.read(some), SEARCH_MS),
            ("of one member, delivered", lambda: listing.read(sent), None),
            ("kind: films", lambda: listing.read(LogFilter(kind=Kind.MOVIE)), None),
        ]
        rows = []
        for what, ask, target in asked:
            name = f"store, {watches:,}: {what}"
            rows.append(Row(name, _took_ms(ask), "ms", target if is_usual else None))
        return rows


def _page(ids: list[int]) -> dict[int, Any]:
    return log.by_ids(ids[:PAGE_SIZE])


def _took_ms(ask: Callable[[], Any]) -> float:
    """Return the middle of a few, after one that fills the caches."""
    took_s = []
    for _ in range(TIMES + 1):
        started_s = time.perf_counter()
        ask()
        took_s.append(time.perf_counter() - started_s)
    return median(took_s[1:]) * MS


def in_the_window(app: Program, watches: int) -> list[Row]:
    """Do in the window what a person does; what counts is when it is painted."""
    is_usual = watches <= USUAL
    name = f"window, {watches:,}: "

    def row(what: str, took_s: float, target: float | None = None, note: str = "") -> Row:
        return Row(name + what, took_s * MS, "ms", target if is_usual else None, note=note)

    app.ask("stalls")
    rows = [row("first page", app.ask("open log"), FIRST_MS)]
    whole = _until_done(app)
    stalled = app.ask("stalled")
    rows.append(row("all rows there", whole["whole"], note=f"{whole['rows']:,} rows"))
    rows += _stalls(row, "opening", stalled)
    rows.append(row("to the end", app.ask("end"), FIRST_MS))
    for what, line in (("search", f"search {WORDS}"), ("one member", "member 3")):
        app.ask("stalls")
        app.ask(line)
        found = _until_done(app)
        stalled = app.ask("stalled")
        note = f"{found['rows']:,} rows, all there after {found['whole'] * MS:,.0f} ms"
        rows.append(row(what, found["first"], SEARCH_MS, note))
        rows += _stalls(row, what, stalled)
        app.ask("clear")
        _until_done(app)
    return rows


def _stalls(row: Callable[..., Row], what: str, stalled: dict[str, Any]) -> list[Row]:
    return [
        row(f"{what}: longest stall of the loop", stalled["longest"]),
        row(f"{what}: its own work at a stretch, at most", stalled["worked"]["longest"], 50),
    ]


def flooded(app: Program, home: Home, numbers: Numbers, lasts_s: float, watches: int) -> list[Row]:
    """Leave the log open while far more webhooks come than any household brings."""
    rows = flooding.stalls(app, home, numbers, lasts_s)
    is_usual = watches <= USUAL
    return [
        Row(
            f"{row.what}, {watches:,}",
            row.figure,
            row.unit,
            row.target if is_usual else None,
            note=row.note,
        )
        for row in rows
    ]


def _until_done(app: Program) -> dict[str, Any]:
    until_s = time.monotonic() + FOUND_WITHIN_S
    while time.monotonic() < until_s:
        found: dict[str, Any] | None = app.ask("done")
        if found is not None:
            return found
        time.sleep(0.02)
    raise TimeoutError("the rows did not come")
