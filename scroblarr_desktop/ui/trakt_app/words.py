"""What a check of the household's Trakt app came to, in words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from scroblarr_desktop.linking import Checked, Verdict
from scroblarr_desktop.ui.saying import Said

translate = QCoreApplication.translate

APPS_PAGE = "https://app.trakt.tv/settings/apps/api"
CONNECTED_PAGE = "https://app.trakt.tv/settings/apps/connected"
APP_NAME = "Scroblarr"
"""What to call the app at Trakt: people see it where they agree."""


@dataclass(frozen=True)
class Result:
    """`good`: it may be saved without a second thought."""

    said: Said
    mark: str
    good: bool = False


def result_of(checked: Checked, *, with_secret: bool) -> Result:
    """Return the words for a check; `with_secret`: whether one was entered at all."""
    if checked.verdict is Verdict.FINE:
        return Result(Said(_fine(), ""), "delivered", good=True)
    if checked.verdict is Verdict.UNTOLD:
        return Result(_untold(with_secret=with_secret), "delivered", good=True)
    if checked.verdict is Verdict.WRONG_ID:
        return Result(_wrong_id(), "rejected")
    if checked.verdict is Verdict.WRONG_SECRET:
        return Result(_wrong_secret() if with_secret else _no_secret(), "rejected")
    marks = {Verdict.NO_NETWORK: "offline"}
    return Result(_not_asked(checked), marks.get(checked.verdict, "attention"))


def _fine() -> str:
    return translate("TraktApp", "Trakt knows this app, and the secret is right.")


def _untold(*, with_secret: bool) -> Said:
    if with_secret:
        later = translate("TraktApp", "Whether the secret is right shows at the first sign-in.")
    else:
        later = translate(
            "TraktApp", "Whether it wants a secret as well shows at the first sign-in."
        )
    return Said(translate("TraktApp", "Trakt knows this client id."), later)


def _wrong_id() -> Said:
    return Said(
        translate("TraktApp", "Trakt does not know this client id"),
        translate("TraktApp", "It is cut off, or the app was deleted at Trakt."),
        translate("TraktApp", "Copy it once more from the app's page."),
    )


def _wrong_secret() -> Said:
    return Said(
        translate("TraktApp", "The secret does not belong to this client id"),
        translate("TraktApp", "Trakt knows the app, but not with this secret."),
        translate("TraktApp", "Copy the client secret once more from the app's page."),
    )


def _no_secret() -> Said:
    return Said(
        translate("TraktApp", "Trakt wants the client secret as well"),
        translate("TraktApp", "It knows the client id."),
        translate("TraktApp", "Paste the client secret from the app's page."),
    )


def _not_asked(checked: Checked) -> Said:
    if checked.verdict is Verdict.NO_NETWORK:
        return Said(
            translate("TraktApp", "Trakt could not be reached"),
            checked.detail,
            translate("TraktApp", "Look whether this computer is online, then try again."),
        )
    if checked.verdict is Verdict.TURNED_AWAY:
        return Said(
            translate("TraktApp", "Trakt's shield turned the question away"),
            translate("TraktApp", "Trakt itself never saw it, so nothing is known of the app."),
            translate("TraktApp", "That passes. Try again in some minutes."),
        )
    return Said(
        translate("TraktApp", "Trakt is out of order"),
        checked.detail,
        translate("TraktApp", "Try again later; nothing is wrong with what you entered."),
    )
