"""Who lives in the simulated household, who visits, and where everybody is known: all made up."""

from __future__ import annotations

from dataclasses import dataclass

from scroblarr_desktop.demo.media_servers import FakeViewer


@dataclass(frozen=True)
class Person:
    """A member of the household, with the names they go by elsewhere."""

    name: str
    plex: FakeViewer | None = None
    jellyfin: FakeViewer | None = None
    trakt: str | None = None
    tvtime: str | None = None
    simkl: str | None = None
    shares_progress: bool = False


ANNA_AT_PLEX = FakeViewer("40718253", "anna", avatar="3f9ac01b77de4521", owner=True)
ANNA_AT_JELLYFIN = FakeViewer("c04e7a91d3b8452f96e1a5087bd2fc34", "anna")
BEN_AT_PLEX = FakeViewer("31646104", "ben on the couch", avatar="b1d40cc97f3e8a26")
CLARA_AT_JELLYFIN = FakeViewer("7d1f3b6c02e94a58b7c6d5e4f3021a9b", "clara")
DORA_AT_JELLYFIN = FakeViewer("e9a8c7b6d5f4430291a0b1c2d3e4f506", "dora")

LIVING_ROOM = FakeViewer("51230771", "Living room", avatar="c7730e41ab92d658")
"""One profile in front of which Clara and Dora sit together."""

VISITOR = FakeViewer("77120934", "Emil", avatar="90e2b51f6c4da378")
"""Watches along on the household's Plex, and nobody has said yet who that is."""

ANNA = Person("Anna", plex=ANNA_AT_PLEX, jellyfin=ANNA_AT_JELLYFIN, trakt="anna")
BEN = Person("Ben", plex=BEN_AT_PLEX, trakt="ben", simkl="ben", shares_progress=True)
CLARA = Person("Clara", plex=LIVING_ROOM, jellyfin=CLARA_AT_JELLYFIN, trakt="clara")
DORA = Person("Dora", plex=LIVING_ROOM, jellyfin=DORA_AT_JELLYFIN, tvtime="dora")

HOUSEHOLD = (ANNA, BEN, CLARA, DORA)
