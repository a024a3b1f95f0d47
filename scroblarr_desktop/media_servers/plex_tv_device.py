"""What a program tells Plex about itself with every call."""

from __future__ import annotations

import platform
from dataclasses import dataclass

from scroblarr_desktop import __version__

PRODUCT = "Scroblarr Desktop"


@dataclass(frozen=True)
class PlexDevice:
    """This installation, as it stands in the account's list of authorized devices."""

    client_id: str
    """A UUID that never changes: a PIN and its token belong to it."""
    name: str
    """The computer's name."""

    def headers(self, token: str | None = None) -> dict[str, str]:
        """Return the headers of a call (python-plexapi sends the same ones)."""
        told = {
            "Accept": "application/json",
            "X-Plex-Product": PRODUCT,
            "X-Plex-Version": __version__,
            "X-Plex-Client-Identifier": self.client_id,
            "X-Plex-Platform": platform.system() or "unknown",
            "X-Plex-Device": platform.system() or "unknown",
            "X-Plex-Device-Name": _in_ascii(self.name),
        }
        return told if token is None else told | {"X-Plex-Token": token}


def _in_ascii(name: str) -> str:
    # A computer may be called anything, a header may hold ASCII only.
    kept = "".join(c if c.isascii() and c.isprintable() else "?" for c in name)
    return kept.strip()[:60] or "computer"
