"""The trackers under attack, each behind the same few questions and tricks.

A tracker that joins the suite is one module here, its class named in `TRACKERS`.
"""

from __future__ import annotations

from tests.attacks.trackers.simkl import SimklTracker as SimklTracker
from tests.attacks.trackers.tracker import Held as Held
from tests.attacks.trackers.tracker import Tracker as Tracker
from tests.attacks.trackers.trakt import TraktTracker as TraktTracker
from tests.attacks.trackers.tvtime import TvTimeTracker as TvTimeTracker

TRACKERS: tuple[type[TraktTracker | TvTimeTracker | SimklTracker], ...] = (
    TraktTracker,
    TvTimeTracker,
    SimklTracker,
)
