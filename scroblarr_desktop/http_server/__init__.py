"""The part of the app that others call: webhooks from media servers, and the local API."""

from __future__ import annotations

from scroblarr_desktop.http_server.listening import CannotListen, NoSuchAddress, PortTaken
from scroblarr_desktop.http_server.ports import EngineStatus, Linking, Sync
from scroblarr_desktop.http_server.server import HttpServer
from scroblarr_desktop.http_server.wrong_secrets import WrongCalls

__all__ = [
    "CannotListen",
    "EngineStatus",
    "HttpServer",
    "Linking",
    "NoSuchAddress",
    "PortTaken",
    "Sync",
    "WrongCalls",
]
