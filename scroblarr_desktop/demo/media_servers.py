"""Simulated media servers: somebody plays, and they post the webhooks that real ones would.

    async with FakePlexServer("Attic") as plex:
        plex.webhook_urls.append(url)
        anna = FakeViewer("40718253", "anna", avatar="3f9ac01b77de4521", owner=True)
        await plex.play(anna, item)                # media.play, with the picture
        await plex.pause(anna, item, position_s=900)
        await plex.resume(anna, item, position_s=900)
        await plex.finish(anna, item)              # media.scrobble, then media.stop
        await plex.stop_playing(anna, item, position_s=900)     # ended early
        await plex.play_trailer(anna, "Salt and Tin: the trailer")
        await plex.play_track(anna, "The Quay Lamps", "Low Water")

        plex.url                                   # its own HTTP API: see `plex.api`
        # `plex_tv.fake` holds the accounts that own it, and their webhooks

    async with FakeJellyfinServer("Cellar") as jellyfin:
        ...                                        # the same five
        await jellyfin.mark_played(anna, item)     # ticked by hand
        jellyfin.url                               # its own HTTP API: see `jellyfin.api`

As real ones, they post once and never again: whoever does not listen then misses it. `answers`
holds what came back for each post, newest last. How often a viewer has seen what is counted;
`server.note_seen(anna, item)` makes the next viewing a second one.

What was watched stands in the servers' own records all the same, whoever heard of it:

        server.heard = False                       # the computer that is told sleeps: posts fail
        server.note_watched(anna, item, ended_at)  # of last night; nobody is told
        plex.state.webhooks_on = False             # dead webhooks, as without a Plex Pass
        plex.note_long_past([anna], [item], rows=200_000, until=ended_at)
"""

from __future__ import annotations

from scroblarr_desktop.demo.jellyfin.server import FakeJellyfinServer as FakeJellyfinServer
from scroblarr_desktop.demo.media_server import FakeMediaServer as FakeMediaServer
from scroblarr_desktop.demo.media_server import FakeViewer as FakeViewer
from scroblarr_desktop.demo.plex.server import FakePlexServer as FakePlexServer
