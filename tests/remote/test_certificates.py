"""What a host shows as its certificate, and calls that accept exactly that one."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import ssl
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st

from scroblarr_desktop.demo.loopback import LoopbackServer
from scroblarr_desktop.remote.calls import Calls
from scroblarr_desktop.remote.certificates import Certificate, certificate_of, presented_at
from scroblarr_desktop.remote.der import Described, describe
from scroblarr_desktop.remote.errors import Offline
from scroblarr_desktop.remote.messages import Call
from scroblarr_desktop.remote.unreached import Unreached, unreached

if TYPE_CHECKING:
    from tests.serving import Serve, ServeRaw

PEM = Path(__file__).with_name("loopback.pem")


def own_der() -> bytes:
    text = PEM.read_text(encoding="ascii")
    body = text.partition("-----BEGIN CERTIFICATE-----")[2].partition("-----END")[0]
    return base64.b64decode(body)


DER = own_der()
FINGERPRINT = hashlib.sha256(DER).hexdigest()


@pytest.fixture
async def safe_server() -> AsyncIterator[str]:
    """An https server that nobody trusts."""

    async def answer(request: web.Request) -> web.Response:
        return web.json_response({"authorization": request.headers.get("Authorization", "")})

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    server = LoopbackServer(app)
    server.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.tls.load_cert_chain(PEM)
    await server.start()
    yield server.url
    await server.stop()


# -- looking at it


async def test_what_a_host_shows_is_told_before_it_is_trusted(safe_server: str) -> None:
    shown = await presented_at(safe_server)
    assert shown.fingerprint == FINGERPRINT
    assert (shown.issued_for, shown.issued_by) == ("tests, 127.0.0.1", "tests")
    assert shown.is_self_made
    assert shown.valid_until is not None
    assert shown.valid_until > datetime.now(UTC)


def test_a_fingerprint_reads_as_people_compare_it() -> None:
    assert Certificate("ab12" + "0" * 60).grouped.startswith("AB:12:00:")
    assert len(Certificate(FINGERPRINT).grouped.split(":")) == 32


def test_what_cannot_be_read_still_has_its_fingerprint() -> None:
    odd = certificate_of(b"\x30\x02\x01")
    assert (odd.described, odd.issued_for, odd.issued_by, odd.valid_until) == (None, "", "", None)
    assert not odd.is_self_made
    assert odd.fingerprint == hashlib.sha256(b"\x30\x02\x01").hexdigest()


@pytest.mark.parametrize(
    ("subject", "names", "host", "made_for"),
    [
        ("nas", (), "NAS", True),
        ("nas", ("media.example.org",), "nas", False),
        ("x", ("*.example.org",), "media.example.org", True),
        ("x", ("*.example.org",), "a.media.example.org", False),
        ("x", ("*.example.org",), "example.org", False),
        ("x", ("0:0:0:0:0:0:0:1",), "::1", True),
        ("x", ("192.168.1.20",), "192.168.1.2", False),
    ],
)
def test_for_which_host_it_was_made(
    subject: str, names: tuple[str, ...], host: str, made_for: bool
) -> None:
    shown = Certificate(FINGERPRINT, Described(subject, "x", names, None, None))
    assert shown.is_made_for(host) is made_for
    assert not Certificate(FINGERPRINT).is_made_for(host)


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reading(der: bytes) -> None:
    assert describe(der) is None or isinstance(describe(der), Described)


@given(st.integers(0, len(DER) - 1), st.integers(0, 255))
def test_no_changed_byte_breaks_the_reading(place: int, value: int) -> None:
    changed = DER[:place] + bytes([value]) + DER[place + 1 :]
    assert describe(changed) is None or isinstance(describe(changed), Described)


async def test_a_host_that_does_not_speak_https_shows_none(serve: Serve) -> None:
    async def answer(request: web.Request) -> web.Response:
        return web.Response()

    url = (await serve(answer)).replace("http:", "https:")
    with pytest.raises(Offline, match="did not show its certificate"):
        await presented_at(url)


async def test_a_handshake_without_end_is_given_up(serve_raw: ServeRaw) -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()

    began = time.monotonic()
    with pytest.raises(Offline):
        await presented_at(f"https://{await serve_raw(silent)}", longest_wait_s=0.2)
    assert time.monotonic() - began < 2


# -- trusting it


async def test_the_trusted_certificate_is_enough(calls: Calls, safe_server: str) -> None:
    call = Call(method="GET", url=safe_server, token="a-token", certificate=FINGERPRINT)
    assert (await calls.send(call)).fields() == {"authorization": "Bearer a-token"}


async def test_any_other_certificate_is_refused(calls: Calls, safe_server: str) -> None:
    call = Call(method="POST", url=safe_server, body={}, token="a-token", certificate="0" * 64)
    with pytest.raises(Offline) as caught:
        await calls.send(call)
    assert not caught.value.fate_unknown, "nothing was sent"
    assert unreached(caught.value) is Unreached.CERTIFICATE


# -- why nobody was reached


async def reason(calls: Calls, url: str) -> Unreached:
    with pytest.raises(Offline) as caught:
        await calls.send(Call(method="GET", url=url))
    return unreached(caught.value)


async def test_a_certificate_that_nobody_trusts(calls: Calls, safe_server: str) -> None:
    assert await reason(calls, safe_server) is Unreached.CERTIFICATE


async def test_https_where_plain_http_is_spoken(calls: Calls, serve: Serve) -> None:
    async def answer(request: web.Request) -> web.Response:
        return web.Response()

    url = (await serve(answer)).replace("http:", "https:")
    assert await reason(calls, url) is Unreached.NOT_SAFE


async def test_a_name_that_nobody_knows(calls: Calls) -> None:
    assert await reason(calls, "https://cellar.invalid/") is Unreached.NAME
    assert await reason(calls, "http://cellar.invalid/") is Unreached.NAME


@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_nothing_listens_there(calls: Calls, scheme: str) -> None:
    server = LoopbackServer(web.Application())
    await server.start()
    await server.stop()
    assert await reason(calls, f"{scheme}://127.0.0.1:{server.port}") is Unreached.CLOSED


async def test_no_answer_in_time(serve_raw: ServeRaw) -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()

    calls = Calls(connect_s=0.2, read_s=0.2)
    host = await serve_raw(silent)
    assert await reason(calls, f"http://{host}") is Unreached.SILENT
    assert await reason(calls, f"https://{host}") is Unreached.SILENT
    calls.close()


async def test_a_connection_that_breaks_off(calls: Calls, serve_raw: ServeRaw) -> None:
    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")

    assert await reason(calls, f"http://{await serve_raw(hang_up)}") is Unreached.OTHER
