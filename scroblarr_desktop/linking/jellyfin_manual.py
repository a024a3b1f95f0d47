"""Setting up Jellyfin's webhooks by hand, in the words of its plugin."""

from __future__ import annotations

from dataclasses import dataclass, field

from scroblarr_desktop.linking.jellyfin_entry import SECRET_HEADER

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

STEPS = (
    "In Jellyfin open Dashboard, Plugins. Is Webhook not among them? Install it from the catalog "
    "and restart Jellyfin.",
    "Open Webhook and press “Add Generic Destination”.",
    "Give it any Webhook Name. Paste the address below into “Webhook Url”.",
    "Under Notification Type tick Playback Start, Playback Stop and User Data Saved.",
    "Leave User Filter empty. Under Item Type tick Movies and Episodes, nothing else.",
    "Tick “Send All Properties (ignores template)”. Or leave it unticked and paste the template "
    "below.",
    "Press “Add Request Header” and enter the key and the value below.",
    "Save.",
)


@dataclass(frozen=True)
class Manual:
    """What a person copies into the plugin."""

    address: str
    header: str
    secret: str = field(repr=False)
    template: str = TEMPLATE
    steps: tuple[str, ...] = STEPS


def manual(address: str, secret: str) -> Manual:
    return Manual(address, SECRET_HEADER, secret)
