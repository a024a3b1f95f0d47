"""The numbered steps from one shape of the database to the next. A released step never changes."""

from __future__ import annotations

from scroblarr_desktop.store.migrations import m0001_first, m0002_connections, m0003_safety

STEPS: tuple[tuple[str, ...], ...] = (
    m0001_first.STATEMENTS,
    m0002_connections.STATEMENTS,
    m0003_safety.STATEMENTS,
)
"""Step n is STEPS[n - 1]; the file's `user_version` says how many it has seen."""

NEWEST = len(STEPS)
