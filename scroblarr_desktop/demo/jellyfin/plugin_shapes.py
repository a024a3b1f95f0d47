"""What the configurations of the plugins look like, and what becomes of one that is sent.

The server reads it into fixed types (System.Text.Json, names exactly so): fields that the plugin
does not know are dropped, missing ones get their defaults, wrong types are an error. Sources:
jellyfin-plugin-webhook, PluginConfiguration.cs, BaseOption.cs and GenericOption.cs;
jellyfin-plugin-trakt, TraktUser.cs; jellyfin-plugin-simkl, UserConfig.cs. Of the Webhook plugin's
other destinations nothing is checked: they stay as they are sent.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from scroblarr_desktop.demo.jellyfin.json import known
from scroblarr_desktop.demo.jellyfin.visits import guid_of

WEBHOOK = "71552a5a5c5c4350a2aeebe451a30173"
TRAKT = "4fe3201ed6ae4f2e8917e12bda571281"
SIMKL = "07caef58a94b4211a62cf9774e04ebdb"

EVENTS = (
    "None",
    "ItemAdded",
    "Generic",
    "PlaybackStart",
    "PlaybackProgress",
    "PlaybackStop",
    "SubtitleDownloadFailure",
    "AuthenticationFailure",
    "AuthenticationSuccess",
    "SessionStart",
    "PendingRestart",
    "TaskCompleted",
    "PluginInstallationCancelled",
    "PluginInstallationFailed",
    "PluginInstalled",
    "PluginInstalling",
    "PluginUninstalled",
    "PluginUpdated",
    "UserCreated",
    "UserDeleted",
    "UserLockedOut",
    "UserPasswordChanged",
    "UserUpdated",
    "UserDataSaved",
    "ItemDeleted",
)
"""The notification types in the order of their numbers."""


class Unfit(Exception):
    """A value is of another type than the plugin's own."""


Reader = Callable[[Any], Any]


def _text(value: Any) -> str | None:
    if value is not None and not isinstance(value, str):
        raise Unfit(value)
    return value


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Unfit(value)
    return value


def _number(value: Any) -> int:
    """Numbers may stand in quotation marks."""
    if isinstance(value, bool) or not str(value).lstrip("-").isdecimal():
        raise Unfit(value)
    return int(value)


def _event(value: Any) -> str:
    """Events may be told by their number; they come back by name."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < len(EVENTS):
        return EVENTS[value]
    names = {name.lower(): name for name in EVENTS}
    if not isinstance(value, str) or value.lower() not in names:
        raise Unfit(value)
    return names[value.lower()]


def _guid(value: Any) -> str:
    found = guid_of(value) if isinstance(value, str) else None
    if found is None:
        raise Unfit(value)
    return found


def _any_object(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Unfit(value)
    return value


def _list_of(read: Reader) -> Reader:
    def read_list(value: Any) -> list[Any]:
        if not isinstance(value, list):
            raise Unfit(value)
        return [read(each) for each in value]

    return read_list


class Shape:
    """Named fields, each with the reader of its values and its default."""

    def __init__(self, fields: Mapping[str, tuple[Reader, Any]]) -> None:
        self._fields = fields

    def __call__(self, value: Any) -> dict[str, Any]:
        """Return the value as the plugin holds it. Raises Unfit."""
        sent = _any_object(value)
        content: dict[str, Any] = {}
        for name, (read, default) in self._fields.items():
            content[name] = read(sent[name]) if name in sent else read(default)
        return known(content)


def _flags(names: str, default: bool = False) -> dict[str, tuple[Reader, Any]]:
    return dict.fromkeys(names.split(), (_yes_or_no, default))


_PAIR = Shape({"Key": (_text, None), "Value": (_text, None)})

_ENTRY = Shape(
    {
        "Headers": (_list_of(_PAIR), []),
        "Fields": (_list_of(_PAIR), []),
        "NotificationTypes": (_list_of(_event), []),
        "WebhookName": (_text, None),
        "WebhookUri": (_text, None),
        **_flags("EnableMovies EnableEpisodes EnableSeries EnableSeasons EnableAlbums EnableSongs"),
        **_flags("EnableVideos SendAllProperties TrimWhitespace SkipEmptyMessageBody"),
        **_flags("EnableWebhook", default=True),
        "Template": (_text, None),
        "UserFilter": (_list_of(_guid), []),
    }
)

_TRAKT_USER = Shape(
    {
        "AccessToken": (_text, None),
        "RefreshToken": (_text, None),
        "LinkedMbUserId": (_text, None),
        **_flags("UsesAdvancedRating SkipWatchedImportFromTrakt ExtraLogging ExportMediaInfo"),
        **_flags("SkipUnwatchedImportFromTrakt PostWatchedHistory PostUnwatchedHistory", True),
        **_flags("PostSetWatched PostSetUnwatched SynchronizeCollections Scrobble", True),
        "LocationsExcluded": (lambda value: value and _list_of(_text)(value), None),
        "AccessTokenExpiration": (_text, "0001-01-01T00:00:00"),
    }
)

_SIMKL_USER = Shape(
    {
        **_flags("ScrobbleMovies ScrobbleShows", default=True),
        "ScrobblePercentage": (_number, 70),
        "ScrobbleNowWatchingPercentage": (_number, 5),
        "MinLength": (_number, 5),
        "UserToken": (_text, ""),
        "ScrobbleTimeout": (_number, 30),
        "Id": (_guid, "0" * 32),
    }
)

_OTHERS = "Discord GenericForm Gotify Pushbullet Pushover Slack Smtp Mqtt"

_CONFIGURATIONS = {
    WEBHOOK: Shape(
        {
            "ServerUrl": (_text, ""),
            "GenericOptions": (_list_of(_ENTRY), []),
            **{f"{name}Options": (_list_of(_any_object), []) for name in _OTHERS.split()},
        }
    ),
    TRAKT: Shape({"TraktUsers": (_list_of(_TRAKT_USER), [])}),
    SIMKL: Shape({"UserConfigs": (_list_of(_SIMKL_USER), [])}),
}


def bound(guid: str, sent: Any) -> dict[str, Any]:
    """Return a configuration as the plugin takes it. Raises Unfit.

    A plugin that is none of the three keeps whatever object is sent.
    """
    return _CONFIGURATIONS.get(guid, _any_object)(sent)


def default_of(guid: str) -> dict[str, Any]:
    """Return the configuration of a plugin that nobody has configured."""
    return bound(guid, {})


def trakt_user(user_id: str) -> dict[str, Any]:
    """Return a user who is linked with Trakt and whose viewings the plugin sends."""
    tokens = {"AccessToken": "made-up-access", "RefreshToken": "made-up-refresh"}
    return _TRAKT_USER({"LinkedMbUserId": user_id, **tokens})


def simkl_user(user_id: str) -> dict[str, Any]:
    """Return a user who is signed in to Simkl, and whose viewings the plugin sends."""
    return _SIMKL_USER({"Id": user_id, "UserToken": "made-up-token"})
