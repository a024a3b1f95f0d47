"""kill -9 of the real program, at any time and in the middle of its calls."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

from tests.attacks import tally
from tests.attacks.program import Program
from tests.attacks.siege import besiege, told

KILLS = 50
FIRST_STARTS = 6


async def test_killed_again_and_again_nothing_is_lost_and_nothing_doubled(
    tmp_path: Path,
) -> None:
    count, complaints, kills_at = await besiege(tmp_path, kills=KILLS, side_by_side=3, seed=1)
    tally.note(tally.KILLED, tmp_path, count.figures() | told(kills_at))
    assert complaints == []
    assert kills_at.total() >= KILLS
    assert count.watched > KILLS


async def test_killed_during_its_first_start_it_starts_the_next_time(tmp_path: Path) -> None:
    """Half a database, half a key, half a lock: none of them is in the way."""
    dice = random.Random(1)
    for number in range(FIRST_STARTS):
        folder = tmp_path / str(number)
        program = Program(folder, 0, [])
        await program.spawn()
        await asyncio.sleep(dice.uniform(0.25, 0.75))
        await program.kill()
    for number in range(FIRST_STARTS):
        program = Program(tmp_path / str(number), 0, [])
        await program.spawn()
        try:
            await program.listens()
            assert program.process.returncode is None
        finally:
            await program.end()
