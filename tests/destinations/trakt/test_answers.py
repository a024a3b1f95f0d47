"""Trakt's statuses as our errors."""

from __future__ import annotations

import json
from typing import Any

import pytest

from scroblarr_desktop.destinations.errors import (
    AccountBlocked,
    AlreadyThere,
    AppRejected,
    EdgeBlocked,
    NotFoundThere,
    Outage,
    Refused,
    RemoteError,
    SignInEnded,
    TokenRefused,
    TooFast,
)
from scroblarr_desktop.destinations.trakt.answers import error_in, sign_in_error
from scroblarr_desktop.remote.messages import Answer


def answer(status: int, body: Any = None, **headers: str) -> Answer:
    content = b"" if body is None else json.dumps(body).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status, {"content-type": "application/json", **named}, content)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (301, Outage),
        (307, Outage),
        (400, Refused),
        (401, TokenRefused),
        (403, AppRejected),
        (404, NotFoundThere),
        (405, Refused),
        (408, Outage),
        (409, AlreadyThere),
        (410, Refused),
        (412, Refused),
        (418, Refused),
        (420, Refused),
        (422, Refused),
        (423, AccountBlocked),
        (426, AccountBlocked),
        (429, TooFast),
        *((status, Outage) for status in (500, 502, 503, 504, 520, 521, 522, 523, 524)),
    ],
)
@pytest.mark.parametrize("write", [False, True])
def test_each_status_is_one_error(status: int, kind: type[RemoteError], write: bool) -> None:
    error = error_in(answer(status), write=write)
    assert type(error) is kind
    assert error.status == status
    assert error.sentence.endswith((".", "."))
    assert error.next_step
    if isinstance(error, Outage):
        assert error.fate_unknown is (write and status >= 500)


@pytest.mark.parametrize("status", [200, 201, 204])
def test_a_good_status_is_none(status: int) -> None:
    assert error_in(answer(status), write=True) is None


def test_the_shield_is_told_from_trakt() -> None:
    page = Answer(403, {"content-type": "text/html"}, b"<html>")
    bare = answer(403, cf_ray="1-FRA")
    own = answer(403, cf_ray="1-FRA", x_request_id="7")
    kinds = [type(error_in(one, write=True)) for one in (page, bare, own)]
    assert kinds == [EdgeBlocked, EdgeBlocked, AppRejected]


@pytest.mark.parametrize(
    ("status", "told", "wait_s"),
    [
        (429, "7", 8.0),
        (429, None, None),
        (503, "5", 30.0),
        (502, "60", 61.0),
        (504, None, None),
        (500, "5", 6.0),
    ],
)
def test_waits_are_what_trakt_says(status: int, told: str | None, wait_s: float | None) -> None:
    headers = {} if told is None else {"retry_after": told}
    error = error_in(answer(status, **headers), write=True)
    assert error is not None
    assert error.retry_after_s == wait_s


def test_a_full_account_and_a_locked_one_are_told_what_helps() -> None:
    full = error_in(answer(420, x_upgrade_url="https://trakt.example/vip"), write=True)
    vip = error_in(answer(426, x_upgrade_url="https://trakt.example/vip"), write=True)
    shady = error_in(answer(426, x_upgrade_url="javascript:alert(1)"), write=True)
    locked = error_in(answer(423), write=True)
    steps = [error.next_step for error in (full, vip, shady, locked) if error]
    assert "https://trakt.example/vip" in steps[0]
    assert steps[1] == "See https://trakt.example/vip."
    assert steps[2] == "See https://trakt.tv/vip."
    assert "support@trakt.tv" in steps[3]


def test_what_trakt_says_itself_is_passed_on() -> None:
    error = error_in(answer(422, {"message": "progress is not a number"}), write=True)
    assert error is not None
    assert "It said: progress is not a number" in error.sentence


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (400, {"error": "invalid_grant"}, SignInEnded),
        (401, {"error": "invalid_grant"}, SignInEnded),
        (403, {"error": "invalid_grant"}, SignInEnded),
        (401, {"error": "invalid_client"}, AppRejected),
        (400, {"error": "invalid_client"}, AppRejected),
        (403, {}, AppRejected),
        (403, None, AppRejected),
        (400, None, Outage),
        (401, None, Outage),
        (404, {"error": "what"}, Outage),
        (302, None, Outage),
        (429, None, TooFast),
        (500, None, Outage),
        (503, None, Outage),
    ],
)
def test_a_refused_renewal_ends_the_sign_in_only_if_it_says_so(
    status: int, body: Any, kind: type[RemoteError]
) -> None:
    error = sign_in_error(answer(status, body))
    assert type(error) is kind
    if isinstance(error, Outage):
        assert error.fate_unknown is (status >= 500)


def test_the_shield_says_nothing_about_a_sign_in() -> None:
    page = Answer(403, {"content-type": "text/html", "cf-ray": "1"}, b"<html>")
    assert type(sign_in_error(page)) is EdgeBlocked
    assert sign_in_error(answer(200, {})) is None
