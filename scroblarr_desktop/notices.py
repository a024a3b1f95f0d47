"""What is worth a notification: each thing once, grouped, and nothing while it is to be quiet.

Knows what was told already, also before the last start. How it is said and shown is the windows'.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from scroblarr_desktop.attention import Need
from scroblarr_desktop.schedule import kept_time
from scroblarr_desktop.store import arrivals, settings
from scroblarr_desktop.store.arrivals import Arrival

FORGET_AFTER = timedelta(hours=1)
"""What was settled and comes back later than this is told anew; sooner it is the same thing."""

_KINDS = "notify"
_QUIET = "notify_quiet_until"
_TOLD = "notified"


class NoticeKind(StrEnum):
    FAILURES = "failures"
    """Something could not be sent, nothing arrives from a media server, or a question waits."""
    SIGN_INS = "sign_ins"
    NEW_PEOPLE = "new_people"
    ARRIVALS = "arrivals"
    """A watch arrived at a tracker."""


BY_DEFAULT = {
    NoticeKind.FAILURES: True,
    NoticeKind.SIGN_INS: True,
    NoticeKind.NEW_PEOPLE: True,
    NoticeKind.ARRIVALS: False,
}


@dataclass(frozen=True)
class News:
    """What is to be told in one go."""

    needs: tuple[Need, ...] = ()
    arrived: tuple[Arrival, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.needs or self.arrived)


def kind_of(need: Need) -> NoticeKind:
    if need.key.startswith("viewer:"):
        return NoticeKind.NEW_PEOPLE
    if any(action == "sign_in" for action, _ in need.actions):
        return NoticeKind.SIGN_INS
    return NoticeKind.FAILURES


def is_wanted(kind: NoticeKind) -> bool:
    return bool(_chosen().get(kind.value, BY_DEFAULT[kind]))


def want(kind: NoticeKind, wanted: bool) -> None:
    """Keep the choice."""
    settings.put(_KINDS, {**_chosen(), kind.value: wanted})


def quiet_until(now: datetime) -> datetime | None:
    """Return until when nothing is to be told, None where it may be."""
    until = kept_time(settings.get(_QUIET))
    return until if until is not None and until > now else None


def be_quiet(until: datetime | None) -> None:
    """Tell nothing until then; None ends it. What comes up meanwhile is told afterwards."""
    settings.put(_QUIET, None if until is None else until.astimezone(UTC).isoformat())


class Notices:
    """Collects what is new; `take` gives it away, and counts it as told."""

    def __init__(self) -> None:
        self._new: dict[str, Need] = {}
        self._mark = arrivals.newest_attempt()
        self._arrived: dict[int, Arrival] = {}
        self._told_arrivals: set[int] = set()

    @property
    def waiting(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self._new or self._arrived)

    def look(self, needs: Sequence[Need], now: datetime) -> None:
        """Note what is new among all that needs a person now, and what arrived."""
        needed = {_token(need): need for need in needs if not need.offered}
        self._remember(needed, now)
        self._look_for_arrivals()

    @property
    def news(self) -> News:
        return News(tuple(self._new.values()), tuple(self._arrived.values()))

    def take(self) -> News:
        """Return everything that is new. It is not told again."""
        news = self.news
        self._keep({**_told(), **dict.fromkeys(self._new)})
        self._told_arrivals |= set(self._arrived)
        self._new, self._arrived = {}, {}
        return news

    def _remember(self, needed: dict[str, Need], now: datetime) -> None:
        told = _told()
        wanted = {kind for kind in NoticeKind if is_wanted(kind)}
        unwanted = {key for key, need in needed.items() if kind_of(need) not in wanted}
        kept = {key: _gone_since(key, gone, needed, now) for key, gone in told.items()}
        kept = {key: gone for key, gone in kept.items() if not _is_over(gone, now)}
        # What nobody wanted to hear of is not told either when they change their mind.
        kept |= dict.fromkeys(unwanted)
        self._keep(kept)
        self._new = {key: need for key, need in needed.items() if key not in kept}

    def _look_for_arrivals(self) -> None:
        if not is_wanted(NoticeKind.ARRIVALS):
            self._mark, self._arrived = arrivals.newest_attempt(), {}
            return
        self._mark, found = arrivals.since(self._mark)
        self._arrived |= {
            one.attempt_id: one for one in found if one.attempt_id not in self._told_arrivals
        }
        self._told_arrivals = {one for one in self._told_arrivals if one > self._mark}

    def _keep(self, told: dict[str, str | None]) -> None:
        if told != _told():
            settings.put(_TOLD, told)


def _token(need: Need) -> str:
    """Return what makes it the same thing, whatever its words are by now."""
    return f"{kind_of(need)}:{need.key}"


def _gone_since(key: str, gone: str | None, needed: dict[str, Need], now: datetime) -> str | None:
    """Return since when it needs nobody any more, None while it does."""
    if key in needed:
        return None
    return gone or now.astimezone(UTC).isoformat()


def _is_over(gone: str | None, now: datetime) -> bool:
    return gone is not None and now - datetime.fromisoformat(gone) > FORGET_AFTER


def _chosen() -> dict[str, Any]:
    kept = settings.get(_KINDS, {})
    return kept if isinstance(kept, dict) else {}


def _told() -> dict[str, str | None]:
    kept = settings.get(_TOLD, {})
    return kept if isinstance(kept, dict) else {}
