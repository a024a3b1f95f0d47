"""One HTTP call: what is sent, what is kept of it, and what is said where no answer came."""

from __future__ import annotations

import asyncio
import logging
import socket
import ssl
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from aiohttp import web

from scroblarr_desktop import __version__
from scroblarr_desktop.destinations import Exchange
from scroblarr_desktop.destinations.errors import Offline, Outage, Refused
from scroblarr_desktop.remote.calls import Calls
from scroblarr_desktop.remote.messages import Call

if TYPE_CHECKING:
    from tests.serving import Serve, ServeRaw

TOKEN = "the-access-token"
CERTIFICATE = Path(__file__).with_name("loopback.pem")


async def echo(request: web.Request) -> web.Response:
    """Answer with the headers that arrived."""
    return web.json_response(
        {name.lower(): value for name, value in request.headers.items()}, status=201
    )


async def request_head(reader: asyncio.StreamReader) -> bytes:
    return await reader.readuntil(b"\r\n\r\n")


async def test_an_answer_comes_with_status_headers_and_body(calls: Calls, serve: Serve) -> None:
    async def answer(request: web.Request) -> web.Response:
        body = {"path": request.path_qs, "sent": await request.json()}
        return web.json_response(body, status=418, headers={"X-Mark": "Yes"})

    url = await serve(answer)
    call = Call(method="POST", url=f"{url}/a/b", params={"q": "ä &?"}, body={"one": 1})
    got = await calls.send(call)
    assert (got.status, got.headers["x-mark"], got.is_ok) == (418, "Yes", False)
    assert got.json() == {"path": "/a/b?q=%C3%A4+%26%3F", "sent": {"one": 1}}


async def test_what_goes_out_names_us_and_carries_the_token(calls: Calls, serve: Serve) -> None:
    url = await serve(echo)
    sent = (await calls.send(Call(method="GET", url=url, token=TOKEN))).json()
    assert sent["user-agent"] == f"ScroblarrDesktop/{__version__}"
    assert sent["authorization"] == f"Bearer {TOKEN}"


async def test_without_a_token_nothing_is_authorised(calls: Calls, serve: Serve) -> None:
    url = await serve(echo)
    sent = (await calls.send(Call(method="POST", url=url, body=""))).json()
    assert "authorization" not in sent
    assert (sent["content-type"], sent["content-length"]) == ("application/json", "2")


@pytest.mark.parametrize("token", [None, TOKEN])
async def test_a_line_in_netrc_authorises_nothing(
    calls: Calls,
    serve: Serve,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    token: str | None,
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login someone password else\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(netrc))
    url = await serve(echo)
    sent = (await calls.send(Call(method="GET", url=url, token=token))).json()
    assert sent.get("authorization") == (f"Bearer {token}" if token else None)


