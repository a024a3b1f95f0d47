"""The port, the guards in front of the local API, and how errors look."""

from __future__ import annotations

import contextlib
import socket
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import make_mocked_request

from scroblarr_desktop import __version__
from scroblarr_desktop.http_server import HttpServer, NoSuchAddress, PortTaken
from scroblarr_desktop.http_server.access import near_only
from scroblarr_desktop.http_server.answers import ApiError, errors_as_json
from scroblarr_desktop.store import Store, settings, tokens
from scroblarr_desktop.store.records import Member
from tests.bodies import as_bytes, jellyfin_stop

if TYPE_CHECKING:
    from tests.http_server.conftest import Caller, FakeLinking, Home


# -- the port


async def test_loopback_comes_in_both_families_where_there_are_two(server: HttpServer) -> None:
    port = server.addresses[0].rpartition(":")[2]
    both = (f"http://127.0.0.1:{port}", f"http://[::1]:{port}")
    assert server.addresses in (both, both[:1])


async def test_it_answers_at_every_address(server: HttpServer) -> None:
    async with aiohttp.ClientSession() as session:
        for address in server.addresses:
            async with session.get(f"{address}/healthz") as response:
                said = {"status": "ok", "version": __version__, "instance": server.instance}
                assert await response.json() == said


async def test_stopped_it_may_start_again_on_its_old_port(server: HttpServer) -> None:
    port = int(server.addresses[0].rpartition(":")[2])
    await server.stop()
    assert not server.addresses
    await server.start("localhost", port)
    assert server.addresses[0] == f"http://127.0.0.1:{port}"


async def test_starting_twice_is_a_mistake(server: HttpServer) -> None:
    with pytest.raises(RuntimeError, match="started already"):
        await server.start("127.0.0.1", 0)


async def test_a_taken_port_is_told_to_the_person(server: HttpServer) -> None:
    await server.stop()
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(PortTaken) as caught:
            await server.start("127.0.0.1", port)
    trouble = caught.value
    assert trouble.title == "The port is taken"
    assert trouble.sentence.startswith(f"Another program uses port {port}")
    assert "start with another one (--port)" in trouble.next_step
    await server.start("127.0.0.1", port)
    assert server.addresses


async def test_another_program_may_not_swallow_what_is_sent_to_localhost(
    server: HttpServer,
) -> None:
    """Where this computer has IPv6: otherwise nothing is in the way."""
    port = int(server.addresses[0].rpartition(":")[2])
    has_ipv6 = len(server.addresses) == 2
    await server.stop()
    with contextlib.ExitStack() as others:
        if has_ipv6:
            others.enter_context(socket.create_server(("::1", port), family=socket.AF_INET6))
        try:
            await server.start("127.0.0.1", port)
        except PortTaken:
            assert has_ipv6
    assert bool(server.addresses) != has_ipv6


@pytest.mark.parametrize("bind", ["192.0.2.77", "no-such-name.invalid"])
async def test_an_address_of_another_computer(server: HttpServer, bind: str) -> None:
    await server.stop()
    with pytest.raises(NoSuchAddress) as caught:
        await server.start(bind, 0)
    assert bind in caught.value.sentence
    assert server.addresses == ()


# -- the guards


def call_from(
    address: str, to: str = "192.168.1.5", path: str = "/healthz", **headers: str
) -> web.Request:
    ends = {"peername": (address, 50_000), "sockname": (to, 24_180)}

    class Transport:
        def get_extra_info(self, name: str, default: Any = None) -> Any:
            return ends.get(name, default)

    return make_mocked_request("GET", path, headers=headers, transport=Transport())


async def test_the_guard_stands_where_the_network_can_call(server: HttpServer) -> None:
    assert near_only in server._application(for_home=True).middlewares
    assert near_only not in server._application(for_home=False).middlewares


async def welcome(request: web.Request) -> web.StreamResponse:
    return web.Response(text="come in")


async def test_only_the_home_network_may_call() -> None:
    assert (await near_only(call_from("192.168.1.20"), welcome)).status == 200
    far = call_from("203.0.113.9", **{"X-Forwarded-For": "192.168.1.20"})
    with pytest.raises(ApiError) as caught:
        await near_only(far, welcome)
    assert (caught.value.status, caught.value.code) == (403, "foreign_source")


async def test_a_person_s_browser_is_refused_in_words() -> None:
    far = call_from("203.0.113.9", path="/me/join/abc")

    async def refuse(request: web.Request) -> web.StreamResponse:
        return await near_only(request, welcome)

    answer = await errors_as_json(far, refuse)
    assert isinstance(answer, web.Response)
    assert (answer.status, answer.content_type) == (403, "text/plain")
    assert answer.text == "Only the home network may call this computer."


async def test_a_computer_may_call_itself_under_whatever_address_it_has() -> None:
    assert (await near_only(call_from("192.0.2.2", to="192.0.2.2"), welcome)).status == 200


