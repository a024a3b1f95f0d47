"""The household's accounts at the simulated media servers, and where these report."""

from __future__ import annotations

from scroblarr_desktop.demo.jellyfin.plugin_shapes import WEBHOOK, bound
from scroblarr_desktop.demo.media_servers import (
    FakeJellyfinServer,
    FakeMediaServer,
    FakePlexServer,
)
from scroblarr_desktop.demo.people import (
    ANNA_AT_JELLYFIN,
    ANNA_AT_PLEX,
    BEN_AT_PLEX,
    CLARA_AT_JELLYFIN,
    DORA_AT_JELLYFIN,
    LIVING_ROOM,
    VISITOR,
)
from scroblarr_desktop.demo.plex_tv.fake import FakePlexTv

PASSWORD = "swordfish"  # noqa: S105 - of users of the fakes, on this computer


def furnish_plex(plex_tv: FakePlexTv, plex: FakePlexServer) -> None:
    """Give Anna the server and a Plex Pass; Ben and the living room live in her Plex home."""
    anna = plex_tv.add_viewer(ANNA_AT_PLEX, plex_pass=True)
    plex_tv.give_server(anna, plex)
    plex_tv.add_managed(
        anna, LIVING_ROOM.name, id=int(LIVING_ROOM.account_id), uuid=LIVING_ROOM.avatar
    )
    ben, emil = plex_tv.add_viewer(BEN_AT_PLEX), plex_tv.add_viewer(VISITOR)
    plex_tv.join_home(anna, ben)
    plex_tv.befriend(anna, emil)
    plex_tv.share(plex, emil)


def furnish_jellyfin(jellyfin: FakeJellyfinServer) -> None:
    """Add the users, Anna as administrator, and the Webhook plugin."""
    for user in (ANNA_AT_JELLYFIN, CLARA_AT_JELLYFIN, DORA_AT_JELLYFIN):
        jellyfin.api.add_user(
            user.name, PASSWORD, user_id=user.account_id, administrator=user is ANNA_AT_JELLYFIN
        )
    jellyfin.api.plugins.install("Webhook")


def report_to(server: FakeMediaServer, address: str) -> None:
    """Enter the webhook address where a person would: in the account, or in the plugin."""
    if isinstance(server, FakePlexServer) and server.state.owner is not None:
        server.state.owner.webhooks.append(address)
    elif isinstance(server, FakeJellyfinServer) and server.api.plugins.running(WEBHOOK):
        settings = server.api.plugins.settings(WEBHOOK)
        entry = {
            "WebhookName": "Scroblarr",
            "WebhookUri": address,
            "NotificationTypes": ["PlaybackStart", "PlaybackStop", "UserDataSaved"],
            "EnableMovies": True,
            "EnableEpisodes": True,
            "SendAllProperties": True,
            "EnableWebhook": True,
        }
        entries = [*settings["GenericOptions"], entry]
        settings.update(bound(WEBHOOK, {**settings, "GenericOptions": entries}))
    else:
        server.webhook_urls.append(address)
