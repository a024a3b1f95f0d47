"""Who belongs to a Plex account, as plex.tv lists them: the home, and friends with their shares."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scroblarr_desktop.media_servers.bodies import text, truth
from scroblarr_desktop.media_servers.plex_tv_answers import objects

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LARGEST_LIST = 4 * 1024 * 1024
"""In bytes; a friend with all filters set takes 5 KB."""

_AVATAR = re.compile(r"https?://[^/]+/users/([0-9A-Za-z]{1,64})/avatar(?:\?.*)?", re.ASCII)
_ACCOUNT_ID = re.compile(r"[1-9]\d{0,19}", re.ASCII)


@dataclass(frozen=True)
class PlexPerson:
    """Somebody by plex.tv's id of their account, which a server's webhooks tell as well."""

    account_id: str
    name: str
    uuid: str | None = None
    """Also stands in the address of the avatar that webhooks carry."""
    thumb: str = ""
    """Where the picture is."""
    managed: bool = False
    """A profile of the home, without a sign-in of its own."""
    in_home: bool = False
    servers: frozenset[str] = frozenset()
    """The servers that are shared with them, by machine identifier."""


def home_users(listed: Any) -> list[PlexPerson]:
    """Return who stands in the answer of /api/v2/home/users, its admin included."""
    users = listed.get("users") if isinstance(listed, dict) else None
    found = (_home_user(user) for user in objects(users))
    return [person for person in found if person is not None]


def _home_user(user: dict[str, Any]) -> PlexPerson | None:
    account_id = text(user.get("id"))
    if not _ACCOUNT_ID.fullmatch(account_id):
        return None
    thumb = text(user.get("thumb"))
    return PlexPerson(
        account_id=account_id,
        name=_name(user),
        uuid=text(user.get("uuid")) or avatar_uuid(thumb),
        thumb=thumb,
        managed=truth(user.get("restricted")) is True,
        in_home=True,
    )


def friends(document: bytes) -> list[PlexPerson]:
    """Return who stands in the XML of /api/users: friends, and people of the home again.

    Raises ValueError where it is no such document.
    """
    root = _parsed(document)
    if root.tag != "MediaContainer":
        raise ValueError("This is no list of Plex users.")
    found = (_friend(user) for user in root.iter("User"))
    return [person for person in found if person is not None]


def _parsed(document: bytes) -> Element:
    from xml.etree import ElementTree  # for one list of Plex's; it takes memory for itself

    # Entities, by which a small document grows without end, need a document type. Plex sends
    # none. Decoded first, so that no other encoding hides one.
    written = document.decode("utf-8-sig", "replace")
    if "<!DOCTYPE" in written or "<!ENTITY" in written:
        raise ValueError("This document brings definitions of its own.")
    try:
        return ElementTree.fromstring(written)  # noqa: S314
    except (ElementTree.ParseError, RecursionError) as error:
        raise ValueError("This is not XML.") from error


def _friend(user: Element) -> PlexPerson | None:
    account_id = text(user.get("id"))
    if not _ACCOUNT_ID.fullmatch(account_id):
        return None
    thumb = text(user.get("thumb"))
    return PlexPerson(
        account_id=account_id,
        name=_name(user),
        uuid=avatar_uuid(thumb),
        thumb=thumb,
        managed=truth(user.get("restricted")) is True,
        in_home=truth(user.get("home")) is True,
        servers=frozenset(text(one.get("machineIdentifier")) for one in user.iter("Server")),
    )


def avatar_uuid(thumb: str) -> str | None:
    found = _AVATAR.fullmatch(thumb)
    return found[1] if found else None


def _name(user: Any) -> str:
    names = (text(user.get(field)) for field in ("friendlyName", "title", "username"))
    return next(filter(None, names), "")
