"""The part of the app that others call: webhooks from media servers, and the local API."""

from __future__ import annotations

from scroblarr_desktop.http_server.listening import (
    CannotListen,
    NoSuchAddress,
    PortReserved,
    PortTaken,
    Unheard,
)
from scroblarr_desktop.http_server.open_port import ANYWHERE, DEFAULT_PORT, OpenPort
from scroblarr_desktop.http_server.pages import PhoneVisit
from scroblarr_desktop.http_server.ports import EngineStatus, Linking, Sync
from scroblarr_desktop.http_server.server import HttpServer
from scroblarr_desktop.http_server.watchdog import Watchdog
from scroblarr_desktop.http_server.wrong_secrets import WrongCalls

__all__ = [
    "ANYWHERE",
    "DEFAULT_PORT",
    "CannotListen",
    "EngineStatus",
    "HttpServer",
    "Linking",
    "NoSuchAddress",
    "OpenPort",
    "PhoneVisit",
    "PortReserved",
    "PortTaken",
    "Sync",
    "Unheard",
    "Watchdog",
    "WrongCalls",
]
