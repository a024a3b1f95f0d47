"""How it is said what a Jellyfin still needs before it reports."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from scroblarr_desktop.linking.jellyfin.people import JellyfinPerson
from scroblarr_desktop.linking.jellyfin.plugin import PluginState, Restarting
from scroblarr_desktop.linking.jellyfin.rivals import Rival
from scroblarr_desktop.media_servers.jellyfin_system import NowPlaying
from scroblarr_desktop.store.records import Place
from scroblarr_desktop.ui.saying import Said

translate = QCoreApplication.translate

MOST_NAMES = 5


def question(plugin: PluginState) -> Said:
    """Return what is asked about the Webhook plugin. Not for one that is ready."""
    without = translate(
        "Jellyfin",
        "Without it Scroblarr reads every three minutes what was watched: it arrives a few "
        "minutes late, and what is playing now is not shown.",
    )
    return {
        PluginState.MISSING: Said(
            translate("Jellyfin", "Jellyfin needs a plugin to report"),
            translate(
                "Jellyfin",
                "Jellyfin's own plugin “Webhook” tells other programs what is watched. It is not "
                "installed there yet. Jellyfin downloads it from its catalog.",
            ),
            without,
        ),
        PluginState.DISABLED: Said(
            translate("Jellyfin", "The plugin is switched off"),
            translate(
                "Jellyfin",
                "Jellyfin's plugin “Webhook” is installed, but somebody switched it off.",
            ),
            without,
        ),
        PluginState.BROKEN: Said(
            translate("Jellyfin", "The plugin does not run"),
            translate(
                "Jellyfin",
                "Jellyfin's plugin “Webhook” is installed, but does not run on this version of "
                "Jellyfin.",
            ),
            translate("Jellyfin", "Update it in Jellyfin: Dashboard, Plugins. Then try again."),
        ),
        PluginState.RESTART: Said(
            translate("Jellyfin", "Jellyfin has to be restarted"),
            translate(
                "Jellyfin", "The plugin “Webhook” starts with Jellyfin. That takes a minute or two."
            ),
        ),
    }[plugin]


def restart_question(playing: Sequence[NowPlaying] | None) -> Said:
    """Return the question before a restart. `playing`: None where nobody knows."""
    asked = question(PluginState.RESTART)
    if playing is None:
        warning = translate("Jellyfin", "Whoever watches meanwhile is interrupted.")
    elif playing:
        warning = "\n".join(_interrupted(one) for one in playing[:MOST_NAMES])
    else:
        warning = translate("Jellyfin", "Nobody is watching right now.")
    return Said(asked.title, asked.sentence, warning)


def _interrupted(one: NowPlaying) -> str:
    said = translate("Jellyfin", "{who} is watching “{what}” and would be interrupted.")
    return said.format(who=one.user or one.device, what=one.title)


def restarting(state: Restarting) -> str:
    return {
        Restarting.GOING: translate("Jellyfin", "Jellyfin is asked to restart…"),
        Restarting.AWAY: translate("Jellyfin", "Jellyfin restarts. Waiting until it is back…"),
        Restarting.BACK: translate("Jellyfin", "Jellyfin is back. Telling it the address…"),
    }[state]


def rival_warning(rival: Rival) -> Said:
    """Return the warning that watches would arrive twice."""
    title = translate("Jellyfin", "Jellyfin tells {tracker} already")
    sentence = translate(
        "Jellyfin",
        "Jellyfin's own plugin “{tracker}” sends what {people} watches. Each watch would arrive "
        "twice.",
    )
    several = translate(
        "Jellyfin",
        "Jellyfin's own plugin “{tracker}” sends what {people} watch. Each watch would arrive "
        "twice.",
    )
    said = sentence if len(rival.people) == 1 else several
    return Said(
        title.format(tracker=rival.plugin),
        said.format(tracker=rival.plugin, people=", ".join(rival.people)),
        rival.switch_off,
    )


def others_warning(names: Sequence[str]) -> Said:
    return Said(
        translate("Jellyfin", "Another Scroblarr is set up there, too"),
        translate(
            "Jellyfin",
            "Jellyfin also reports to {names}. If both have the same tracker accounts linked, each "
            "watch may arrive twice.",
        ).format(names=", ".join(f"“{name}”" for name in names)),
        translate(
            "Jellyfin",
            "It was left as it is. Remove it in Jellyfin where it is not needed any more: "
            "Dashboard, Plugins, Webhook.",
        ),
    )


def place_sentence(place: Place, name: str, address: str) -> str:
    """Return where the server runs, and the address that it is told."""
    said = {
        Place.HERE: translate("Jellyfin", "{name} runs on this computer and calls {address}."),
        Place.DOCKER: translate(
            "Jellyfin", "{name} runs in Docker on this computer and calls {address}."
        ),
    }.get(
        place,
        translate("Jellyfin", "{name} runs on another computer and calls {address}."),
    )
    return said.format(name=name, address=address)


def marked(people: Sequence[JellyfinPerson]) -> str:
    """Return who of them is not as others are, "" where nobody is."""
    disabled = [one.user.name for one in people if one.user.disabled]
    hidden = [one.user.name for one in people if one.user.hidden and not one.user.disabled]
    lines = []
    if disabled:
        said = translate("Jellyfin", "Left out, because disabled in Jellyfin: {names}.")
        lines.append(said.format(names=", ".join(disabled)))
    if hidden:
        said = translate("Jellyfin", "Hidden on its sign-in page: {names}.")
        lines.append(said.format(names=", ".join(hidden)))
    return " ".join(lines)
