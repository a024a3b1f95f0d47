"""How it is said whether a media server reaches this computer."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from scroblarr_desktop.reach import Proof, ProofState, WrongCall
from scroblarr_desktop.store.records import (
    CatchUp,
    CatchUpMode,
    Connection,
    ConnectionState,
    HookState,
)
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.colours import Tone
from scroblarr_desktop.ui.reach.reading import (
    missed_at,
    read_mark,
    reading_line,
    reading_sentence,
)
from scroblarr_desktop.ui.told import told
from scroblarr_desktop.watches import ServerKind

translate = QCoreApplication.translate

KINDS = {ServerKind.PLEX: "Plex", ServerKind.JELLYFIN: "Jellyfin"}


@dataclass(frozen=True)
class Standing:
    """A state in short: its mark, its word, and what its colour says."""

    mark: str
    word: str
    tone: Tone


def ago(at: datetime, present: datetime | None = None) -> str:
    """Return a past time as people say it, seconds included."""
    age = (present or wording.now()) - at
    if timedelta(0) <= age < timedelta(minutes=1):
        return translate("Reach", "{count} s ago").format(count=int(age.total_seconds()))
    return wording.moment(at, present)


def proof_sentence(proof: Proof, present: datetime | None = None) -> str:
    """Return whether the server's events arrive, or its history is read."""
    if proof.state is ProofState.READING:
        return reading_sentence(proof, present)
    when = ago(proof.reached_at, present) if proof.reached_at else ""
    said = {
        ProofState.WAITING: translate(
            "Reach", "Waiting for the first event. Play anything for five seconds."
        ),
        ProofState.HEARD: translate("Reach", "Last event {when}: {what}"),
        ProofState.MUTED: translate("Reach", "Muted: {count} events were counted and not kept."),
        ProofState.PROGRESS_ONLY: translate(
            "Reach",
            "It calls every second, but never says that somebody began or finished. Tick Playback "
            "Start, Playback Stop and User Data Saved in Jellyfin's webhook plugin.",
        ),
        ProofState.OTHER_SERVER: translate(
            "Reach",
            "{when} an event of another media server came by this address: {what}. Nothing of "
            "this one yet.",
        ),
        ProofState.NO_USE: translate("Reach", "{when} something came that is of no use: {what}"),
        ProofState.READING: "",
    }[proof.state]
    text = said.format(when=when, what=told(proof.remark), count=proof.server.muted_count)
    return text[:1].upper() + text[1:]


def event_line(proof: Proof, present: datetime | None = None) -> str:
    """Return the same in few words, for a row of a list."""
    if proof.state is ProofState.WAITING:
        return translate("Reach", "Waiting for the first event")
    if proof.state is ProofState.READING:
        return reading_line(proof, present)
    return proof_sentence(proof, present)


def proof_mark(proof: Proof) -> str:
    if proof.state is ProofState.READING:
        return "waiting" if proof.catch_up is None else read_mark(proof.catch_up)
    return {
        ProofState.WAITING: "waiting",
        ProofState.HEARD: "delivered",
        ProofState.MUTED: "paused",
        ProofState.PROGRESS_ONLY: "unmatched",
        ProofState.OTHER_SERVER: "unmatched",
        ProofState.NO_USE: "unmatched",
    }[proof.state]


def wrong_calls_sentence(call: WrongCall, present: datetime | None = None) -> str:
    """Return who called with an address that does not count any more."""
    one = translate("Reach", "1 call with an old or wrong address from {caller}, {when}.")
    several = translate(
        "Reach", "{count} calls with an old or wrong address from {caller}, {when}."
    )
    said = one if call.count == 1 else several
    return said.format(count=call.count, caller=call.address, when=ago(call.last_at, present))


def address_change_sentence(proof: Proof) -> str:
    """Return what has to be pasted anew, "" where nothing has."""
    change = proof.address_change
    if change is None:
        return ""
    said = translate(
        "Reach",
        "This computer's address changed from {was} to {now}. Paste the new address into {server}.",
    )
    was, now = shown_host(change.was), shown_host(change.now)
    if was.rpartition(":")[2] == now.rpartition(":")[2]:
        was, now = was.rpartition(":")[0], now.rpartition(":")[0]
    return said.format(was=was, now=now, server=proof.server.name)


def only_this_computer_sentence(server: str) -> str:
    """Return what has to be done before that server can call at all."""
    said = translate(
        "Reach",
        "{server} runs elsewhere, and so far only this computer may call Scroblarr. Allow the home "
        "network first, then enter the new address in {server}.",
    )
    return said.format(server=server)


def shown_host(base: str) -> str:
    """Return an address as people write it."""
    return base.removeprefix("http://")


def hook_standing(connection: Connection) -> Standing:
    """Return what became of having events sent."""
    by_hand = translate("Reach", "address entered by hand")
    if connection.hook_state is HookState.MANUAL and connection.hook_message:
        return Standing("waiting", by_hand, Tone.WARNING)
    return {
        HookState.SET: Standing(
            "delivered", translate("Reach", "reports are set up by Scroblarr"), Tone.GOOD
        ),
        HookState.MANUAL: Standing("delivered", by_hand, Tone.GOOD),
        HookState.NONE: Standing(
            "cancelled", translate("Reach", "reports are not set up"), Tone.QUIET
        ),
        HookState.IMPOSSIBLE: Standing(
            "cancelled", translate("Reach", "no reports possible"), Tone.QUIET
        ),
        HookState.RESTART: Standing(
            "waiting", translate("Reach", "reports after a restart"), Tone.WARNING
        ),
        HookState.FAILED: Standing(
            "rejected", translate("Reach", "reports could not be set up"), Tone.BAD
        ),
    }[connection.hook_state]


