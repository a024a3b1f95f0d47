from __future__ import annotations

import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from scroblarr_desktop.ui.ahead import LoadedAhead


def test_a_package_is_loaded_module_by_module(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "something_large"
    package.mkdir()
    for name in ("__init__", "first", "second"):
        (package / f"{name}.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    ahead = LoadedAhead("something_large")
    assert "something_large" not in sys.modules
    ahead.start(0)
    ahead.start(0)
    qtbot.waitUntil(lambda: ahead.is_done)
    assert {"something_large.first", "something_large.second"} <= set(sys.modules)
    ahead.start(0)
    for name in [one for one in sys.modules if one.startswith("something_large")]:
        monkeypatch.delitem(sys.modules, name)
