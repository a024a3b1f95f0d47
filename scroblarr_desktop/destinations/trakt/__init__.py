"""Trakt: watches go to its API, sign-ins to its own host for them."""

from __future__ import annotations

from scroblarr_desktop.destinations.trakt.client import Trakt as Trakt