@pytest.mark.parametrize("path", ["/healthz", "/api/v1/status", "/api/v1/nothing", "/nothing"])
async def test_foreign_hosts_are_refused(caller: Caller, path: str) -> None:
    for host in ("evil.example", "evil.example:80", "192.168.1.99"):
        headers = {"Host": host, "X-API-Key": caller.key}
        answer = await caller.send("GET", path, headers=headers)
        assert (answer.status, answer.body["error"]["code"]) == (403, "foreign_host")


async def test_no_host_is_a_foreign_host(caller: Caller) -> None:
    assert b" 403 " in await caller.raw(b"GET /healthz HTTP/1.0\r\n\r\n")


async def test_own_names_and_those_that_the_person_added(caller: Caller, store: Store) -> None:
    settings.put("extra_hosts", ["Tv-Box.example", "203.0.113.50"])
    own = socket.gethostname()
    for host in ("localhost:1", own, f"{own}.local", "tv-box.example:8711", "203.0.113.50"):
        answer = await caller.send("GET", "/healthz", headers={"Host": host})
        assert answer.status == 200, host


async def test_the_key_is_needed(caller: Caller, home: Home) -> None:
    for headers in ({}, {"X-API-Key": ""}, {"X-API-Key": "wrong"}, {"X-API-Key": caller.key + "x"}):
        for path in ("/status", "/members", "/nothing", "/watches/1"):
            answer = await caller.send("GET", f"/api/v1{path}", headers=headers)
            assert (answer.status, answer.body["error"]["code"]) == (401, "unauthorized")


async def test_bytes_that_are_no_text_are_no_key(caller: Caller) -> None:
    request = b"GET /api/v1/status HTTP/1.1\r\nHost: localhost\r\nX-API-Key: \xff\xfe\r\n\r\n"
    assert b" 401 " in await caller.raw(request)


async def test_the_key_is_made_with_the_first_call(caller: Caller, store: Store) -> None:
    tokens.forget("api_key")
    answer = await caller.api("GET", "/status")
    assert answer.status == 401
    caller.key = tokens.get("api_key") or ""
    assert (await caller.api("GET", "/status")).status == 200


# -- how errors look


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nothing", 404, "not_found"),
        ("GET", "/", 404, "not_found"),
        ("POST", "/healthz", 405, "method_not_allowed"),
        ("GET", "/api/v1/nothing", 404, "not_found"),
        ("GET", "/api/v1/watches/99", 404, "not_found"),
        ("GET", "/api/v1/watches/x", 404, "not_found"),
        ("PUT", "/api/v1/members", 405, "method_not_allowed"),
        ("OPTIONS", "/api/v1/members", 405, "method_not_allowed"),
        ("DELETE", "/api/v1/status", 405, "method_not_allowed"),
    ],
)
async def test_errors_have_one_shape(
    caller: Caller, method: str, path: str, status: int, code: str
) -> None:
    answer = await caller.send(method, path, headers={"X-API-Key": caller.key})
    assert answer.status == status
    error = answer.body["error"]
    assert set(error) == {"code", "message"}
    assert error["code"] == code
    assert error["message"].endswith(".")
    assert ("Allow" in answer.headers) == (status == 405)


async def test_head_is_not_possible(caller: Caller) -> None:
    for path in ("/healthz", "/api/v1/status"):
        answer = await caller.send("HEAD", path, headers={"X-API-Key": caller.key})
        assert (answer.status, answer.text) == (405, "")


async def test_no_page_of_another_site_may_read_along(caller: Caller) -> None:
    headers = {"Origin": "http://evil.example", "X-API-Key": caller.key}
    answer = await caller.send("GET", "/api/v1/status", headers=headers)
    assert answer.status == 200
    assert not [name for name in answer.headers if name.startswith("Access-Control-")]
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.logs(r"ERROR .*DELETE /api/v1/members/\{id\} failed")
async def test_what_nobody_expected_is_told_without_details(
    caller: Caller, anna: Member, linking: FakeLinking
) -> None:
    linking.refusal = RuntimeError("a detail")
    answer = await caller.api("DELETE", f"/members/{anna.id}")
    assert (answer.status, answer.body["error"]["code"]) == (500, "internal")
    assert "a detail" not in answer.text


async def test_a_store_in_trouble_is_told(caller: Caller, store: Store) -> None:
    store.box = None
    store.folder.key_file.unlink()
    answer = await caller.api("GET", "/status")
    assert (answer.status, answer.body["error"]["code"]) == (503, "store_trouble")
    assert "secret.key" in answer.body["error"]["message"]


async def test_webhooks_do_not_ask_for_the_key(caller: Caller, home: Home) -> None:
    answer = await caller.send("POST", home.jellyfin_path, data=as_bytes(jellyfin_stop()))
    assert answer.status == 200
