"""How the app is doing, in numbers and in words of its own: nobody's name and no title is in it."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
import ssl
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from scroblarr_desktop import __version__, diagnostics
from scroblarr_desktop.attention import Need
from scroblarr_desktop.diagnostics import crashes
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.reach import Proof
from scroblarr_desktop.store import (
    StoreTrouble,
    accounts,
    catch_up,
    connections,
    holds,
    household,
    servers,
    settings,
)
from scroblarr_desktop.store.records import Account, Server

SHOWN_SETTINGS = (
    "port",
    "keep_bodies_days",
    "notify",
    "notify_quiet_until",
    "set_up",
    "log_detail_until",
    "updates",
    "language",
    "appearance",
)
"""Their values are shown; of all others only whether they are set."""

OTHER_SETTINGS = (
    "bind",
    "extra_hosts",
    "tvtime_url",
    "trakt_client_id",
    "simkl_client_id",
    "key_entry",
)


class Listening(Protocol):
    @property
    def addresses(self) -> tuple[str, ...]: ...


class Status(Protocol):
    @property
    def state(self) -> str: ...


class Sending(Protocol):
    @property
    def offline(self) -> bool: ...


class Keyring(Protocol):
    @property
    def is_on(self) -> bool: ...


class Running(Protocol):
    """What is asked of the engine."""

    @property
    def http(self) -> Listening: ...
    @property
    def sync(self) -> Sending: ...
    @property
    def key_keeping(self) -> Keyring: ...
    @property
    def home_network_allowed(self) -> bool: ...
    @property
    def not_listening(self) -> Exception | None: ...

    def status(self) -> Status: ...
    def proof(self, server_id: int) -> Proof: ...
    def needs_attention(self) -> list[Need]: ...


def gather(engine: Running, folder: DataDir, now: datetime) -> dict[str, Any]:
    """Return part → what is known of it. To be called where the engine runs."""
    parts: dict[str, Callable[[], Any]] = {
        "made_at": lambda: _time(now),
        "versions": versions,
        "files": lambda: files(folder),
        "app": lambda: _app(engine),
        "accounts": lambda: [_account(one) for one in accounts.all_accounts()],
        "servers": lambda: [_server(engine, one) for one in servers.all_servers()],
        "household": _household,
        "settings": shown_settings,
    }
    return {name: _or_trouble(part) for name, part in parts.items()}


def versions() -> dict[str, str]:
    """Return what runs here, in which version."""
    return {
        "scroblarr": __version__,
        "python": platform.python_version(),
        "qt": _qt(),
        "sqlite": sqlite3.sqlite_version,
        "tls": ssl.OPENSSL_VERSION,
        "system": platform.platform(),
        "machine": platform.machine(),
        "desktop": os.environ.get("XDG_CURRENT_DESKTOP", ""),
        "session": os.environ.get("XDG_SESSION_TYPE", ""),
        "installed_as": "bundle" if getattr(sys, "frozen", False) else "Python package",
    }


def _qt() -> str:
    """Return Qt's version where the app has windows: this module must not load it."""
    core = sys.modules.get("PySide6.QtCore")
    return str(core.qVersion()) if core is not None else "not loaded"


def files(folder: DataDir) -> dict[str, Any]:
    """Return how large things are, in bytes."""
    wal = folder.database.with_name(f"{folder.database.name}-wal")
    return {
        "database": _size([folder.database]),
        "written_ahead": _size([wal]),
        "logs": _size(diagnostics.log_files(folder.logs)),
        "backups": len(list(folder.backups.glob("*.sqlite3"))),
        "crash_reports": len(crashes.reports(folder.logs)),
        "free_on_disk": shutil.disk_usage(folder.root).free,
    }


def _size(paths: Sequence[Any]) -> int:
    return sum(path.stat().st_size for path in paths if path.is_file())


def _app(engine: Running) -> dict[str, Any]:
    trouble = engine.not_listening
    return {
        "state": str(engine.status().state),
        "listening": list(engine.http.addresses),
        "not_listening": None if trouble is None else getattr(trouble, "title", "yes"),
        "home_network_allowed": engine.home_network_allowed,
        "offline": engine.sync.offline,
        "key_in_keyring": engine.key_keeping.is_on,
        "writes_down_more": diagnostics.writes_down_more(),
        "needs": [_need(one) for one in engine.needs_attention()],
    }


def _need(need: Need) -> dict[str, Any]:
    return {"about": need.key, "offered": need.offered, "actions": [key for key, _ in need.actions]}


def _account(one: Account) -> dict[str, Any]:
    return {
        "id": one.id,
        "member": one.member_id,
        "destination": one.destination,
        "state": str(one.state),
        "failures": one.failures,
        "has_outage": bool(one.outage),
        "live_allowed": one.live_allowed,
        "share_progress": one.share_progress,
        "rewatch_films": one.rewatch_films,
        "rewatch_episodes": one.rewatch_episodes,
        "probe_at": _time(one.probe_at),
    }


def _server(engine: Running, one: Server) -> dict[str, Any]:
    read = catch_up.of(one.id)
    return {
        "id": one.id,
        "kind": str(one.kind),
        "adopted": one.adopted,
        "muted": one.muted,
        "place": str(one.place),
        "last_event_at": _time(one.last_event_at),
        "reach": str(engine.proof(one.id).state),
        "read_as": str(read.mode),
        "read_at": _time(read.read_at),
        "webhooks_missed_at": _time(read.webhooks_missed_at),
        "connection": _connection(one.connection_id),
    }


def _connection(connection_id: int | None) -> dict[str, Any] | None:
    if connection_id is None:
        return None
    one = connections.get(connection_id)
    return {
        "id": one.id,
        "state": str(one.state),
        "webhooks_possible": one.webhooks_possible,
        "hook_state": str(one.hook_state),
        "checked_at": _time(one.checked_at),
    }


def _household() -> dict[str, Any]:
    members = household.members()
    return {
        "members": len(members),
        "switched_off": sum(not one.enabled for one in members),
        "pauses": len(holds.pauses()),
    }


def shown_settings() -> Mapping[str, Any]:
    """Return the settings that are of use to others; of the rest only whether they are set."""
    return {
        **{name: settings.get(name) for name in SHOWN_SETTINGS},
        **{name: _is_set(settings.get(name)) for name in OTHER_SETTINGS},
    }


def _is_set(value: Any) -> str:
    return "set, not shown" if value else "not set"


def _time(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat(timespec="seconds")


def _or_trouble(part: Callable[[], Any]) -> Any:
    """Return what is known, or why it is not: this has to work when hardly anything does."""
    try:
        return part()
    except StoreTrouble as trouble:
        return {"trouble": trouble.title}
    except Exception as error:  # noqa: BLE001 - a bug in here is one more thing to be told
        return {"trouble": type(error).__name__}
