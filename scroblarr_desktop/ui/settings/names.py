"""Names of this computer that the local API answers to, besides its own."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

from scroblarr_desktop.http_server.access import EXTRA_HOSTS
from scroblarr_desktop.store import settings

translate = QCoreApplication.translate

NAME = re.compile(r"(?=.{1,253}$)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*")
MOST = 20


def kept_names() -> str:
    """Return the names in one line."""
    return ", ".join(settings.get(EXTRA_HOSTS, []))


def keep_names(text: str) -> None:
    """Keep the names in a line, each once. Raises ValueError where one cannot be a name."""
    given = [one.strip().lower().rstrip(".") for one in re.split(r"[,;\s]+", text) if one.strip()]
    names = list(dict.fromkeys(given))
    wrong = next((one for one in names if not NAME.fullmatch(one)), None)
    if wrong is not None:
        sentence = translate(
            "ComputerNames", "“{name}” is not a computer's name: no “http://”, port or path."
        )
        raise ValueError(sentence.format(name=wrong))
    if len(names) > MOST:
        sentence = translate("ComputerNames", "There is room for {count} names.")
        raise ValueError(sentence.format(count=MOST))
    settings.put(EXTRA_HOSTS, names or None)
