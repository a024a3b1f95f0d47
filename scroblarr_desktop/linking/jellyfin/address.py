"""What a person types as the address of their Jellyfin, and where it may lead."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv6Address
from urllib.parse import SplitResult, urljoin, urlsplit

from scroblarr_desktop.linking.jellyfin.troubles import no_address, plain_outside
from scroblarr_desktop.remote.addresses import check_base_url, is_home

HTTP_PORT, HTTPS_PORT = 8096, 8920
"""Jellyfin's own (docs: Networking)."""

PUBLIC_INFO = "/System/Info/Public"
_WEB_CLIENT = "web"
_SAFE_PORTS = (443, 8443, HTTPS_PORT)


@dataclass(frozen=True)
class Entered:
    """What was typed, taken apart. `scheme` and `port` are empty where nobody said them."""

    scheme: str
    host: str
    port: int | None
    path: str

    @property
    def at_home(self) -> bool:
        return is_home(self.host)


def candidates(text: str) -> list[str]:
    """Return the base URLs to try for what was typed or pasted, the likeliest first.

    Never one that goes out of the home network without https. Raises AddressTrouble.
    """
    entered = _taken_apart(text)
    found: list[str] = []
    for scheme, port in _ways(entered):
        host = f"[{entered.host}]" if ":" in entered.host else entered.host
        netloc = f"{host}:{port}" if port else host
        try:
            url = check_base_url(f"{scheme}://{netloc}{entered.path}", entered=True)
        except ValueError as error:
            if scheme == "http" and not entered.at_home:
                continue
            raise no_address(str(error)) from None
        if url not in found:
            found.append(url)
    if not found:
        raise plain_outside(entered.host)
    return found


def base_of(location: str, called: str) -> str | None:
    """Return the base URL to which a redirect of the call leads, None where it leads elsewhere.

    A Jellyfin with a base path sends everybody else to its web client below that path (jellyfin,
    BaseUrlRedirectionMiddleware.cs). Raises AddressTrouble for plain http outside the home.
    """
    parts = urlsplit(urljoin(called, location))
    path = parts.path
    if path.lower().endswith(PUBLIC_INFO.lower()):
        path = path[: -len(PUBLIC_INFO)]
    elif (before := _before_web_client(path)) is not None:
        path = before
    else:
        return None
    try:
        return check_base_url(f"{parts.scheme}://{parts.netloc}{path}", entered=True)
    except ValueError:
        raise plain_outside(parts.hostname or "") from None


def _taken_apart(text: str) -> Entered:
    typed = text.strip()
    if not typed:
        raise no_address("Nothing was entered.")
    scheme, separator, rest = typed.partition("://")
    if not separator:
        scheme, rest = "", typed
    if scheme.lower() not in ("", "http", "https"):
        raise no_address(f"“{typed}” is not a web address.")
    rest = rest.partition("#")[0].partition("?")[0]
    netloc, _, path = rest.partition("/")
    host, port = _host_and_port(netloc, typed)
    return Entered(scheme.lower(), host, port, _base_path(path))


def _host_and_port(netloc: str, typed: str) -> tuple[str, int | None]:
    if _is_ipv6(netloc):
        return netloc.lower(), None
    try:
        parts: SplitResult = urlsplit(f"//{netloc}")
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise no_address(f"“{typed}” is not a web address.") from None
    if not host or "@" in netloc or netloc.endswith(":"):
        raise no_address(f"“{typed}” is not a web address.")
    return host, port


def _is_ipv6(text: str) -> bool:
    try:
        IPv6Address(text)
    except ValueError:
        return False
    return True


def _base_path(path: str) -> str:
    whole = f"/{path.strip('/')}"
    if whole.lower().endswith(PUBLIC_INFO.lower()):
        whole = whole[: -len(PUBLIC_INFO)]
    before = _before_web_client(whole)
    return (whole if before is None else before).rstrip("/")


def _before_web_client(path: str) -> str | None:
    """Return the part before ".../web/index.html" and the like, None for any other path."""
    parts = path.split("/")
    lower = [part.lower() for part in parts]
    return "/".join(parts[: lower.index(_WEB_CLIENT)]) if _WEB_CLIENT in lower else None


def _ways(entered: Entered) -> list[tuple[str, int | None]]:
    scheme, port = entered.scheme, entered.port
    if port is not None:
        order = ["https", "http"] if port in _SAFE_PORTS else ["http", "https"]
        return [(scheme, port)] if scheme else [(one, port) for one in order]
    usual: list[tuple[str, int | None]] = [("http", None), ("https", None)]
    own: list[tuple[str, int | None]] = [("http", HTTP_PORT), ("https", HTTPS_PORT)]
    if scheme:
        return [way for way in (*usual, *own) if way[0] == scheme]
    # A path is what a proxy in front of it has, or a Jellyfin with a base path of its own.
    return [*usual, *own] if entered.path or not entered.at_home else [*own, *usual]
