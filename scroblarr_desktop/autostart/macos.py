"""A launch agent in ~/Library/LaunchAgents (launchd.plist(5))."""

from __future__ import annotations

import plistlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.parsers.expat import ExpatError


class LaunchAgent:
    """macOS shows it under "Login Items" and lets the person switch it off there.

    That switch is kept where programs cannot read it: `is_on` tells what stands in the file.
    """

    def __init__(self, name: str, home: Path) -> None:
        self._name = name
        self.path = home / "Library" / "LaunchAgents" / f"{name}.plist"

    def is_on(self) -> bool:
        agent = self._agent()
        return bool(agent.get("RunAtLoad")) and not agent.get("Disabled")

    def starts(self, command: Sequence[str]) -> bool:
        return self._agent().get("ProgramArguments") == list(command)

    def turn_on(self, command: Sequence[str]) -> None:
        agent = {
            "Label": self._name,
            "ProgramArguments": list(command),
            "RunAtLoad": True,
            "LimitLoadToSessionType": "Aqua",
            "ProcessType": "Interactive",
        }
        self.path.parent.mkdir(parents=True, exist_ok=True)
        draft = self.path.with_suffix(".new")
        draft.write_bytes(plistlib.dumps(agent))
        draft.replace(self.path)

    def turn_off(self) -> None:
        self.path.unlink(missing_ok=True)

    def _agent(self) -> dict[str, Any]:
        """Return what the file says; nothing where there is none, or none that can be read."""
        try:
            agent = plistlib.loads(self.path.read_bytes())
        except (FileNotFoundError, plistlib.InvalidFileException, ExpatError):
            return {}
        return agent if isinstance(agent, dict) else {}
