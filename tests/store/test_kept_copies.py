"""Copies as files: which there are, one elsewhere, and what came in since."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import Store, backups, kept_copies, keys, tokens
from scroblarr_desktop.store.backups import Copying
from scroblarr_desktop.store.sealing import Box
from tests.store.filling import DAY, NOON, Person, planned


def test_copies_are_listed_the_newest_first(store: Store, folder: DataDir) -> None:
    assert kept_copies.kept_copies(folder) == []
    made = [Copying(folder, NOON + days * DAY).run() for days in (0, 2, 1)]
    found = kept_copies.kept_copies(folder)
    assert [one.path for one in found] == [made[1], made[2], made[0]]
    assert found[2].made_at == NOON
    assert found[2].size_bytes == made[0].stat().st_size
    mine = Copying(folder, NOON + 3 * DAY, by_hand=True).run()
    found = kept_copies.kept_copies(folder)
    assert [(one.path, one.by_hand) for one in found[:2]] == [(mine, True), (made[1], False)]


def test_one_is_put_elsewhere_as_it_is(
    store: Store, folder: DataDir, anna: Person, tmp_path: Path
) -> None:
    planned(anna)
    copy, target = Copying(folder, NOON).run(), tmp_path / "stick" / "mine.sqlite3"
    with pytest.raises(FileNotFoundError):
        kept_copies.save_as(copy, target)
    target.parent.mkdir()
    target.write_bytes(b"an older one")
    kept_copies.save_as(copy, target)
    assert target.read_bytes() == copy.read_bytes()
    assert os.name == "nt" or target.stat().st_mode & 0o077 == 0
    assert list(target.parent.iterdir()) == [target]
    assert backups.look_at(target).watches == 1
    assert backups.look_at(target).made_at == NOON


def test_what_came_in_since_is_counted(store: Store, folder: DataDir, anna: Person) -> None:
    assert kept_copies.watches_since(folder, NOON - DAY) == 0
    planned(anna)
    assert kept_copies.watches_since(folder, NOON - DAY) == 1
    assert kept_copies.watches_since(folder, NOON + timedelta(days=400)) == 0


def test_another_computer_s_key_opens_nothing(store: Store, folder: DataDir) -> None:
    copy = Copying(folder, NOON).run()
    assert kept_copies.opens_with(copy, None), "nothing is sealed in it"
    tokens.api_key()
    copy = Copying(folder, NOON).run()
    assert kept_copies.opens_with(copy, keys.look())
    assert not kept_copies.opens_with(copy, Box(os.urandom(32)))
    assert not kept_copies.opens_with(copy, None)
