"""What a webhook of Jellyfin's plugin "Webhook" says.

The fields are those of its "Send All Properties" (jellyfin-plugin-webhook,
Helpers/DataObjectHelpers.cs); templates that people write use the same names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from scroblarr_desktop.media_servers import foreign
from scroblarr_desktop.media_servers.bodies import (
    json_object,
    missing_fields,
    truth,
    whole_number,
)
from scroblarr_desktop.media_servers.ids import says_which
from scroblarr_desktop.media_servers.jellyfin_items import (
    items,
    jellyfin_id,
    moment,
    seconds,
    words,
)
from scroblarr_desktop.watches import (
    Ignored,
    Item,
    Kind,
    Progress,
    ProgressAction,
    Reading,
    ServerRef,
    ViewerRef,
    Watch,
)

_START, _STOP, _SAVED = "PlaybackStart", "PlaybackStop", "UserDataSaved"
_KINDS = {"movie": Kind.MOVIE, "episode": Kind.EPISODE}
_REMEDY = (
    'Tick "Send All Properties" in the settings of Jellyfin\'s webhook plugin, '
    "or add this to the template."
)

_POSITION = Ignored(
    "playback_progress",
    "Jellyfin tells every second how far somebody is, which is not needed. "
    'Untick "Playback Progress" in the settings of the webhook plugin.',
)
_USER_DATA = Ignored("user_data", "Jellyfin saved something else about the item than a hand mark.")
_UNMARKED = Ignored("unmarked", "This was marked as not watched; what was sent before stays.")
_EVENT_GROUPS = {
    "Item": Ignored("library", "Jellyfin tells about its library, not about a viewing."),
    **dict.fromkeys(
        ("Authentication", "Generic", "Pending", "Plugin", "Session", "Subtitle", "Task", "User"),
        Ignored("server_event", "Jellyfin tells about the server, not about a viewing."),
    ),
}
_MUSIC = Ignored("music", "This was music; only movies and episodes are counted.")

# Top-level pairs up to the one looked for; a value that is no string, number or word ends it.
_PAIR = re.compile(
    rb'\s*"((?:[^"\\]|\\.)*+)"\s*:\s*("(?:[^"\\]|\\.)*+"|[-+.\w]++)\s*([,}])', re.DOTALL
)
_OPENING = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{")
_PREFIX_LENGTH = 4096


def is_playback_progress(body_prefix: bytes) -> bool:
    """Return whether the body is a PlaybackProgress, which comes every second and may be dropped.

    Looks at the first 4 KiB only, where "Send All Properties" has its NotificationType, and says
    False whenever in doubt: a body dropped by mistake would be a watch lost.
    """
    prefix = body_prefix[:_PREFIX_LENGTH]
    place = _OPENING.match(prefix)
    if not place or prefix.count(b"NotificationType") != 1:
        return False
    while pair := _PAIR.match(prefix, place.end()):
        if pair[1] == b"NotificationType":
            return pair[2] == b'"PlaybackProgress"'
        place = pair
    return False


def read(body: bytes, received_at: datetime) -> Reading:
    """Return what the body says, from "Send All Properties" or from a template of one's own.

    The watched time is `UtcTimestamp`, never later than `received_at`, else `received_at`.
    Raises `Unreadable` for anything that is not a JSON object.
    """
    content = json_object(body, from_template=True)
    elsewhere = foreign.at_jellyfin_address(content)
    if elsewhere:
        return Reading(foreign.event_name(content), elsewhere)
    event = words(content.get("NotificationType"))[:100]
    outcome = _uncounted_event(event, content) or _outcome(event, content, received_at)
    return Reading(event, outcome, _server(content), _viewer(content))


def _uncounted_event(event: str, content: Mapping[str, Any]) -> Ignored | None:
    if event in (_START, _STOP):
        return None
    if event == _SAVED:
        return _uncounted_save(content)
    if event == "PlaybackProgress":
        return _POSITION
    if not event:
        return missing_fields(["NotificationType"], _REMEDY)
    for prefix, ignored in _EVENT_GROUPS.items():
        if event.startswith(prefix):
            return ignored
    unknown = f'Jellyfin sent "{event}", an event that this app does not know.'
    return Ignored("unknown_event", unknown)


def _uncounted_save(content: Mapping[str, Any]) -> Ignored | None:
    """Return why a save of user data is no hand mark.

    Every check-in of a player saves too; only TogglePlayed is a person's doing.
    """
    reason = words(content.get("SaveReason"))
    if reason and reason != "TogglePlayed":
        return _USER_DATA
    return _UNMARKED if reason and truth(content.get("Played")) is False else None


def _outcome(
    event: str, content: Mapping[str, Any], received_at: datetime
) -> Watch | Progress | Ignored:
    item_type = words(content.get("ItemType"))
    kind = _KINDS.get(item_type.lower())
    if item_type and not kind:
        return _uncounted_type(item_type)
    described = items(kind, content) if kind else ()
    missing = _missing(event, content, described)
    if missing:
        return missing_fields(missing, _REMEDY)
    at = moment(content.get("UtcTimestamp"), received_at)
    by_hand = event == _SAVED
    if by_hand or (event == _STOP and truth(content.get("PlayedToCompletion"))):
        play_count = whole_number(content.get("PlayCount"), 10**6)
        return Watch(described, at, by_hand=by_hand, play_count=play_count or None)
    position_s = seconds(content, "PlaybackPosition")
    if event == _START:
        return Progress(ProgressAction.PLAY, described, at, position_s)
    # The plugin writes 0 where the player did not say how far it came.
    return Progress(ProgressAction.STOP, described, at, position_s or None)


def _uncounted_type(item_type: str) -> Ignored:
    if item_type in ("Audio", "AudioBook", "MusicAlbum", "MusicArtist", "MusicVideo"):
        return _MUSIC
    unknown = f'This was of the type "{item_type}"; only movies and episodes are counted.'
    return Ignored("other_type", unknown)


def _missing(event: str, content: Mapping[str, Any], described: tuple[Item, ...]) -> list[str]:
    found = {
        "ServerId": _server(content) is not None,
        "UserId": _viewer(content) is not None,
        "ItemType": bool(described),
        "Name": not described or says_which(described[0]),
    }
    if event == _STOP:
        found["PlayedToCompletion"] = truth(content.get("PlayedToCompletion")) is not None
    if event == _SAVED:
        found["SaveReason"] = bool(words(content.get("SaveReason")))
        found["Played"] = truth(content.get("Played")) is not None
    return [name for name, is_there in found.items() if not is_there]


def _server(content: Mapping[str, Any]) -> ServerRef | None:
    uuid = jellyfin_id(content.get("ServerId"))
    return ServerRef(uuid, words(content.get("ServerName"))) if uuid else None


def _viewer(content: Mapping[str, Any]) -> ViewerRef | None:
    account_id = jellyfin_id(content.get("UserId"))
    return ViewerRef(account_id, words(content.get("NotificationUsername"))) if account_id else None
