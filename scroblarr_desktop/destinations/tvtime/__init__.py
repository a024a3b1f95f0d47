"""TV Time, which closed on 15 July 2026, and servers that speak its language."""

from __future__ import annotations

from scroblarr_desktop.destinations.tvtime.client import TvTime as TvTime
