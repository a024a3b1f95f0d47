"""What answers of Plex mean, and in which words a person hears of it."""

from __future__ import annotations

import json

import pytest

from scroblarr_desktop.media_servers.plex_tv_answers import (
    GoneThere,
    NoPlexPass,
    NotTheirs,
    SignInEnded,
    error_in,
    webhook_error,
)
from scroblarr_desktop.remote.errors import (
    EdgeBlocked,
    Outage,
    Refused,
    RemoteError,
    TooFast,
)
from scroblarr_desktop.remote.messages import Answer

PAGE = b"<!DOCTYPE html><html><body>Attention</body></html>"
REASON = json.dumps({"errors": [{"code": 1, "message": "Something is odd"}]}).encode()


def answer(status: int, content: bytes = b"", **headers: str) -> Answer:
    return Answer(
        status, {name.replace("_", "-"): value for name, value in headers.items()}, content
    )


@pytest.mark.parametrize("status", [200, 201, 204])
def test_a_good_status_is_no_error(status: int) -> None:
    assert error_in(answer(status), write=True) is None


@pytest.mark.parametrize(
    ("status", "content", "kind"),
    [
        (401, b"", SignInEnded),
        (401, PAGE, SignInEnded),
        (498, b"", SignInEnded),
        (403, b"{}", NotTheirs),
        (403, PAGE, EdgeBlocked),
        (503, PAGE, EdgeBlocked),
        (404, b"{}", GoneThere),
        (408, b"", Outage),
        (429, b"", TooFast),
        (302, b"", Outage),
        (400, REASON, Refused),
        (500, b"", Outage),
        (503, b"", Outage),
    ],
)
def test_each_status_of_plex_tv_has_its_meaning(
    status: int, content: bytes, kind: type[RemoteError]
) -> None:
    error = error_in(answer(status, content), write=False)
    assert type(error) is kind
    assert error.status == status


def test_a_server_writes_its_refusals_as_pages() -> None:
    error = error_in(answer(403, PAGE), write=False, who="Attic")
    assert type(error) is NotTheirs
    assert "Attic does not allow" in error.sentence


def test_xml_is_no_page_of_the_shield() -> None:
    error = error_in(answer(400, b'<?xml version="1.0"?><errors/>'), write=False)
    assert type(error) is Refused


def test_what_plex_says_itself_is_passed_on() -> None:
    error = error_in(answer(422, REASON), write=True)
    assert error is not None
    assert "It said: Something is odd" in error.sentence


def test_a_pause_that_is_asked_for_is_told() -> None:
    error = error_in(answer(429, retry_after="7"), write=False)
    assert error is not None
    assert error.retry_after_s == 8.0


def test_a_write_in_an_outage_may_have_been_carried_out() -> None:
    for write in (True, False):
        error = error_in(answer(502), write=write)
        assert isinstance(error, Outage)
        assert error.fate_unknown is write


@pytest.mark.parametrize(
    ("status", "write", "kind"),
    [
        (400, False, NoPlexPass),
        (402, False, NoPlexPass),
        (403, False, NoPlexPass),
        (402, True, NoPlexPass),
        (403, True, NoPlexPass),
        (400, True, Refused),
        (422, True, Refused),
        (401, False, SignInEnded),
        (503, False, Outage),
    ],
)
def test_refused_webhooks_mean_no_plex_pass(
    status: int, write: bool, kind: type[RemoteError]
) -> None:
    error = error_in(answer(status), write=write)
    assert error is not None
    assert type(webhook_error(error, write=write)) is kind


def test_the_shield_in_front_of_the_webhooks_is_no_lack_of_a_plex_pass() -> None:
    error = error_in(answer(403, PAGE), write=False)
    assert error is not None
    assert type(webhook_error(error, write=False)) is EdgeBlocked
