"""What the attacks of a run came to, said at its end so that it can be quoted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

PROPERTY = "attacks"

HERE, MIXED, KILLED = "in this process", "mixtures", "kills of the program"

Figures = dict[str, int]

_noted: dict[tuple[str, object], Figures] = {}


def note(kind: str, attack: object, figures: Figures) -> None:
    """Keep what an attack came to, in place of what was kept of it before."""
    _noted[kind, attack] = {"attacks": 1, **figures}


def drained() -> list[tuple[str, Figures]]:
    """Return what was noted since the last time."""
    found = [(kind, figures) for (kind, _), figures in _noted.items()]
    _noted.clear()
    return found


def summary(properties: Iterable[tuple[str, Any]]) -> list[str]:
    """Return a line for each kind of attack among what tests recorded."""
    sums: dict[str, Counter[str]] = {}
    for name, value in properties:
        if name == PROPERTY:
            kind, figures = value
            sums.setdefault(kind, Counter()).update(figures)
    return [f"{kind}: {_said(figures)}" for kind, figures in sorted(sums.items())]


def _said(figures: Counter[str]) -> str:
    return ", ".join(f"{name} {number}" for name, number in figures.items())
