"""How a watch that was given to somebody comes back to whom it belonged to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scroblarr_desktop.store.corrections import Corrected
from scroblarr_desktop.store.records import LoggedWatch


@dataclass(frozen=True)
class WayBack:
    """What moves a watch back: the new watches, and whose it was."""

    made: tuple[int, ...]
    member_id: int
    keeps: bool
    """It is still theirs as well."""
    watch_id: int
    """The watch that was given."""


def way_back_of(watch: LoggedWatch, done: Corrected, member_ids: Sequence[int]) -> WayBack | None:
    """Return what moves it back, None where somebody had it already: it stays theirs."""
    if watch.member is None:
        return None
    keeps = watch.member.id in member_ids
    if not done.made or len(done.made) != len(member_ids) - keeps:
        return None
    return WayBack(done.made, watch.member.id, keeps, watch.id)
