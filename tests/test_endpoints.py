"""Where the services are, by what the environment says."""

from __future__ import annotations

from scroblarr_desktop.credentials import AppCredentials
from scroblarr_desktop.endpoints import Endpoints


def test_simkl_is_where_the_environment_says_with_the_id_it_brings() -> None:
    public = Endpoints.from_environment({})
    assert (public.simkl_api, public.simkl_app) == ("https://api.simkl.com", None)
    moved = Endpoints.from_environment(
        {"SCROBLARR_SIMKL_API_URL": "http://127.0.0.1:9", "SCROBLARR_SIMKL_CLIENT_ID": "an-id"}
    )
    assert moved.simkl_api == "http://127.0.0.1:9"
    assert moved.simkl_app == AppCredentials("an-id")
