"""One viewing told twice: by a webhook and by the media server's own history."""

from __future__ import annotations

from collections.abc import Sequence

from scroblarr_desktop.store import household, watched
from scroblarr_desktop.store.records import EarlierWatch, EntrySource, Member
from scroblarr_desktop.sync.recording import Source
from scroblarr_desktop.sync.rules import LONGEST_PLAY, Finish
from scroblarr_desktop.watches import Watch, told_alike


def finishes_of(source: Source, watch: Watch) -> list[Finish]:
    """Return one finish for each item of the watch."""
    caught_up = source.entry.source is EntrySource.CATCH_UP
    return [
        Finish(
            item,
            watch.watched_at,
            watch.by_hand,
            watch.play_count,
            began_at=watch.began_at,
            caught_up=caught_up,
            doubtful=watch.doubtful,
        )
        for item in watch.items
    ]


def told_otherwise(
    source: Source, member: Member, finish: Finish, but: Sequence[EarlierWatch]
) -> list[EarlierWatch]:
    """Return the viewer's own watches around then that tell of the same item in other words.

    History tells less than webhooks do, and of what has left its library little more than a
    title. Without a row of history on either side this is nothing.
    """
    known = {one.id for one in but}
    near = watched.near(
        member.id,
        household.with_twin(source.viewer.id),
        finish.watched_at,
        LONGEST_PLAY,
        caught_up_only=not finish.caught_up,
    )
    return [one for one in near if one.id not in known and told_alike(one.item, finish.item)]
