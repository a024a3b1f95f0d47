"""Finding the payload in a form."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scroblarr_desktop.http_server import forms
from scroblarr_desktop.http_server.bodies import Unusable
from scroblarr_desktop.http_server.forms import payload_of_form, payload_of_multipart

PAYLOAD = b'{"event": "media.scrobble"}'
PLEX_TYPE = "multipart/form-data; boundary=------------------------0c1d2e3f40516273"


def part(name: str, content: bytes = PAYLOAD, more: str = "") -> bytes:
    head = f'Content-Disposition: form-data; name="{name}"{more}\r\n\r\n'
    return b"--b\r\n" + head.encode() + content + b"\r\n"


def payload(body: bytes, content_type: str = "multipart/form-data; boundary=b") -> bytes:
    return payload_of_multipart(body, content_type)


def refusal(body: bytes, content_type: str = "multipart/form-data; boundary=b") -> str:
    with pytest.raises(Unusable) as caught:
        payload_of_multipart(body, content_type)
    assert caught.value.received == body
    return str(caught.value)


def test_the_form_as_plex_writes_it() -> None:
    boundary = "--------------------------0c1d2e3f40516273"
    lines = [
        boundary,
        'Content-Disposition: form-data; name="payload"',
        "Content-Type: application/json",
        "",
        PAYLOAD.decode(),
        boundary,
        'Content-Disposition: form-data; name="thumb"; filename="thumb.jpg"',
        "Content-Type: image/jpeg",
        "",
        "no picture",
        f"{boundary}--",
        "",
    ]
    assert payload("\r\n".join(lines).encode(), PLEX_TYPE) == PAYLOAD


@pytest.mark.parametrize(
    "content_type",
    [
        'multipart/form-data; boundary="b"',
        "multipart/form-data; charset=utf-8; Boundary=b",
        "multipart/mixed;boundary=b;x=y",
        r'multipart/form-data; boundary="\b"',
    ],
)
def test_ways_to_name_the_boundary(content_type: str) -> None:
    assert payload(part("payload") + b"--b--", content_type) == PAYLOAD


@pytest.mark.parametrize(
    "body",
    [
        b"words before\r\n" + part("payload") + b"--b--\r\nwords after\r\n--b\r\n",
        part("thumb", b"\xff\xd8\r\n\r\n--bb\r\n--c") + part("payload") + b"--b--",
        part("thumb", b"") + part("payload") + b"--b--",
        part("payload", more='; filename="x; name=thumb"') + b"--b--",
        part("payload") + part("payload", b"another") + b"--b--",
        (part("payload") + b"--b--").replace(b"\r\n", b"\n"),
        (part("payload") + b"--b--").replace(b"--b", b"--b \t"),
        b"--b\r\ncontent-disposition:\r\n  form-data;\r\n name=payload\r\n\r\n"
        + PAYLOAD
        + b"\r\n--b--",
    ],
)
def test_ways_to_write_the_form(body: bytes) -> None:
    assert payload(body.replace(b"--b \t--", b"--b-- \t")) == PAYLOAD


def test_line_ends_inside_the_payload_are_its_own() -> None:
    assert payload(part("payload", b'{\r\n"a":\n1}\r\n') + b"--b--") == b'{\r\n"a":\n1}\r\n'


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--b",
        b"--b\r\n",
        part("payload"),
        part("payload") + b"--b",
        part("payload") + b"--b\r\n",
        part("payload") + b"--b-",
        part("payload") + b"--c--",
        b"--b\r\nno head at all\r\n--b--",
        b"--b\r\n" + b"X: y\r\n" * 5000 + b"\r\n{}\r\n--b--",
        part("thumb", b"") * 30 + part("payload") + b"--b--",
    ],
)
def test_broken_forms(body: bytes) -> None:
    assert refusal(body) == "The form is broken or incomplete."


@pytest.mark.parametrize(
    "body",
    [
        b"--b--",
        part("data") + b"--b--",
        part("Payload") + b"--b--",
        b"--b\r\nContent-Type: application/json\r\n\r\n{}\r\n--b--",
        b"--b\r\n\r\n{}\r\n--b--",
    ],
)
def test_forms_without_a_payload(body: bytes) -> None:
    assert refusal(body) == "The form has no part named “payload”."


def test_no_boundary() -> None:
    body = part("payload") + b"--b--"
    for content_type in ("multipart/form-data", "multipart/form-data; boundary=", 'x; boundary=""'):
        assert refusal(body, content_type) == "The form is broken or incomplete."


@pytest.mark.parametrize("body", [b"payload=%7B%7D&x=y", b"a=b&payload={}", b"{}", b" \n{}"])
def test_urlencoded_forms(body: bytes) -> None:
    assert payload_of_form(body).strip() == b"{}"


@pytest.mark.parametrize("body", [b"a=b", b"payload=", b"x" * 99, b"&".join([b"a=b"] * 99)])
def test_urlencoded_forms_without_a_payload(body: bytes) -> None:
    with pytest.raises(Unusable):
        payload_of_form(body)


BOUNDARIES = st.text("-'()+_,./:=?0123456789abcXYZ", min_size=1, max_size=70)


@given(content=st.binary(min_size=1, max_size=300), picture=st.binary(), boundary=BOUNDARIES)
def test_any_bytes_come_out_as_they_went_in(content: bytes, picture: bytes, boundary: str) -> None:
    mark = b"--" + boundary.encode()
    assume(content.strip() and mark not in content + picture)
    body = b""
    for name, one in ((b"thumb", picture), (b"payload", content)):
        body += mark + b"\r\nContent-Disposition: form-data; name=" + name + b"\r\n\r\n"
        body += one + b"\r\n"
    found = payload_of_multipart(body + mark + b"--\r\n", f'form-data; boundary="{boundary}"')
    assert found == content


@given(body=st.binary(max_size=300), content_type=st.text(max_size=60))
def test_wild_bytes_are_refused_in_one_way(body: bytes, content_type: str) -> None:
    for read in (payload_of_form, lambda wild: payload_of_multipart(wild, content_type)):
        with contextlib.suppress(Unusable):
            assert read(body).strip()


@given(st.text("b-0 ;=\"'\\_é", max_size=12))
def test_the_short_way_to_a_boundary_agrees_with_the_long_one(said: str) -> None:
    content_type = f"multipart/form-data; boundary={said}"
    short = forms._plain_boundary(content_type)
    assert short in (None, forms._parameter(content_type, "boundary"))


def test_both_short_ways_are_taken_for_what_plex_sends() -> None:
    assert forms._plain_boundary(PLEX_TYPE) == PLEX_TYPE.partition("=")[2]
    head, name = forms._PLEX_SAYS
    assert forms._name(head) == name == forms._parameter(head.decode().partition(":")[2], "name")
