"""Everything at once, at random. What breaks is boiled down to the few steps that break it."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import pytest
from hypothesis import given, settings

from tests.attacks.mixture import TOO_SLOW, Step, attack, mixtures

MIXTURES = 25
"""Always the same ones; `long_run` looks for new ones."""


@pytest.mark.logs("")  # trouble is what this is about; errors are told by the verdict
@settings(max_examples=MIXTURES, suppress_health_check=TOO_SLOW)
@given(mixtures)
async def test_whatever_happens_each_watch_arrives_once(mixture: Sequence[Step]) -> None:
    logging.getLogger(__name__).warning("a mixture of %d steps", len(mixture))
    assert await attack(mixture) == []
