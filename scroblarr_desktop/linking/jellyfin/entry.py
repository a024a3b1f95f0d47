"""Our entry among the webhooks of Jellyfin's plugin "Webhook".

The plugin keeps one configuration for everybody's entries, and writing replaces all of it: what
is not ours goes back exactly as it came. Shape: jellyfin-plugin-webhook, BaseOption.cs and
GenericOption.cs.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

PATH = "/webhooks/jellyfin"
SECRET_HEADER = "X-Webhook-Secret"  # noqa: S105 - a header's name
OUR_NAME = "Scroblarr"
ENTRIES = "GenericOptions"
EVENTS = ("PlaybackStart", "PlaybackStop", "UserDataSaved")

_CONTENT_TYPE, _JSON = "Content-Type", "application/json"
_ON = ("EnableMovies", "EnableEpisodes", "SendAllProperties", "EnableWebhook")
_OFF = ("EnableSeries", "EnableSeasons", "EnableAlbums", "EnableSongs", "EnableVideos")

Entry = dict[str, Any]
Configuration = dict[str, Any]


@dataclass(frozen=True)
class Ours:
    """What our entry has to be, and how to tell it."""

    name: str
    """Of the entry: "Scroblarr (name of this computer)"."""
    uri: str
    secret: str = field(repr=False)
    earlier_uris: tuple[str, ...] = ()
    """Where an entry of ours may point that has an old secret."""

    def is_ours(self, entry: object) -> bool:
        """By the secret; or by name and address, where the secret was renewed meanwhile."""
        if not isinstance(entry, dict):
            return False
        if self.secret in _secrets(entry):
            return True
        known = entry.get("WebhookName") == self.name
        return known and entry.get("WebhookUri") in (self.uri, *self.earlier_uris)


def with_ours(configuration: Configuration, ours: Ours) -> Configuration:
    """Return the configuration with our entry once and right, and all others as they were."""
    kept: list[Any] = []
    placed = False
    for entry in entries(configuration):
        if not ours.is_ours(entry):
            kept.append(entry)
        elif not placed:
            kept.append(mended(entry, ours))
            placed = True
    return configuration | {ENTRIES: kept if placed else [*kept, new_entry(ours)]}


def without_ours(configuration: Configuration, ours: Ours) -> Configuration:
    kept = [entry for entry in entries(configuration) if not ours.is_ours(entry)]
    return configuration | {ENTRIES: kept}


def same_elsewhere(before: Configuration, after: Configuration, ours: Ours) -> bool:
    """Return whether everything but our entry is the same, in value and in order."""
    return _written(without_ours(before, ours)) == _written(without_ours(after, ours))


def is_right(configuration: Configuration, ours: Ours) -> bool:
    """Return whether our entry is there as it has to be."""
    return _written(with_ours(configuration, ours)) == _written(configuration)


def other_scroblarrs(configuration: Configuration, ours: Ours) -> list[str]:
    """Return the names of entries that another Scroblarr made."""
    names = [
        str(entry.get("WebhookName") or "")
        for entry in entries(configuration)
        if isinstance(entry, dict) and not ours.is_ours(entry)
    ]
    return [name for name in names if name.startswith(OUR_NAME)]


def entries(configuration: Configuration) -> list[Any]:
    found = configuration.get(ENTRIES)
    return found if isinstance(found, list) else []


def new_entry(ours: Ours) -> Entry:
    return {
        "NotificationTypes": list(EVENTS),
        "WebhookName": ours.name,
        "WebhookUri": ours.uri,
        **dict.fromkeys(_ON, True),
        **dict.fromkeys(_OFF, False),
        "TrimWhitespace": True,
        "SkipEmptyMessageBody": True,
        "Template": "",
        # Everybody: a person who moves in shall be noticed, and whom to count is decided here.
        "UserFilter": [],
        # Bare, because a media type with parameters makes the plugin lose the event.
        "Headers": [_pair(_CONTENT_TYPE, _JSON), _pair(SECRET_HEADER, ours.secret)],
        "Fields": [],
    }


def mended(entry: Entry, ours: Ours) -> Entry:
    """Return our entry with what it needs, and with what the person chose besides."""
    types = entry.get("NotificationTypes")
    known = list(types) if isinstance(types, list) else []
    return (
        entry
        | {"WebhookUri": ours.uri, "Headers": _mended_headers(entry, ours)}
        | ({"WebhookName": ours.name} if _is_named_by_us(entry) else {})
        | dict.fromkeys(_ON, True)
        | {"NotificationTypes": [*known, *(one for one in EVENTS if one not in known)]}
    )


def _is_named_by_us(entry: Entry) -> bool:
    """Return whether it has the name that was made for it, on this computer or one before."""
    name = str(entry.get("WebhookName") or "")
    return name.startswith(f"{OUR_NAME} (") and name.endswith(")")


def _mended_headers(entry: Entry, ours: Ours) -> list[Any]:
    headers = _headers(entry)
    replaced = (SECRET_HEADER.lower(), _CONTENT_TYPE.lower())
    others = [one for one in headers if str(one.get("Key")).lower() not in replaced]
    wanted = [_pair(_CONTENT_TYPE, _JSON), _pair(SECRET_HEADER, ours.secret)]
    there = [one for one in headers if one in wanted]
    if len(there) == len(wanted) and len(headers) == len(others) + len(wanted):
        return headers
    return [*others, *wanted]


def _headers(entry: Mapping[str, Any]) -> list[Any]:
    found = entry.get("Headers")
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _secrets(entry: Mapping[str, Any]) -> list[str]:
    """Return the secrets that an entry carries: in its header, or at the end of its address."""
    in_headers = [
        str(one.get("Value"))
        for one in _headers(entry)
        if str(one.get("Key")).lower() == SECRET_HEADER.lower()
    ]
    before, _, last = str(entry.get("WebhookUri") or "").rpartition("/")
    return [*in_headers, last] if before.endswith(PATH) else in_headers


def _pair(key: str, value: str) -> dict[str, str]:
    return {"Key": key, "Value": value}


def _written(configuration: Configuration) -> str:
    return json.dumps(configuration, sort_keys=True)
