"""Numbers: of many times their middle and their tail, of a process what the system counts."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

MB = 1024**2


def share(times_s: Sequence[float], below: float) -> float:
    """Return the time that so many of them are below: 0.5 for the median."""
    ordered = sorted(times_s)
    return ordered[min(len(ordered) - 1, int(below * len(ordered)))] if ordered else 0.0


def summary(times_s: Sequence[float]) -> dict[str, float]:
    """Return number, median, 99 %, 99.9 % and the longest, in seconds."""
    return {
        "count": len(times_s),
        "p50": share(times_s, 0.5),
        "p99": share(times_s, 0.99),
        "p999": share(times_s, 0.999),
        "longest": max(times_s, default=0.0),
    }


@dataclass(frozen=True)
class Memory:
    """In MB. `own` is what would come back if this process alone ended (USS)."""

    resident: float
    own: float
    shared_out: float
    """Its own and its part of what it shares (PSS); the same as `own` where nobody tells."""


def memory(pid: int) -> Memory:
    full = psutil.Process(pid).memory_full_info()
    return Memory(full.rss / MB, full.uss / MB, getattr(full, "pss", full.uss) / MB)


@dataclass(frozen=True)
class Spent:
    """What one process took of the processor since it started."""

    at_s: float
    worked_s: float
    wake_ups: dict[str, int]
    """How often each thread that lives went to sleep, and so was woken."""

    def share_since(self, before: Spent) -> float:
        """Return the part of one core that it took since then."""
        return (self.worked_s - before.worked_s) / (self.at_s - before.at_s)

    def wake_ups_per_s(self, before: Spent) -> float:
        more = sum(count - before.wake_ups.get(one, 0) for one, count in self.wake_ups.items())
        return more / (self.at_s - before.at_s)


def spent(pid: int) -> Spent:
    """Return it from Linux's own books; the time is exact, with that of threads that have ended."""
    wake_ups = {}
    for thread in Path(f"/proc/{pid}/task").iterdir():
        for line in (thread / "status").read_text().splitlines():
            if line.startswith("voluntary_ctxt_switches:"):
                wake_ups[thread.name] = int(line.split()[1])
    # What `clock_getcpuclockid` gives for a process: its number upside down, and 2 for the
    # scheduler's clock (Linux, posix-timers).
    return Spent(time.monotonic(), time.clock_gettime((~pid << 3) | 2), wake_ups)
