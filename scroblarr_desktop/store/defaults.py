"""The rules that new members and new accounts begin with. Each can be changed there afterwards."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from scroblarr_desktop.store import settings

_NAME = "defaults"


@dataclass(frozen=True)
class Defaults:
    """As long as nobody chose: what suits most households."""

    hand_marks: bool = True
    watched_at_percent: int | None = None
    """None: as the media server says."""
    skipped_libraries: tuple[tuple[int, str], ...] = ()
    """Pairs of our server id and the server's own key of a library that does not count."""
    share_progress: bool = False
    rewatch_films: bool | None = None
    """None: as suits the destination, which may not want to be told of repeats."""
    rewatch_episodes: bool | None = None

    def of_member(self) -> dict[str, Any]:
        """Return the fields of a new member, by the names that `Member` has."""
        return {
            "hand_marks": self.hand_marks,
            "watched_at_percent": self.watched_at_percent,
            "skipped_libraries": [list(one) for one in self.skipped_libraries],
        }

    def of_account(self, *, rewatches: bool) -> dict[str, Any]:
        """Return the fields of a new account; `rewatches`: what suits the destination."""
        films, episodes = self.rewatch_films, self.rewatch_episodes
        return {
            "share_progress": self.share_progress,
            "rewatch_films": rewatches if films is None else films,
            "rewatch_episodes": rewatches if episodes is None else episodes,
        }


def get() -> Defaults:
    known = {field.name for field in fields(Defaults)}
    kept = {name: value for name, value in settings.get(_NAME, {}).items() if name in known}
    skipped = tuple((server_id, key) for server_id, key in kept.pop("skipped_libraries", []))
    return Defaults(**kept, skipped_libraries=skipped)


def change(**changes: Any) -> Defaults:
    """Return the defaults with these fields changed. Raises StoreTrouble."""
    changed = replace(get(), **changes)
    settings.put(_NAME, None if changed == Defaults() else asdict(changed))
    return changed
