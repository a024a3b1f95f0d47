"""Finding out whether a Jellyfin answers at an address, and if not, why not."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from scroblarr_desktop.linking.jellyfin.address import PUBLIC_INFO, base_of, candidates
from scroblarr_desktop.linking.jellyfin.troubles import (
    AddressTrouble,
    Reason,
    closed_all,
    not_jellyfin,
    not_reached,
    not_ready,
    not_set_up,
    page_in_front,
    too_old,
)
from scroblarr_desktop.media_servers.jellyfin_api import Jellyfin
from scroblarr_desktop.media_servers.jellyfin_system import PublicInfo, read_public_info
from scroblarr_desktop.remote.addresses import is_home
from scroblarr_desktop.remote.certificates import Certificate, presented_at
from scroblarr_desktop.remote.errors import Offline, Outage, Refused
from scroblarr_desktop.remote.messages import Answer, Call
from scroblarr_desktop.remote.unreached import Unreached, unreached

OLDEST = (10, 8)
MOST_REDIRECTS = 5


@dataclass(frozen=True)
class Reached:
    """A Jellyfin that can be used."""

    url: str
    certificate: str | None
    """The fingerprint of its own certificate, where the person trusted one."""
    info: PublicInfo


@dataclass(frozen=True)
class OwnCertificate:
    """A host whose certificate nobody vouches for; nothing was sent to it yet."""

    url: str
    certificate: Certificate
    changed: bool
    """Whether another one was trusted before."""

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or self.url

    @property
    def is_for_host(self) -> bool:
        """Return whether it was made for the address at which it was shown."""
        return self.certificate.is_made_for(self.host)

    @property
    def is_usual(self) -> bool:
        """Return whether such a certificate is what a Jellyfin at home has."""
        return self.is_for_host and (self.certificate.is_self_made or is_home(self.host))


Outcome = Reached | OwnCertificate


async def try_address(jellyfin: Jellyfin, text: str) -> Outcome:
    """Return the Jellyfin at what was typed, or the certificate that is to be trusted first.

    `jellyfin` says who calls; its certificate is the one that was trusted. Raises AddressTrouble.
    """
    urls = candidates(text)
    tries = [asyncio.ensure_future(_outcome(replace(jellyfin, url=url))) for url in urls]
    try:
        return await _best(urls, tries)
    finally:
        for one in tries:
            one.cancel()
        await asyncio.gather(*tries, return_exceptions=True)


async def _best(
    urls: Sequence[str], tries: Sequence[asyncio.Future[Outcome | AddressTrouble]]
) -> Outcome:
    """Return the first that can be used, in the order of the addresses, whichever came first."""
    to_trust: OwnCertificate | None = None
    troubles: list[AddressTrouble] = []
    closed: list[str] = []
    for url, one in zip(urls, tries, strict=True):
        outcome = await one
        if isinstance(outcome, Reached):
            return outcome
        if isinstance(outcome, OwnCertificate):
            to_trust = to_trust or outcome
            continue
        troubles.append(outcome)
        closed += [url] if outcome.reason is Reason.CLOSED else []
    if to_trust is not None and all(one.reason > Reason.TOO_OLD for one in troubles):
        return to_trust
    worst = min(troubles, key=lambda trouble: trouble.reason)
    raise closed_all(closed) if worst.reason is Reason.CLOSED else worst


async def _outcome(jellyfin: Jellyfin) -> Outcome | AddressTrouble:
    try:
        return await reach(jellyfin)
    except AddressTrouble as trouble:
        return trouble


async def reach(jellyfin: Jellyfin) -> Outcome:
    """Return the Jellyfin at exactly this base URL, or where it says it moved.

    Raises AddressTrouble.
    """
    seen: set[str] = set()
    while jellyfin.url not in seen and len(seen) <= MOST_REDIRECTS:
        seen.add(jellyfin.url)
        call = jellyfin.call("GET", PUBLIC_INFO)
        try:
            answer = await jellyfin.send(call)
        except Outage as trouble:
            return await _without_answer(jellyfin, trouble)
        except Refused:
            raise not_jellyfin(call.host, "The address cannot be called.") from None
        if not 300 <= answer.status < 400:
            return Reached(*_where(jellyfin), _judged(answer, call))
        jellyfin = _led_on(jellyfin, answer, call)
    raise not_jellyfin(urlsplit(jellyfin.url).hostname or "", "It sends us round in circles.")


def _where(jellyfin: Jellyfin) -> tuple[str, str | None]:
    safe = jellyfin.url.startswith("https://")
    return jellyfin.url, jellyfin.certificate if safe else None


def _led_on(jellyfin: Jellyfin, answer: Answer, call: Call) -> Jellyfin:
    base = base_of(answer.headers.get("location", ""), call.url)
    if base is None:
        raise page_in_front(call.host)
    same = urlsplit(base).netloc == urlsplit(jellyfin.url).netloc
    return replace(jellyfin, url=base, certificate=jellyfin.certificate if same else None)


async def _without_answer(jellyfin: Jellyfin, trouble: Outage) -> Outcome:
    host = urlsplit(jellyfin.url).hostname or ""
    if unreached(trouble) is not Unreached.CERTIFICATE:
        raise not_reached(host, jellyfin.url, trouble)
    if jellyfin.certificate is not None:
        # It may have one by now that somebody vouches for.
        outcome = await reach(replace(jellyfin, certificate=None))
        return replace(outcome, changed=True) if isinstance(outcome, OwnCertificate) else outcome
    try:
        shown = await presented_at(jellyfin.url)
    except Offline:
        raise not_reached(host, jellyfin.url, trouble) from None
    return OwnCertificate(jellyfin.url, shown, changed=False)


# -- what answered


def _judged(answer: Answer, call: Call) -> PublicInfo:
    host = call.host
    if answer.status in (502, 503, 504):
        raise not_ready(host)
    if answer.status == 401 and "basic" in answer.headers.get("www-authenticate", "").lower():
        raise page_in_front(host)
    try:
        info = read_public_info(answer.json() if answer.is_ok else None)
    except ValueError:
        info = read_public_info(None)
    if not info.server_id or "jellyfin" not in info.product.lower():
        raise not_jellyfin(host, _what_else(answer, info))
    _check_usable(info, call.url.removesuffix(PUBLIC_INFO))
    return info


def _check_usable(info: PublicInfo, url: str) -> None:
    if not info.ready:
        raise not_set_up(url)
    numbers = info.version_numbers
    if numbers and numbers[:2] < OLDEST:
        raise too_old(info.version)


def _what_else(answer: Answer, info: PublicInfo) -> str:
    if "x-plex-protocol" in answer.headers or "MediaContainer" in answer.text[:500]:
        return "A Plex server answers there, not a Jellyfin."
    if info.server_id and info.version:
        return "An Emby server answers there, not a Jellyfin."
    if answer.is_web_page:
        return "A web page answers there: perhaps the router's, or that of another program."
    return "Something answers there, but it is no Jellyfin."
