"""Bodies of other programs, and of the right programs at the wrong address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from scroblarr_desktop.media_servers.bodies import section, text
from scroblarr_desktop.watches import Ignored

OWN_TEST = "test"
"""The code of what the app sent to itself, to see whether an address works."""

OWN_TEST_EVENT = "scroblarr.test"

_OWN_TEST = Ignored(OWN_TEST, "This was Scroblarr's own test of the address.")
_EMBY = Ignored(
    "emby",
    "This came from Emby, which this app does not read. Plex and Jellyfin servers can be added.",
)
_TAUTULLI = Ignored(
    "tautulli",
    "This came from Tautulli, whose templates do not say reliably who watched which episode. "
    "Put the address of your Plex server's page into Plex's own webhooks instead.",
)
_OTHER_PLUGIN = Ignored(
    "jellyfin_webhooks_plugin",
    'This came from the Jellyfin plugin "Webhooks" by shemanaev, which this app does not read. '
    'Install the plugin "Webhook" from Jellyfin\'s own catalogue instead.',
)
_PLEX_ELSEWHERE = Ignored(
    "wrong_address",
    "This came from Plex, but went to the address of a Jellyfin server. "
    "Put the address of your Plex server's page into Plex.",
)
_JELLYFIN_ELSEWHERE = Ignored(
    "wrong_address",
    "This came from Jellyfin, but went to the address of a Plex server. "
    "Put the address of your Jellyfin server's page into Jellyfin.",
)

_PLEX_EVENTS = ("media.", "library.", "playback.", "admin.", "device.")
_PLACEHOLDER = re.compile(r"\{\w+\}")
_JELLYFIN_ID = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}")


def event_name(content: Mapping[str, Any]) -> str:
    """Return what the body calls its event, in any source's spelling, or ""."""
    for key in ("event", "NotificationType", "Event"):
        if name := text(content.get(key)):
            return name[:100]
    return ""


def at_plex_address(content: Mapping[str, Any]) -> Ignored | None:
    """Return why this is nothing that Plex sent, or None."""
    if _from_jellyfin(content):
        return _JELLYFIN_ELSEWHERE
    return _from_a_stranger(content)


def at_jellyfin_address(content: Mapping[str, Any]) -> Ignored | None:
    """Return why this is nothing that Jellyfin's webhook plugin sent, or None."""
    if _from_jellyfin(content):
        return None
    return _from_a_stranger(content) or (_PLEX_ELSEWHERE if _from_plex(content) else None)


def _from_jellyfin(content: Mapping[str, Any]) -> bool:
    return bool(text(content.get("NotificationType"))) and not _from_plex(content)


def _from_plex(content: Mapping[str, Any]) -> bool:
    return text(content.get("event")).startswith(_PLEX_EVENTS) and any(
        isinstance(content.get(key), dict) for key in ("Account", "Server", "Metadata")
    )


def _from_a_stranger(content: Mapping[str, Any]) -> Ignored | None:
    if content.get("event") == OWN_TEST_EVENT:
        return _OWN_TEST
    if _from_tautulli(content):
        return _TAUTULLI
    # Its "Plex" format copies Plex's body, but accounts keep Jellyfin's ids.
    account_id = text(section(content.get("Account")).get("id")).lower()
    if _from_plex(content) and _JELLYFIN_ID.fullmatch(account_id):
        return _OTHER_PLUGIN
    if "Event" not in content or not content.keys() & {"Item", "Server", "User"}:
        return None
    # Emby writes "playback.stop", the plugin "Stop".
    return _EMBY if "." in text(content["Event"]) else _OTHER_PLUGIN


def _from_tautulli(content: Mapping[str, Any]) -> bool:
    event = text(content.get("event"))
    if event.startswith("tautulli."):
        return True
    if not event or not isinstance(content.get("Metadata"), dict):
        return False
    return _names_tautulli(content) or _is_a_filled_template(content)


def _names_tautulli(content: Mapping[str, Any]) -> bool:
    return any(text(content.get(key)).lower() == "tautulli" for key in ("server", "source"))


def _is_a_filled_template(content: Mapping[str, Any]) -> bool:
    """Return whether everything is a string, or still a placeholder, as in Tautulli's templates.

    Plex itself writes `user` and `owner` as booleans, account ids and places as numbers.
    """
    account_id = section(content.get("Account")).get("id")
    metadata = section(content["Metadata"])
    marks = (content.get("event"), account_id, section(content.get("Server")).get("uuid"))
    if any(_PLACEHOLDER.search(text(mark)) for mark in marks):
        return True
    if isinstance(content.get("user"), str) or isinstance(content.get("owner"), str):
        return True
    places = [metadata.get(key) for key in ("index", "parentIndex", "year", "duration")]
    written = any(isinstance(place, str) for place in places) or "Guids" in metadata
    return written and not isinstance(account_id, int)
