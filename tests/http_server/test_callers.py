"""Who is near, and which names mean this computer."""

from __future__ import annotations

import socket

import pytest

from scroblarr_desktop.http_server.callers import is_loopback, is_near, is_own_host, own_names


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.9.9.9",
        "10.0.0.5",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.178.20",
        "169.254.7.7",
        "100.64.0.1",
        "100.127.255.254",
        "::1",
        "::ffff:192.168.1.5",
        "fe80::1%eth0",
        "fd12:3456::1",
    ],
)
def test_near(address: str) -> None:
    assert is_near(address)


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8",
        "172.32.0.1",
        "192.169.0.1",
        "100.63.255.255",
        "100.128.0.1",
        "0.0.0.0",
        "192.0.2.1",
        "198.18.0.1",
        "255.255.255.255",
        "2001:db8::1",
        "::ffff:8.8.8.8",
        "::",
        "",
        "localhost",
        "not an address",
    ],
)
def test_far(address: str) -> None:
    assert not is_near(address)


def test_loopback() -> None:
    assert is_loopback("127.0.0.1")
    assert is_loopback("127.0.0.2")
    assert is_loopback("::1")
    assert is_loopback("LocalHost")
    assert not is_loopback("0.0.0.0")
    assert not is_loopback("::")
    assert not is_loopback("192.168.1.10")
    assert not is_loopback("attic-pc")


NAMES = frozenset({"localhost", "attic-pc", "attic-pc.local"})


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "LOCALHOST:8711",
        "127.0.0.1:1",
        "127.5.5.5",
        "[::1]:8711",
        "[::1]",
        "192.168.1.10",
        "192.168.1.10:8711",
        "attic-pc",
        "Attic-PC.local.:8711",
        " attic-pc ",
    ],
)
def test_own_hosts(host: str) -> None:
    assert is_own_host(host, "192.168.1.10", NAMES)


@pytest.mark.parametrize(
    "host",
    [
        "",
        ":8711",
        "192.168.1.11",
        "0.0.0.0",
        "evil.example",
        "localhost.evil.example",
        "attic-pc.evil.example",
        "127.0.0.1.evil.example",
        "evil.example:127.0.0.1",
        "[::2]",
        "[fe80::1%eth0]",
        "2130706433",
        "local",
    ],
)
def test_foreign_hosts(host: str) -> None:
    assert not is_own_host(host, "192.168.1.10", NAMES)
    assert not is_own_host(host, "", NAMES)


def test_an_ipv6_address_of_the_connection_counts_without_its_zone() -> None:
    assert is_own_host("[fe80::1]:8711", "fe80::1%eth0", NAMES)


def test_the_computers_own_names() -> None:
    names = own_names()
    own = socket.gethostname().lower()
    assert {"localhost", own, f"{own.partition('.')[0]}.local"} <= names
    assert "" not in names
    assert ".local" not in names
