"""What the app is doing, in one state and one sentence: for the tray, the window and the API."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from scroblarr_desktop.http_server import CannotListen
from scroblarr_desktop.store import StoreTrouble, accounts, holds, servers
from scroblarr_desktop.store.records import AccountState


class AppState(StrEnum):
    OK = "ok"
    BUSY = "busy"
    PAUSED = "paused"
    ATTENTION = "attention"
    ERROR = "error"
    OFFLINE = "offline"


@dataclass(frozen=True)
class EngineStatus:
    """`listening`: the addresses at which webhooks can arrive."""

    state: AppState
    sentence: str
    listening: tuple[str, ...]
    paused_until: datetime | None = None
    paused: bool = False
    is_set_up: bool = True
    """Whether anything can arrive anywhere: without that nothing is well, however quiet."""


def in_trouble(trouble: CannotListen | StoreTrouble, listening: tuple[str, ...]) -> EngineStatus:
    """Return that something keeps the app from its work."""
    if isinstance(trouble, CannotListen):
        sentence = trouble.in_short
    else:
        sentence = f"{trouble.title}. {trouble.next_step}"
    return EngineStatus(AppState.ERROR, sentence, listening)


def untroubled(
    listening: tuple[str, ...], *, offline: bool, needed: int, held_up: list[str], sending: bool
) -> EngineStatus:
    """Return what the app is doing. Raises StoreTrouble.

    `needed` counts what needs a person, `held_up` names the trackers that do not work right now.
    """
    everyone = [pause for pause in holds.pauses() if pause.member_id is None]
    if everyone:
        until = everyone[0].until
        return EngineStatus(
            AppState.PAUSED, "Paused: nothing is sent.", listening, until, paused=True
        )
    missing = _not_set_up()
    state, sentence = _working(
        missing, offline=offline, needed=needed, held_up=held_up, sending=sending
    )
    return EngineStatus(state, sentence, listening, is_set_up=not missing)


def _working(
    missing: str, *, offline: bool, needed: int, held_up: list[str], sending: bool
) -> tuple[AppState, str]:
    if offline:
        return AppState.OFFLINE, "No connection. What is watched is kept and sent later."
    if needed:
        things = "One thing needs you." if needed == 1 else f"{needed} things need you."
        return AppState.ATTENTION, things
    if held_up:
        return AppState.BUSY, _held_up(held_up)
    if sending:
        return AppState.BUSY, "Sending."
    return AppState.OK, missing or "Everything is up to date."


def _not_set_up() -> str:
    """Return what is missing for anything to arrive anywhere, in a sentence, or nothing."""
    if not any(server.adopted for server in servers.all_servers()):
        return "No media server is connected yet."
    if not any(one.state is AccountState.LINKED for one in accounts.all_accounts()):
        return "What is watched is kept here. No tracker account is linked yet."
    return ""


def _held_up(titles: list[str]) -> str:
    if len(titles) == 1:
        return f"{titles[0]} does not work right now. What is watched is kept and sent later."
    return "Several trackers do not work right now. What is watched is kept and sent later."
