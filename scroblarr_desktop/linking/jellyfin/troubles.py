"""Why an address does not do, each with its reason and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from urllib.parse import urlsplit

from scroblarr_desktop.remote.addresses import is_home
from scroblarr_desktop.remote.errors import Outage, RemoteError
from scroblarr_desktop.remote.unreached import Unreached, unreached

USUAL_PORTS = {"http": 80, "https": 443}


class Reason(IntEnum):
    """Why an address did not do. Where several were tried, the lowest tells the most."""

    NOT_SET_UP = 1
    TOO_OLD = 2
    NOT_READY = 3
    NOT_JELLYFIN = 4
    NOT_SAFE = 5
    SILENT = 6
    """Before CLOSED: where some ports are closed and Jellyfin's own is silent, it is a firewall."""
    CLOSED = 7
    NAME_UNKNOWN = 8
    PLAIN = 9
    NO_ADDRESS = 10


class AddressTrouble(RemoteError):
    """An address at which the app cannot use a Jellyfin."""

    def __init__(self, reason: Reason, title: str, sentence: str, next_step: str) -> None:
        self.title = title
        self.reason = reason
        super().__init__(sentence, next_step=next_step)


# -- what was typed


def no_address(sentence: str) -> AddressTrouble:
    return AddressTrouble(
        Reason.NO_ADDRESS,
        "This is not an address",
        sentence,
        "Copy it from the browser in which you use Jellyfin, or type the name of the computer.",
    )


def plain_outside(host: str) -> AddressTrouble:
    return AddressTrouble(
        Reason.PLAIN,
        "This address is not safe",
        f"By its name, {host} is outside your home network. Without https anybody on the way could "
        "read along and use your sign-in.",
        "Enter it with https:// in front, or use the number that the Jellyfin has at home, e.g. "
        "http://192.168.1.20:8096.",
    )


# -- what answered


def not_ready(host: str) -> AddressTrouble:
    return AddressTrouble(
        Reason.NOT_READY,
        "Not ready yet",
        f"Something answers at {host}, but says that it is starting or out of order.",
        "Try again in a minute. If it stays so, look at the computer on which Jellyfin runs.",
    )


def not_set_up(url: str) -> AddressTrouble:
    return AddressTrouble(
        Reason.NOT_SET_UP,
        "Jellyfin is not set up yet",
        "This Jellyfin waits for its own first set-up and has no accounts yet.",
        f"Open {url} in a browser, finish its set-up there, and come back.",
    )


def too_old(version: str) -> AddressTrouble:
    return AddressTrouble(
        Reason.TOO_OLD,
        "This Jellyfin is too old",
        f"It is version {version}; Scroblarr needs 10.8 or newer.",
        "Update Jellyfin, then try again.",
    )


def not_jellyfin(host: str, sentence: str) -> AddressTrouble:
    return AddressTrouble(
        Reason.NOT_JELLYFIN,
        "This is not a Jellyfin",
        sentence,
        f"Jellyfin usually has a port of its own, e.g. {host}:8096, or a path, e.g. "
        f"{host}/jellyfin. Copy the address from the browser in which you use it.",
    )


def page_in_front(host: str) -> AddressTrouble:
    return AddressTrouble(
        Reason.NOT_JELLYFIN,
        "Another page stands in front",
        f"At {host} somebody else asks for a sign-in before Jellyfin can be reached.",
        "Use the address that Jellyfin has inside your home network, e.g. 192.168.1.20:8096.",
    )


# -- nobody answered


def not_reached(host: str, url: str, trouble: Outage) -> AddressTrouble:
    why = unreached(trouble)
    if why is Unreached.NAME:
        return name_unknown(host)
    if why is Unreached.CLOSED:
        return closed_all([url])
    if why is Unreached.NOT_SAFE:
        return not_safe(host)
    if why is Unreached.SILENT:
        return AddressTrouble(
            Reason.SILENT,
            "No answer",
            f"{host} did not answer in time: it may be switched off or asleep, or its firewall "
            "keeps us out.",
            "Switch it on, look whether Jellyfin runs there, or allow Jellyfin in that computer's "
            "firewall; then try again.",
        )
    return AddressTrouble(
        Reason.SILENT,
        "No connection",
        trouble.sentence,
        "Look whether this computer and the Jellyfin are in the same network, then try again.",
    )


def not_safe(host: str) -> AddressTrouble:
    at_home = "Try it with http:// in front, or without anything in front."
    outside = "Outside your home only https is safe: use the address that Jellyfin has at home."
    return AddressTrouble(
        Reason.NOT_SAFE,
        "No safe connection",
        f"What answers at {host} does not speak https there.",
        at_home if is_home(host) else outside,
    )


def name_unknown(host: str) -> AddressTrouble:
    return AddressTrouble(
        Reason.NAME_UNKNOWN,
        "Nobody knows this name",
        f"The network knows no computer called {host}. This computer may be offline, too.",
        "Look for typing mistakes, or enter the numbers instead, e.g. 192.168.1.20.",
    )


def closed_all(urls: Sequence[str]) -> AddressTrouble:
    host = urlsplit(urls[0]).hostname or ""
    ports = [urlsplit(url).port or USUAL_PORTS[urlsplit(url).scheme] for url in urls]
    *most, last = (str(port) for port in dict.fromkeys(ports))
    tried = f"{', '.join(most)} or {last}" if most else last
    return AddressTrouble(
        Reason.CLOSED,
        "Nothing answers there",
        f"The computer {host} is there, but nothing listens at port {tried}.",
        "Start Jellyfin there, or add its port to the address if it has another one.",
    )
