"""The log as a file for other programs."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from scroblarr_desktop.store import exports
from scroblarr_desktop.store.exports import Cancelled, Format
from scroblarr_desktop.store.listing import NEWEST_FIRST
from scroblarr_desktop.store.records import LogFilter, Server
from tests.store.filling import HOUR, NOON, Person, deliver, episode, link, movie, planned


@pytest.fixture
def household(attic: Server, anna: Person) -> None:
    link(anna, "trakt")
    for number in range(5):
        planned(anna, episode(number + 1), NOON + number * HOUR)
    planned(anna, movie("=1+1"), NOON + 9 * HOUR)
    deliver(1)


def write(path: Path, form: Format, wanted: LogFilter | None = None) -> list[tuple[int, int]]:
    """Return what progress was told."""
    told: list[tuple[int, int]] = []

    def go_on(done: int, count: int) -> bool:
        told.append((done, count))
        return True

    exports.write(path, form, wanted or LogFilter(), NEWEST_FIRST, go_on)
    return told


def test_json_holds_everything(household: None, tmp_path: Path) -> None:
    assert write(tmp_path / "log.json", Format.JSON)[-1] == (6, 6)
    rows = json.loads((tmp_path / "log.json").read_text(encoding="utf-8"))
    assert len(rows) == 6
    assert rows[0]["title"] == "=1+1"
    assert rows[-1]["watched_at"].endswith("Z")
    assert rows[-1]["deliveries"][0]["state"] == "delivered"


def test_csv_is_safe_for_spreadsheets(household: None, tmp_path: Path) -> None:
    write(tmp_path / "log.csv", Format.CSV)
    with (tmp_path / "log.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == list(exports.COLUMNS)
    assert rows[0]["title"] == "'=1+1"
    assert rows[-1]["deliveries"] == "trakt: delivered"
    assert rows[-1]["by_hand"] == "no"


def test_only_what_is_filtered(household: None, tmp_path: Path) -> None:
    write(tmp_path / "log.json", Format.JSON, LogFilter(text="zzz"))
    assert json.loads((tmp_path / "log.json").read_text()) == []


def test_called_off_nothing_is_left(
    household: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "PAGE", 2)
    target = tmp_path / "log.csv"
    target.write_text("before")
    with pytest.raises(Cancelled):
        exports.write(target, Format.CSV, LogFilter(), NEWEST_FIRST, lambda done, _: done < 2)
    assert target.read_text() == "before"
    assert [path.name for path in tmp_path.glob("log*")] == ["log.csv"]


def test_a_place_that_cannot_be_written_is_an_error(household: None, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nowhere"):
        write(tmp_path / "nowhere" / "log.csv", Format.CSV)
