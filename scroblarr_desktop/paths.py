"""Where things lie on this computer."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import appdirs

APP_NAME = "ScroblarrDesktop"


def default_data_dir() -> Path:
    # appauthor=False keeps Windows from nesting the app's folder in one of the same name.
    return Path(appdirs.user_data_dir(APP_NAME, appauthor=False))


def resources_dir() -> Path:
    """Return the folder with icons and languages: bundled, installed, or in the source tree."""
    bundle = getattr(sys, "_MEIPASS", None)
    package = Path(__file__).resolve().parent
    candidates = [Path(bundle) / "resources"] if bundle else []
    candidates += [package / "resources", package.parent / "resources"]
    return next((folder for folder in candidates if folder.is_dir()), candidates[-1])


@dataclass(frozen=True)
class DataDir:
    """The folder that holds all state of one instance: two folders, two independent instances."""

    root: Path

    @property
    def database(self) -> Path:
        return self.root / "scroblarr.sqlite3"

    @property
    def key_file(self) -> Path:
        return self.root / "secret.key"

    @property
    def key_entry(self) -> Path:
        """Names the keyring's entry that holds the key, where it is not in its file."""
        return self.root / "secret.keyring"

    @property
    def lock(self) -> Path:
        return self.root / "running.lock"

    @property
    def control(self) -> Path:
        """Says how to reach the running copy: see `control`."""
        return self.root / "running.json"

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    @property
    def backups(self) -> Path:
        return self.root / "backups"

    @property
    def posters(self) -> Path:
        """Pictures from media servers, which may be thrown away at any time."""
        return self.root / "posters"

    @property
    def generation(self) -> Path:
        """Tells an older copy of the database from the one in use: see `store.restoring`."""
        return self.root / "scroblarr.generation"

    @property
    def damage_seen(self) -> Path:
        """Is there while the database was found damaged and not looked at as a whole since."""
        return self.root / "scroblarr.damaged"

    @property
    def moved_away(self) -> Path:
        """Is there once the household went to another computer: see `store.moving`."""
        return self.root / "scroblarr.moved"

    def create(self) -> None:
        """Make the folders, readable by this person only."""
        for folder in (self.root, self.logs, self.backups):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
