"""How the address is entered in a media server by hand."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from scroblarr_desktop.watches import ServerKind

translate = QCoreApplication.translate


def steps_label(kind: ServerKind) -> str:
    if kind is ServerKind.PLEX:
        return translate("ServerSteps", "How to enter it in Plex")
    return translate("ServerSteps", "How to enter it in Jellyfin")


def steps(kind: ServerKind) -> tuple[str, ...]:
    """Return what to do one after the other, numbered."""
    found = _plex() if kind is ServerKind.PLEX else _jellyfin()
    return tuple(f"{number}. {step}" for number, step in enumerate(found, 1))


def _plex() -> tuple[str, ...]:
    return (
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
        translate("ServerSteps", "Play anything for five seconds and look at the line above."),
    )


def _jellyfin() -> tuple[str, ...]:
    return (
        translate(
            "ServerSteps",
            "In Jellyfin open Dashboard, Plugins. Is Webhook not among them? Install it from the "
            "catalog and restart Jellyfin.",
        ),
        translate("ServerSteps", "Open Webhook and press Add Generic Destination."),
        translate("ServerSteps", "Paste the address into Webhook Url."),
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
        translate("ServerSteps", "Tick Send All Properties and press Save."),
        translate("ServerSteps", "Play anything for five seconds and look at the line above."),
    )
