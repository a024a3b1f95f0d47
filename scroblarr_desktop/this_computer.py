"""This computer in its networks: its name, and the addresses under which others may reach it."""

from __future__ import annotations

import re
import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network

LOOPBACK = "127.0.0.1"

DOCKER_HOST = "host.docker.internal"
"""The name by which a container reaches the computer that it runs on."""

HOME_NETS = tuple(
    IPv4Network(net) for net in ("192.168.0.0/16", "10.0.0.0/8", "172.16.0.0/12", "100.64.0.0/10")
)
"""Private addresses, and the carrier's net that mesh VPNs use for one person's machines."""

NOT_REAL = re.compile(
    r"docker|podman|veth|vethernet|br-|virbr|lxc|lxd|vnet|vmnet|vboxnet|virtualbox|hyper-v|wsl"
    r"|tailscale|zerotier|^zt|hamachi|wireguard|nordlynx|vpn|^(wg|tun|tap|utun|ppp|ipsec|lo)\d*$"
    # macOS names the nets of its virtual machines and of shared internet so.
    r"|^bridge\d+$|^cni\d|flannel|bluetooth|^pan\d|awdl|llw|loopback",
    re.IGNORECASE,
)
"""Adapters that lead into a virtual machine, a container or a tunnel rather than into the home."""


@dataclass(frozen=True)
class OwnAddress:
    """One IPv4 address of this computer. `likely` where it leads into the home network."""

    adapter: str
    address: str
    likely: bool


def own_addresses() -> list[OwnAddress]:
    """Return this computer's addresses that other machines may reach, the likeliest first."""
    import psutil  # not for the start, which asks for the name only

    states = psutil.net_if_stats()
    up = {name for name, state in states.items() if state.isup}
    found = {
        name: [one.address for one in addresses if one.family == socket.AF_INET]
        for name, addresses in psutil.net_if_addrs().items()
        if name in up
    }
    return in_order(found, routed_address())


def in_order(by_adapter: Mapping[str, Sequence[str]], routed: str | None) -> list[OwnAddress]:
    """Return the addresses of those adapters in the order in which to offer them.

    Real adapters come first, among them the one over which the system would call out (`routed`).
    Loopback and addresses that a computer gives itself for want of a network are left out.
    """
    found = [
        OwnAddress(adapter, address, likely=_is_likely(adapter, address))
        for adapter, addresses in by_adapter.items()
        for address in addresses
        if not (IPv4Address(address).is_loopback or IPv4Address(address).is_link_local)
    ]
    return sorted(found, key=lambda one: (not one.likely, one.address != routed, one.adapter))


def _is_likely(adapter: str, address: str) -> bool:
    at_home = any(IPv4Address(address) in net for net in HOME_NETS)
    return at_home and not NOT_REAL.search(adapter)


def routed_address() -> str | None:
    """Return the address from which this computer would call out, None without a network.

    Connecting a datagram socket sends nothing; it only makes the system choose a route.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("10.255.255.255", 9))
        except OSError:
            return None
        return str(probe.getsockname()[0])


def home_address() -> str:
    """Return this computer's likeliest address in the home network, or loopback without one."""
    found = own_addresses()
    return found[0].address if found else LOOPBACK


def name() -> str:
    return socket.gethostname()
