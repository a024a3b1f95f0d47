"""How the address is entered in a media server by hand: the same words wherever that is told."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from scroblarr_desktop.watches import ServerKind

translate = QCoreApplication.translate


def steps_label(kind: ServerKind) -> str:
    if kind is ServerKind.PLEX:
        return translate("ServerSteps", "How to enter it in Plex")
    return translate("ServerSteps", "How to enter it in Jellyfin")


def steps(kind: ServerKind) -> tuple[str, ...]:
    """Return what to do one after the other, numbered, up to the proof in the line above."""
    last = translate("ServerSteps", "Play anything for five seconds and look at the line above.")
    return numbered([*_entering(kind), last])


def entering(kind: ServerKind) -> tuple[str, ...]:
    """Return the same without the proof, for windows that show it on a page of its own."""
    return numbered(_entering(kind))


def entering_with_header() -> tuple[str, ...]:
    """Return how it is entered in Jellyfin with the secret in a header of its own."""
    paste = translate(
        "ServerSteps", "Give it any Webhook Name. Paste the address below into “Webhook Url”."
    )
    properties = translate(
        "ServerSteps",
        "Tick “Send All Properties (ignores template)”. Or leave it unticked and paste the "
        "template below.",
    )
    header = translate(
        "ServerSteps", "Press “Add Request Header” and enter the key and the value below. Save."
    )
    return numbered([*_opening(), paste, *_choosing(), properties, header])


def numbered(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{number}. {line}" for number, line in enumerate(lines, 1))


def _entering(kind: ServerKind) -> list[str]:
    if kind is ServerKind.PLEX:
        return _plex()
    paste = translate("ServerSteps", "Paste the address into “Webhook Url”.")
    save = translate("ServerSteps", "Tick “Send All Properties (ignores template)”. Save.")
    return [*_opening(), paste, *_choosing(), save]


def _plex() -> list[str]:
    return [
        translate("ServerSteps", "Open Plex Web and sign in with the account of the owner."),
        translate(
            "ServerSteps",
            "Open Settings, then Webhooks. Is it not there? Plex has webhooks only for accounts "
            "with a Plex Pass.",
        ),
        translate("ServerSteps", "Press Add Webhook, paste the address, and press Save Changes."),
        translate(
            "ServerSteps",
            "On the server, Settings, Network: “Webhooks” must be ticked. After ticking it the "
            "server may need a restart.",
        ),
    ]


def _opening() -> list[str]:
    return [
        translate(
            "ServerSteps",
            "In Jellyfin open Dashboard, Plugins. Is Webhook not among them? Install it from the "
            "catalog and restart Jellyfin.",
        ),
        translate("ServerSteps", "Open Webhook and press “Add Generic Destination”."),
    ]


def _choosing() -> list[str]:
    return [
        translate(
            "ServerSteps",
            "Under Notification Type tick Playback Start, Playback Stop and User Data Saved, "
            "nothing else.",
        ),
        translate(
            "ServerSteps",
            "Under Item Type tick Movies and Episodes. Leave User Filter empty: then everybody "
            "counts.",
        ),
    ]
