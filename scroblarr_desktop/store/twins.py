"""The viewers of a media server, and the two ids under which one Plex owner may come."""

from __future__ import annotations

from typing import Any

from scroblarr_desktop.store.models import ViewerRow
from scroblarr_desktop.store.prepared import Prepared, by_id
from scroblarr_desktop.store.records import Relation, Viewer
from scroblarr_desktop.store.refusals import Missing

PLEX_OWNER = "1"
"""The account id under which a Plex server may name its owner in place of the plex.tv id."""


def viewer(viewer_id: int) -> Viewer:
    """Return the viewer. Raises Missing."""
    row = by_id(ViewerRow, viewer_id)
    if row is None:
        raise Missing("viewer")
    return record(row)


def twin_of(one: Viewer) -> Viewer | None:
    """Return the same Plex owner under the other account id, where something proves it.

    A server names its owner 1 or by the plex.tv id (captures of one owner show both); the uuid in
    the avatar's address is then equal. It ties account 1 to exactly one other id, and nothing else.
    Where plex.tv named the owner, its word counts alone.
    """
    owner_id = _owner_by_plex_tv(one.server_id)
    if owner_id is not None:
        return _other_of(one, (PLEX_OWNER, owner_id))
    if not one.avatar:
        return None
    same_picture = list(_BY_PICTURE.rows(one.server_id, one.avatar))
    owner = [row for row in same_picture if row.account_id == PLEX_OWNER]
    others = [row for row in same_picture if row.account_id != PLEX_OWNER]
    if len(owner) != 1 or len(others) != 1:
        return None
    return record(others[0] if owner[0].id == one.id else owner[0])


def _owner_by_plex_tv(server_id: int) -> str | None:
    found = [account_id for (account_id,) in _NAMED_OWNERS.run(server_id)]
    return found[0] if len(found) == 1 else None


def _other_of(one: Viewer, both: tuple[str, str]) -> Viewer | None:
    if one.account_id not in both:
        return None
    other = both[1] if one.account_id == both[0] else both[0]
    row = _BY_ACCOUNT.first(one.server_id, other)
    return None if row is None else record(row)


_BY_PICTURE = Prepared(
    lambda server_id, avatar: ViewerRow.select().where(
        ViewerRow.server == server_id, ViewerRow.avatar == avatar
    )
)
_NAMED_OWNERS = Prepared(
    lambda server_id: ViewerRow.select(ViewerRow.account_id).where(
        ViewerRow.server == server_id,
        ViewerRow.relation == Relation.OWNER,
        ViewerRow.account_id != PLEX_OWNER,
    )
)
_BY_ACCOUNT = Prepared(
    lambda server_id, account_id: ViewerRow.select().where(
        ViewerRow.server == server_id, ViewerRow.account_id == account_id
    )
)


def with_twin(viewer_id: int) -> list[int]:
    """Return the viewer's id and that of the same Plex owner under the other. Raises Missing."""
    twin = twin_of(viewer(viewer_id))
    return [viewer_id] if twin is None else [viewer_id, twin.id]


def record(row: Any) -> Viewer:
    return Viewer(
        id=row.id,
        server_id=row.server_id,
        account_id=row.account_id,
        name=row.name,
        avatar=row.avatar,
        ignored=row.ignored,
        last_seen_at=row.last_seen_at,
        relation=Relation(row.relation) if row.relation else None,
        managed=row.managed,
    )
