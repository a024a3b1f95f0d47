"""Household members and the viewers that are theirs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from peewee import fn

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import defaults, inbox, kept, servers
from scroblarr_desktop.store.database import writing
from scroblarr_desktop.store.models import (
    InboxRow,
    MemberRow,
    ServerRow,
    ViewerMemberRow,
    ViewerRow,
)
from scroblarr_desktop.store.prepared import Prepared
from scroblarr_desktop.store.records import (
    InboxState,
    KeptViewer,
    Member,
    Named,
    Relation,
    Viewer,
)
from scroblarr_desktop.store.refusals import Conflict, Missing
from scroblarr_desktop.store.twins import PLEX_OWNER as PLEX_OWNER
from scroblarr_desktop.store.twins import record
from scroblarr_desktop.store.twins import twin_of as twin_of
from scroblarr_desktop.store.twins import viewer as viewer
from scroblarr_desktop.store.twins import with_twin as with_twin
from scroblarr_desktop.watches import ServerKind, ViewerRef

SEEN_TO_WITHIN = timedelta(seconds=30)
"""A viewer who plays sends events by the dozen; when they were last seen is kept to within this."""


def add_member(name: str) -> Member:
    """Return a new member, with the rules that new ones begin with."""
    with writing(Changed.HOUSEHOLD):
        return _member(MemberRow.create(name=name, **defaults.get().of_member()))


def member(member_id: int) -> Member:
    """Return the member. Raises Missing."""
    return _member(_member_row(member_id))


def members() -> list[Member]:
    return [_member(row) for row in _MEMBERS.rows()]


_MEMBERS = Prepared(
    lambda: MemberRow.select().where(MemberRow.deleted_at.is_null()).order_by(MemberRow.id)
)


def change_member(member_id: int, changes: dict[str, Any]) -> Member:
    """Return the member with these fields changed: a field's name is that in `Member`."""
    with writing(Changed.HOUSEHOLD | Changed.LOG):
        row = _member_row(member_id)
        for name, value in changes.items():
            setattr(row, name, value)
        row.save()
    return _member(row)


def delete_member(member_id: int) -> None:
    """Take the member out of the household; what they watched stays in the log."""
    with writing(Changed.HOUSEHOLD | Changed.LOG):
        row = _member_row(member_id)
        row.deleted_at = datetime.now(UTC)
        row.save()
        ViewerMemberRow.delete().where(ViewerMemberRow.member == row).execute()


def see_viewer(server_id: int, ref: ViewerRef, at: datetime) -> Viewer:
    """Return the viewer that a body names, noting the name, the avatar and, roughly, the time."""
    row = _VIEWER.first(server_id, ref.account_id)
    if row is not None and not _tells_more(row, ref, at):
        return record(row)
    with writing(Changed.HOUSEHOLD):
        row = row or _viewer_row(server_id, ref.account_id)
        row.name = ref.name or row.name
        row.avatar = ref.avatar or row.avatar
        row.last_seen_at = max(at, row.last_seen_at or at)
        row.save()
    return record(row)


_VIEWER = Prepared(
    lambda server_id, account_id: ViewerRow.select().where(
        ViewerRow.server == server_id, ViewerRow.account_id == account_id
    )
)


def _tells_more(row: Any, ref: ViewerRef, at: datetime) -> bool:
    if (ref.name or row.name, ref.avatar or row.avatar) != (row.name, row.avatar):
        return True
    return row.last_seen_at is None or at > row.last_seen_at + SEEN_TO_WITHIN


def viewers_of(member_id: int) -> list[Viewer]:
    """Return the viewers of this member on the household's own servers."""
    return [record(row) for row in _VIEWERS_OF.rows(member_id)]


_VIEWERS_OF = Prepared(
    lambda member_id: (
        ViewerRow.select()
        .join(ViewerMemberRow)
        .switch(ViewerRow)
        .join(ServerRow)
        .where(ViewerMemberRow.member == member_id, _own_server())
        .order_by(ViewerRow.id)
    )
)


def members_of(viewer_id: int) -> list[Member]:
    """Return whose viewer this is; for a Plex owner's second account id, whose the first is.

    Nobody's while the server is not the household's own. Raises Missing.
    """
    found = _owners(viewer_id)
    if not found:
        twin = twin_of(viewer(viewer_id))
        found = [] if twin is None else _owners(twin.id)
    return found


def give_viewer(member_id: int, server_id: int, account_id: str, name: str | None) -> Viewer:
    """Return the viewer, now this member's. Its server counts as the household's own.

    What was kept for a viewer that was nobody's is unread again and goes to this member.
    """
    with writing(Changed.HOUSEHOLD | Changed.INBOX):
        _member_row(member_id)
        servers.get(server_id)
        row = _viewer_row(server_id, account_id)
        row.name = name or row.name
        row.save()
        owner = {"viewer": row, "member": member_id}
        ViewerMemberRow.insert(owner).on_conflict_ignore().execute()
        servers.adopt(server_id)
        both = with_twin(row.id)
        ViewerRow.update(ignored=False).where(ViewerRow.id.in_(both)).execute()
        inbox.release(both)
        kept.stamp(both, None)
        return viewer(row.id)


def take_viewer(member_id: int, viewer_id: int) -> None:
    """Take the viewer away from the member. Raises Missing."""
    with writing(Changed.HOUSEHOLD):
        link = (ViewerMemberRow.viewer == viewer_id) & (ViewerMemberRow.member == member_id)
        if not ViewerMemberRow.delete().where(link).execute():
            raise Missing("viewer of this member")


