"""Starting at login. Only a person switches it on."""

from __future__ import annotations

import hashlib
import logging
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from scroblarr_desktop.autostart.command import own_command, this_program
from scroblarr_desktop.autostart.linux import DesktopEntry
from scroblarr_desktop.autostart.windows import RunKey, own_registry
from scroblarr_desktop.paths import default_data_dir

log = logging.getLogger(__name__)

NAME = "scroblarr-desktop"


class Entry(Protocol):
    """What a system keeps of one program that it starts at login. Methods raise OSError."""

    def is_on(self) -> bool:
        """Return whether the system will start it, so far as that can be read."""

    def starts(self, command: Sequence[str]) -> bool:
        """Return whether the entry holds exactly this command."""

    def turn_on(self, command: Sequence[str]) -> None:
        """Write the entry, over the one that is there."""

    def turn_off(self) -> None: ...


class CannotSet(Exception):
    """The system did not take the change."""

    title = "That could not be changed"
    next_step = "Your system's own settings list what starts at login: change it there."

    def __init__(self, error: OSError) -> None:
        why = error.strerror or str(error)
        self.sentence = f"This computer refused to change what starts at login ({why})."
        super().__init__(self.sentence)


class Autostart:
    """Starting at login with one data folder."""

    def __init__(self, entry: Entry, command: Sequence[str]) -> None:
        self._entry = entry
        self._command = tuple(command)

    def is_on(self) -> bool:
        try:
            return self._entry.is_on()
        except OSError as error:
            log.info("what starts at login cannot be read: %s", error)
            return False

    def turn_on(self) -> None:
        """Raises CannotSet."""
        try:
            self._entry.turn_on(self._command)
        except OSError as error:
            raise CannotSet(error) from error

    def turn_off(self) -> None:
        """Raises CannotSet."""
        try:
            self._entry.turn_off()
        except OSError as error:
            raise CannotSet(error) from error

    def renew(self) -> None:
        """Let an entry that is on start the program from where it lies now.

        For the start of the tray app: an update or a move may have left the old place empty.
        """
        try:
            if self._entry.is_on() and not self._entry.starts(self._command):
                self._entry.turn_on(self._command)
                log.info("what starts at login was brought up to date")
        except OSError as error:
            log.warning("what starts at login could not be brought up to date: %s", error)


def for_data_dir(root: Path) -> Autostart:
    """Return what starts this program, as it runs now, with that data folder.

    Two folders are two instances and have two entries.
    """
    own = None if root == default_data_dir() else root.absolute()
    return Autostart(entry_here(own), own_command(this_program(), own))


def entry_here(
    data_dir: Path | None, system: str = sys.platform, env: Mapping[str, str] = os.environ
) -> Entry:
    """Return this system's entry for that data folder; None is the usual one."""
    name = NAME if data_dir is None else f"{NAME}-{_short(data_dir)}"
    if system == "win32":
        return RunKey(name, own_registry())
    if system == "darwin":
        from scroblarr_desktop.autostart.macos import LaunchAgent  # brings a parser of XML along

        return LaunchAgent(name, Path.home())
    return DesktopEntry(name, Path.home(), env)


def _short(data_dir: Path) -> str:
    return hashlib.sha256(str(data_dir).encode("utf-8", "surrogateescape")).hexdigest()[:8]
