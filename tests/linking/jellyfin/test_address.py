"""What people type or paste as the address of their Jellyfin."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scroblarr_desktop.linking.jellyfin.address import base_of, candidates
from scroblarr_desktop.linking.jellyfin.troubles import AddressTrouble, Reason
from scroblarr_desktop.remote.addresses import check_base_url


@pytest.mark.parametrize(
    ("typed", "tried"),
    [
        ("nas", ["http://nas:8096", "https://nas:8920", "http://nas", "https://nas"]),
        ("nas:8096", ["http://nas:8096", "https://nas:8096"]),
        ("nas:8920", ["https://nas:8920", "http://nas:8920"]),
        (" NAS:8096/ ", ["http://nas:8096", "https://nas:8096"]),
        (
            "192.168.1.5/jellyfin",
            [
                "http://192.168.1.5/jellyfin",
                "https://192.168.1.5/jellyfin",
                "http://192.168.1.5:8096/jellyfin",
                "https://192.168.1.5:8920/jellyfin",
            ],
        ),
        (
            "https://media.example.org/jf/",
            ["https://media.example.org/jf", "https://media.example.org:8920/jf"],
        ),
        ("media.example.org", ["https://media.example.org", "https://media.example.org:8920"]),
        ("media.example.org:8443", ["https://media.example.org:8443"]),
        ("http://x:8096/web/#/home.html", ["http://x:8096"]),
        ("http://x:8096/web/index.html#!/home.html?a=b", ["http://x:8096"]),
        ("http://x:8096/jf/web/", ["http://x:8096/jf"]),
        ("http://x:8096/System/Info/Public", ["http://x:8096"]),
        ("http://nas", ["http://nas", "http://nas:8096"]),
        ("HTTP://nas:80", ["http://nas:80"]),
        ("::1", ["http://[::1]:8096", "https://[::1]:8920", "http://[::1]", "https://[::1]"]),
        ("[fd00::5]:8096", ["http://[fd00::5]:8096", "https://[fd00::5]:8096"]),
        ("jellyfin.local?x=1", ["http://jellyfin.local:8096", "https://jellyfin.local:8920"]),
    ],
)
def test_it_is_understood(typed: str, tried: list[str]) -> None:
    assert candidates(typed)[: len(tried)] == tried


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "  ",
        "my nas",
        "ftp://nas",
        "nas:port",
        "nas:",
        "anna:pass@nas",
        ":8096",
        "http://",
        "ä ö",
    ],
)
def test_what_is_no_address_is_said(typed: str) -> None:
    with pytest.raises(AddressTrouble) as caught:
        candidates(typed)
    assert caught.value.reason is Reason.NO_ADDRESS
    assert caught.value.title == "This is not an address"
    assert caught.value.next_step


@pytest.mark.parametrize("typed", ["http://media.example.org", "http://8.8.8.8:8096/jf"])
def test_plain_http_stays_in_the_home(typed: str) -> None:
    with pytest.raises(AddressTrouble) as caught:
        candidates(typed)
    assert caught.value.reason is Reason.PLAIN
    assert "outside your home network" in caught.value.sentence
    assert "https://" in caught.value.next_step


@given(st.text(max_size=60))
def test_whatever_is_typed_only_safe_addresses_are_tried(typed: str) -> None:
    try:
        urls = candidates(typed)
    except AddressTrouble:
        return
    assert urls
    assert [check_base_url(url, entered=True) for url in urls] == urls


@pytest.mark.parametrize(
    ("location", "base"),
    [
        ("/jellyfin/web/", "http://nas:8096/jellyfin"),
        ("/jellyfin/web/index.html", "http://nas:8096/jellyfin"),
        ("web/", "http://nas:8096/System/Info"),
        ("https://nas/System/Info/Public", "https://nas"),
        ("https://nas:8920/jf/system/info/public?x=1", "https://nas:8920/jf"),
        ("/login?next=/System/Info/Public", None),
        ("https://login.example.org/", None),
        ("", "http://nas:8096"),
    ],
)
def test_where_a_redirect_leads(location: str, base: str | None) -> None:
    assert base_of(location, "http://nas:8096/System/Info/Public") == base


def test_a_redirect_out_of_the_home_without_https_is_refused() -> None:
    with pytest.raises(AddressTrouble) as caught:
        base_of("http://media.example.org/web/", "http://nas:8096/System/Info/Public")
    assert caught.value.reason is Reason.PLAIN
