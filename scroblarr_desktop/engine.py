"""The whole app without a window: store, HTTP server, sync and linking, started and stopped.

The tray app and `--headless` both run this; it knows nothing of Qt.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from scroblarr_desktop import __version__, attention
from scroblarr_desktop.attention import Need
from scroblarr_desktop.changes import Changed, Changes
from scroblarr_desktop.credentials import AppCredentials
from scroblarr_desktop.destinations import Destination
from scroblarr_desktop.destinations.trakt import Trakt
from scroblarr_desktop.destinations.tvtime import TvTime
from scroblarr_desktop.endpoints import Endpoints
from scroblarr_desktop.http_server import CannotListen, HttpServer
from scroblarr_desktop.linking import Linking
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.remote.addresses import check_base_url
from scroblarr_desktop.remote.calls import Calls
from scroblarr_desktop.schedule import Clock, utc_now
from scroblarr_desktop.store import (
    StoreTrouble,
    accounts,
    close_store,
    holds,
    household,
    open_store,
    servers,
    settings,
    tokens,
)
from scroblarr_desktop.store.records import AccountState, Named, Place
from scroblarr_desktop.sync import Sync
from scroblarr_desktop.tasks import Tasks
from scroblarr_desktop.this_computer import DOCKER_HOST, LOOPBACK, home_address
from scroblarr_desktop.watches import ServerKind

log = logging.getLogger(__name__)

DEFAULT_PORT = 24180
"""Fixed, because it is part of the webhook addresses; clear of the usual servers' ports."""


class Companion(Protocol):
    """Something that runs beside the engine and plays the world around it: the demo."""

    async def start(self) -> Endpoints:
        """Return where its services are."""

    async def play(self, base_url: str, api_key: str) -> None:
        """Live, until cancelled."""

    async def stop(self) -> None: ...


@dataclass(frozen=True)
class EngineOptions:
    data_dir: DataDir
    port: int | None = None
    bind: str | None = None
    endpoints: Endpoints = field(default_factory=Endpoints)
    companion: Companion | None = None


class AppState(StrEnum):
    OK = "ok"
    BUSY = "busy"
    PAUSED = "paused"
    ATTENTION = "attention"
    ERROR = "error"
    OFFLINE = "offline"


@dataclass(frozen=True)
class EngineStatus:
    """What the app is doing, for the tray, the window and the local API."""

    state: AppState
    sentence: str
    listening: tuple[str, ...]
    paused_until: datetime | None = None
    paused: bool = False