def hook_sentence(connection: Connection) -> str:
    """Return the same as a sentence, with what the media server's side said of it."""
    word = hook_standing(connection).word
    return f"{word[:1].upper()}{word[1:]}. {told(connection.hook_message)}".strip()


def reports_line(proof: Proof) -> tuple[str, str] | None:
    """Return a mark and a sentence for what became of having events sent, None where nobody asked.

    Where the history is read by choice, events may go on coming; then it does not depend on them.
    """
    connection, found = proof.connection, proof.catch_up
    if connection is None:
        return None
    read = found is not None and found.chosen and found.mode is CatchUpMode.READING
    if read and connection.hook_state in (HookState.SET, HookState.MANUAL):
        return "cancelled", translate(
            "Reach", "No report is needed: Scroblarr reads the play history."
        )
    return hook_standing(connection).mark, hook_sentence(connection)


def standing(proof: Proof, *, listening: bool = True) -> Standing:
    """Return the one thing that matters most about a server."""
    connection = proof.connection
    if proof.state is ProofState.MUTED:
        return Standing("paused", translate("Reach", "muted"), Tone.QUIET)
    reads = proof.state is ProofState.READING
    if not listening and not reads:
        return Standing("rejected", translate("Reach", "cannot be heard"), Tone.BAD)
    if connection is not None and connection.state is ConnectionState.ENDED:
        return Standing("needs_sign_in", translate("Reach", "sign in again"), Tone.WARNING)
    if reads and proof.catch_up is not None:
        return _reading(proof.catch_up, connection)
    if proof.address_change is not None:
        return Standing("unmatched", translate("Reach", "needs the new address"), Tone.WARNING)
    if connection is not None and connection.hook_state in _NOT_REPORTING:
        return hook_standing(connection)
    if proof.wrong_calls:
        return Standing("unmatched", translate("Reach", "calls an old address"), Tone.WARNING)
    if connection is not None and _is_gone(proof, connection):
        return Standing("unmatched", translate("Reach", "does not answer"), Tone.WARNING)
    if missed_at(proof) is not None:
        return Standing("unmatched", translate("Reach", "stopped reporting"), Tone.WARNING)
    if proof.silence is not None:
        said = translate("Reach", "silent for {days} days").format(days=proof.silence.days)
        return Standing("unmatched", said, Tone.WARNING)
    if proof.state is ProofState.HEARD:
        return Standing("delivered", translate("Reach", "reports"), Tone.GOOD)
    if proof.state is ProofState.WAITING:
        return Standing("waiting", translate("Reach", "nothing came yet"), Tone.BUSY)
    return Standing("unmatched", translate("Reach", "nothing usable came yet"), Tone.WARNING)


def _is_gone(proof: Proof, connection: Connection) -> bool:
    """Return whether the latest look reached nobody, and nothing came since either."""
    if not connection.message or connection.checked_at is None:
        return False
    return proof.reached_at is None or proof.reached_at < connection.checked_at


def _reading(found: CatchUp, connection: Connection | None) -> Standing:
    """Return how it stands with a server that is asked, be it until it reports again."""
    if connection is not None and connection.hook_state in _SHOULD_REPORT and not found.chosen:
        return hook_standing(connection)
    if found.message:
        return Standing("unmatched", translate("Reach", "cannot be read"), Tone.WARNING)
    if found.read_at is None:
        return Standing("waiting", translate("Reach", "not read yet"), Tone.BUSY)
    return Standing("delivered", translate("Reach", "play history is read"), Tone.GOOD)


_SHOULD_REPORT = (HookState.FAILED, HookState.RESTART)
_NOT_REPORTING = (HookState.FAILED, HookState.RESTART, HookState.IMPOSSIBLE)


def firewall_hint(port: int, platform: str = sys.platform) -> str:
    """Return what to do where a phone gets no answer."""
    first = translate(
        "Reach", "No answer? The phone must be in your own Wi-Fi, not in a guest network."
    )
    return f"{first} {_firewall(platform).format(port=port)}"


def _firewall(platform: str) -> str:
    if platform == "win32":
        return translate(
            "Reach",
            "Then open Windows Security, Firewall & network protection, Allow an app through "
            "firewall, and tick Private for Scroblarr.",
        )
    if platform == "darwin":
        return translate(
            "Reach",
            "Then open System Settings, Network, Firewall, Options, and allow incoming "
            "connections for Scroblarr.",
        )
    return translate("Reach", "Then allow TCP port {port} from your home network in the firewall.")


def listening_question(platform: str = sys.platform) -> str:
    """Return what it means to listen for the home network, and what the system may ask then."""
    said = translate(
        "Reach",
        "So far only this computer can call Scroblarr. Once it listens in your home network as "
        "well, media servers elsewhere or in a container can report to it, and phones can open "
        "a member's own page. Only your home network is let in: a media server needs the secret "
        "in its address, a phone an invitation.",
    )
    return " ".join([said, *_prompts(platform)])


def _prompts(platform: str) -> Iterable[str]:
    if platform == "win32":
        yield translate(
            "Reach",
            "Windows may ask right after this whether Scroblarr may communicate in private "
            "networks: press Allow. Cancel would block it until you change it in Windows Security.",
        )
    if platform == "darwin":
        yield translate(
            "Reach",
            "macOS may ask right after this whether Scroblarr may accept incoming connections: "
            "press Allow.",
        )
