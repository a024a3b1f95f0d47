"""How connections and places of Plex servers are said."""

from __future__ import annotations

from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication

from scroblarr_desktop.linking.plex.servers import FoundServer, Reach, Way
from scroblarr_desktop.store.records import Place

translate = QCoreApplication.translate


def way_name(way: Way) -> str:
    """Return a connection in words with its address: "at home, 192.168.1.5:32400 (safe)"."""
    where = {
        Reach.LOCAL: translate("Plex", "at home"),
        Reach.REMOTE: translate("Plex", "from outside"),
        Reach.RELAY: translate("Plex", "over a computer of Plex's"),
    }[way.reach]
    parts = urlsplit(way.url)
    host = way.address if (parts.hostname or "").endswith(".plex.direct") else parts.hostname or ""
    host = f"[{host}]" if ":" in host else host
    port = f":{parts.port}" if parts.port else ""
    safe = translate("Plex", "encrypted") if parts.scheme == "https" else ""
    shown = f"{host or way.address}{port}"
    return ", ".join(part for part in (where, shown, safe) if part)


def reach_sentence(server: FoundServer) -> str:
    """Return whether a server answers, and how near."""
    if not server.working:
        return translate(
            "Plex",
            "Does not answer this computer now. What is watched can be reported all the same.",
        )
    return {
        Reach.LOCAL: translate("Plex", "Answers in your home network."),
        Reach.REMOTE: translate("Plex", "Answers from outside your home network only."),
        Reach.RELAY: translate("Plex", "Answers only over a computer of Plex's, which is slow."),
    }[server.working[0].reach]


def place_names() -> dict[Place, str]:
    return {
        Place.HERE: translate("Plex", "on this computer"),
        Place.DOCKER: translate("Plex", "in Docker on this computer"),
        Place.HOME: translate("Plex", "on another computer"),
    }
