"""One blocking HTTP request, and what became of it where no answer came.

Every call has a connection of its own: no cookie travels from one account to another, and none
dies in a pool while the computer sleeps, which would look like a write of unknown fate.
"""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
from collections.abc import Callable
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from requests.utils import get_environ_proxies
from requests_oauthlib import OAuth2Session
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    NameResolutionError,
    NewConnectionError,
)
from urllib3.exceptions import TimeoutError as LateError
from urllib3.poolmanager import PoolManager

from scroblarr_desktop import __version__
from scroblarr_desktop.remote.addresses import is_home, is_loopback
from scroblarr_desktop.remote.errors import Offline, Outage, Refused
from scroblarr_desktop.remote.lines import Line, TimeLimits
from scroblarr_desktop.remote.messages import Answer, Call
from scroblarr_desktop.remote.names import look_up

USER_AGENT = f"ScroblarrDesktop/{__version__}"

# Both write access tokens into their debug lines.
for _name in ("requests_oauthlib", "oauthlib"):
    logging.getLogger(_name).setLevel(logging.INFO)


def _without_query(record: logging.LogRecord) -> bool:
    """Take query strings out of a debug line: Jellyfin wants the secret of a code in one."""
    if isinstance(record.args, tuple):
        parts = (one.partition("?")[0] if isinstance(one, str) else one for one in record.args)
        record.args = tuple(parts)
    return True


logging.getLogger("urllib3.connectionpool").addFilter(_without_query)


def perform(call: Call, line: Line, limits: TimeLimits) -> Answer:
    """Return the answer, whatever its status; redirects are not followed.

    Raises Offline (`fate_unknown` where the service may have carried the request out), Outage
    for an answer that is too long, Refused for a request that cannot be put on the wire.
    """
    _here.line, _here.limits = line, limits
    try:
        with _session(call) as session, _request(session, call, limits) as response:
            content = _content(response, call, time.monotonic() + limits.read_s)
            headers = {name.lower(): value for name, value in response.headers.items()}
            return Answer(response.status_code, headers, content)
    except UnicodeError as error:
        raise Refused("The request holds a character that a web address may not have.") from error
    except (requests.RequestException, HTTPError, OSError) as error:
        raise _offline(call, error, reached=line.reached) from error


def _session(call: Call) -> requests.Session:
    if call.token is None:
        session = requests.Session()
    else:
        session = OAuth2Session(token={"access_token": call.token, "token_type": "Bearer"})
    # Trusting the environment would let a line in ~/.netrc replace the token.
    session.trust_env = False
    session.mount("https://", _Adapter(call.url.partition(":")[0], call.certificate))
    session.headers.update({"User-Agent": USER_AGENT, "Connection": "close"})
    return session


def _request(session: requests.Session, call: Call, limits: TimeLimits) -> requests.Response:
    bundle = os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE")
    return session.request(
        call.method,
        f"https:{call.url.partition(':')[2]}",
        params=call.params,
        headers=call.headers,
        data=list(call.form) if call.form is not None else None,
        json=call.body,
        timeout=(limits.connect_s, limits.read_s),
        allow_redirects=False,
        proxies=_proxies(call),
        stream=True,
        # A pinned certificate is compared whole, whoever signed it.
        verify=(bundle or True) if call.certificate is None else False,
    )


def _proxies(call: Call) -> dict[str, str]:
    at_home = is_loopback(call.host) or is_home(call.host)
    return {} if at_home else get_environ_proxies(call.url)


def _content(response: requests.Response, call: Call, deadline: float) -> bytes:
    content = bytearray()
    # One read at a time: a service that drips would make each longer one start its time anew.
    while piece := response.raw.read1(65_536, decode_content=True):
        content += piece
        if len(content) > call.longest_answer:
            raise Outage(
                f"{call.host} sent an answer without an end.", fate_unknown=call.changes_something
            )
        if time.monotonic() > deadline:
            raise requests.ReadTimeout("The answer took too long.")
    return bytes(content)