async def test_a_proxy_stands_before_the_world_but_not_before_this_computer(
    calls: Calls, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def proxy(request: web.Request) -> web.Response:
        return web.json_response({"asked the proxy for": request.raw_path})

    monkeypatch.setenv("http_proxy", await serve(proxy))
    url = await serve(echo)
    assert "user-agent" in (await calls.send(Call(method="GET", url=url))).json()
    world = await calls.send(Call(method="GET", url="http://tracker.example/x"))
    assert world.json() == {"asked the proxy for": "http://tracker.example/x"}


async def test_no_cookie_is_ever_returned(calls: Calls, serve: Serve) -> None:
    async def bake(request: web.Request) -> web.Response:
        response = web.json_response(dict(request.cookies))
        response.set_cookie("visitor", "7")
        return response

    url = await serve(bake)
    first = await calls.send(Call(method="GET", url=url))
    assert "visitor=7" in first.headers["set-cookie"]
    assert (await calls.send(Call(method="GET", url=url))).json() == {}


async def test_a_redirect_is_an_answer_like_any_other(calls: Calls, serve: Serve) -> None:
    asked: list[str] = []

    async def elsewhere(request: web.Request) -> web.Response:
        asked.append(f"{request.method} {request.path}")
        return web.Response(status=301, headers={"Location": "/new"})

    url = await serve(elsewhere)
    got = await calls.send(Call(method="POST", url=f"{url}/old", body={}))
    assert (got.status, asked) == (301, ["POST /old"])


# -- what is kept


async def test_an_exchange_is_kept_without_the_token(calls: Calls, serve: Serve) -> None:
    kept: list[Exchange] = []
    url = await serve(echo)
    call = Call(method="POST", url=f"{url}/x", params={"a": "b"}, body={"c": 1}, token=TOKEN)
    await calls.send(call, kept.append)
    (exchange,) = kept
    assert (exchange.method, exchange.path, exchange.status) == ("POST", "/x?a=b", 201)
    assert exchange.body == {"c": 1}
    # The server sent the header back.
    assert '"Bearer [token]"' in exchange.answer
    assert TOKEN not in repr(exchange)


async def test_nothing_of_a_sign_in_is_kept(calls: Calls, serve: Serve) -> None:
    async def tokens(request: web.Request) -> web.Response:
        return web.json_response({"access_token": "fresh"})

    kept: list[Exchange] = []
    url = await serve(tokens)
    call = Call(method="POST", url=f"{url}/token", body={"secret": "s"}, private=True)
    assert (await calls.send(call, kept.append)).json() == {"access_token": "fresh"}
    assert kept == [Exchange("POST", "/token", None, 200, "")]


async def test_long_answers_are_kept_in_part(calls: Calls, serve: Serve) -> None:
    async def much(request: web.Request) -> web.Response:
        return web.Response(text="ab" * 5_000)

    kept: list[Exchange] = []
    got = await calls.send(Call(method="GET", url=await serve(much)), kept.append)
    assert (len(got.text), len(kept[0].answer)) == (10_000, 4_000)


async def test_the_most_talkative_log_does_not_know_the_token(
    calls: Calls, serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, "urllib3")
    await calls.send(Call(method="GET", url=await serve(echo), token=TOKEN))
    assert "urllib3" in caplog.text
    assert TOKEN not in caplog.text


# -- no answer


async def failure(calls: Calls, call: Call) -> tuple[Outage, list[Exchange]]:
    kept: list[Exchange] = []
    with pytest.raises(Outage) as caught:
        await calls.send(call, kept.append)
    return caught.value, kept


async def test_a_closed_port_was_never_reached(calls: Calls) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    error, kept = await failure(calls, Call(method="POST", url=f"http://127.0.0.1:{port}/", body=1))
    assert isinstance(error, Offline)
    assert not error.fate_unknown
    assert error.sentence == "127.0.0.1 could not be reached."
    assert kept == [Exchange("POST", "/", 1, None, error.sentence)]


async def test_an_unknown_name_was_never_reached(calls: Calls) -> None:
    error, _ = await failure(calls, Call(method="POST", url="https://tracker.invalid/x", body={}))
    assert not error.fate_unknown
    assert error.sentence == "The name tracker.invalid was not found. This computer may be offline."


async def test_a_failed_handshake_reached_nobody(calls: Calls, serve: Serve) -> None:
    url = (await serve(echo)).replace("http:", "https:")
    error, _ = await failure(calls, Call(method="POST", url=url, body={}, token=TOKEN))
    assert isinstance(error, Offline)
    assert not error.fate_unknown
    assert error.sentence == "No safe connection to 127.0.0.1 came about."


@pytest.fixture
async def safe_server() -> AsyncIterator[str]:
    """A server with TLS, whose certificate is worth nothing outside these tests."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(CERTIFICATE)
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", echo)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=tls).start()
    yield f"https://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


async def test_a_certificate_that_is_trusted_is_enough(
    calls: Calls, safe_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(CERTIFICATE))
    got = await calls.send(Call(method="POST", url=safe_server, body={}, token=TOKEN))
    assert got.json()["authorization"] == f"Bearer {TOKEN}"


async def test_a_certificate_that_nobody_trusts_reached_nobody(
    calls: Calls, safe_server: str
) -> None:
    error, _ = await failure(calls, Call(method="POST", url=safe_server, body={}, token=TOKEN))
    assert not error.fate_unknown
    assert "certificate is not trusted" in error.sentence


async def test_a_handshake_without_end_reached_nobody(serve_raw: ServeRaw) -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()

    calls = Calls(connect_s=0.2, read_s=0.2)
    error, _ = await failure(
        calls, Call(method="POST", url=f"https://{await serve_raw(silent)}/", body={})
    )
    calls.close()
    assert not error.fate_unknown
    assert error.sentence == "127.0.0.1 could not be reached in time."


@pytest.mark.parametrize(("method", "unknown"), [("POST", True), ("GET", False)])
async def test_silence_after_a_request_leaves_the_fate_of_a_write_open(
    serve_raw: ServeRaw, method: str, unknown: bool
) -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()

    calls = Calls(connect_s=1, read_s=0.2)
    error, _ = await failure(calls, Call(method=method, url=f"http://{await serve_raw(silent)}/"))
    calls.close()
    assert isinstance(error, Offline)
    assert error.fate_unknown is unknown
    assert error.sentence == "127.0.0.1 did not answer in time."


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"HTTP/1.",
        b"HTTP/1.1 201 Created\r\nContent-Length: 90\r\n\r\n{",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope",
        b"\x00\x01\x02\r\n\r\n",
    ],
)
async def test_a_broken_answer_leaves_the_fate_of_a_write_open(
    calls: Calls, serve_raw: ServeRaw, said: bytes
) -> None:
    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await request_head(reader)
        writer.write(said)
        await writer.drain()

    error, _ = await failure(calls, Call(method="POST", url=f"http://{await serve_raw(hang_up)}/"))
    assert isinstance(error, Offline)
    assert error.fate_unknown
    assert "broke the connection off" in error.sentence


async def test_an_answer_that_drips_is_given_up(serve_raw: ServeRaw) -> None:
    async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await request_head(reader)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        while True:
            writer.write(b".")
            await writer.drain()
            await asyncio.sleep(0.02)

    calls = Calls(connect_s=1, read_s=0.3)
    url = f"http://{await serve_raw(drip)}/"
    began = time.monotonic()
    error, _ = await failure(calls, Call(method="POST", url=url))
    calls.close()
    assert error.fate_unknown
    assert time.monotonic() - began < 2


@pytest.mark.parametrize("packed", [False, True])
async def test_an_answer_without_end_is_cut(calls: Calls, serve: Serve, packed: bool) -> None:
    async def flood(request: web.Request) -> web.Response:
        response = web.Response(body=b" " * (1024 * 1024 + 1))
        if packed:
            response.enable_compression(web.ContentCoding.gzip)
        return response

    error, _ = await failure(calls, Call(method="POST", url=await serve(flood)))
    assert error.sentence == "127.0.0.1 sent an answer without an end."
    assert error.fate_unknown


async def test_a_header_that_cannot_be_sent_is_refused(calls: Calls, serve: Serve) -> None:
    url = await serve(echo)
    with pytest.raises(Refused):
        await calls.send(Call(method="GET", url=url, headers={"trakt-api-key": "ключ"}))


# -- beside the loop


async def test_the_loop_goes_on_while_a_call_waits(calls: Calls, serve: Serve) -> None:
    release = asyncio.Event()

    async def late(request: web.Request) -> web.Response:
        await release.wait()
        return web.json_response("now")

    url = await serve(late)
    # The server lives on the very loop that waits for it.
    waiting = [asyncio.create_task(calls.send(Call(method="GET", url=url))) for _ in range(3)]
    await asyncio.sleep(0)
    release.set()
    assert [answer.json() for answer in await asyncio.gather(*waiting)] == ["now"] * 3


async def test_closing_cuts_what_runs_and_drops_what_waits(serve_raw: ServeRaw) -> None:
    arrived = asyncio.Event()

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await request_head(reader)
        arrived.set()
        await reader.read()

    calls = Calls(connect_s=30, read_s=30, workers=1)
    call = Call(method="POST", url=f"http://{await serve_raw(silent)}/")
    running = asyncio.create_task(calls.send(call))
    waiting = asyncio.create_task(calls.send(call))
    await arrived.wait()
    began = time.monotonic()
    calls.close()
    with pytest.raises(Offline) as caught:
        await running
    assert caught.value.fate_unknown
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert time.monotonic() - began < 5
    with pytest.raises(Offline, match="ending"):
        await calls.send(call)
