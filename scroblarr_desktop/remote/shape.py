"""A call to the outside for the detailed log: what was asked of whom, but not about what."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from scroblarr_desktop.remote.addresses import is_home, is_loopback
from scroblarr_desktop.remote.messages import Call

SERVICES = ("trakt.tv", "simkl.com", "tvtime.com", "plex.tv", "github.com")

_WORDS = re.compile(
    r"""(?x) api | v[1-9] | pins? | users? | resources | home | friends | webhooks | activities
    | sync | history | movies? | episodes? | shows? | seasons? | tv | anime | search | scrobble
    | start | pause | stop | checkin | oauth | token | revoke | device | code | authorize
    | settings | last_activities | all-items | ratings | watchlist | aliases | translations
    | library | metadata | sections | all | accounts | status | sessions | identity | prefs | :
    | System | Info | Public | Plugins | Packages | Installed | Configuration | Enable | Restart
    | Items | Ancestors | Users | Views | Sessions | Playing | QuickConnect | Initiate | Connect
    | Enabled | AuthenticateByName | AuthenticateWithQuickConnect | Auth | Keys | Images | Primary
    | Library | VirtualFolders | repos | releases | latest""",
)


def shape(call: Call) -> str:
    """Return method, service and path. Whatever is no word of the service's own is left out."""
    parts = [one for one in urlsplit(call.url).path.split("/") if one]
    path = "/".join(one if _WORDS.fullmatch(one) else "…" for one in parts)
    return f"{call.method} {_service(call.host)}/{path}"


def _service(host: str) -> str:
    if is_loopback(host):
        return "this-computer"
    known = next((one for one in SERVICES if host == one or host.endswith(f".{one}")), None)
    return known or ("home-network" if is_home(host) else "elsewhere")
