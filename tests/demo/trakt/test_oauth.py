"""Sign-in, refresh and revoke at the fake Trakt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from scroblarr_desktop.demo.trakt.fake import FakeTrakt
from scroblarr_desktop.demo.trakt.world import FakeUser

if TYPE_CHECKING:
    from tests.demo.conftest import Answer, Client, Clock

APP = {"client_id": "client", "client_secret": "secret"}
OOB = "urn:ietf:wg:oauth:2.0:oob"


async def new_code(client: Client) -> dict[str, Any]:
    answer = await client.auth("/oauth/device/code", {"client_id": "client"})
    assert answer.status == 200
    assert isinstance(answer.body, dict)
    return answer.body


async def poll(client: Client, code: dict[str, Any]) -> Answer:
    return await client.auth("/oauth/device/token", APP | {"code": code["device_code"]})


async def refresh(client: Client, token: str, **more: Any) -> Answer:
    body = APP | {"grant_type": "refresh_token", "refresh_token": token, "redirect_uri": OOB}
    return await client.auth("/oauth/token", body | more)


async def test_a_person_confirms_a_code(
    stranger: Client, fake: FakeTrakt, anna: FakeUser, clock: Clock
) -> None:
    code = await new_code(stranger)
    assert code["verification_url"].startswith(fake.auth_url)
    assert (code["expires_in"], code["interval"], len(code["user_code"])) == (600, 0, 8)
    waiting = await poll(stranger, code)
    assert (waiting.status, waiting.body) == (400, None)
    fake.confirm(code["user_code"].lower(), anna)
    tokens = await poll(stranger, code)
    assert tokens.status == 200
    assert tokens.body["expires_in"] == 604800
    assert tokens.body["created_at"] == int(clock.now.timestamp())
    assert (tokens.body["token_type"], tokens.body["scope"]) == ("bearer", "public")
    stranger.token = tokens.body["access_token"]
    assert (await stranger.api("GET", "/users/settings")).body["user"]["username"] == "anna"
    assert (await poll(stranger, code)).status == 409


async def test_a_person_says_no(stranger: Client, fake: FakeTrakt) -> None:
    code = await new_code(stranger)
    fake.deny(code["user_code"])
    assert (await poll(stranger, code)).status == 418


async def test_a_code_runs_out(stranger: Client, fake: FakeTrakt, clock: Clock) -> None:
    first, second = await new_code(stranger), await new_code(stranger)
    fake.expire(first["user_code"])
    assert (await poll(stranger, first)).status == 410
    clock.forward(seconds=599)
    assert (await poll(stranger, second)).status == 400
    clock.forward(seconds=1)
    assert (await poll(stranger, second)).status == 410


async def test_an_unknown_code_is_404(stranger: Client) -> None:
    assert (await poll(stranger, {"device_code": "nothing"})).status == 404


async def enter(client: Client, code: str, user: str, answer: str) -> Answer:
    """Do what a browser does with the page where a person enters a code."""
    kind = {"Content-Type": "application/x-www-form-urlencoded", "User-Agent": "Mozilla/5.0"}
    form = f"code={code}&user={user}&answer={answer}"
    return await client.send("POST", client.fake.auth_url + "/activate", form, headers=kind)


async def test_a_person_may_use_the_page(stranger: Client, fake: FakeTrakt, anna: FakeUser) -> None:
    first, second = await new_code(stranger), await new_code(stranger)
    stranger.agent = "Mozilla/5.0 (X11; Linux x86_64)"
    shown = await stranger.send("GET", f"{first['verification_url']}/{first['user_code']}")
    assert first["user_code"] in shown.body
    assert "<option>anna</option>" in shown.body
    wrong = await enter(stranger, "<b>", "anna", "yes")
    assert "not valid" in wrong.body
    assert "<b>" not in wrong.body
    assert "connected to anna" in (await enter(stranger, first["user_code"], "anna", "yes")).body
    assert "not connected" in (await enter(stranger, second["user_code"], "anna", "no")).body
    assert "cannot be used" in (await enter(stranger, second["user_code"], "anna", "yes")).body
    stranger.agent = "FakeTests/1.0"
    assert (await poll(stranger, first)).status == 200
    assert (await poll(stranger, second)).status == 418


async def test_polling_too_fast_is_429(stranger: Client, fake: FakeTrakt, anna: FakeUser) -> None:
    fake.device_interval_s = 30
    code = await new_code(stranger)
    assert code["interval"] == 30
    assert (await poll(stranger, code)).status == 400
    fake.confirm(code["user_code"], anna)
    hasty = await poll(stranger, code)
    assert (hasty.status, hasty.headers["Retry-After"]) == (429, "30")


async def test_codes_can_be_confirmed_by_themselves(
    stranger: Client, fake: FakeTrakt, anna: FakeUser
) -> None:
    fake.auto_confirm = lambda code: anna if code.client_id == "other" else None
    code = await new_code(stranger)
    assert (await poll(stranger, code)).status == 400
    fake.auto_confirm = anna
    assert (await poll(stranger, code)).status == 200


async def test_the_field_is_code_and_the_secret_is_needed(stranger: Client) -> None:
    code = await new_code(stranger)
    wrong_name = APP | {"device_code": code["device_code"]}
    assert (await stranger.auth("/oauth/device/token", wrong_name)).status == 400
    no_secret = {"client_id": "client", "code": code["device_code"]}
    assert (await stranger.auth("/oauth/device/token", no_secret)).status == 400
    wrong_secret = APP | {"code": code["device_code"], "client_secret": "guess"}
    refused = await stranger.auth("/oauth/device/token", wrong_secret)
    assert (refused.status, refused.body["error"]) == (403, "invalid_client")


async def test_a_deleted_app_gets_nothing(client: Client, fake: FakeTrakt, anna: FakeUser) -> None:
    token = fake.sign_in(anna, "client")["refresh_token"]
    fake.delete_app("client")
    code = await client.auth("/oauth/device/code", {"client_id": "client"})
    assert (code.status, code.body["error"]) == (403, "invalid_client")
    refused = await refresh(client, token)
    assert (refused.status, refused.body["error"]) == (401, "invalid_client")
    api = await client.api("GET", "/users/settings")
    assert (api.status, api.headers["Content-Type"]) == (403, "application/json; charset=utf-8")


async def test_credentials_in_the_header_are_refused(client: Client, fake: FakeTrakt) -> None:
    body = {"grant_type": "refresh_token", "refresh_token": "x", "redirect_uri": OOB}
    answer = await client.auth(
        "/oauth/token", body, headers={"Authorization": "Basic Y2xpZW50Og=="}
    )
    assert (answer.status, answer.body["error"]) == (401, "invalid_client")


async def test_a_refresh_token_works_once(client: Client, fake: FakeTrakt, anna: FakeUser) -> None:
    first = fake.sign_in(anna, "client")
    second = await refresh(client, first["refresh_token"])
    assert second.status == 200
    assert second.body["refresh_token"] != first["refresh_token"]
    again = await refresh(client, first["refresh_token"])
    assert (again.status, again.body["error"]) == (400, "invalid_grant")
    assert (await refresh(client, second.body["refresh_token"])).status == 200


async def test_a_second_use_may_end_the_whole_family(
    client: Client, fake: FakeTrakt, anna: FakeUser
) -> None:
    fake.reuse_ends_family = True
    first = fake.sign_in(anna, "client")
    second = (await refresh(client, first["refresh_token"])).body
    await refresh(client, first["refresh_token"])
    assert (await refresh(client, second["refresh_token"])).status == 400
    client.token = second["access_token"]
    assert (await client.api("GET", "/users/settings")).status == 401


@pytest.mark.parametrize("ends", [False, True])
async def test_a_refresh_may_end_the_old_access_token(
    client: Client, fake: FakeTrakt, anna: FakeUser, ends: bool
) -> None:
    fake.refresh_ends_old_access = ends
    first = fake.sign_in(anna, "client")
    await refresh(client, first["refresh_token"])
    client.token = first["access_token"]
    assert (await client.api("GET", "/users/settings")).status == (401 if ends else 200)


@pytest.mark.parametrize("redirect", ["", "http://127.0.0.1:9/back"])
async def test_a_refresh_needs_the_redirect_uri_of_the_sign_in(
    client: Client, fake: FakeTrakt, anna: FakeUser, redirect: str
) -> None:
    token = fake.sign_in(anna, "client")["refresh_token"]
    assert (await refresh(client, token, redirect_uri=redirect)).status == 400
    assert (await refresh(client, token)).status == 200


async def test_another_app_cannot_use_the_token(
    client: Client, fake: FakeTrakt, anna: FakeUser
) -> None:
    fake.add_app("second", "more")
    token = fake.sign_in(anna, "client")["refresh_token"]
    other = {"client_id": "second", "client_secret": "more"}
    answer = await refresh(client, token, **other)
    assert (answer.status, answer.body["error"]) == (400, "invalid_grant")


async def test_access_ends_after_its_life(
    client: Client, fake: FakeTrakt, anna: FakeUser, clock: Clock
) -> None:
    fake.access_token_life_s = 60
    tokens = fake.sign_in(anna, "client")
    client.token = tokens["access_token"]
    clock.forward(seconds=59)
    assert (await client.api("GET", "/users/settings")).status == 200
    clock.forward(seconds=1)
    assert (await client.api("GET", "/users/settings")).status == 401
    assert (await refresh(client, tokens["refresh_token"])).status == 200


async def test_access_can_be_ended_alone(client: Client, fake: FakeTrakt, anna: FakeUser) -> None:
    tokens = fake.sign_in(anna, "client")
    client.token = tokens["access_token"]
    fake.expire_access(anna)
    assert (await client.api("GET", "/users/settings")).status == 401
    assert (await refresh(client, tokens["refresh_token"])).status == 200


async def test_a_user_removes_the_app(client: Client, fake: FakeTrakt, anna: FakeUser) -> None:
    tokens = fake.sign_in(anna, "client")
    fake.revoke_user(anna)
    client.token = tokens["access_token"]
    assert (await client.api("GET", "/users/settings")).status == 401
    refused = await refresh(client, tokens["refresh_token"])
    assert (refused.status, refused.body["error"]) == (400, "invalid_grant")


async def test_revoke_says_yes_to_everything_and_ends_the_right_token(
    client: Client, fake: FakeTrakt, anna: FakeUser
) -> None:
    tokens = fake.sign_in(anna, "client")
    client.token = tokens["access_token"]
    bodies: list[Any] = [{}, [], APP | {"token": "x"}, {"token": client.token, "client_id": "x"}]
    for body in bodies:
        answer = await client.auth("/oauth/revoke", body)
        assert (answer.status, answer.body) == (200, {})
    assert (await client.api("GET", "/users/settings")).status == 200
    await client.auth("/oauth/revoke", APP | {"token": client.token})
    assert (await client.api("GET", "/users/settings")).status == 401
    assert (await refresh(client, tokens["refresh_token"])).status == 400


async def test_oauth_answers_on_its_own_host_only(stranger: Client) -> None:
    wrong_host = await stranger.api("POST", "/oauth/device/code", {"client_id": "client"})
    assert wrong_host.status == 404
    url = stranger.fake.auth_url + "/users/settings"
    assert (await stranger.send("GET", url)).status == 404


async def test_only_refresh_is_known_at_the_token_address(client: Client) -> None:
    answer = await refresh(client, "x", grant_type="password")
    assert (answer.status, answer.body["error"]) == (400, "unsupported_grant_type")


def test_an_unknown_user_code_is_the_tests_own_mistake(fake: FakeTrakt, anna: FakeUser) -> None:
    with pytest.raises(LookupError):
        fake.confirm("NOBODY00", anna)
