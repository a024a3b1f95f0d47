from __future__ import annotations

import pytest

from scroblarr_desktop.remote.addresses import check_base_url


@pytest.mark.parametrize(
    ("url", "checked"),
    [
        ("https://api.trakt.tv", "https://api.trakt.tv"),
        (" https://API.Trakt.tv/ ", "https://api.trakt.tv"),
        ("http://127.0.0.1:8123/", "http://127.0.0.1:8123"),
        ("http://[::1]:8123", "http://[::1]:8123"),
        ("http://localhost:8123/api/", "http://localhost:8123/api"),
    ],
)
def test_public_addresses_are_https_and_loopback_may_be_plain(url: str, checked: str) -> None:
    assert check_base_url(url) == checked


@pytest.mark.parametrize(
    ("url", "checked"),
    [
        ("tv.example.org", "https://tv.example.org"),
        ("http://192.168.1.20:8000", "http://192.168.1.20:8000"),
        ("http://10.0.0.5", "http://10.0.0.5"),
        ("http://100.101.102.103", "http://100.101.102.103"),
        ("http://[fd00::7]:80", "http://[fd00::7]:80"),
        ("http://[fe80::7]", "http://[fe80::7]"),
        ("http://nas:8000/tv", "http://nas:8000/tv"),
        ("http://nas.local", "http://nas.local"),
    ],
)
def test_an_entered_address_may_be_plain_at_home(url: str, checked: str) -> None:
    assert check_base_url(url, entered=True) == checked


@pytest.mark.parametrize(
    "url",
    [
        "",
        "  ",
        "ftp://nas.local",
        "https://",
        "https://host:port",
        "https://host:",
        "https://a b",
        "https://<host>",
        "nothing at all",
        "https://[::1",
        "https://name:word@host",
        "https://host/?a=b",
        "https://host/#part",
        "http://tv.example.org",
        "http://8.8.8.8",
        "http://172.32.0.1",
        "https://" + "a" * 64 + ".org",
    ],
)
@pytest.mark.parametrize("entered", [False, True])
def test_other_addresses_are_refused_with_a_sentence(url: str, entered: bool) -> None:
    with pytest.raises(ValueError, match=r"address.*\.$"):
        check_base_url(url, entered=entered)


@pytest.mark.parametrize("url", ["http://192.168.1.20", "http://nas.local", "api.trakt.tv"])
def test_what_is_built_in_gets_no_such_leave(url: str) -> None:
    with pytest.raises(ValueError, match="address"):
        check_base_url(url)
