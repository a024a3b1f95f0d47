"""Linked accounts and the apps they sign in with, at the local API."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from scroblarr_desktop.credentials import Tokens
from scroblarr_desktop.destinations.errors import RemoteError
from scroblarr_desktop.store import accounts, housekeeping, settings
from scroblarr_desktop.store.records import Account, AccountState, Member

if TYPE_CHECKING:
    from tests.http_server.conftest import Caller, FakeLinking, FakeSync, Watching

PASSWORD = " open, sesame "


@pytest.fixture
def app(caller: Caller) -> None:
    settings.put_app_credentials("trakt", "our-client-id", "our-client-secret")


async def test_the_app_is_stored_and_its_secret_kept(
    caller: Caller, linking: FakeLinking, sync: FakeSync
) -> None:
    body = {"client_id": " an-id ", "client_secret": "a-secret"}
    answer = await caller.api("PUT", "/settings/trakt", body)
    assert (answer.status, answer.text) == (204, "")
    assert settings.app_credentials("trakt") == ("an-id", "a-secret")
    assert (linking.apps_changed, sync.wakes) == (["trakt"], 1)
    assert (await caller.api("GET", "/settings/trakt")).status == 405


async def test_the_app_at_simkl_has_no_secret(
    caller: Caller, linking: FakeLinking, sync: FakeSync
) -> None:
    assert (await caller.api("PUT", "/settings/simkl", {"client_id": "an-id"})).status == 204
    assert settings.app_credentials("simkl") == ("an-id", "")
    assert (linking.apps_changed, sync.wakes) == (["simkl"], 1)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("trakt", {"client_id": "x"}),
        ("trakt", {"client_secret": "x"}),
        ("trakt", {"client_id": "x", "client_secret": 5}),
        ("trakt", {"client_id": "x", "client_secret": " "}),
        ("trakt", {"client_id": "...", "client_secret": "..."}),
        ("trakt", {"client_id": "x", "client_secret": "YOUR_CLIENT_SECRET"}),
        ("simkl", {"client_id": "<client id>"}),
        ("simkl", {}),
        ("simkl", {"client_id": "x", "client_secret": "x"}),
    ],
)
async def test_half_an_app_is_no_app(caller: Caller, path: str, body: dict[str, Any]) -> None:
    assert (await caller.api("PUT", f"/settings/{path}", body)).status == 422
    assert settings.app_credentials(path) is None


async def test_names_of_this_computer_can_be_added(caller: Caller) -> None:
    assert (await caller.api("PUT", "/settings/hosts", {"names": ["nas.home"]})).status == 204
    assert settings.get("extra_hosts") == ["nas.home"]
    assert (await caller.api("PUT", "/settings/hosts", {"names": "nas"})).status == 422


@pytest.mark.parametrize("days", [1, 90, 3650])
async def test_how_long_bodies_are_kept(caller: Caller, days: int) -> None:
    assert (await caller.api("PUT", "/settings/bodies", {"keep_days": days})).status == 204
    assert housekeeping.keep_days() == days


@pytest.mark.parametrize("days", [0, -1, 3651, 10**20, 1.5, True, "30", None])
async def test_bodies_are_kept_for_whole_days(caller: Caller, days: Any) -> None:
    assert (await caller.api("PUT", "/settings/bodies", {"keep_days": days})).status == 422
    assert housekeeping.keep_days() == 30


# -- what was watched before


async def test_what_was_watched_before_the_link_is_sent_when_asked(
    caller: Caller, watch: Watching, anna: Member, sync: FakeSync
) -> None:
    watch(), watch(days_ago=40)
    account = accounts.open_for(anna.id, "trakt", rewatches=True)
    accounts.link(account.id, "4711", "anna", Tokens("an-access-token"))
    path = f"/accounts/{account.id}/earlier"
    everything = {"count": 2, "since": "2026-01-20T20:15:30.250000Z"}
    assert (await caller.api("GET", path)).body == everything
    since = "2026-02-01T00:00:00Z"
    assert (await caller.api("GET", f"{path}?since={since}")).body["count"] == 1
    wakes = sync.wakes
    answer = await caller.api("POST", path, {"send": True, "since": since})
    assert (answer.status, answer.body) == (202, {"planned": 1})
    assert sync.wakes == wakes + 1
    assert (await caller.api("POST", path, {"send": False})).body == {"planned": 0}
    assert (await caller.api("POST", path, {})).status == 422


# -- signing in


@pytest.mark.usefixtures("app")
async def test_a_sign_in_begins_with_a_code(caller: Caller, anna: Member) -> None:
    path = f"/members/{anna.id}/accounts"
    for _ in range(2):
        answer = await caller.api("POST", path, {"destination": "trakt"})
        assert answer.status == 202
        assert answer.body == {
            "id": 1,
            "destination": "trakt",
            "state": "waiting",
            "user_code": "ABCD-2345",
            "verification_url": "https://trakt.invalid/activate",
            "expires_at": "2026-03-01T20:10:00.000000Z",
        }


async def test_without_an_app_there_is_no_sign_in(caller: Caller, anna: Member) -> None:
    answer = await caller.api("POST", f"/members/{anna.id}/accounts", {"destination": "trakt"})
    assert (answer.status, answer.body["error"]["code"]) == (422, "no_app")
    assert "in Settings" in answer.body["error"]["message"]


async def test_a_sign_in_at_simkl_is_by_code_as_well(caller: Caller, anna: Member) -> None:
    await caller.api("PUT", "/settings/simkl", {"client_id": "an-id"})
    path, body = f"/members/{anna.id}/accounts", {"destination": "simkl"}
    answer = await caller.api("POST", path, body)
    assert (answer.status, answer.body["destination"]) == (202, "simkl")
    assert answer.body["user_code"]
    refused = await caller.api("POST", path, {**body, "password": "x"})
    assert refused.status == 422


async def test_a_linked_account_is_not_linked_again(
    caller: Caller, anna: Member, linked: Account
) -> None:
    answer = await caller.api("POST", f"/members/{anna.id}/accounts", {"destination": "trakt"})
    assert (answer.status, answer.body["error"]["code"]) == (409, "conflict")


@pytest.mark.usefixtures("app")
async def test_what_the_destination_says_is_told(
    caller: Caller, anna: Member, linking: FakeLinking
) -> None:
    linking.refusal = RemoteError("It is closed today.", next_step="Try tomorrow.")
    answer = await caller.api("POST", f"/members/{anna.id}/accounts", {"destination": "trakt"})
    assert answer.status == 422
    error = answer.body["error"]
    assert error == {"code": "sign_in_failed", "message": "It is closed today. Try tomorrow."}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "destination"),
        ({"destination": "imdb"}, "destination"),
        ({"destination": "trakt", "password": "x"}, "password"),
        ({"destination": "trakt", "scope": "x"}, "scope"),
        ({"destination": "tvtime", "password": "x"}, "username"),
        ({"destination": "tvtime", "username": "anna"}, "password"),
        ({"destination": "tvtime", "username": "anna", "password": ""}, "password"),
        ({"destination": "tvtime", "username": "anna", "password": "\udc00"}, "password"),
        ({"destination": "tvtime", "username": 5, "password": "x"}, "username"),
        (
            {"destination": "tvtime", "username": "a", "password": "x", "server_url": 5},
            "server_url",
        ),
    ],
)
async def test_wrong_sign_ins_name_their_field(
    caller: Caller, anna: Member, linking: FakeLinking, body: dict[str, Any], field: str
) -> None:
    answer = await caller.api("POST", f"/members/{anna.id}/accounts", body)
    assert (answer.status, answer.body["error"]["field"]) == (422, field)
    assert accounts.all_accounts() == []
    assert linking.passwords == []


async def test_nobody_cannot_sign_in(caller: Caller, linking: FakeLinking) -> None:
    for body in (
        {"destination": "trakt"},
        {"destination": "tvtime", "username": "anna", "password": PASSWORD},
    ):
        assert (await caller.api("POST", "/members/9/accounts", body)).status == 404
    assert linking.passwords == []


async def test_a_sign_in_by_password(caller: Caller, anna: Member, linking: FakeLinking) -> None:
    body = {"destination": "tvtime", "username": "anna", "password": PASSWORD}
    answer = await caller.api("POST", f"/members/{anna.id}/accounts", body)
    assert answer.status == 201
    assert (answer.body["destination"], answer.body["state"]) == ("tvtime", "linked")
    assert linking.passwords == [(None, "anna", PASSWORD, None)]
    assert PASSWORD not in answer.text


async def test_a_sign_in_by_password_at_another_address(
    caller: Caller, anna: Member, linking: FakeLinking
) -> None:
    more = {"server_url": "http://192.168.1.30:9000", "start_token": "a-token"}
    body = {"destination": "tvtime", "username": "anna", "password": PASSWORD, **more}
    assert (await caller.api("POST", f"/members/{anna.id}/accounts", body)).status == 201
    assert linking.passwords == [("http://192.168.1.30:9000", "anna", PASSWORD, "a-token")]


@pytest.mark.parametrize(
    ("refusal", "code", "message"),
    [
        (RemoteError("Wrong password.", next_step="Try again."), "sign_in_failed", None),
        (ValueError("“x” is not a web address."), "invalid", "“x” is not a web address."),
    ],
)
async def test_a_password_that_is_not_taken(
    caller: Caller,
    anna: Member,
    linking: FakeLinking,
    refusal: Exception,
    code: str,
    message: str | None,
) -> None:
    linking.refusal = refusal
    body = {"destination": "tvtime", "username": "anna", "password": PASSWORD}
    answer = await caller.api("POST", f"/members/{anna.id}/accounts", body)
    assert (answer.status, answer.body["error"]["code"]) == (422, code)
    assert answer.body["error"]["message"] == (message or "Wrong password. Try again.")


async def test_an_account_of_another_member_is_denied(
    caller: Caller, anna: Member, linking: FakeLinking
) -> None:
    linking.denial = "This account is Ben's."
    body = {"destination": "tvtime", "username": "ben", "password": PASSWORD}
    answer = await caller.api("POST", f"/members/{anna.id}/accounts", body)
    assert answer.status == 422
    assert answer.body["error"] == {"code": "denied", "message": "This account is Ben's."}


# -- afterwards


async def test_an_account_is_shown_and_its_switches_changed(
    caller: Caller, linked: Account
) -> None:
    path = f"/accounts/{linked.id}"
    shown = await caller.api("GET", path)
    assert shown.body == {
        "id": linked.id,
        "destination": "trakt",
        "state": "linked",
        "username": "anna",
        "message": "",
        "share_progress": False,
        "rewatch_films": True,
        "rewatch_episodes": True,
    }
    answer = await caller.api("PATCH", path, {"share_progress": True, "rewatch_films": False})
    assert answer.status == 200
    assert answer.body == {**shown.body, "share_progress": True, "rewatch_films": False}
    assert (await caller.api("GET", path)).body == answer.body


async def test_an_outage_is_the_accounts_message(caller: Caller, linked: Account) -> None:
    soon = datetime(2026, 3, 1, 20, tzinfo=UTC)
    accounts.note_failure(linked.id, "Trakt does not answer.", soon)
    answer = await caller.api("GET", f"/accounts/{linked.id}")
    assert answer.body["message"] == "Trakt does not answer."


async def test_wrong_switches(caller: Caller, linked: Account) -> None:
    path = f"/accounts/{linked.id}"
    changes: list[dict[str, Any]] = [
        {"share_progress": 1},
        {"rewatch_films": None},
        {"state": "paused"},
    ]
    for body in changes:
        answer = await caller.api("PATCH", path, body)
        assert (answer.status, answer.body["error"]["field"]) == (422, next(iter(body)))
    assert accounts.get(linked.id) == linked


async def test_unlinking_keeps_the_row(caller: Caller, linked: Account) -> None:
    assert (await caller.api("DELETE", f"/accounts/{linked.id}")).status == 204
    answer = await caller.api("GET", f"/accounts/{linked.id}")
    assert answer.body["state"] == AccountState.UNLINKED
    for member in await caller.items("/members"):
        assert member["accounts"] == []


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
async def test_no_such_account(caller: Caller, method: str) -> None:
    body: dict[str, Any] | None = {} if method == "PATCH" else None
    answer = await caller.api(method, "/accounts/99", body)
    assert (answer.status, answer.body["error"]["code"]) == (404, "not_found")


@pytest.mark.parametrize("destination", ["trakt", "simkl"])
async def test_without_the_app_programs_learn_where_it_goes(
    caller: Caller, anna: Member, destination: str
) -> None:
    given = {"destination": destination}
    answer = await caller.api("POST", f"/members/{anna.id}/accounts", given)
    assert answer.status == 422
    assert f"PUT /api/v1/settings/{destination}." in answer.text
