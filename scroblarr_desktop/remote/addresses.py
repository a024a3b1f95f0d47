"""Which addresses may be called: https everywhere, plain http only where nobody can listen in."""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv4Network, IPv6Address, ip_address
from urllib.parse import SplitResult, urlsplit

CARRIER_NET = IPv4Network("100.64.0.0/10")
"""Not "private" by Python's reckoning, but where mesh VPNs put the machines of one person."""

HOST = re.compile(r"[\w.:-]+")
HOME_ENDINGS = (".local", ".lan", ".home", ".internal", ".home.arpa", ".localhost")


def check_base_url(url: str, *, entered: bool = False) -> str:
    """Return the base URL in one spelling, without a slash at the end.

    Plain http is taken for this computer only; for an address that a person entered also within
    the home network. An entered address without a scheme counts as https. Raises ValueError with
    a sentence for people.
    """
    text = url.strip()
    if entered and text and "://" not in text:
        text = f"https://{text}"
    parts, host = _split(text)
    if parts.scheme not in ("http", "https") or not HOST.fullmatch(host) or parts.netloc[-1] == ":":
        raise ValueError(f"“{url}” is not a web address. It should look like https://example.org.")
    if parts.username is not None or parts.query or parts.fragment:
        raise ValueError("The address may hold no user name, no question mark and no “#”.")
    if parts.scheme == "http" and not may_be_plain(host, entered=entered):
        raise ValueError(f"{host} is not in your home network: its address must begin with https.")
    return f"{parts.scheme}://{parts.netloc.lower()}{parts.path.rstrip('/')}"


def _split(text: str) -> tuple[SplitResult, str]:
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        _ = parts.port
        host.encode("idna")
    except ValueError as error:
        raise ValueError(f"“{text}” is not a web address.") from error
    return parts, host


def may_be_plain(host: str, *, entered: bool) -> bool:
    return is_loopback(host) or (entered and is_home(host))


def is_loopback(host: str) -> bool:
    number = _number(host)
    return number.is_loopback if number else host == "localhost"


def is_home(host: str) -> bool:
    """Return whether the host is in a home network, by its number or the shape of its name."""
    number = _number(host)
    if number is None:
        return "." not in host or host.endswith(HOME_ENDINGS)
    in_carrier_net = isinstance(number, IPv4Address) and number in CARRIER_NET
    return number.is_private or number.is_link_local or in_carrier_net


def _number(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None
