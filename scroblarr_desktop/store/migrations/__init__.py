"""The numbered steps from one shape of the database to the next. A released step never changes."""

from __future__ import annotations

from scroblarr_desktop.store.migrations import (
    m0001_first,
    m0002_connections,
    m0003_safety,
    m0004_catch_up,
    m0005_corrections,
    m0006_member_pages,
    m0007_trail,
)

STEPS: tuple[tuple[str, ...], ...] = (
    m0001_first.STATEMENTS,
    m0002_connections.STATEMENTS,
    m0003_safety.STATEMENTS,
    m0004_catch_up.STATEMENTS,
    m0005_corrections.STATEMENTS,
    m0006_member_pages.STATEMENTS,
    m0007_trail.STATEMENTS,
)
"""Step n is STEPS[n - 1]; the file's `user_version` says how many it has seen."""

NEWEST = len(STEPS)
