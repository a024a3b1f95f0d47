"""How it is said what is learnt from a media server's own play history."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QLocale

from scroblarr_desktop.reach import Proof
from scroblarr_desktop.store.records import CatchUp, CatchUpMode
from scroblarr_desktop.store.silence import Silence
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.saying import Said
from scroblarr_desktop.ui.told import told

translate = QCoreApplication.translate


def way_names() -> dict[CatchUpMode, tuple[str, str]]:
    """Return the ways in which watches arrive, each with what it means."""
    return {
        CatchUpMode.WEBHOOKS: (
            translate("Reading", "The server reports"),
            translate(
                "Reading",
                "Webhooks, and every hour a look at the play history, so that nothing is lost "
                "while this computer sleeps.",
            ),
        ),
        CatchUpMode.READING: (
            translate("Reading", "Scroblarr reads the play history"),
            translate(
                "Reading",
                "Every three minutes: watches arrive a few minutes late, and what is playing now "
                "is not shown.",
            ),
        ),
    }


def by_hand_sentence() -> str:
    """Return what a server without a sign-in cannot do."""
    return translate(
        "Reading",
        "Only what the server reports while this computer is awake arrives. Signed in to it, "
        "Scroblarr also finds what was watched meanwhile.",
    )


def read_sentence(found: CatchUp, present: datetime | None = None) -> str:
    """Return when the history was read last, or why it could not be."""
    if found.message:
        said = translate("Reading", "The play history could not be read: {why}")
        return said.format(why=told(found.message))
    if found.read_at is None:
        return translate("Reading", "The play history has not been read yet.")
    said = translate("Reading", "Play history read {when}.")
    return said.format(when=wording.moment(found.read_at, present))


def found_sentence(new: int) -> str:
    """Return what came of looking into the history because somebody wanted to."""
    if new == 0:
        return translate("Reading", "Nothing new: everything in the play history was known.")
    if new == 1:
        return translate("Reading", "One thing in it was new. The log shows what became of it.")
    said = translate("Reading", "{count} things in it were new. The log shows what became of them.")
    return said.format(count=QLocale().toString(new))


def read_mark(found: CatchUp) -> str:
    if found.message:
        return "unmatched"
    return "waiting" if found.read_at is None else "delivered"


def reading_sentence(proof: Proof, present: datetime | None = None) -> str:
    """Return how it goes with a server whose history is read in place of its events."""
    found = proof.catch_up
    if found is None:
        return ""
    said = read_sentence(found, present)
    if found.read_at is None or found.message:
        return said
    if proof.reached_at is None:
        return " ".join(
            [said, translate("Reading", "What somebody finishes appears within three minutes.")]
        )
    last = translate("Reading", "Last: {what}, {when}.")
    when = wording.moment(proof.reached_at, present)
    return " ".join([said, last.format(what=told(proof.remark), when=when)])


def reading_line(proof: Proof, present: datetime | None = None) -> str:
    """Return the same in few words, for a row of a list."""
    found = proof.catch_up
    if found is None:
        return ""
    if proof.reached_at is None or found.message:
        return read_sentence(found, present)
    said = translate("Reading", "{what}, {when}")
    return said.format(what=told(proof.remark), when=wording.moment(proof.reached_at, present))


def missed_at(proof: Proof) -> datetime | None:
    """Return since when a server that should report does not, None where all is well."""
    found = proof.catch_up
    if found is None or found.mode is not CatchUpMode.WEBHOOKS:
        return None
    return found.webhooks_missed_at


def missed_said(at: datetime) -> Said:
    """Return that a server stopped reporting then, and what happens instead."""
    title = translate("Reading", "Webhooks stopped on {day}, catching up instead")
    return Said(
        title.format(day=wording.date(at)),
        translate(
            "Reading",
            "What is watched there is read from the play history every three minutes instead. "
            "Nothing is lost, but it arrives a few minutes late.",
        ),
        translate("Reading", "Repair tells the server this computer's address anew."),
    )


def silence_said(found: Silence) -> Said:
    """Return that nothing came for unusually long."""
    title = translate("Reading", "No event for {days} days, usually daily")
    if found.usual_days > 1:
        title = translate("Reading", "No event for {days} days, usually every {usual} days")
    return Said(
        title.format(days=found.days, usual=found.usual_days),
        translate(
            "Reading", "Either nobody watched, or what was watched did not reach this computer."
        ),
        translate("Reading", "Test the way, or sign in: then Scroblarr can look by itself."),
    )
