"""The self test: what it finds well, what it finds wrong, and what it leaves alone."""

from __future__ import annotations

import asyncio
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from scroblarr_desktop import self_test
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.self_test import Errors, SelfTest
from tests.ui.conftest import qt_event_loop

RUN = """
import sys
from scroblarr_desktop.cli import main
code = main(["--self-test"])
print("keyring:", "keyring" in sys.modules)
sys.exit(code)
"""
"""Also says whether anything asked for this computer's keyring."""


@pytest.fixture
def run(
    qapp: QApplication, tmp_path: Path
) -> Iterator[Callable[[Callable[[SelfTest], object]], int]]:
    """Runs it with something spoilt beforehand."""
    errors = Errors()
    logging.getLogger().addHandler(errors)

    def run_spoilt(spoil: Callable[[SelfTest], object]) -> int:
        loop = qt_event_loop()
        asyncio.set_event_loop(loop)
        with loop:
            test = SelfTest(DataDir(tmp_path), errors)
            spoil(test)
            code: int = loop.run_until_complete(test.run())
            return code

    yield run_spoilt
    logging.getLogger().removeHandler(errors)


def test_it_passes_and_leaves_nothing(tmp_path: Path) -> None:
    home, temporary = tmp_path / "home", tmp_path / "temporary"
    for folder in (home, temporary):
        folder.mkdir()
    env = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    env |= {"HOME": str(home), "TMPDIR": str(temporary), "APPDATA": str(home)}
    env["LOCALAPPDATA"] = str(home)
    done = subprocess.run(
        [sys.executable, "-c", RUN], env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    names = [line.partition(":")[0] for line in done.stdout.splitlines()]
    checks = [
        "certificates",
        "engine",
        "household",
        "secrets",
        "webhook",
        "windows",
        "languages",
        "database",
        "log",
    ]
    assert names[: len(checks)] == checks
    assert done.stdout.endswith("works on this computer.\nkeyring: False\n")
    assert "Traceback" not in done.stderr
    assert "This plugin does not support" not in done.stderr
    assert list(temporary.iterdir()) == []
    assert not [path for path in home.rglob("*") if "Scroblarr" in path.name]


def test_a_watch_that_does_not_arrive_fails_it(
    run: Callable[[Callable[[SelfTest], object]], int], capsys: pytest.CaptureFixture[str]
) -> None:
    def spoil(test: SelfTest) -> None:
        stage = test.neighbours.household.stage
        stage.catalogue.remove(stage.film(self_test.FILM))

    assert run(spoil) == 1
    told = capsys.readouterr()
    assert "works on this computer" not in told.out
    assert "The self test failed at webhook: no film Paper Comets" in told.err


@pytest.mark.logs("nobody caught this")
def test_an_error_in_the_log_fails_it(
    run: Callable[[Callable[[SelfTest], object]], int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(lambda test: logging.getLogger("ui").error("nobody caught this")) == 1
    assert "The self test failed at log: nobody caught this" in capsys.readouterr().err


def test_it_ends_in_time_whatever_hangs(
    run: Callable[[Callable[[SelfTest], object]], int],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def spoil(test: SelfTest) -> None:
        test.neighbours.household.stage.pace = 1000.0

    monkeypatch.setattr(self_test, "LIMIT_S", 1.5)
    assert run(spoil) == 1
    assert "The self test failed at time" in capsys.readouterr().err
