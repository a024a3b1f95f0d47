"""Memory that stays, and memory that was needed for a while."""

from __future__ import annotations

import gc
import sys

HURRIED = (10_000, 10, 10)
"""So much a start makes before Python looks for garbage: nearly all of it stays."""

_usual = gc.get_threshold()


def hurry() -> None:
    """Begin a start: garbage is looked for less often until `settle`, which saves a tenth of it."""
    gc.set_threshold(*HURRIED)


def settle() -> None:
    """End a start that was hurried. What it made is never looked at again.

    A look at all of it takes forty milliseconds, in which nothing else can be done.
    """
    if gc.get_threshold() == HURRIED:
        gc.freeze()
        gc.set_threshold(*_usual)


def give_back() -> None:
    """Hand what was freed back to the system; blocks for a few milliseconds.

    glibc keeps it otherwise (malloc_trim(3)): a start and a copy leave a megabyte or two. Other
    systems, and other C libraries, do it by themselves.
    """
    if sys.platform == "linux":
        import ctypes

        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
