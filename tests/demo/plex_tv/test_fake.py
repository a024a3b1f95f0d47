"""The fake plex.tv answers as strictly as the real one, and its servers post where it says."""

from __future__ import annotations

import html
import re
from collections.abc import AsyncIterator, Mapping
from typing import Any
from xml.etree import ElementTree

import aiohttp
import pytest

from scroblarr_desktop.demo.calls import parsed
from scroblarr_desktop.demo.catalogue import Movie
from scroblarr_desktop.demo.fake_service import FakeService
from scroblarr_desktop.demo.media_servers import FakePlexServer, FakeViewer
from scroblarr_desktop.demo.plex.api_state import PlexConnection
from scroblarr_desktop.demo.plex_tv.accounts import FakePlexAccount
from scroblarr_desktop.demo.plex_tv.fake import FakePlexTv
from tests.demo.conftest import Answer, Clock

CLIENT = "5f0c9a52-0d55-4d6e-9a1b-0c8f6f0e2d11"
DEAD = "http://127.0.0.1:1"


class Program:
    """Sends what a test says, under the name of one program. `token` goes along if set."""

    def __init__(self, session: aiohttp.ClientSession, tv: FakePlexTv) -> None:
        self.session = session
        self.tv = tv
        self.token = ""
        self.headers = {
            "Accept": "application/json",
            "X-Plex-Client-Identifier": CLIENT,
            "X-Plex-Product": "Scroblarr",
        }

    async def send(
        self,
        method: str,
        path: str,
        form: Mapping[str, str] | list[tuple[str, str]] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        token = {"X-Plex-Token": self.token} if self.token else {}
        sent = self.headers | token | dict(headers or {})
        sent = {name: value for name, value in sent.items() if value}
        async with self.session.request(
            method, self.tv.url + path, data=form, headers=sent, allow_redirects=False
        ) as response:
            return Answer(response.status, parsed(await response.text()), response.headers)

    async def get(self, path: str, **headers: str) -> Answer:
        return await self.send("GET", path, headers=headers)

    async def new_pin(self, *, strong: bool = True) -> dict[str, Any]:
        answer = await self.send("POST", f"/api/v2/pins?strong={str(strong).lower()}")
        assert answer.status == 201
        body: dict[str, Any] = answer.body
        return body

    async def xml(self, path: str) -> ElementTree.Element:
        answer = await self.get(path, Accept="application/xml")
        assert answer.status == 200
        assert answer.headers["Content-Type"] == "application/xml; charset=utf-8"
        return ElementTree.fromstring(answer.body)


@pytest.fixture
async def tv(clock: Clock) -> AsyncIterator[FakePlexTv]:
    async with FakePlexTv(clock) as tv:
        yield tv


@pytest.fixture
async def program(tv: FakePlexTv) -> AsyncIterator[Program]:
    async with aiohttp.ClientSession() as session:
        yield Program(session, tv)


@pytest.fixture
def anna(tv: FakePlexTv) -> FakePlexAccount:
    return tv.add_account("anna", plex_pass=True)


@pytest.fixture
async def plex(
    clock: Clock, tv: FakePlexTv, anna: FakePlexAccount
) -> AsyncIterator[FakePlexServer]:
    async with FakePlexServer("Attic", clock=clock) as plex:
        tv.give_server(anna, plex)
        yield plex


@pytest.fixture
def as_anna(program: Program, tv: FakePlexTv, anna: FakePlexAccount) -> Program:
    program.token = tv.sign_in(anna, CLIENT)
    return program


class Mailbox(FakeService):
    """Keeps what arrives, whatever it is."""

    def __init__(self) -> None:
        super().__init__()
        self._server = self.add_server("mailbox", [])

    @property
    def url(self) -> str:
        return self._server.url

    def posts(self, path: str) -> int:
        return len(self.calls_to(f"POST {path}"))


@pytest.fixture
async def mailbox() -> AsyncIterator[Mailbox]:
    async with Mailbox() as mailbox:
        yield mailbox


def refusal(code: int, message: str, status: int) -> dict[str, Any]:
    return {"errors": [{"code": code, "message": message, "status": status}]}


# -- signing in


async def test_a_pin_brings_a_token_once_somebody_agrees(
    program: Program, tv: FakePlexTv, anna: FakePlexAccount
) -> None:
    pin = await program.new_pin()
    assert len(pin["code"]) == 25
    assert (pin["authToken"], pin["expiresIn"], pin["clientIdentifier"]) == (None, 1800, CLIENT)
    assert (pin["product"], pin["expiresAt"]) == ("Scroblarr", "2026-03-01T20:30:00Z")
    look = f"/api/v2/pins/{pin['id']}"
    assert (await program.get(look)).body["authToken"] is None
    tv.confirm_pin(pin["code"], anna)
    program.token = (await program.get(look)).body["authToken"]
    assert (await program.get("/api/v2/user")).body["username"] == "anna"


async def test_a_code_for_another_device_has_four_characters(program: Program) -> None:
    pin = await program.new_pin(strong=False)
    assert re.fullmatch(r"[A-Z2-9]{4}", pin["code"])
    assert pin["expiresIn"] == 900


async def test_somebody_may_agree_to_every_code(program: Program, tv: FakePlexTv) -> None:
    tv.pins.auto_confirm = anna = tv.add_account("anna")
    pin = await program.new_pin()
    assert pin["authToken"] is None
    looked = (await program.get(f"/api/v2/pins/{pin['id']}")).body
    assert looked["authToken"] in anna.tokens


async def test_a_pin_belongs_to_the_program_that_asked(program: Program) -> None:
    pin = await program.new_pin()
    other = await program.get(f"/api/v2/pins/{pin['id']}", **{"X-Plex-Client-Identifier": "other"})
    assert other.status == 404
    assert other.body == refusal(1020, "Code not found or expired", 404)


async def test_a_pin_runs_out(program: Program, clock: Clock, tv: FakePlexTv) -> None:
    anna = tv.add_account("anna")
    pin = await program.new_pin()
    clock.forward(seconds=1799)
    answer = await program.get(f"/api/v2/pins/{pin['id']}")
    assert answer.body["expiresIn"] == 1
    clock.forward(seconds=1)
    assert (await program.get(f"/api/v2/pins/{pin['id']}")).status == 404
    with pytest.raises(LookupError):
        tv.confirm_pin(pin["code"], anna)


async def test_a_pin_can_be_let_run_out(program: Program, tv: FakePlexTv) -> None:
    pin = await program.new_pin()
    tv.expire_pin(pin["code"])
    assert (await program.get(f"/api/v2/pins/{pin['id']}")).status == 404


@pytest.mark.parametrize("header", ["X-Plex-Client-Identifier", "X-Plex-Product"])
async def test_a_program_must_say_who_it_is(program: Program, header: str) -> None:
    answer = await program.send("POST", "/api/v2/pins?strong=true", headers={header: ""})
    assert answer.status == 400
    assert answer.body == refusal(1000, f"{header} is missing", 400)


async def test_a_token_in_the_address_does_not_count(as_anna: Program) -> None:
    token, as_anna.token = as_anna.token, ""
    assert (await as_anna.get(f"/api/v2/user?X-Plex-Token={token}")).status == 401


async def test_an_unknown_token_is_refused_in_the_form_that_was_asked_for(program: Program) -> None:
    program.token = "made-up"
    answer = await program.get("/api/v2/user")
    assert answer.status == 401
    assert answer.body == refusal(1001, "User could not be authenticated", 401)
    answer = await program.get("/api/v2/user", Accept="*/*")
    (error,) = ElementTree.fromstring(answer.body)
    assert (error.tag, error.get("code"), error.get("status")) == ("error", "1001", "401")


async def test_signing_out_ends_one_token_and_everywhere_ends_all(
    as_anna: Program, tv: FakePlexTv, anna: FakePlexAccount, plex: FakePlexServer
) -> None:
    (server,) = (await as_anna.get("/api/v2/resources")).body
    elsewhere = tv.sign_in(anna, "other")
    assert (await as_anna.send("DELETE", "/api/v2/users/signout")).status == 204
    assert (await as_anna.get("/api/v2/user")).status == 401
    as_anna.token = elsewhere
    assert (await as_anna.get("/api/v2/user")).status == 200
    assert plex.state.caller(server["accessToken"]) is not None
    tv.sign_out_everywhere(anna)
    assert (await as_anna.get("/api/v2/user")).status == 401
    assert plex.state.caller(server["accessToken"]) is None


async def test_no_token_shows_in_what_is_printed(
    as_anna: Program, tv: FakePlexTv, anna: FakePlexAccount, plex: FakePlexServer
) -> None:
    anna.home_pin, anna.webhooks = "4711", ["http://192.168.1.5:8123/plex/secret"]
    pin = await as_anna.new_pin()
    tv.confirm_pin(pin["code"], anna)
    shown = repr((anna, tv.pins.pins, plex.state))
    secrets = [*anna.tokens, plex.state.token_of(anna), plex.state.admin_token, "4711", "/secret"]
    assert [secret for secret in secrets if secret in shown] == []


# -- the pages for people


async def test_the_page_behind_the_sign_in_lets_a_program_in(
    program: Program, tv: FakePlexTv, anna: FakePlexAccount
) -> None:
    pin = await program.new_pin()
    kids = tv.add_managed(anna, "Kids")
    shown = (await program.get("/auth", Accept="text/html")).body
    assert re.findall(r"Allow as ([^<]+)<", shown) == ["anna"]
    form = {"code": pin["code"], "clientID": "other", "account": str(anna.id)}
    assert (await program.send("POST", "/auth", form)).status == 400
    managed = form | {"clientID": CLIENT, "account": str(kids.id)}
    assert (await program.send("POST", "/auth", managed)).status == 400
    answer = await program.send("POST", "/auth", form | {"clientID": CLIENT})
    assert "Scroblarr may now act for anna" in html.unescape(answer.body)
    assert (await program.get(f"/api/v2/pins/{pin['id']}")).body["authToken"] in anna.tokens


async def test_the_page_goes_back_to_where_the_program_wants(
    program: Program, anna: FakePlexAccount
) -> None:
    pin = await program.new_pin()
    form = {"code": pin["code"], "clientID": CLIENT, "account": str(anna.id)}
    answer = await program.send("POST", "/auth", form | {"forwardUrl": "http://127.0.0.1:1/done"})
    assert (answer.status, answer.headers["Location"]) == (302, "http://127.0.0.1:1/done")


async def test_the_page_for_codes_takes_short_ones_only(
    program: Program, anna: FakePlexAccount
) -> None:
    assert "four characters" in (await program.get("/link")).body
    strong, short = await program.new_pin(), await program.new_pin(strong=False)
    form = {"account": str(anna.id)}
    assert (await program.send("POST", "/link", form | {"code": strong["code"]})).status == 400
    typed = {"code": short["code"].lower()}
    assert (await program.send("POST", "/link", form | typed)).status == 200
    assert (await program.send("POST", "/link", form | typed)).status == 400


# -- accounts


@pytest.mark.parametrize(
    ("plex_pass", "enabled", "active", "has_feature"),
    [(True, True, True, True), (True, False, True, False), (False, True, False, False)],
)
async def test_the_subscription_tells_whether_there_are_webhooks(
    as_anna: Program,
    anna: FakePlexAccount,
    plex_pass: bool,
    enabled: bool,
    active: bool,
    has_feature: bool,
) -> None:
    anna.plex_pass, anna.webhooks_enabled = plex_pass, enabled
    told = (await as_anna.get("/api/v2/user")).body
    assert told["subscription"]["active"] is active
    assert ("webhooks" in told["subscription"]["features"]) is has_feature
    assert (told["id"], told["uuid"], told["thumb"]) == (anna.id, anna.uuid, anna.thumb)


async def test_a_viewer_keeps_id_and_avatar_as_an_account(tv: FakePlexTv) -> None:
    viewer = FakeViewer("40718253", "anna", avatar="3f9ac01b77de4521", owner=True)
    account = tv.add_viewer(viewer)
    assert (account.id, account.uuid, account.title) == (40718253, "3f9ac01b77de4521", "anna")


async def test_the_home_lists_everybody_to_its_admin_alone(
    as_anna: Program, tv: FakePlexTv, anna: FakePlexAccount
) -> None:
    kids = tv.add_managed(anna, "Kids", home_pin="1234", restriction_profile="little_kid")
    ben = tv.add_account("ben")
    tv.join_home(anna, ben)
    home = (await as_anna.get("/api/v2/home/users")).body
    shown = [(p["id"], p["username"], p["admin"], p["restricted"]) for p in home["users"]]
    assert shown == [
        (anna.id, "anna", True, False),
        (kids.id, None, False, True),
        (ben.id, "ben", False, False),
    ]
    assert [p["protected"] for p in home["users"]] == [False, True, False]
    users = (await as_anna.xml("/api/v2/home/users/")).findall("users/user")
    assert [(u.get("title"), u.get("restricted")) for u in users] == [
        ("anna", "0"),
        ("Kids", "1"),
        ("ben", "0"),
    ]
    as_anna.token = tv.sign_in(ben, CLIENT)
    assert (await as_anna.get("/api/v2/home/users")).status == 403


async def test_somebody_without_a_home_is_alone_in_it(as_anna: Program) -> None:
    home = (await as_anna.get("/api/v2/home/users")).body
    assert [person["title"] for person in home["users"]] == ["anna"]


async def test_switching_to_somebody_of_the_home_asks_for_their_pin(
    as_anna: Program, tv: FakePlexTv, anna: FakePlexAccount
) -> None:
    kids = tv.add_managed(anna, "Kids", home_pin="1234")
    path = f"/api/v2/home/users/{kids.uuid}/switch"
    assert (await as_anna.send("POST", path)).status == 401
    answer = await as_anna.send("POST", f"{path}?pin=1234")
    assert (answer.status, answer.body["title"]) == (201, "Kids")
    assert answer.body["authToken"] in kids.tokens
    stranger = tv.add_account("emil")
    assert (await as_anna.send("POST", f"/api/v2/home/users/{stranger.uuid}/switch")).status == 404


async def test_friends_and_the_home_come_as_xml_with_what_is_shared(
    as_anna: Program, tv: FakePlexTv, anna: FakePlexAccount, plex: FakePlexServer
) -> None:
    kids, ben, emil = tv.add_managed(anna, "Kids"), tv.add_account("ben"), tv.add_account("emil")
    tv.join_home(anna, ben)
    tv.befriend(anna, ben)
    tv.befriend(anna, emil)
    root = await as_anna.xml("/api/users/")
    shown = [(u.get("title"), u.get("home"), u.get("restricted"), len(u)) for u in root]
    assert shown == [("ben", "1", "0", 1), ("emil", "0", "0", 0), ("Kids", "1", "1", 1)]
    assert root[2].get("username") == ""
    tv.share(plex, emil)
    server = (await as_anna.xml("/api/users"))[1][0]
    assert (server.get("machineIdentifier"), server.get("owned")) == (plex.server_id, "1")
    shares = await as_anna.xml(f"/api/servers/{plex.server_id}/shared_servers")
    tokens = {int(share.get("userID", "")): share.get("accessToken", "") for share in shares}
    assert set(tokens) == {kids.id, ben.id, emil.id}
    caller = plex.state.caller(tokens[kids.id])
    assert caller is not None
    assert caller.account is kids
    as_anna.token = tv.sign_in(emil, CLIENT)
    assert (await as_anna.get(f"/api/servers/{plex.server_id}/shared_servers")).status == 404


# -- servers


async def test_the_owner_and_others_are_told_different_things_of_a_server(
    as_anna: Program, tv: FakePlexTv, anna: FakePlexAccount, plex: FakePlexServer
) -> None:
    ben, emil = tv.add_account("ben"), tv.add_account("emil")
    tv.join_home(anna, ben)
    tv.share(plex, emil)
    anna.players.append("Bedroom")
    own, player = (await as_anna.get("/api/v2/resources")).body
    assert (own["name"], own["clientIdentifier"], own["provides"]) == (
        "Attic",
        plex.server_id,
        "server",
    )
    assert (own["owned"], own["ownerId"], own["home"], own["presence"]) == (True, None, False, True)
    assert [c["uri"] for c in own["connections"]] == [plex.url]
    assert "server" not in player["provides"]
    assert (player["accessToken"], player["connections"]) == (None, [])
    tokens = {own["accessToken"]}
    for other, home in ((ben, True), (emil, False)):
        as_anna.token = tv.sign_in(other, CLIENT)
        (shared,) = (await as_anna.get("/api/v2/resources")).body
        assert (shared["owned"], shared["home"]) == (False, home)
        assert (shared["ownerId"], shared["sourceTitle"]) == (anna.id, "anna")
        tokens.add(shared["accessToken"])
    assert len(tokens) == 3


async def test_connections_come_as_far_as_they_are_asked_for(
    as_anna: Program, plex: FakePlexServer
) -> None:
    plex.told_connections = [
        PlexConnection("https://relay.example.invalid:8443", local=False, relay=True),
        PlexConnection("http://[::1]:32400", ipv6=True),
        PlexConnection(plex.url),
        PlexConnection(DEAD, local=False),
    ]
    (server,) = (await as_anna.get("/api/v2/resources")).body
    assert [c["uri"] for c in server["connections"]] == [plex.url, DEAD]
    every = "/api/v2/resources?includeHttps=1&includeRelay=1&includeIPv6=1"
    (server,) = (await as_anna.get(every)).body
    assert [(c["protocol"], c["address"], c["port"]) for c in server["connections"]][:2] == [
        ("https", "relay.example.invalid", 8443),
        ("http", "::1", 32400),
    ]


async def test_a_stopped_server_is_not_there(as_anna: Program, plex: FakePlexServer) -> None:
    await plex.stop()
    (server,) = (await as_anna.get("/api/v2/resources")).body
    assert (server["presence"], [c["uri"] for c in server["connections"]]) == (False, [plex.url])


async def test_a_server_that_never_ran_has_no_address(
    as_anna: Program, tv: FakePlexTv, anna: FakePlexAccount
) -> None:
    tv.give_server(anna, FakePlexServer("Shed"))
    (server,) = (await as_anna.get("/api/v2/resources")).body
    assert (server["presence"], server["connections"]) == (False, [])


async def test_a_friends_server_tells_of_what_is_played_there(
    tv: FakePlexTv, anna: FakePlexAccount, mailbox: Mailbox, film: Movie
) -> None:
    emil = tv.add_account("emil")
    anna.webhooks = [f"{mailbox.url}/anna"]
    async with FakePlexServer("Shed") as shed:
        tv.give_server(emil, shed)
        tv.share(shed, anna)
        await shed.play(shed.viewer(anna), film.item())
        await shed.play(shed.viewer(emil), film.item())
    (call,) = mailbox.calls
    assert shed.server_id in call.body
    assert dict(re.findall(r'"(user|owner)": (true|false)', call.body)) == {
        "user": "true",
        "owner": "false",
    }


# -- webhooks


async def test_a_list_of_webhooks_replaces_the_one_before(
    as_anna: Program, anna: FakePlexAccount
) -> None:
    path = "/api/v2/user/webhooks"
    anna.webhooks = ["http://192.168.1.9:1/other"]
    assert (await as_anna.get(path)).body == [{"url": "http://192.168.1.9:1/other"}]
    sent = [("urls[]", "http://192.168.1.5:2/a"), ("urls[]", "https://example.invalid/b?c=d&e=f")]
    answer = await as_anna.send("POST", path, sent)
    assert (answer.status, anna.webhooks) == (201, [url for _, url in sent])
    assert answer.body == [{"url": url} for _, url in sent]
    answer = await as_anna.send("POST", path, {"urls": ""})
    assert (answer.status, answer.body, anna.webhooks) == (201, [], [])


@pytest.mark.parametrize("form", [{}, {"urls[]": ""}, {"urls[]": "192.168.1.5:8123"}, {"url": "a"}])
async def test_what_is_no_list_of_addresses_changes_nothing(
    as_anna: Program, anna: FakePlexAccount, form: dict[str, str]
) -> None:
    anna.webhooks = ["http://192.168.1.9:1/other"]
    assert (await as_anna.send("POST", "/api/v2/user/webhooks", form)).status == 422
    assert anna.webhooks == ["http://192.168.1.9:1/other"]


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_without_plex_pass_even_looking_is_refused(
    as_anna: Program, anna: FakePlexAccount, method: str
) -> None:
    anna.plex_pass = False
    answer = await as_anna.send(method, "/api/v2/user/webhooks", {"urls": ""})
    assert answer.status == 403
    assert answer.body == refusal(1043, "This action is not available for this user", 403)


async def test_a_server_posts_to_what_its_owner_and_its_viewer_registered(
    tv: FakePlexTv,
    anna: FakePlexAccount,
    plex: FakePlexServer,
    mailbox: Mailbox,
    film: Movie,
) -> None:
    ben, kids = tv.add_account("ben", plex_pass=True), tv.add_managed(anna, "Kids")
    tv.join_home(anna, ben)
    anna.webhooks = [f"{mailbox.url}/anna"]
    ben.webhooks = [f"{mailbox.url}/ben"]
    for who in (anna, ben, kids):
        await plex.play(plex.viewer(who), film.item())
    assert (mailbox.posts("/anna"), mailbox.posts("/ben")) == (3, 1)
    flags = [re.findall(r'"(user|owner)": (true|false)', c.body) for c in mailbox.calls]
    assert [dict(found) for found in flags] == [
        {"user": "true", "owner": "true"},
        {"user": "true", "owner": "true"},
        {"user": "true", "owner": "true"},
        {"user": "false", "owner": "true"},
    ]


async def test_a_server_posts_nothing_without_plex_pass_or_when_told_so(
    anna: FakePlexAccount, plex: FakePlexServer, mailbox: Mailbox, film: Movie
) -> None:
    viewer = plex.viewer(anna)
    anna.webhooks = [f"{mailbox.url}/anna"]
    plex.state.webhooks_on = False
    await plex.play(viewer, film.item())
    plex.state.webhooks_on, anna.plex_pass = True, False
    await plex.play(viewer, film.item())
    assert mailbox.posts("/anna") == 0
    anna.plex_pass = True
    await plex.play(viewer, film.item())
    assert mailbox.posts("/anna") == 1


# -- failures


async def test_what_it_does_not_know_is_recorded_too(program: Program, tv: FakePlexTv) -> None:
    assert (await program.get("/api/v2/claim")).status == 404
    assert (await program.send("PUT", "/api/v2/user/webhooks")).status == 404
    assert [(call.line, call.status) for call in tv.calls] == [
        ("GET /api/v2/claim", 404),
        ("PUT /api/v2/user/webhooks", 404),
    ]


async def test_faults_and_outages_work_as_for_every_fake(as_anna: Program, tv: FakePlexTv) -> None:
    tv.faults.add("GET /api/v2/user", status=429, headers={"Retry-After": "2"})
    assert (await as_anna.get("/api/v2/user")).status == 429
    tv.outage(True)
    assert (await as_anna.get("/api/v2/user")).status == 503
    tv.outage(False)
    assert (await as_anna.get("/api/v2/user")).status == 200
    assert [call.user for call in tv.calls] == ["anna"] * 3
