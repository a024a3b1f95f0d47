"""What a try of an address showed, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from scroblarr_desktop.reach import AddressTest, Verdict
from scroblarr_desktop.ui.reach.wording import shown_host
from scroblarr_desktop.ui.saying import Said
from scroblarr_desktop.ui.told import told

translate = QCoreApplication.translate


def said_of_test(found: AddressTest, not_listening: Said | None) -> Said:
    """Return what a try of the address showed. `not_listening`: why nobody can call, if so."""
    if found.verdict is Verdict.NOT_LISTENING and not_listening is not None:
        return not_listening
    title, sentence, next_step = _TRIED[found.verdict]()
    names = {
        "address": shown_host(found.address),
        "now": shown_host(found.now),
        "detail": told(found.detail),
        "by": translate("Reach", " ({program})").format(program=told(found.detail))
        if found.verdict is Verdict.SOMETHING_ELSE and found.detail
        else "",
    }
    return Said(title, sentence.format(**names), next_step.format(**names))


def _works() -> tuple[str, str, str]:
    return (
        translate("Reach", "The address works"),
        translate("Reach", "Scroblarr answered at {address} and knows the address."),
        translate("Reach", "Now play anything for five seconds: that is the last proof."),
    )


def _works_from_here() -> tuple[str, str, str]:
    return (
        translate("Reach", "The address works, seen from this computer"),
        translate("Reach", "Scroblarr answered at {address} and knows the address."),
        translate(
            "Reach",
            "What this cannot see is a firewall, or that the server is in another network: open "
            "this page with a phone.",
        ),
    )


def _works_but_name() -> tuple[str, str, str]:
    return (
        translate("Reach", "Scroblarr listens and knows the address"),
        translate(
            "Reach",
            "The name host.docker.internal is known inside containers only, so it cannot be tried "
            "from here.",
        ),
        translate(
            "Reach",
            "Play anything for five seconds. If nothing comes: on Linux the container has to be "
            "started with --add-host=host.docker.internal:host-gateway.",
        ),
    )


def _not_listening() -> tuple[str, str, str]:
    return (
        translate("Reach", "Scroblarr does not listen"),
        translate("Reach", "Nothing can call this computer now."),
        translate("Reach", "Wait a minute: it is tried again."),
    )


def _loopback_only() -> tuple[str, str, str]:
    return (
        translate("Reach", "Only this computer is let in"),
        translate(
            "Reach",
            "The media server runs elsewhere, but Scroblarr can be called from this computer only.",
        ),
        translate("Reach", "Allow the home network."),
    )


def _no_network() -> tuple[str, str, str]:
    return (
        translate("Reach", "This computer is in no network"),
        translate("Reach", "A media server elsewhere cannot reach it."),
        translate("Reach", "Connect it to your home network, then test again."),
    )


def _old_address() -> tuple[str, str, str]:
    return (
        translate("Reach", "The server has an old address"),
        translate("Reach", "It calls {address}, but this computer has {now} now."),
        translate("Reach", "Give the server the new address."),
    )


def _no_answer() -> tuple[str, str, str]:
    return (
        translate("Reach", "Nothing answers"),
        translate("Reach", "{detail} Scroblarr believes that it listens at {address}."),
        translate("Reach", "Look whether a firewall on this computer blocks Scroblarr."),
    )


def _something_else() -> tuple[str, str, str]:
    return (
        translate("Reach", "Another program answers there"),
        translate("Reach", "What answers at {address} is not Scroblarr{by}."),
        translate("Reach", "End the other program, or choose another port in Settings."),
    )


def _wrong_secret() -> tuple[str, str, str]:
    return (
        translate("Reach", "The address is not known there"),
        translate("Reach", "A Scroblarr answers at {address}, but it does not know this address."),
        translate(
            "Reach",
            "Does a second copy run on this computer, perhaps for another person? End it, or give "
            "one of them another port.",
        ),
    )


def _not_home() -> tuple[str, str, str]:
    return (
        translate("Reach", "This address is not one of a home network"),
        translate(
            "Reach",
            "Scroblarr answers at {address}, but lets only addresses of a home network call it.",
        ),
        translate("Reach", "Choose another address of this computer, then test again."),
    )


def _not_taken() -> tuple[str, str, str]:
    return (
        translate("Reach", "It arrived, but could not be kept"),
        "{detail}",
        translate("Reach", "Then test again."),
    )


_TRIED = {
    Verdict.WORKS: _works,
    Verdict.WORKS_FROM_HERE: _works_from_here,
    Verdict.WORKS_BUT_NAME: _works_but_name,
    Verdict.NOT_LISTENING: _not_listening,
    Verdict.LOOPBACK_ONLY: _loopback_only,
    Verdict.NO_NETWORK: _no_network,
    Verdict.OLD_ADDRESS: _old_address,
    Verdict.NO_ANSWER: _no_answer,
    Verdict.SOMETHING_ELSE: _something_else,
    Verdict.WRONG_SECRET: _wrong_secret,
    Verdict.NOT_HOME: _not_home,
    Verdict.NOT_TAKEN: _not_taken,
}
