"""What there is to know about each tracker before and while an account is linked there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from scroblarr_desktop.destinations.errors import AppRejected, RemoteError, SignInEnded
from scroblarr_desktop.linking import NoApp
from scroblarr_desktop.store.records import Account
from scroblarr_desktop.ui.saying import Said, said

translate = QCoreApplication.translate

CONNECTED_APPS = "https://app.trakt.tv/settings/apps/connected"


@dataclass(frozen=True)
class Snag:
    """Something that stops people on the tracker's own page."""

    question: str
    answer: str
    button: str
    page: str


@dataclass(frozen=True)
class Stuck:
    """A sign-in that could not begin. `needs_app`: the household's app is missing or refused."""

    trouble: Said
    needs_app: bool = False


def about(destination: str, title: str) -> str:
    """Return the one thing to know about that tracker before choosing it."""
    known = {
        "trakt": translate(
            "Linking",
            "Keeps what you have watched, films and series. A free account may connect one "
            "community app at a time, and Scroblarr is one; with Trakt VIP it is fifty.",
        ),
        "simkl": translate(
            "Linking",
            "Keeps films, series and anime, one mark for each thing you have watched. A free "
            "account is enough; rewatches are left to members who pay.",
        ),
        "tvtime": translate(
            "Linking",
            "The service closed on 15 July 2026. This works only with a compatible server that you "
            "or somebody you know runs.",
        ),
    }
    plain = translate("Linking", "What is watched is sent to the account there.")
    return known.get(destination, plain)


def registering_trakt() -> str:
    """Return what to know beforehand while the household has no app at Trakt."""
    return translate("Linking", "To register the app there, somebody has to be a Trakt VIP.")


def snag(destination: str) -> Snag | None:
    """Return where people get stuck at that tracker, None where nothing is known."""
    if destination != "trakt":
        return None
    return Snag(
        translate("Linking", "Trakt says that another app is connected?"),
        translate(
            "Linking",
            "A free Trakt account holds one community app at a time. Either disconnect the other "
            "one on Trakt's page of connected apps and confirm the code once more, or get Trakt "
            "VIP, which holds fifty. If another app is connected later, it may end this sign-in; "
            "the app tells you then.",
        ),
        translate("Linking", "Open Trakt's connected apps"),
        CONNECTED_APPS,
    )


def signed_out(destination: str) -> str:
    """Return what unlinking does at that tracker."""
    if destination == "simkl":
        return translate(
            "Linking",
            "Nothing more is sent. Simkl may go on listing Scroblarr among your connected apps: "
            "take it off there, in Simkl's settings.",
        )
    return translate("Linking", "The app signs out there, and nothing more is sent.")


def member_tracker(name: str, title: str) -> str:
    return translate("Linking", "{tracker} for {member}").format(tracker=title, member=name)


def app_needed(title: str) -> Said:
    """Return why nobody can sign in before the household has its own app there."""
    return Said(
        translate("Linking", "{tracker} needs an app of your household first").format(
            tracker=title
        ),
        translate(
            "Linking",
            "{tracker} lets only programs in that are registered there. One registration serves "
            "everybody in the household, and it is entered once.",
        ).format(tracker=title),
    )


async def attempted(sign_in: Callable[[], Awaitable[Account]], title: str) -> Account | Stuck:
    """Return the account, or why the sign-in could not begin. Other known trouble is raised."""
    try:
        return await sign_in()
    except NoApp:
        return Stuck(app_needed(title), needs_app=True)
    except RemoteError as error:
        return Stuck(_said(error), needs_app=isinstance(error, AppRejected))


def _said(error: RemoteError) -> Said:
    words = said(error)
    assert words is not None
    if isinstance(error, SignInEnded):  # nothing had begun yet that could have ended
        title = translate("Linking", "That did not work")
        return Said(title, words.sentence, translate("Linking", "Check both and try again."))
    return words
