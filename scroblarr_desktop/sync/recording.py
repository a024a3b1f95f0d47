"""Writing a watch down, with its deliveries."""

from __future__ import annotations

from dataclasses import dataclass, field

from scroblarr_desktop.store import deliveries, holds, household, watched
from scroblarr_desktop.store import log as logged
from scroblarr_desktop.store.records import InboxEntry, Member, Server, Viewer
from scroblarr_desktop.sync.libraries import Library, chooses, skips
from scroblarr_desktop.sync.rules import BULK_MARKS, BULK_SPAN, HAND_MARK_WAIT, Finish, New


@dataclass(frozen=True)
class Source:
    """Where a watch comes from."""

    entry: InboxEntry
    server: Server
    viewer: Viewer
    library: Library = field(default_factory=lambda: Library(None))

    def may_be_private(self, member: Member) -> bool:
        """Return whether it is, or may be, in a library that does not count for the member."""
        unknown = bool(self.library.note) and chooses(member, self.server)
        return unknown or skips(member, self.server, self.library)


def record(source: Source, member: Member, ordinal: int, finish: Finish, new: New) -> None:
    """Add the watch to the member's log and plan where it goes."""
    # A mark made by hand never makes a rewatch, whatever the media server has counted.
    played_before = not finish.by_hand and (finish.play_count or 0) > 1
    watch_id = watched.add(
        source.entry,
        ordinal,
        member.id,
        source.viewer.id,
        source.server.id,
        finish.item,
        finish.watched_at,
        by_hand=finish.by_hand,
        rewatched=played_before or bool(new.earlier),
        stop_position_s=finish.stop_position_s,
        note=source.library.note if chooses(member, source.server) else "",
        began_at=finish.began_at,
    )
    if not source.entry.sends:
        return  # who gave the viewer to the member chose to keep it here only
    received_at = source.entry.received_at
    deliveries.plan(
        watch_id,
        earlier=new.earlier,
        rewatched=played_before,
        due_at=received_at + HAND_MARK_WAIT if finish.by_hand else received_at,
        hold_id=holds.pause_for(member.id),
    )
    if finish.doubtful:
        holds.ask_about_replay(member.id, watch_id)
    if finish.by_hand:
        marked = _marked_lately(source, member)
        if len(marked) > BULK_MARKS:
            holds.ask_about_marks(member.id, marked)


def _marked_lately(source: Source, member: Member) -> list[int]:
    marked = watched.recent_hand_marks(source.viewer.id, source.entry.received_at, BULK_SPAN)
    if len(marked) <= BULK_MARKS or len(household.members_of(source.viewer.id)) == 1:
        return marked
    # Each mark of a viewer that belongs to two is a watch of both.
    found = logged.by_ids(marked).values()
    return [one.id for one in found if one.member is not None and one.member.id == member.id]
