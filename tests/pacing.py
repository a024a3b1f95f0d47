"""Writes paced faster than in life, on both sides: the order and the strictness stay."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from scroblarr_desktop.demo.simkl.fake import FakeSimkl
from scroblarr_desktop.demo.trakt.fake import FakeTrakt
from scroblarr_desktop.destinations.simkl.client import Simkl
from scroblarr_desktop.destinations.trakt.client import Trakt
from scroblarr_desktop.destinations.tvtime.client import TvTime

TIMES = 10.0
ROOM_S = 0.09
"""With it there is as much between our pace and theirs as in life: a call on a busy computer is
late by as long as ever."""


@contextmanager
def paced_faster() -> Iterator[None]:
    """Let accounts be written to far more often while the block lasts."""
    with pytest.MonkeyPatch.context() as patch:
        for client in (Trakt, TvTime, Simkl):
            traits = client.traits
            gap_s = traits.write_gap_s / TIMES + ROOM_S
            patch.setattr(client, "traits", replace(traits, write_gap_s=gap_s))
        yield


def bear_it(trakt: FakeTrakt, simkl: FakeSimkl | None = None) -> None:
    """Let fakes take writes at that pace, and complain of a faster one as ever."""
    trakt.write_gap_s /= TIMES
    if simkl is not None:
        simkl.write_gap_s /= TIMES
        simkl.most_gets_a_second = int(simkl.most_gets_a_second * TIMES)
