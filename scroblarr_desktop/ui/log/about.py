"""What the details say of a watch: who and where, when, and how the app came to know of it."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QCoreApplication

from scroblarr_desktop.store import accounts
from scroblarr_desktop.store.records import LoggedWatch
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.log.cells import signs

translate = QCoreApplication.translate

LATE = timedelta(minutes=5)
"""A report that came so much later says when it came."""


def facts(watch: LoggedWatch) -> list[str]:
    """Return who and where, when, and what else is to be known, a line each."""
    who = watch.member.name if watch.member else translate("DetailsPane", "Somebody")
    where = watch.server.name if watch.server else translate("DetailsPane", "a media server")
    lines = [
        translate("DetailsPane", "{who} on {server}").format(who=who, server=where),
        wording.exact(watch.watched_at),
        _how(watch, where),
    ]
    if watch.by_hand:
        lines.append(translate("DetailsPane", "Marked as watched by hand."))
    return lines + signs(watch)


def _how(watch: LoggedWatch, where: str) -> str:
    """Say how the app came to know of it, and when if that was later."""
    late = watch.received_at - watch.watched_at > LATE
    if watch.caught_up:
        said = translate("DetailsPane", "Read from the play history of {server}.")
        later = translate("DetailsPane", "Read from the play history of {server} on {when}.")
    else:
        said = translate("DetailsPane", "Reported by {server}.")
        later = translate("DetailsPane", "Reported by {server} on {when}.")
    when = wording.exact(watch.received_at)
    return (later if late else said).format(server=where, when=when)


def why_nowhere(watch: LoggedWatch) -> str:
    """Return why it has no delivery at all."""
    said = translate("DetailsPane", "Kept here only: it was not sent anywhere.")
    if watch.member is None:
        return said
    # The watch is older than an account that there is now.
    linked = any(one.user_id is not None for one in accounts.of_member(watch.member.id))
    why = (
        translate("DetailsPane", "{member} had no linked tracker account then.")
        if linked
        else translate("DetailsPane", "{member} has no linked tracker account.")
    )
    return f"{said} {why.format(member=watch.member.name)}"
