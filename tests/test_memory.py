"""Freed memory goes back to the system."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Iterator

import pytest

from scroblarr_desktop.memory import give_back, hurry, settle

ALONE = """
from pathlib import Path
from scroblarr_desktop.memory import give_back

def resident_kb():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon"))

kept, freed = [], []
for _ in range(400):  # each too small for a mapping of its own, and held down by one after it
    freed.append(bytes(100_000))
    kept.append(bytes(1000))
freed.clear()
before = resident_kb()
give_back()
print(before - resident_kb())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is nothing to do")
def test_what_was_freed_is_given_back() -> None:
    alone = [sys.executable, "-c", ALONE]  # where nothing else was allocated or freed before
    said = subprocess.run(alone, capture_output=True, text=True, check=True, timeout=60).stdout
    assert int(said) > 15_000


def test_it_may_be_called_anywhere() -> None:
    give_back()


@pytest.fixture
def _as_usual() -> Iterator[None]:
    usual = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*usual)


@pytest.mark.usefixtures("_as_usual")
def test_what_a_start_made_is_not_looked_at_again() -> None:
    usual = gc.get_threshold()
    hurry()
    assert gc.get_threshold() != usual
    settle()
    assert gc.get_threshold() == usual
    assert gc.get_freeze_count() > 1000


@pytest.mark.usefixtures("_as_usual")
def test_nothing_is_frozen_where_no_start_was_hurried() -> None:
    before = gc.get_freeze_count()
    settle()
    assert gc.get_freeze_count() == before