def ignore_viewer(viewer_id: int) -> None:
    """Count from now on, without keeping, what this viewer watches. Raises Missing, Conflict."""
    with writing(Changed.HOUSEHOLD | Changed.INBOX):
        one = viewer(viewer_id)
        owners = members_of(viewer_id)
        if owners:
            raise Conflict(f"{one.name or 'This viewer'} belongs to {owners[0].name}.")
        for either in with_twin(viewer_id):
            ViewerRow.update(ignored=True).where(ViewerRow.id == either).execute()
            inbox.set_aside(either)


def ignore_others(server_id: int) -> list[int]:
    """Ignore whoever is nobody's on that server and not of the household; return who it was."""
    with writing(Changed.HOUSEHOLD | Changed.INBOX):
        strangers = [one for one in all_viewers(unassigned=True) if one.server.id == server_id]
        others = [one.id for one in strangers if not one.asks]
        for viewer_id in others:
            ignore_viewer(viewer_id)
    return others


def unignore(*viewer_ids: int) -> None:
    """Keep again what these viewers watch, and ask about what was kept. Raises Missing."""
    with writing(Changed.HOUSEHOLD | Changed.INBOX):
        for viewer_id in viewer_ids:
            both = with_twin(viewer_id)
            ViewerRow.update(ignored=False).where(ViewerRow.id.in_(both)).execute()
            inbox.bring_back(both)


def count_ignored(viewer_id: int) -> None:
    with writing(Changed.HOUSEHOLD):
        query = ViewerRow.update(ignored_count=ViewerRow.ignored_count + 1)
        query.where(ViewerRow.id == viewer_id).execute()


def viewers_on(server_id: int) -> list[Viewer]:
    """Return everybody known on that server, each Plex owner once."""
    rows = ViewerRow.select().where(ViewerRow.server == server_id).order_by(ViewerRow.id)
    found: list[Viewer] = []
    seen: set[int] = set()
    for one in map(record, rows):
        twin = twin_of(one)
        if one.id not in seen:
            # The one that the media server lists by that id says more.
            found.append(twin if twin is not None and one.relation is None else one)
        seen |= {one.id, twin.id} if twin else {one.id}
    return found


def all_viewers(*, unassigned: bool = False) -> list[KeptViewer]:
    """Return the viewers of all servers, or only those that are nobody's and not ignored."""
    rows = list(
        ViewerRow.select(ViewerRow, ServerRow)
        .join(ServerRow)
        .where(ServerRow.deleted_at.is_null())
        .order_by(ViewerRow.id)
    )
    counts = _kept_counts()
    if not unassigned:
        return [_kept(row, counts.get(row.id, 0)) for row in rows]
    found: list[KeptViewer] = []
    seen: set[int] = set()
    for row in rows:
        if row.id in seen or row.ignored or row.server.muted or members_of(row.id):
            continue
        twin = twin_of(record(row))
        seen |= {twin.id} if twin else set()
        found.append(_kept(row, counts.get(row.id, 0) + (counts.get(twin.id, 0) if twin else 0)))
    return found


def _kept_counts() -> dict[int, int]:
    return dict(_KEPT_COUNTS.run())


_KEPT_COUNTS = Prepared(
    lambda: (
        InboxRow.select(InboxRow.viewer_id, fn.COUNT(InboxRow.id))
        .where(InboxRow.state == InboxState.UNASSIGNED, InboxRow.viewer.is_null(False))
        .group_by(InboxRow.viewer_id)
    )
)


def _owners(viewer_id: int) -> list[Member]:
    return [_member(row) for row in _OWNERS.rows(viewer_id)]


_OWNERS = Prepared(
    lambda viewer_id: (
        MemberRow.select()
        .join(ViewerMemberRow)
        .join(ViewerRow)
        .join(ServerRow)
        .where(ViewerMemberRow.viewer == viewer_id, MemberRow.deleted_at.is_null(), _own_server())
        .order_by(MemberRow.id)
    )
)


def _own_server() -> Any:
    return ServerRow.adopted & ServerRow.deleted_at.is_null()


def _viewer_row(server_id: int, account_id: str) -> Any:
    row, _ = ViewerRow.get_or_create(server=server_id, account_id=account_id)
    return row


def _member_row(member_id: int) -> Any:
    row = _MEMBER.first(member_id)
    if row is None:
        raise Missing("member")
    return row


_MEMBER = Prepared(
    lambda member_id: MemberRow.select().where(
        MemberRow.id == member_id, MemberRow.deleted_at.is_null()
    )
)


def _member(row: MemberRow) -> Member:
    return Member(
        id=row.id,
        name=row.name,
        enabled=row.enabled,
        hand_marks=row.hand_marks,
        watched_at_percent=row.watched_at_percent,
        skipped_libraries=tuple((server_id, key) for server_id, key in row.skipped_libraries),
    )


def _kept(row: ViewerRow, kept_watches: int) -> KeptViewer:
    return KeptViewer(
        id=row.id,
        server=Named(row.server.id, row.server.name),
        account_id=row.account_id,
        name=row.name,
        kept_watches=kept_watches,
        last_seen_at=row.last_seen_at,
        on_own_server=row.server.adopted,
        relation=Relation(row.relation) if row.relation else None,
        asks=_asks(row),
    )


def _asks(row: ViewerRow) -> bool:
    """Return whether somebody new is of the household, as far as anybody can tell."""
    server = row.server
    if not server.adopted:
        return False
    if row.relation is not None:
        return bool(row.relation != Relation.SHARE)
    if server.kind == ServerKind.JELLYFIN or row.account_id == PLEX_OWNER:
        return True
    # Where plex.tv was asked, who it did not name is no one of the home.
    return server.connection_id is None
