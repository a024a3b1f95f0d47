"""Who may call, and under which names this computer answers."""

from __future__ import annotations

import socket
from collections.abc import Collection
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

_NEAR = tuple(
    ip_network(network)
    for network in (
        "127.0.0.0/8",
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "169.254.0.0/16",
        # Where mesh VPNs put the computers of one person.
        "100.64.0.0/10",
        "::1/128",
        "fc00::/7",
        "fe80::/10",
    )
)


def is_near(address: str) -> bool:
    """Return whether the address is this computer's or one of the home network's."""
    number = _number(address)
    return number is not None and any(number in network for network in _NEAR)


def is_loopback(address: str) -> bool:
    """Return whether only this computer can reach what listens there."""
    number = _number(address)
    return address.lower() == "localhost" if number is None else number.is_loopback


def own_names() -> frozenset[str]:
    """Return the names of this computer, in lower case: in full, its first part, and .local."""
    full = socket.gethostname().lower().rstrip(".")
    short = full.partition(".")[0]
    return frozenset({"localhost", full, short, f"{full}.local", f"{short}.local"} - {"", ".local"})


def is_own_host(host: str, local_address: str, names: Collection[str]) -> bool:
    """Return whether the value of a `Host` header means this computer; the port does not matter.

    A page of a foreign site that makes its name point here (DNS rebinding) keeps its own name.
    """
    name = _without_port(host.strip().lower())
    number = _number(name)
    if number is not None and (number.is_loopback or number == _number(local_address)):
        return True
    return name.rstrip(".") in names


def _without_port(host: str) -> str:
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0]


def _number(address: str) -> IPv4Address | IPv6Address | None:
    try:
        number = ip_address(address.partition("%")[0])
    except ValueError:
        return None
    # An IPv4 caller, as a socket that speaks both sees it.
    mapped = number.ipv4_mapped if isinstance(number, IPv6Address) else None
    return mapped or number
