"""Attacks of the test suite, as many as you like: kills of the real program, and mixtures.

    python -m tests.attacks.long_run --kills 1000 --seed 7
    python -m tests.attacks.long_run --mixtures 1000 --seed 7

It prints a line with the counts for every round of 50, and ends with the first that breaks a
promise. Of kills, what is known then lies in the folder that the last line names; a mixture is
boiled down to the few steps that break it.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from hypothesis import Phase, given, seed, settings

from tests.attacks import tally
from tests.attacks.invariants import Count
from tests.attacks.mixture import TOO_SLOW, Step, attack, mixtures
from tests.attacks.siege import besiege, told

ROUND = 50


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--side-by-side", type=int, default=3)
    parser.add_argument("--mixtures", type=int, default=0)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    given_ = parser.parse_args()
    logging.disable()
    broken = asyncio.run(kill(given_.kills, given_.side_by_side, given_.seed))
    return 1 if broken or not mix(given_.mixtures, given_.seed) else 0


async def kill(kills: int, side_by_side: int, seed: int) -> bool:
    """Return whether a promise was broken."""
    total, kills_at, started = Count(), Counter[str](), time.monotonic()
    while (done := kills_at.total()) < kills:
        folder = Path(tempfile.mkdtemp(prefix="attack-"))
        count, complaints, more = await besiege(
            folder, kills=min(ROUND, kills - done), side_by_side=side_by_side, seed=seed + done
        )
        total += count
        kills_at += more
        say(f"{told(kills_at)} in {time.monotonic() - started:.0f} s: {total}")
        if complaints:
            say(*complaints, f"seed {seed + done}, see {folder}")
            return True
    return False


def mix(number: int, first_seed: int) -> bool:
    """Return whether all promises were kept; Hypothesis says where one was not."""
    started = time.monotonic()
    found: list[tuple[str, tally.Figures]] = []
    for done in range(0, number, ROUND):

        @seed(first_seed + done)
        @settings(
            max_examples=min(ROUND, number - done),
            phases=[Phase.generate, Phase.shrink],
            database=None,
            deadline=None,
            suppress_health_check=TOO_SLOW,
        )
        @given(mixtures)
        def each(mixture: Sequence[Step]) -> None:
            complaints = asyncio.run(attack(mixture))
            assert complaints == [], complaints

        each()
        found += tally.drained()
        [line] = tally.summary((tally.PROPERTY, one) for one in found)
        say(f"{line} in {time.monotonic() - started:.0f} s")
    return True


def say(*lines: str) -> None:
    print(*lines, sep="\n", flush=True, file=sys.stdout)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
