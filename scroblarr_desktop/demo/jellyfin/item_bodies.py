"""How Jellyfin's API describes what it holds (BaseItemDto)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scroblarr_desktop.demo.jellyfin.json import known
from scroblarr_desktop.demo.jellyfin.library import (
    ROOT_ID,
    SOURCES,
    TICKS_PER_S,
    Holding,
    library_id_of,
    season_id_of,
    show_id_of,
)
from scroblarr_desktop.watches import Item, Kind


def item(holding: Holding, server_id: str, *, with_ids: bool) -> dict[str, Any]:
    """Return a film or an episode; its ids elsewhere come only where they are asked for."""
    of = holding.item
    is_episode = of.kind is Kind.EPISODE
    content = {
        "Name": of.title,
        "ServerId": server_id,
        "Id": holding.item_id,
        "ProviderIds": provider_ids(of.ids) if with_ids else None,
        "RunTimeTicks": int(of.run_time_s * TICKS_PER_S) if of.run_time_s else None,
        "ProductionYear": of.year,
        "IsFolder": False,
        "ParentId": season_id_of(of) if is_episode else library_id_of(holding.library),
        "Type": "Episode" if is_episode else "Movie",
        **(_place(of) if is_episode else {}),
        "LocationType": "FileSystem",
        "MediaType": "Video",
    }
    return known(content)


def _place(of: Item) -> dict[str, Any]:
    return {
        "IndexNumber": of.number,
        "ParentIndexNumber": of.season,
        "SeriesName": of.show,
        "SeriesId": show_id_of(of),
        "SeasonId": season_id_of(of),
        "SeasonName": _season_name(of),
    }


def series(of: Item, server_id: str, *, with_ids: bool = True) -> dict[str, Any]:
    """Return the series of an episode, with its own ids elsewhere where they are wanted."""
    content = {
        "Name": of.show,
        "ServerId": server_id,
        "Id": show_id_of(of),
        "ProviderIds": provider_ids(of.show_ids) if with_ids else None,
        "ProductionYear": of.show_year,
        "IsFolder": True,
        "Type": "Series",
        "LocationType": "FileSystem",
        "MediaType": "Unknown",
    }
    return known(content)


def season(of: Item, server_id: str) -> dict[str, Any]:
    return known(
        {
            "Name": _season_name(of),
            "ServerId": server_id,
            "Id": season_id_of(of),
            "IsFolder": True,
            "Type": "Season",
            "IndexNumber": of.season,
            "SeriesName": of.show,
            "SeriesId": show_id_of(of),
            "LocationType": "FileSystem",
            "MediaType": "Unknown",
        }
    )


def library(name: str, kind: str, server_id: str) -> dict[str, Any]:
    return {
        "Name": name,
        "ServerId": server_id,
        "Id": library_id_of(name),
        "IsFolder": True,
        "Type": "CollectionFolder",
        "CollectionType": kind,
        "LocationType": "FileSystem",
        "MediaType": "Unknown",
    }


def virtual_folder(name: str, kind: str) -> dict[str, Any]:
    return {
        "Name": name,
        "Locations": [f"/media/{name.lower()}"],
        "CollectionType": kind,
        "LibraryOptions": {"Enabled": True},
        "ItemId": library_id_of(name),
        "RefreshStatus": "Idle",
    }


def root(server_id: str) -> dict[str, Any]:
    return {
        "Name": "Media Folders",
        "ServerId": server_id,
        "Id": ROOT_ID,
        "IsFolder": True,
        "Type": "UserRootFolder",
        "LocationType": "FileSystem",
        "MediaType": "Unknown",
    }


def provider_ids(ids: Mapping[str, str]) -> dict[str, str]:
    return {SOURCES[source]: value for source, value in ids.items() if source in SOURCES}


def _season_name(of: Item) -> str:
    return "Specials" if of.season == 0 else f"Season {of.season}"
