"""What became of one step of taking over."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class StepState(StrEnum):
    AHEAD = "ahead"
    UNDER_WAY = "under way"
    DONE = "done"
    BY_HAND = "by hand"
    """Only a person can do what is left."""
    TROUBLE = "trouble"
    """It may pass by itself."""


@dataclass(frozen=True)
class Result:
    state: StepState
    sentence: str = ""
    next_step: str = ""
    to_let_in: bool = False
    """The home network has to be let in for it."""
