"""Who lives on a media server by its own word, with their pictures."""

from __future__ import annotations

from datetime import UTC, datetime

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store.database import writing
from scroblarr_desktop.store.models import AvatarRow, ViewerRow
from scroblarr_desktop.store.records import Relation

LARGEST_PICTURE = 256 * 1024
"""In bytes; a larger picture of somebody is not kept."""


def note(
    server_id: int,
    account_id: str,
    name: str,
    relation: Relation,
    *,
    avatar: str | None = None,
    managed: bool = False,
) -> int:
    """Return the id of the viewer that the media server listed; nobody has to have watched yet.

    `avatar`: Plex's uuid of the account (as in `ViewerRef.avatar`); elsewhere None.
    """
    with writing(Changed.HOUSEHOLD):
        row, _ = ViewerRow.get_or_create(server=server_id, account_id=account_id)
        row.name, row.relation, row.managed = name or row.name, relation, managed
        row.avatar = avatar or row.avatar
        row.save()
    return int(row.id)


def knows_owner(server_id: int) -> bool:
    """Return whether it is known who owns the server."""
    owner = (ViewerRow.server == server_id) & (ViewerRow.relation == Relation.OWNER)
    return bool(ViewerRow.select().where(owner).exists())


def put_picture(viewer_id: int, picture: bytes) -> None:
    """Keep what the person looks like; larger than LARGEST_PICTURE: not."""
    if len(picture) <= LARGEST_PICTURE:
        with writing(Changed.HOUSEHOLD):
            now = datetime.now(UTC)
            AvatarRow.replace(viewer=viewer_id, picture=picture, fetched_at=now).execute()


def picture(viewer_id: int) -> bytes | None:
    row = AvatarRow.get_or_none(AvatarRow.viewer == viewer_id)
    return None if row is None else bytes(row.picture)
