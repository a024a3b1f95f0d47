"""What a person copies into Jellyfin's Webhook plugin by hand."""

from __future__ import annotations

from dataclasses import dataclass, field

from scroblarr_desktop.linking.jellyfin.entry import SECRET_HEADER

# Three braces: two would turn quotation marks into &quot;. The plugin itself puts a backslash
# before them. Its helper json_encode is missing in plugins for Jellyfin 10.10 and older.
_TEXTS = (
    "NotificationType",
    "ServerId",
    "ServerName",
    "UserId",
    "NotificationUsername",
    "ItemId",
    "ItemType",
    "Name",
    "SeriesName",
    "Year",
    "SeasonNumber",
    "EpisodeNumber",
    "EpisodeNumberEnd",
    "RunTimeTicks",
    "PlaybackPositionTicks",
    "PlayedToCompletion",
    "Played",
    "PlayCount",
    "SaveReason",
    "UtcTimestamp",
    "Provider_imdb",
    "Provider_tmdb",
    "Provider_tvdb",
)
"""All that media_servers.jellyfin reads, numbers in quotation marks: a missing one is "" then."""

TEMPLATE = "{\n" + ",\n".join(f'  "{name}": "{{{{{{{name}}}}}}}"' for name in _TEXTS) + "\n}"


@dataclass(frozen=True)
class Manual:
    """What a person copies into the plugin."""

    address: str
    header: str
    secret: str = field(repr=False)
    template: str = TEMPLATE


def manual(address: str, secret: str) -> Manual:
    return Manual(address, SECRET_HEADER, secret)