class Engine:
    """One per process. `start` raises StoreTrouble; a taken port is a state, not an end."""

    def __init__(self, options: EngineOptions, clock: Clock = utc_now) -> None:
        self.options = options
        self.changes = Changes()
        self._clock = clock
        self._endpoints = options.endpoints
        self._tasks = Tasks()
        self.not_listening: CannotListen | None = None
        """Why no webhook can arrive, or None."""

    async def start(self) -> None:
        if self.options.companion is not None:
            self._endpoints = await self.options.companion.start()
        try:
            open_store(self.options.data_dir, self.changes)
        except StoreTrouble:
            await self._stop_companion()
            raise
        api_key = tokens.api_key()
        self._calls = Calls()
        destinations = self._destinations()
        self.sync = Sync(destinations, self.changes, self._clock)
        self.linking = Linking(destinations, self.app_of, self._endpoints.tvtime, self._clock)
        self.http = HttpServer(
            sync=self.sync,
            linking=self.linking,
            engine_status=self.status,
            base_url=self.base_url,
            on_entry=self.sync.wake,
        )
        await self._listen()
        await self.sync.start()
        await self.linking.start()
        log.info("version %s is running", __version__)
        if self.options.companion is not None and self.not_listening is None:
            self._tasks.spawn(self.options.companion.play(self.base_url(), api_key), "demo")

    async def stop(self) -> None:
        """End in the order that loses nothing: first nobody can bring anything any more."""
        await self._tasks.stop()
        await self.http.stop()
        await self.linking.stop()
        await self.sync.stop()
        self._calls.close()
        close_store()
        await self._stop_companion()
        log.info("ended")

    async def _stop_companion(self) -> None:
        if self.options.companion is not None:
            await self.options.companion.stop()

    def _destinations(self) -> dict[str, Destination]:
        trakt = Trakt(
            self._calls,
            self._endpoints.trakt_api,
            self._endpoints.trakt_auth,
            lambda: self.app_of("trakt"),
            clock=self._clock,
        )
        check_base_url(self._endpoints.tvtime)
        tvtime = TvTime(self._calls, clock=self._clock)
        return {trakt.name: trakt, tvtime.name: tvtime}

    def app_of(self, destination: str) -> AppCredentials | None:
        """Return the household's app there, or the one that the build brings along."""
        entered = settings.app_credentials(destination)
        if entered is not None:
            return AppCredentials(*entered)
        return self._endpoints.trakt_app if destination == "trakt" else None

    async def _listen(self) -> None:
        bind = self.options.bind or settings.get("bind", LOOPBACK)
        try:
            await self.http.start(bind, self._port())
            self.not_listening = None
        except CannotListen as trouble:
            log.error("not listening: %s", trouble)
            self.not_listening = trouble
        self.changes.publish(Changed.STATE)

    def _port(self) -> int:
        if self.options.port is not None:
            return self.options.port
        return int(settings.get("port", DEFAULT_PORT))

    def base_url(self) -> str:
        """Return the address under which media servers reach this computer."""
        for address in self.http.addresses:
            host, _, port = address.removeprefix("http://").rpartition(":")
            if host in ("0.0.0.0", "[::]"):  # noqa: S104 - asked about, not bound to
                return f"http://{home_address()}:{port}"
            return address
        return f"http://{LOOPBACK}:{self._port()}"

    def hook_base(self, place: Place) -> str:
        """Return the address under which a media server at that place reaches this computer."""
        port = self._listening_port()
        if place is Place.HERE:
            return f"http://{LOOPBACK}:{port}"
        if place is Place.DOCKER:
            return f"http://{DOCKER_HOST}:{port}"
        return f"http://{home_address()}:{port}" if place is Place.HOME else self.base_url()

    def _listening_port(self) -> int:
        """Return the port that is open, or the one that should be."""
        for address in self.http.addresses:
            return int(address.rpartition(":")[2])
        return self._port()

    # What the windows ask and do

    def status(self) -> EngineStatus:
        listening = self.http.addresses
        if self.not_listening is not None:
            sentence = f"{self.not_listening.title}. {self.not_listening.next_step}"
            return EngineStatus(AppState.ERROR, sentence, listening)
        trouble = self.http.trouble or self.sync.trouble
        if trouble is not None:
            sentence = f"{trouble.title}. {trouble.next_step}"
            return EngineStatus(AppState.ERROR, sentence, listening)
        everyone = [pause for pause in holds.pauses() if pause.member_id is None]
        if everyone:
            until = everyone[0].until
            return EngineStatus(
                AppState.PAUSED, "Paused: nothing is sent.", listening, until, paused=True
            )
        return EngineStatus(*self._working(), listening)

    def _working(self) -> tuple[AppState, str]:
        if self.sync.offline:
            return AppState.OFFLINE, "No connection. What is watched is kept and sent later."
        needed = attention.needs(self._clock())
        if needed:
            things = (
                "One thing needs you." if len(needed) == 1 else f"{len(needed)} things need you."
            )
            return AppState.ATTENTION, things
        if self.sync.sending:
            return AppState.BUSY, "Sending."
        return AppState.OK, _all_is_well()

    def needs_attention(self) -> list[Need]:
        """Return what needs a person, the most urgent first, then what is only offered."""
        return attention.needs(self._clock()) + attention.offers_to_send()

    def act(self, need_key: str, action_key: str) -> None:
        """Carry out what a person chose for a need. Raises Missing, Conflict, StoreTrouble."""
        attention.act(self.sync, need_key, action_key)

    def pause(self, until: datetime | None) -> None:
        """Stop sending for everyone, until then or until resumed."""
        holds.start_pause(None, until)

    def resume(self, held: str | None = None) -> None:
        """Send again; `held` says what becomes of the pause's watches: "send", "keep" or later."""
        holds.resume(None, held)
        self.sync.wake()

    def retry(self, delivery_id: int) -> None:
        self.sync.retry(delivery_id)

    def cancel(self, delivery_id: int) -> None:
        self.sync.cancel(delivery_id)

    def retry_due(self) -> None:
        """Try at once whatever waits out an outage or is late."""
        self.sync.retry_all()

    def webhook_addresses(self) -> list[tuple[str, str]]:
        """Return name and webhook address of each connected server."""
        return [
            (server.name, self.webhook_address(server.kind, server.id))
            for server in servers.all_servers()
            if server.adopted and servers.secret(server.id) is not None
        ]

    def webhook_address(self, kind: ServerKind, server_id: int) -> str:
        return f"{self.base_url()}/webhooks/{kind}/{servers.secret(server_id) or ''}"

    def connect_server(self, kind: ServerKind, name: str) -> str:
        """Return the webhook address of a newly connected server."""
        server = servers.add(kind, name)
        return self.webhook_address(kind, server.id)

    def members(self) -> list[Named]:
        return [Named(member.id, member.name) for member in household.members()]


def _all_is_well() -> str:
    if not any(server.adopted for server in servers.all_servers()):
        return "No media server is connected yet."
    if not any(one.state is AccountState.LINKED for one in accounts.all_accounts()):
        return "What is watched is kept here. No tracker account is linked yet."
    return "Everything is up to date."
