from __future__ import annotations

import pytest

from scroblarr_desktop.changes import Changed, Changes
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import Store, StoreTrouble, settings, writing
from scroblarr_desktop.store.trouble import DiskFull, Locked
from tests.store.disk import other_program, pragma


def test_a_lock_of_another_program_is_told_and_passes(folder: DataDir, store: Store) -> None:
    with other_program(folder) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Locked):
            settings.put("a", 1)
        connection.execute("ROLLBACK")
    settings.put("a", 2)
    assert settings.get("a") == 2


def fill_the_disk(store: Store) -> None:
    pages = pragma(store, "page_count")
    store.db.execute_sql(f"PRAGMA max_page_count={pages}")


def make_room(store: Store) -> None:
    store.db.execute_sql("PRAGMA max_page_count=1000000")


def test_a_full_disk_is_told_and_passes(store: Store, heard: list[Changed]) -> None:
    fill_the_disk(store)
    with pytest.raises(DiskFull):
        settings.put("long", "x" * 100_000)
    assert settings.get("long") is None
    assert heard == []
    make_room(store)
    settings.put("long", "x" * 100_000)
    assert len(settings.get("long")) == 100_000


def put_deep_inside(values: dict[str, object]) -> None:
    with writing(Changed.LOG), writing(Changed.INBOX):
        for name, value in values.items():
            settings.put(name, value)


def test_a_full_disk_is_told_from_deep_inside_as_well(store: Store) -> None:
    fill_the_disk(store)
    with pytest.raises(DiskFull):
        put_deep_inside({"before": 1, "long": "x" * 100_000})
    assert settings.get("before") is None
    make_room(store)
    settings.put("before", 2)
    assert settings.get("before") == 2


def test_a_bug_is_not_taken_for_trouble(store: Store) -> None:
    with pytest.raises(Exception, match="no such table") as bug, writing(Changed.LOG):
        store.db.execute_sql("INSERT INTO nowhere VALUES (1)")
    assert not isinstance(bug.value, StoreTrouble)
    with pytest.raises(ConnectionResetError), writing(Changed.LOG):
        raise ConnectionResetError


def test_changes_are_told_once_after_the_outermost_commit(
    folder: DataDir, store: Store, changes: Changes, heard: list[Changed]
) -> None:
    seen_by_others: list[object] = []

    def look(changed: Changed) -> None:
        with other_program(folder) as connection:
            rows = connection.execute("SELECT name FROM settings ORDER BY name").fetchall()
            seen_by_others.append(rows)

    changes.listen(look)
    with writing(Changed.LOG):
        settings.put("first", 1)
        with writing(Changed.INBOX):
            settings.put("second", 2)
        assert heard == []
    assert heard == [Changed.LOG | Changed.INBOX | Changed.SETTINGS]
    assert seen_by_others == [[("first",), ("second",)]]


def put_and_fail(changed: Changed, name: str) -> None:
    with writing(changed):
        settings.put(name, 1)
        raise ZeroDivisionError


def test_nothing_is_told_or_kept_of_what_is_rolled_back(store: Store, heard: list[Changed]) -> None:
    with pytest.raises(ZeroDivisionError):
        put_and_fail(Changed.LOG, "first")
    assert settings.get("first") is None
    assert heard == []
    settings.put("second", 2)
    assert heard == [Changed.SETTINGS]


def test_an_inner_part_may_fail_alone(store: Store, heard: list[Changed]) -> None:
    with writing(Changed.LOG):
        settings.put("outer", 1)
        with pytest.raises(ZeroDivisionError):
            put_and_fail(Changed.INBOX, "inner")
    assert (settings.get("outer"), settings.get("inner")) == (1, None)
    assert len(heard) == 1
    assert Changed.INBOX not in heard[0]


def test_nothing_is_told_where_nothing_changed(store: Store, heard: list[Changed]) -> None:
    with writing(Changed.NOTHING):
        pass
    assert heard == []


def test_a_listener_may_write(store: Store, changes: Changes, heard: list[Changed]) -> None:
    def answer(changed: Changed) -> None:
        if changed & Changed.LOG:
            settings.put("answered", 1)

    changes.listen(answer)
    with writing(Changed.LOG):
        pass
    assert heard == [Changed.LOG, Changed.SETTINGS]
    assert settings.get("answered") == 1


def test_only_what_would_be_found_out_again_does_not_wait_for_the_disk(store: Store) -> None:
    full, normal = 2, 1
    with writing(Changed.LOG, lasting=False):
        assert pragma(store, "synchronous") == normal
        with writing(Changed.LOG):
            settings.put("inner", 1)
    assert (settings.get("inner"), pragma(store, "synchronous")) == (1, full)
    with writing(Changed.LOG):
        assert pragma(store, "synchronous") == full


def test_whoever_does_not_wait_leaves_others_waiting(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), writing(Changed.LOG, lasting=False):
        raise ZeroDivisionError
    assert pragma(store, "synchronous") == 2
