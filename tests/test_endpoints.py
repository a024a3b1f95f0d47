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


def test_only_a_released_build_asks_for_newer_versions_and_has_a_page() -> None:
    unreleased = Endpoints.from_environment({})
    assert (unreleased.releases, unreleased.project_page) == (None, None)
    brought = {
        "SCROBLARR_RELEASES_URL": "https://api.example/releases/latest",
        "SCROBLARR_PROJECT_PAGE": "https://example.org/scroblarr",
    }
    released = Endpoints.from_environment(brought)
    assert released.releases == brought["SCROBLARR_RELEASES_URL"]
    assert released.project_page == brought["SCROBLARR_PROJECT_PAGE"]
