"""Where a Jellyfin runs, as far as its address tells."""

from __future__ import annotations

from collections.abc import Collection
from ipaddress import AddressValueError, IPv4Address, IPv4Network
from urllib.parse import urlsplit

from scroblarr_desktop import this_computer
from scroblarr_desktop.remote.addresses import is_loopback
from scroblarr_desktop.store.records import Place

CONTAINER_NETS = (IPv4Network("172.16.0.0/12"), IPv4Network("192.168.65.0/24"))
"""Docker's own networks, and that of Docker Desktop."""


def likely_place(url: str, local_address: str, own: Collection[str]) -> Place:
    """Return where the Jellyfin at that URL seems to run. A person may know better.

    `local_address`: where it believes itself to be. In a container on this computer that is the
    container's address, while we reach it under one of our own (`own`).
    """
    if not _is_here(_host(url), own):
        return Place.HOME
    inner = _host(local_address)
    return Place.DOCKER if inner not in own and _is_container(inner) else Place.HERE


def _is_here(host: str, own: Collection[str]) -> bool:
    name = this_computer.name().lower()
    return is_loopback(host) or host in own or host in (name, f"{name}.local")


def _is_container(host: str) -> bool:
    try:
        address = IPv4Address(host)
    except AddressValueError:
        return False
    return any(address in net for net in CONTAINER_NETS)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
