"""Which of a computer's addresses lead into the home."""

from __future__ import annotations

import pytest

from scroblarr_desktop.this_computer import NOT_REAL, in_order, own_addresses


def addresses(found: dict[str, list[str]], routed: str | None = None) -> list[str]:
    return [one.address for one in in_order(found, routed)]


@pytest.mark.parametrize(
    "adapter",
    [
        "docker0",
        "br-1f3e5a7c9b1d",
        "veth12ab34c",
        "podman1",
        "virbr0",
        "lxdbr0",
        "vEthernet (WSL (Hyper-V firewall))",
        "VirtualBox Host-Only Network",
        "VMware Network Adapter VMnet8",
        "Tailscale",
        "ztks54abc1",
        "ZeroTier One [8056c2e21c000001]",
        "NordLynx",
        "OpenVPN TAP-Windows6",
        "utun4",
        "wg0",
        "bridge100",
        "Bluetooth Network Connection",
    ],
)
def test_an_adapter_that_leads_elsewhere_comes_after_the_home(adapter: str) -> None:
    found = in_order({adapter: ["192.168.77.1"], "zz-real": ["192.168.1.10"]}, "192.168.77.1")
    assert [(one.address, one.likely) for one in found] == [
        ("192.168.1.10", True),
        ("192.168.77.1", False),
    ]


@pytest.mark.parametrize(
    "adapter",
    ["eth0", "enp3s0", "wlan0", "wlp2s0", "en0", "br0", "bond0", "Ethernet", "Ethernet 2", "WLAN"],
)
def test_cables_and_wireless_are_real(adapter: str) -> None:
    assert not NOT_REAL.search(adapter)


def test_the_way_out_comes_first_among_real_adapters() -> None:
    found = {"eth0": ["192.168.1.10"], "wlan0": ["192.168.2.10"]}
    assert addresses(found, "192.168.2.10") == ["192.168.2.10", "192.168.1.10"]
    assert addresses(found) == ["192.168.1.10", "192.168.2.10"]


def test_addresses_that_nobody_else_reaches_are_left_out() -> None:
    found = {"lo": ["127.0.0.1"], "eth0": ["169.254.7.7", "10.0.0.5"]}
    assert addresses(found) == ["10.0.0.5"]


def test_a_public_address_is_not_the_home() -> None:
    [only] = in_order({"eth0": ["203.0.113.10"]}, "203.0.113.10")
    assert not only.likely


def test_this_very_computer_can_be_asked() -> None:
    assert "127.0.0.1" not in [one.address for one in own_addresses()]
