"""The program itself, started where the household was moved away from."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from scroblarr_desktop.paths import DataDir
from tests.moving.luggage import furnish, pack
from tests.running import command

NOBODY = "http://127.0.0.1:9"
ENVIRONMENT = {
    **os.environ,
    "QT_QPA_PLATFORM": "offscreen",
    "SCROBLARR_TRAKT_API_URL": NOBODY,
    "SCROBLARR_TRAKT_AUTH_URL": NOBODY,
    "SCROBLARR_SIMKL_API_URL": NOBODY,
    "SCROBLARR_TVTIME_URL": NOBODY,
}


@pytest.fixture
def folder(tmp_path: Path) -> DataDir:
    made = DataDir(tmp_path / "old")
    furnish(made)
    pack(made, tmp_path / "household.scroblarr")
    return made


async def run(folder: DataDir, *arguments: str) -> tuple[int | None, str]:
    process = await asyncio.create_subprocess_exec(
        *command(folder.root, *arguments),
        env=ENVIRONMENT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await asyncio.wait_for(process.communicate(), 30)
    process._transport.close()  # type: ignore[attr-defined]  # else Python 3.11 warns
    return process.returncode, said.decode()


async def test_without_windows_it_refuses_plainly(folder: DataDir) -> None:
    code, said = await run(folder, "--headless", "--port", "0")
    assert code == 1
    assert said.startswith("This copy was moved to another PC. The household went to another")
    assert "household.scroblarr" in said
    assert "Traceback" not in said


async def test_leaving_signs_nobody_out(folder: DataDir) -> None:
    code, said = await run(folder, "--leave")
    assert (code, said.endswith("There is nothing to sign out of.\n")) == (0, True)
