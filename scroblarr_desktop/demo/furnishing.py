"""The household's accounts at the simulated media servers."""

from __future__ import annotations

from scroblarr_desktop.demo.media_servers import FakeJellyfinServer, FakePlexServer
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
    """Give Anna the server and a Plex Pass; everybody else is in her Plex home, the visitor too."""
    anna = plex_tv.add_viewer(ANNA_AT_PLEX, plex_pass=True)
    plex_tv.give_server(anna, plex)
    plex_tv.add_managed(
        anna, LIVING_ROOM.name, id=int(LIVING_ROOM.account_id), uuid=LIVING_ROOM.avatar
    )
    ben, emil = plex_tv.add_viewer(BEN_AT_PLEX), plex_tv.add_viewer(VISITOR)
    plex_tv.join_home(anna, ben)
    plex_tv.join_home(anna, emil)


def furnish_jellyfin(jellyfin: FakeJellyfinServer) -> None:
    """Add the users, Anna as administrator, and the Webhook plugin."""
    for user in (ANNA_AT_JELLYFIN, CLARA_AT_JELLYFIN, DORA_AT_JELLYFIN):
        jellyfin.api.add_user(
            user.name, PASSWORD, user_id=user.account_id, administrator=user is ANNA_AT_JELLYFIN
        )
    jellyfin.api.plugins.install("Webhook")
