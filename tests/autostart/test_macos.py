from __future__ import annotations

import plistlib
from pathlib import Path

import pytest

from scroblarr_desktop.autostart.macos import LaunchAgent

COMMAND = ("/Applications/Scroblarr.app/Contents/MacOS/Scroblarr", "--minimized")


@pytest.fixture
def entry(tmp_path: Path) -> LaunchAgent:
    return LaunchAgent("scroblarr-desktop", tmp_path)


def test_it_is_switched_on_and_off(entry: LaunchAgent, tmp_path: Path) -> None:
    assert (entry.is_on(), entry.starts(COMMAND)) == (False, False)
    entry.turn_off()
    entry.turn_on(COMMAND)
    assert entry.path == tmp_path / "Library" / "LaunchAgents" / "scroblarr-desktop.plist"
    agent = plistlib.loads(entry.path.read_bytes())
    assert (agent["Label"], agent["RunAtLoad"]) == ("scroblarr-desktop", True)
    assert agent["ProgramArguments"] == list(COMMAND)
    assert "KeepAlive" not in agent, "who quits it wants it to stay quit"
    assert (entry.is_on(), entry.starts(COMMAND)) == (True, True)
    assert not entry.starts(COMMAND[:1])
    entry.turn_off()
    assert list(entry.path.parent.iterdir()) == []


def test_it_may_be_disabled(entry: LaunchAgent) -> None:
    entry.turn_on(COMMAND)
    agent = plistlib.loads(entry.path.read_bytes())
    entry.path.write_bytes(plistlib.dumps(agent | {"Disabled": True}))
    assert not entry.is_on()


@pytest.mark.parametrize("content", [b"", b"no list", b"<plist>", plistlib.dumps(["a list"])])
def test_what_cannot_be_read_is_off(entry: LaunchAgent, content: bytes) -> None:
    entry.path.parent.mkdir(parents=True)
    entry.path.write_bytes(content)
    assert (entry.is_on(), entry.starts(COMMAND)) == (False, False)
