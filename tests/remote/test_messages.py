from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scroblarr_desktop.remote.messages import Answer, Call


@pytest.mark.parametrize(
    ("headers", "wait_s"),
    [
        ({}, None),
        ({"retry-after": "7"}, 8.0),
        ({"retry-after": " 0.5 "}, 1.5),
        ({"retry-after": "-3"}, 1.0),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "99999999999999"}, 86_400.0),
        (
            {
                "retry-after": "Sun, 22 Nov 2026 10:00:30 GMT",
                "date": "Sun, 22 Nov 2026 10:00:00 GMT",
            },
            31.0,
        ),
        ({"retry-after": "Sun, 22 Nov 2015 10:00:30 GMT"}, 1.0),
        ({"retry-after": "Sun, 22 Nov 2015 10:00:30 GMT", "date": "today"}, 1.0),
    ],
)
def test_retry_after_is_seconds_or_a_date_and_a_second_more(
    headers: dict[str, str], wait_s: float | None
) -> None:
    assert Answer(429, headers).retry_after_s == wait_s


@given(st.text(max_size=40), st.text(max_size=40))
def test_retry_after_never_breaks_and_never_exceeds_a_day(value: str, date: str) -> None:
    wait_s = Answer(429, {"retry-after": value, "date": date}).retry_after_s
    assert wait_s is None or 0 < wait_s <= 86_400


@pytest.mark.parametrize(
    ("headers", "content", "page"),
    [
        ({"content-type": "text/html; charset=utf-8"}, b"", True),
        ({"content-type": "application/xhtml+xml"}, b"x", True),
        ({}, b"\n <!DOCTYPE html>", True),
        ({"content-type": "application/json"}, b"{}", False),
        ({"content-type": "text/plain"}, b"404: Not Found", False),
        ({}, b"", False),
    ],
)
def test_web_pages_are_told_from_answers(
    headers: dict[str, str], content: bytes, page: bool
) -> None:
    assert Answer(200, headers, content).is_web_page is page


def test_endless_nesting_is_no_json() -> None:
    answer = Answer(200, {}, b"[" * 200_000)
    assert answer.fields() == {}
    with pytest.raises(ValueError, match="nested"):
        answer.json()


@given(st.one_of(st.binary(), st.recursive(st.none() | st.text(), st.lists).map(json.dumps)))
def test_fields_are_a_mapping_whatever_came(body: Any) -> None:
    content = body if isinstance(body, bytes) else body.encode()
    assert isinstance(Answer(200, {}, content).fields(), dict)


def test_secrets_stand_in_no_repr() -> None:
    call = Call(
        method="POST",
        url="https://host/x",
        headers={"key": "hush"},
        body={"client_secret": "hush"},
        token="hush",
    )
    assert "hush" not in repr(call)
