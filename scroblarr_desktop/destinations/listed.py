"""The list of destinations: a new one is added here."""

from __future__ import annotations

from collections.abc import Callable

from scroblarr_desktop.credentials import AppCredentials
from scroblarr_desktop.destinations import Destination
from scroblarr_desktop.destinations.simkl import Simkl
from scroblarr_desktop.destinations.trakt import Trakt
from scroblarr_desktop.destinations.tvtime import TvTime
from scroblarr_desktop.endpoints import Endpoints
from scroblarr_desktop.remote.addresses import check_base_url
from scroblarr_desktop.remote.calls import Calls
from scroblarr_desktop.schedule import Clock


def all_destinations(
    calls: Calls,
    endpoints: Endpoints,
    app_of: Callable[[str], AppCredentials | None],
    clock: Clock,
) -> dict[str, Destination]:
    """Return every destination by its name. `app_of` gives the household's app at one."""
    trakt = Trakt(
        calls,
        endpoints.trakt_api,
        endpoints.trakt_auth,
        lambda: app_of("trakt"),
        clock=clock,
    )
    simkl = Simkl(calls, endpoints.simkl_api, lambda: app_of("simkl"), clock=clock)
    check_base_url(endpoints.tvtime)
    tvtime = TvTime(calls, clock=clock)
    return {trakt.name: trakt, simkl.name: simkl, tvtime.name: tvtime}
