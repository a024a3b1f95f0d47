"""Everything that is shipped is listed, each with its text."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import pytest

from scroblarr_desktop import licences
from scroblarr_desktop.licences import DIRECT, Shipped, as_json, from_json, shipped

PROJECT = Path(__file__).parents[1] / "pyproject.toml"


def test_everything_that_the_app_asks_for_is_listed() -> None:
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["keyring"]]
    names = {re.split(r"[^\w.-]", one)[0].lower() for one in wanted}
    assert names == {one.lower() for one in DIRECT}


def test_each_comes_with_its_licence_and_text() -> None:
    found = shipped()
    assert found[0].name == "Python"
    names = {one.name.lower() for one in found}
    assert {"pyside6_essentials", "shiboken6", "aiohttp", "urllib3", "yarl"} <= names
    assert not names & {"pytest", "mypy", "ruff", "hypothesis"}
    for one in found:
        assert one.version, one.name
        assert len(one.text) > 200, f"{one.name} has no text"
    assert [one.name for one in found if not one.licence] == ["peewee"]
    [qt] = [one for one in found if one.name.lower() == "pyside6_essentials"]
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in qt.text
    assert "GNU GENERAL PUBLIC LICENSE" in qt.text


def test_a_bundle_reads_the_list_it_was_built_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [Shipped("Python", "3.11.9", "PSF-2.0", "text"), Shipped("x", "1", "", "")]
    (tmp_path / "licences.json").write_text(as_json(made), encoding="utf-8")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert shipped() == made == from_json(as_json(made))


def test_a_spoilt_list_in_a_bundle_is_no_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "licences.json").write_text('[{"x": 1}]', encoding="utf-8")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    monkeypatch.setattr(licences, "_installed", list)
    assert [one.name for one in shipped()] == ["Python"]
