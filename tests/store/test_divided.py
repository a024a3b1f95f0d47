"""A long log in two parts: the newer as a list, the older as a digest."""

from __future__ import annotations

import pytest

from scroblarr_desktop.store import divided, listing, watched
from scroblarr_desktop.store.divided import Digest, Mark
from scroblarr_desktop.store.listing import Listing
from scroblarr_desktop.store.models import WatchRow
from scroblarr_desktop.store.records import LogFilter, LogOrder
from tests.store.filling import HOUR, NOON, Person, episode, planned

EVERYTHING = LogFilter()
OLDEST_FIRST = LogOrder(descending=False)


@pytest.fixture
def watches(anna: Person) -> list[int]:
    """Twelve, the oldest first, always two of them at the same time."""
    return [planned(anna, episode(number), NOON + number // 2 * HOUR) for number in range(12)]


def parts(order: LogOrder, newer: int) -> tuple[Listing, Mark, Digest]:
    found = divided.read(EVERYTHING, order, newer)
    assert found is not None
    return found


@pytest.mark.parametrize("order", [listing.NEWEST_FIRST, OLDEST_FIRST])
@pytest.mark.parametrize("newer", [0, 1, 4, 11])
def test_the_parts_are_the_whole(watches: list[int], order: LogOrder, newer: int) -> None:
    found, mark, digest = parts(order, newer)
    assert found == listing.read(EVERYTHING, order)
    again, same = divided.read_newer(EVERYTHING, order, mark)
    assert sorted(again.ids) == watches[len(watches) - newer :]
    assert (same, same.watches) == (digest, len(watches) - newer)
    assert same.and_those(again) == Digest(0, 0).and_those(found)


def test_without_an_older_part_there_are_none(watches: list[int]) -> None:
    assert divided.read(EVERYTHING, listing.NEWEST_FIRST, len(watches)) is None


def test_whatever_changes_below_the_mark_changes_the_digest(watches: list[int]) -> None:
    _, mark, digest = parts(listing.NEWEST_FIRST, 4)

    def now() -> Digest:
        return divided.read_newer(EVERYTHING, listing.NEWEST_FIRST, mark)[1]

    WatchRow.update(watched_at=NOON - HOUR).where(WatchRow.id == watches[3]).execute()
    moved = now()
    watched.delete(watches[2])
    assert len({digest, moved, now()}) == 3
    assert now().watches == digest.watches - 1


def test_whatever_changes_above_it_does_not(anna: Person, watches: list[int]) -> None:
    _, mark, digest = parts(listing.NEWEST_FIRST, 4)
    new = planned(anna, episode(40), NOON + 9 * HOUR)
    watched.delete(watches[-1])
    newer, same = divided.read_newer(EVERYTHING, listing.NEWEST_FIRST, mark)
    assert same == digest
    assert newer.ids == [new, watches[-2], watches[-3], watches[-4]]


def test_a_filter_holds_for_both_parts(anna: Person, ben: Person, watches: list[int]) -> None:
    planned(ben, episode(50), NOON - 5 * HOUR)
    only = LogFilter(member=anna.member.id)
    found = divided.read(only, listing.NEWEST_FIRST, 3)
    assert found is not None
    assert found[2].watches == len(watches) - 3
