"""Each member's own page under `/me`, for phones at home: theirs, and nothing of anybody else.

It is plain http, so no password is ever asked here. See `visits` for who is let in.
"""

from __future__ import annotations

from collections.abc import Callable

from aiohttp import web

from scroblarr_desktop.http_server.member_pages import (
    joining,
    linking,
    needs,
    settings,
    static,
    trackers,
    watched,
)
from scroblarr_desktop.http_server.member_pages.backing import BACKING, Backing
from scroblarr_desktop.http_server.member_pages.guards import in_words
from scroblarr_desktop.http_server.member_pages.joining import join_path as join_path
from scroblarr_desktop.http_server.member_pages.shell import dress
from scroblarr_desktop.http_server.member_pages.visits import ROOT as ROOT
from scroblarr_desktop.http_server.ports import Services
from scroblarr_desktop.schedule import Clock

_SUBJECTS = (static, joining, watched, needs, trackers, linking, settings)


def member_pages(
    services: Services, clock: Clock, computer_name: Callable[[], str]
) -> web.Application:
    """Return the pages as an application to be hung under `ROOT`."""
    pages = web.Application(middlewares=[in_words])
    pages[BACKING] = Backing(services, clock, computer_name)
    pages.on_response_prepare.append(dress)
    for subject in _SUBJECTS:
        pages.add_routes(subject.ROUTES)
    return pages
