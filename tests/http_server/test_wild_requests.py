"""Whatever programs send to the local API: an answer in JSON, and never a fault of ours."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scroblarr_desktop.store.records import Account

if TYPE_CHECKING:
    from tests.http_server.conftest import Caller, Watching

BODIES = [
    ("POST", "/pause"),
    ("POST", "/resume"),
    ("POST", "/servers"),
    ("PATCH", "/servers/1"),
    ("POST", "/members"),
    ("PATCH", "/members/1"),
    ("POST", "/members/1/viewers"),
    ("POST", "/members/1/accounts"),
    ("PATCH", "/accounts/1"),
    ("PUT", "/settings/trakt"),
    ("PUT", "/settings/simkl"),
    ("PUT", "/settings/bodies"),
    ("POST", "/questions/1"),
]
LISTS = ["/servers", "/members", "/viewers", "/watches", "/inbox", "/questions"]
NAMES = st.sampled_from(
    [
        "kind",
        "name",
        "server_id",
        "account_id",
        "muted",
        "enabled",
        "hand_marks",
        "watched_at_percent",
        "destination",
        "username",
        "password",
        "server_url",
        "start_token",
        "client_id",
        "client_secret",
        "until",
        "member",
        "held",
        "answer",
        "share_progress",
    ]
)
TELLING = st.sampled_from(
    ["plex", "jellyfin", "trakt", "tvtime", "send", "2999-12-31T23:59:59Z", 1, 80, 10**20, -1]
)
LEAVES = st.one_of(
    TELLING,
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(st.characters(), max_size=30),
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(NAMES, inner, max_size=2)),
    max_leaves=4,
)
WILD = settings(
    max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


def check(answer: Any) -> None:
    assert answer.status < 500, answer.text
    if answer.status >= 400:
        assert {"code", "message"} <= set(answer.body["error"]) <= {"code", "message", "field"}
        assert (answer.status == 422) <= bool(answer.body["error"]["code"])


@given(where=st.sampled_from(BODIES), body=st.dictionaries(NAMES, VALUES, max_size=4))
@WILD
async def test_wild_json(
    caller: Caller, watch: Watching, linked: Account, where: tuple[str, str], body: Any
) -> None:
    check(await caller.api(*where, body))


@given(
    where=st.sampled_from(BODIES), body=st.one_of(st.binary(max_size=60), VALUES.map(json.dumps))
)
@settings(parent=WILD, max_examples=80)
async def test_wild_bytes(
    caller: Caller, watch: Watching, linked: Account, where: tuple[str, str], body: Any
) -> None:
    check(await caller.api(*where, data=body))


@given(
    path=st.sampled_from(LISTS),
    query=st.dictionaries(
        st.sampled_from(
            [
                "limit",
                "cursor",
                "member",
                "server",
                "state",
                "kind",
                "q",
                "since",
                "until",
                "unassigned",
            ]
        ),
        st.one_of(
            st.text(st.characters(), max_size=20).map(lambda text: quote(text, errors="ignore")),
            st.sampled_from(
                ["1", "true", "waiting", "9999-12-31T23:59:59-23:59", "MS4y", "LTkuOQ"]
            ),
            st.binary(max_size=6).map(quote),
        ),
        max_size=3,
    ),
)
@WILD
async def test_wild_queries(
    caller: Caller, watch: Watching, linked: Account, path: str, query: dict[str, str]
) -> None:
    written = "&".join(f"{name}={value}" for name, value in query.items())
    check(await caller.api("GET", f"{path}?{written}"))


@pytest.mark.parametrize(
    "body",
    [b"", b" ", b"{", b"[]", b"null", b"7", b"[" * 100_000, b"9" * 5000, b"\xff", b'{"name": "x"'],
)
async def test_what_is_no_json_object(caller: Caller, body: bytes) -> None:
    answer = await caller.api("POST", "/members", data=body)
    assert (answer.status, answer.body["error"]["code"]) == (400, "unreadable_json")


async def test_a_body_beyond_the_limit(caller: Caller) -> None:
    answer = await caller.api("POST", "/members", data=b"x" * 1024**2)
    assert answer.status == 400

    async def chunks() -> Any:
        for _ in range(12):
            yield b"x" * 100_000

    answer = await caller.api("POST", "/members", data=chunks())
    assert (answer.status, answer.body["error"]["code"]) == (413, "too_large")