def _offline(call: Call, error: Exception, *, reached: bool) -> Offline:
    if reached:
        late = isinstance(error, (requests.Timeout, LateError))
        what = "did not answer in time" if late else "broke the connection off without an answer"
        return Offline(f"{call.host} {what}.", fate_unknown=call.changes_something)
    return Offline(_why_not_reached(call.host, error), fate_unknown=False)


def _why_not_reached(host: str, error: Exception) -> str:
    if isinstance(error, requests.exceptions.SSLError):
        why = ": its certificate is not trusted" if "CERTIFICATE_VERIFY" in str(error) else ""
        return f"No safe connection to {host} came about{why}."
    if isinstance(error, requests.exceptions.ProxyError):
        return f"This computer's proxy did not lead to {host}."
    if isinstance(error, requests.Timeout):
        return f"{host} could not be reached in time."
    if isinstance(_reason(error), NameResolutionError):
        return f"The name {host} was not found. This computer may be offline."
    return f"{host} could not be reached."


def _reason(error: Exception) -> object:
    inner = error.args[0] if error.args else None
    return getattr(inner, "reason", inner)


# -- noting the moment from which a request may have been carried out

_here = threading.local()


class _PlainConnection(HTTPConnection):
    def connect(self) -> None:
        super().connect()
        _here.line.stands(self.sock)

    def _new_conn(self) -> socket.socket:
        return _connected(self, super()._new_conn)


class _SafeConnection(HTTPSConnection):
    def connect(self) -> None:
        super().connect()
        _here.line.stands(self.sock)

    def _new_conn(self) -> socket.socket:
        return _connected(self, super()._new_conn)


def _connected(connection: HTTPConnection, connect: Callable[[], socket.socket]) -> socket.socket:
    """Return a connection to the first of the host's addresses that takes one."""
    name = connection._dns_host
    until = time.monotonic() + 2 * _here.limits.connect_s
    trouble: HTTPError = NewConnectionError(connection, "The host has no address.")
    try:
        for address in _addresses(connection, name):
            connection._dns_host = address
            _here.line.check()
            try:
                return connect()
            except (ConnectTimeoutError, NewConnectionError) as error:
                trouble = error
            if time.monotonic() > until:
                break
    finally:
        connection._dns_host = name
    raise trouble


def _addresses(connection: HTTPConnection, name: str) -> list[str]:
    try:
        found: list[str] = _here.line.awaits(look_up(name), _here.limits.look_up_s)
    except socket.gaierror as error:
        raise NameResolutionError(name, connection, error) from error
    except TimeoutError as error:
        raise ConnectTimeoutError(connection, "The look-up took too long.") from error
    return found


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _PlainConnection


class _SafePool(HTTPSConnectionPool):
    ConnectionCls = _SafeConnection


class _Adapter(HTTPAdapter):
    """Goes to the address that was really meant.

    oauthlib refuses to add a token to a plain http address unless a variable of the whole process
    allows it everywhere. Which addresses may be plain is decided once, in `check_base_url`, so
    sessions see https only and those few are turned back here, on their way out.
    """

    def __init__(self, scheme: str, certificate: str | None) -> None:
        self._scheme = scheme
        self._certificate = certificate
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        if self._certificate is not None:
            kwargs |= {"assert_fingerprint": self._certificate, "assert_hostname": False}
        super().init_poolmanager(*args, **kwargs)
        _watch(self.poolmanager)

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        pools = super().proxy_manager_for(*args, **kwargs)
        _watch(pools)
        return pools

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> Any:
        request.url = f"{self._scheme}:{(request.url or '').partition(':')[2]}"
        return super().send(request, *args, **kwargs)


def _watch(pools: PoolManager) -> None:
    pools.pool_classes_by_scheme = {"http": _PlainPool, "https": _SafePool}
