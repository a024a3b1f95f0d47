"""The program's own log file, and reports of what broke.

Ids go into them, not titles, people or secrets; what looks like a secret is hidden all the same.
"""

from __future__ import annotations

import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

from scroblarr_desktop.diagnostics.redaction import redacted

LOG_BYTES = 1_000_000
LOG_FILES = 5
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"

_OURS = logging.getLogger("scroblarr_desktop")


class _Redacting(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return redacted(super().format(record))


def log_file(folder: Path) -> Path:
    return folder / "scroblarr.log"


def log_files(folder: Path) -> list[Path]:
    """Return the log's files that are there, the newest first."""
    first = log_file(folder)
    older = (first.with_name(f"{first.name}.{number}") for number in range(1, LOG_FILES + 1))
    return [one for one in (first, *older) if one.is_file()]


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
        place.setFormatter(_Redacting(_FORMAT))
    logging.basicConfig(level=logging.INFO, handlers=places, force=True)
    # These would write addresses, and with them webhook secrets, at their chatty levels.
    for name in ("aiohttp", "asyncio", "urllib3", "requests_oauthlib", "oauthlib", "peewee"):
        logging.getLogger(name).setLevel(logging.WARNING)


def write_down_more(more: bool) -> None:
    """Write each step of the app's own work into the log, or go back to what is usual.

    Libraries stay as quiet as they are: they would write what was sent.
    """
    _OURS.setLevel(logging.DEBUG if more else logging.NOTSET)


def writes_down_more() -> bool:
    return _OURS.level == logging.DEBUG
