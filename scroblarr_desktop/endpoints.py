"""Where the services are that this app talks to."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from scroblarr_desktop.credentials import AppCredentials

REDIRECT_PORTS = (24181, 24182, 24183)
"""Where a sign-in in this computer's browser comes back: registered at Trakt, so they are fixed."""


@dataclass(frozen=True)
class Endpoints:
    """Where the services are. Others than the public ones serve the demo and the tests."""

    trakt_api: str = "https://api.trakt.tv"
    trakt_auth: str = "https://auth.trakt.tv"
    tvtime: str = "https://app.tvtime.com"
    trakt_app: AppCredentials | None = None
    """The app that the build brings along, used where the household entered none."""
    plex_tv: str | None = None
    """One address in place of plex.tv and its sisters; None: the public ones."""
    jellyfin_discovery: tuple[str, int] = ("255.255.255.255", 7359)
    """Where to ask for Jellyfins nearby: every Jellyfin listens on this UDP port."""
    simkl_api: str = "https://api.simkl.com"
    simkl_app: AppCredentials | None = None
    """As `trakt_app`; Simkl's apps need no secret."""
    releases: str | None = None
    """Whom to ask for newer versions, in the form of GitHub's latest release; None: nobody. A
    released build brings it along, and so the project's page for people."""
    project_page: str | None = None
    """None: no window leads there."""

    @classmethod
    def from_environment(cls, env: Mapping[str, str] = os.environ) -> Endpoints:
        """Return the public addresses, replaced where the environment says so."""
        client_id = env.get("SCROBLARR_TRAKT_CLIENT_ID")
        secret = env.get("SCROBLARR_TRAKT_CLIENT_SECRET", "")
        simkl_client_id = env.get("SCROBLARR_SIMKL_CLIENT_ID")
        return cls(
            trakt_api=env.get("SCROBLARR_TRAKT_API_URL") or cls.trakt_api,
            trakt_auth=env.get("SCROBLARR_TRAKT_AUTH_URL") or cls.trakt_auth,
            plex_tv=env.get("SCROBLARR_PLEX_TV_URL") or None,
            tvtime=env.get("SCROBLARR_TVTIME_URL") or cls.tvtime,
            simkl_api=env.get("SCROBLARR_SIMKL_API_URL") or cls.simkl_api,
            trakt_app=AppCredentials(client_id, secret) if client_id else None,
            simkl_app=AppCredentials(simkl_client_id) if simkl_client_id else None,
            releases=env.get("SCROBLARR_RELEASES_URL") or None,
            project_page=env.get("SCROBLARR_PROJECT_PAGE") or None,
        )
