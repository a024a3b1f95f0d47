"""The program's own log file. Ids go into it, not titles, people or secrets."""

from __future__ import annotations

import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

LOG_BYTES = 1_000_000
LOG_FILES = 5
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def log_file(folder: Path) -> Path:
    return folder / "scroblarr.log"


def start_logging(folder: Path, *, to_screen: bool) -> None:
    """Write the log to `scroblarr.log` in that folder, and warnings to the screen if asked."""
    file = RotatingFileHandler(
        log_file(folder), maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8"
    )
    places: list[logging.Handler] = [file]
    if to_screen:
        screen = logging.StreamHandler(sys.stderr)
        screen.setLevel(logging.WARNING)
        places.append(screen)
    for place in places:
        place.setFormatter(logging.Formatter(_FORMAT))
    logging.basicConfig(level=logging.INFO, handlers=places, force=True)
    # These would write addresses, and with them webhook secrets, at their chatty levels.
    for name in ("aiohttp", "asyncio", "urllib3", "requests_oauthlib", "oauthlib", "peewee"):
        logging.getLogger(name).setLevel(logging.WARNING)
