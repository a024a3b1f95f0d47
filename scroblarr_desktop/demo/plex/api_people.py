"""Who a simulated Plex server knows, and who plays there now, as its API tells it."""

from __future__ import annotations

from typing import Any

from scroblarr_desktop.demo.plex.api_state import (
    OWNER_ID,
    TELEVISION,
    PlexServerState,
    Session,
    local_id,
    player_id,
)


def accounts(state: PlexServerState) -> list[dict[str, Any]]:
    """Return the server's accounts: nobody in particular, the owner as 1, everybody else."""
    known: dict[int, tuple[str, str]] = {0: ("", "")}
    for person in state.people():
        number = OWNER_ID if person is state.owner else person.id
        known[number] = (person.username or person.title, person.thumb)
    for viewer in state.viewers.values():
        known.setdefault(local_id(viewer), (viewer.name, avatar(viewer.avatar)))
    return [_account(number, *told) for number, told in known.items()]


def _account(number: int, name: str, thumb: str) -> dict[str, Any]:
    return {
        "id": number,
        "key": f"/accounts/{number}",
        "name": name,
        "defaultAudioLanguage": "en",
        "autoSelectAudio": True,
        "defaultSubtitleLanguage": "en",
        "subtitleMode": 1,
        "thumb": thumb,
    }


def devices() -> list[dict[str, Any]]:
    return [
        {
            "id": TELEVISION,
            "name": "Television",
            "platform": "webOS",
            "clientIdentifier": "television",
            "createdAt": 1_650_000_000,
        }
    ]


def session_body(session: Session) -> dict[str, Any]:
    """Return what is told of a running play: here ids are strings, also the owner's "1"."""
    viewer, metadata = session.viewer, session.metadata
    return {
        **metadata,
        "librarySectionID": str(metadata["librarySectionID"]),
        "sessionKey": str(session.number),
        "viewOffset": session.offset_ms,
        "User": {
            "id": str(local_id(viewer)),
            "thumb": avatar(viewer.avatar),
            "title": viewer.name,
        },
        "Player": {
            "address": "192.168.1.30",
            "machineIdentifier": player_id(viewer),
            "platform": "webOS",
            "product": "Plex for Smart Televisions",
            "state": session.state,
            "title": "Television",
            "local": True,
            "userID": local_id(viewer),
        },
        "Session": {"id": f"session{session.number}", "bandwidth": 4_000, "location": "lan"},
    }


def avatar(uuid: str) -> str:
    return f"https://plex.tv/users/{uuid}/avatar?c=1700000000"
