"""Uses the fake Jellyfin through jellyfin-apiclient-python; prints what that made of it.

Run in a process of its own with the URL, the discovery port and the id of a film on the server.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from jellyfin_apiclient_python import JellyfinClient
from jellyfin_apiclient_python.discovery import discover_servers
from jellyfin_apiclient_python.exceptions import HTTPException

TICKS_PER_S = 10_000_000


def new_client(device: str) -> JellyfinClient:
    client = JellyfinClient()
    client.config.app("Tour", "1.0", device, f"device-{device}")
    client.config.data["auth.ssl"] = False
    return client


def signed_in(url: str, device: str, name: str, password: str) -> JellyfinClient:
    client = new_client(device)
    client.auth.connect_to_address(url)
    assert client.auth.login(url, name, password), f"{name} could not sign in"
    return client


def quick_connect(url: str, helper: JellyfinClient) -> dict[str, Any]:
    """Have a new device allowed by somebody who is signed in."""
    client = new_client("television")
    client.auth.connect_to_address(url)
    api = client.jellyfin
    begun = api.quick_connect_initiate(url)
    states = [api.quick_connect_state(url, begun["Secret"])["Authenticated"]]
    too_early = client.auth.login_with_quick_connect(url, begun["Secret"])
    helper.jellyfin._post("QuickConnect/Authorize", params={"code": begun["Code"]})
    states.append(api.quick_connect_state(url, begun["Secret"])["Authenticated"])
    client.auth.login_with_quick_connect(url, begun["Secret"])
    return {
        "enabled": api.quick_connect_enabled(url),
        "digits": len(begun["Code"]),
        "states": states,
        "too_early": too_early,
        "unknown": api.quick_connect_state(url, "nonsense"),
        "me": client.jellyfin.get_user("Me")["Name"],
    }


def watch(api: Any, film: str) -> dict[str, Any]:
    """Play a film to its end, as a player reports it, and look at what the server made of it."""
    length = api.get_item(film)["RunTimeTicks"]
    api.session_playing({"ItemId": film, "PositionTicks": 0})
    begun = api.get_userdata_for_item(film)
    half = {"ItemId": film, "PositionTicks": length // 2, "IsPaused": True}
    api.session_progress(half)
    now = [session for session in api.get_sessions() if "NowPlayingItem" in session]
    api.session_stop({"ItemId": film, "PositionTicks": length - 30 * TICKS_PER_S})
    ended = api.get_userdata_for_item(film)
    wanted = {
        "userId": "{UserId}",
        "isPlayed": True,
        "recursive": True,
        "includeItemTypes": "Movie,Episode",
        "sortBy": "DatePlayed",
        "sortOrder": "Descending",
        "fields": "ProviderIds",
    }
    played = api.items(params=wanted)
    behind = api.items(params={**wanted, "StartIndex": 1, "Limit": 5})
    return {
        "now": [[each["NowPlayingItem"]["Name"], each["PlayState"]["IsPaused"]] for each in now],
        "begun": [begun["Played"], begun["PlayCount"], "LastPlayedDate" in begun],
        "ended": [ended["Played"], ended["PlayCount"], ended["PlaybackPositionTicks"]],
        "played": [[item["Name"], item["ProviderIds"]] for item in played["Items"]],
        "behind": [len(behind["Items"]), behind["TotalRecordCount"], behind["StartIndex"]],
    }


def refused(call: Any) -> Any:
    try:
        call()
    except HTTPException as refusal:
        return refusal.status
    return None


def main(url: str, port: str, film: str) -> None:
    found = discover_servers(timeout=0.3, address=("127.0.0.1", int(port)))
    anna = signed_in(url, "desk", "anna", "secret")
    clara = signed_in(url, "tablet", "clara", "")
    api = anna.jellyfin
    seen: dict[str, Any] = {
        "found": [[server["Name"], server["Address"] == url] for server in found],
        "server": api.get_system_info_new()["ServerName"],
        "public": [user["Name"] for user in api.get_public_users()],
        "users": [[u["Name"], u["Policy"]["IsAdministrator"]] for u in api.get_users()],
        "wrong password": new_client("door").auth.login(url, "anna", "guess"),
        "quick connect": quick_connect(url, clara),
        "libraries": [folder["Name"] for folder in api.get_media_folders()["Items"]],
        "folders": [folder["CollectionType"] for folder in api.virtual_folders()],
        "ancestors": [each["Type"] for each in clara.jellyfin.get_ancestors(film)],
        "watch": watch(clara.jellyfin, film),
        "log": [entry["Type"] for entry in api.get_log_entries(limit=2)["Items"]],
        "plugins": [[each["Name"], each["Status"]] for each in api.get_plugins()],
        "not for clara": refused(clara.jellyfin.get_plugins),
        "no such item": refused(lambda: api.get_item("f" * 32)),
    }
    clara.jellyfin.item_played(film, False)
    seen["unticked"] = clara.jellyfin.get_item(film)["UserData"]["Played"]
    clara.jellyfin.sessions("/Logout", "POST")
    seen["signed out"] = refused(clara.jellyfin.get_users)
    sys.stdout.write(f"{json.dumps(seen)}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
