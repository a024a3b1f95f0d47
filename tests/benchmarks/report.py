"""The table: what was measured, what it should be, and whether it is."""

from __future__ import annotations

import sys
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One line. `target` is the largest good `figure` (or the least, where more is better)."""

    what: str
    figure: float
    unit: str = ""
    target: float | None = None
    more_is_better: bool = False
    note: str = ""

    @property
    def verdict(self) -> str:
        if self.target is None:
            return ""
        good = self.figure >= self.target if self.more_is_better else self.figure <= self.target
        return "ok" if good else "MISSED"

    def cells(self) -> tuple[str, str, str, str, str]:
        sign = "≥" if self.more_is_better else "≤"
        target = "" if self.target is None else f"{sign} {_number(self.target)} {self.unit}".strip()
        return (
            self.what,
            f"{_number(self.figure)} {self.unit}".strip(),
            target,
            self.verdict,
            self.note,
        )


def show(rows: list[Row]) -> None:
    """Write the table to the terminal."""
    heads = ("measured", "figure", "target", "verdict", "")
    table = [heads, *(row.cells() for row in rows)]
    widths = [max(len(cells[column]) for cells in table) for column in range(len(heads))]
    for cells in table:
        line = "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
        say(line.rstrip())


def say(line: str = "") -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _number(value: float) -> str:
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.2f}" if value < 10 else f"{value:.1f}"
