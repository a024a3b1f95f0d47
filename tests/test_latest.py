"""Answers that several ask for at the same moment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from scroblarr_desktop.changes import Changed, Changes
from scroblarr_desktop.latest import KEPT_FOR, Latest

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Asked:
    def __init__(self) -> None:
        self.changes = Changes()
        self.now = NOON
        self._numbers = count(1)
        self.latest = Latest(lambda: next(self._numbers), self.changes, lambda: self.now)


@pytest.fixture
def asked() -> Asked:
    return Asked()


def test_it_is_worked_out_once_for_all_who_ask(asked: Asked) -> None:
    assert [asked.latest.get() for _ in range(3)] == [1, 1, 1]


def test_any_change_makes_it_old(asked: Asked) -> None:
    assert asked.latest.get() == 1
    asked.changes.publish(Changed.INBOX)
    assert [asked.latest.get(), asked.latest.get()] == [2, 2]


@pytest.mark.parametrize("span", [KEPT_FOR, -KEPT_FOR, timedelta(days=3)])
def test_time_makes_it_old_whichever_way_the_clock_goes(asked: Asked, span: timedelta) -> None:
    assert asked.latest.get() == 1
    asked.now += span / 2
    assert asked.latest.get() == (1 if abs(span) <= KEPT_FOR else 2)
    asked.now = NOON + span
    assert asked.latest.get() > 1


def test_what_changes_while_it_is_worked_out_counts(asked: Asked) -> None:
    numbers = count(1)

    def work_out() -> int:
        asked.changes.publish(Changed.LOG)
        return next(numbers)

    latest = Latest(work_out, asked.changes, lambda: NOON)
    assert [latest.get(), latest.get()] == [1, 2]


def test_what_could_not_be_worked_out_is_asked_again(asked: Asked) -> None:
    outcomes = iter([None, 7])

    def work_out() -> int:
        found = next(outcomes)
        if found is None:
            raise RuntimeError("nobody knows")
        return found

    latest = Latest(work_out, asked.changes, lambda: NOON)
    with pytest.raises(RuntimeError, match="nobody knows"):
        latest.get()
    assert latest.get() == 7
