"""Simkl: watches go to its history with their own time; sign-ins are confirmed by a short code."""

from __future__ import annotations

from scroblarr_desktop.destinations.simkl.client import Simkl as Simkl
