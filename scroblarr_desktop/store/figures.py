"""What the statistics say, as plain values; `statistics` counts them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from scroblarr_desktop.store.records import SUCCEEDED, DeliveryState, Named
from scroblarr_desktop.watches import Kind

_FAILED = (DeliveryState.UNMATCHED, DeliveryState.REJECTED)


@dataclass(frozen=True)
class Wanted:
    """Which watches count: of one member or all, watched from `since` on and before `until`."""

    member: int | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Counted:
    """Somebody or something with a name, and how many watches."""

    who: Named
    count: int


@dataclass(frozen=True)
class CountedTitle:
    """A show, or a film with its year, and how many watches."""

    title: str
    year: int | None
    count: int


@dataclass(frozen=True)
class Months:
    """This month beside the last one, whatever period the other figures are of."""

    so_far: int
    last_by_now: int
    """In last month up to the same day and time."""
    last: int
    """In the whole of last month."""


@dataclass(frozen=True)
class Failure:
    """A try that came to nothing."""

    at: datetime
    message: str
    watch_id: int
    what: str
    who: str


@dataclass(frozen=True)
class Sent:
    """What became of the deliveries to one destination."""

    destination: str
    outcomes: Mapping[DeliveryState, int]
    last_failure: Failure | None

    @property
    def arrived(self) -> int:
        return sum(self.outcomes.get(state, 0) for state in SUCCEEDED)

    @property
    def success(self) -> float | None:
        """The share, 0 to 1, of what came to an end there that arrived; None before the first.

        What waits and what was cancelled is neither.
        """
        ended = self.arrived + sum(self.outcomes.get(state, 0) for state in _FAILED)
        return self.arrived / ended if ended else None


@dataclass(frozen=True)
class Figures:
    """Everything counted of the watches wanted. Days and hours are those of the time zone asked."""

    wanted: Wanted
    total: int
    first_day: date | None
    """The day of the first watch, None where there is none."""
    last_day: date | None
    """Up to which day is counted: today, or the last day before `until`."""
    members: tuple[Counted, ...]
    servers: tuple[Counted, ...]
    kinds: Mapping[Kind, int]
    days: tuple[tuple[date, int], ...]
    """The days on which anything was watched, oldest first."""
    hours: tuple[tuple[int, ...], ...]
    """Seven days of the week from Monday on, with 24 hours each."""
    shows: tuple[CountedTitle, ...]
    films: tuple[CountedTitle, ...]
    """Those watched most, and at most ten of them."""
    months: Months
    sent: tuple[Sent, ...]

    @property
    def weekdays(self) -> tuple[int, ...]:
        return tuple(sum(day) for day in self.hours)

    @property
    def by_hour(self) -> tuple[int, ...]:
        return tuple(sum(hour) for hour in zip(*self.hours, strict=True))

    @property
    def outcomes(self) -> dict[DeliveryState, int]:
        """What became of all deliveries, to whatever destination."""
        return {
            state: sum(sent.outcomes.get(state, 0) for sent in self.sent) for state in DeliveryState
        }

    @property
    def span_days(self) -> int:
        """How many days the averages are over: from the first watch on, both ends included."""
        if self.first_day is None or self.last_day is None:
            return 0
        return (self.last_day - self.first_day).days + 1

    @property
    def per_day(self) -> float:
        return self.total / self.span_days if self.span_days else 0.0

    @property
    def per_week(self) -> float:
        return self.per_day * 7
