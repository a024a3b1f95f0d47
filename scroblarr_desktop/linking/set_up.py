"""How far setting up has come: it can be left at any step and taken up again."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from scroblarr_desktop.store import accounts, catch_up, household, servers, settings
from scroblarr_desktop.store.records import AccountState, CatchUpMode, Server

_SETTING = "set_up"


class Step(StrEnum):
    """In the order in which they are taken."""

    SERVER = "server"
    PEOPLE = "people"
    TRACKER = "tracker"
    LOGIN = "login"
    PROOF = "proof"


def passed() -> set[Step]:
    """Return the steps that are behind the person: done, or left out on purpose."""
    return _left_out() | done()


def done() -> set[Step]:
    """Return the steps that need nothing more. Starting at login only the system knows about."""
    behind = set()
    own = [server for server in servers.all_servers() if server.adopted]
    if own:
        behind.add(Step.SERVER)
    if any(household.viewers_of(member.id) for member in household.members()):
        behind.add(Step.PEOPLE)
    if any(one.state is AccountState.LINKED for one in accounts.all_accounts()):
        behind.add(Step.TRACKER)
    if any(server.last_event_at or is_read(server) for server in own):
        behind.add(Step.PROOF)
    return behind


def plays_first() -> bool:
    """Return whether people become known only by playing: no server is signed in to."""
    own = [server for server in servers.all_servers() if server.adopted]
    return bool(own) and all(server.connection_id is None for server in own)


def nobody_is_known() -> bool:
    """Return whether it cannot be said yet who watches: somebody has to play something first."""
    if not plays_first():
        return False
    return not any(household.viewers_on(one.id) for one in servers.all_servers() if one.adopted)


def is_read(server: Server) -> bool:
    """Return whether its history is read in place of its events, and that worked."""
    if server.connection_id is None:
        return False
    found = catch_up.of(server.id)
    return found.mode is CatchUpMode.READING and found.read_at is not None


def next_step() -> Step | None:
    """Return the first step that is still ahead, None after the last."""
    behind = passed()
    step = next((step for step in Step if step not in behind), None)
    # Nothing can be proved without a server, whoever put that step off.
    return Step.SERVER if step is Step.PROOF and Step.SERVER not in done() else step


def leave_out(step: Step) -> None:
    """Note that the person goes on without this step, or is through with it."""
    kept = _state()
    left_out = sorted({*kept.get("left_out", []), step.value})
    settings.put(_SETTING, {**kept, "left_out": left_out})


def finish() -> None:
    """Do not offer to go on with it any more."""
    settings.put(_SETTING, {**_state(), "finished": True})


def is_first_start() -> bool:
    """Return whether nothing at all was set up yet and nobody declined to."""
    nothing = not any(one.adopted for one in servers.all_servers()) and not household.members()
    return nothing and not _state()


def begin() -> None:
    """Note that it was shown, so that it does not come up by itself again."""
    settings.put(_SETTING, {"left_out": [], **_state()})


def is_under_way() -> bool:
    """Return whether it was begun and is neither through nor declined."""
    kept = _state()
    return bool(kept) and not kept.get("finished") and next_step() is not None


def _left_out() -> set[Step]:
    return {Step(one) for one in _state().get("left_out", []) if one in set(Step)}


def _state() -> dict[str, Any]:
    kept = settings.get(_SETTING, {})
    return kept if isinstance(kept, dict) else {}
