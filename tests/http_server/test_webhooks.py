"""From a media server's request to the inbox."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import io
import json
import sqlite3
import zlib
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scroblarr_desktop.http_server import HttpServer, saving
from scroblarr_desktop.http_server.webhooks import KEPT_UNREADABLE_BYTES, MOST_AT_ONCE
from scroblarr_desktop.store import Store, inbox
from scroblarr_desktop.store.records import InboxEntry, InboxState
from tests.bodies import as_bytes, jellyfin_body, jellyfin_stop, plex_scrobble

if TYPE_CHECKING:
    from tests.http_server.conftest import Caller, FakeSync, Home

SCROBBLE = as_bytes(plex_scrobble())
STOP = as_bytes(jellyfin_stop())
PICTURE = bytes(range(256)) * 100
MIB = 1024**2


def form(
    payload: bytes | io.BytesIO | None = SCROBBLE, thumb: bytes | io.BytesIO | None = None
) -> aiohttp.MultipartWriter:
    """Return what Plex posts: the JSON without a file name, and now and then a picture."""
    writer = aiohttp.MultipartWriter("form-data")
    if payload is not None:
        part = writer.append(payload, {"Content-Type": "application/json"})
        part.set_content_disposition("form-data", name="payload")
    if thumb is not None:
        part = writer.append(thumb, {"Content-Type": "image/jpeg"})
        part.set_content_disposition("form-data", name="thumb", filename="thumb.jpg")
    return writer


def head(path: str, length: int, **headers: str) -> bytes:
    lines = [f"POST {path} HTTP/1.1", "Host: tv.invalid", f"Content-Length: {length}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode()


def entries(state: InboxState | None = None) -> list[InboxEntry]:
    return inbox.entries(state, limit=100)


def only_entry() -> InboxEntry:
    (entry,) = entries()
    return entry


# -- what media servers send


@pytest.mark.parametrize("thumb", [None, PICTURE])
async def test_plex_form_is_stored_without_the_picture(
    caller: Caller, home: Home, store: Store, sync: FakeSync, thumb: bytes | None
) -> None:
    answer = await caller.send("POST", home.plex_path, data=form(thumb=thumb))
    assert (answer.status, answer.text) == (200, "Received.")
    with contextlib.closing(sqlite3.connect(store.folder.database)) as other:
        assert other.execute("SELECT body FROM inbox").fetchall() == [(SCROBBLE,)]
    entry = only_entry()
    assert (entry.body, entry.state) == (SCROBBLE, InboxState.UNREAD)
    assert (entry.kind, entry.admitted_by) == ("plex", home.plex.id)
    assert sync.wakes == 1


async def test_the_payload_may_have_a_file_name_and_come_last(caller: Caller, home: Home) -> None:
    data = aiohttp.FormData()
    data.add_field("thumb", PICTURE, filename="thumb.jpg", content_type="image/jpeg")
    data.add_field("payload", SCROBBLE, filename="payload.json", content_type="application/json")
    assert (await caller.send("POST", home.plex_path, data=data)).status == 200
    assert only_entry().body == SCROBBLE


@pytest.mark.parametrize("content_type", ["application/json", "text/plain", "x", ""])
async def test_plex_address_takes_plain_json(caller: Caller, home: Home, content_type: str) -> None:
    headers = {"Content-Type": content_type}
    assert (await caller.send("POST", home.plex_path, data=SCROBBLE, headers=headers)).status == 200
    assert only_entry().body == SCROBBLE


async def test_plex_address_takes_a_urlencoded_form(caller: Caller, home: Home) -> None:
    data = {"payload": SCROBBLE.decode()}
    assert (await caller.send("POST", home.plex_path, data=data)).status == 200
    assert json.loads(only_entry().body) == json.loads(SCROBBLE)


async def test_plex_address_takes_json_that_is_called_a_form(caller: Caller, home: Home) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    assert (await caller.send("POST", home.plex_path, data=SCROBBLE, headers=headers)).status == 200
    assert only_entry().body == SCROBBLE


@pytest.mark.parametrize(
    "content_type",
    ["text/plain; charset=utf-8", "application/json", "multipart/form-data; boundary=x", "?"],
)
async def test_jellyfin_bodies_are_stored_as_they_are(
    caller: Caller, home: Home, sync: FakeSync, content_type: str
) -> None:
    headers = {"Content-Type": content_type}
    answer = await caller.send("POST", home.jellyfin_path, data=STOP, headers=headers)
    assert answer.status == 200
    assert (only_entry().body, only_entry().kind) == (STOP, "jellyfin")
    assert sync.wakes == 1


async def test_the_secret_of_jellyfin_may_come_as_a_header(caller: Caller, home: Home) -> None:
    headers = {"X-Webhook-Secret": home.jellyfin_secret}
    answer = await caller.send("POST", "/webhooks/jellyfin", data=STOP, headers=headers)
    assert answer.status == 200
    assert only_entry().admitted_by == home.jellyfin.id


async def test_jellyfin_progress_is_dropped_and_counted(
    caller: Caller, home: Home, server: HttpServer, sync: FakeSync
) -> None:
    body = as_bytes(jellyfin_body("PlaybackProgress"))
    for _ in range(3):
        assert (await caller.send("POST", home.jellyfin_path, data=body)).status == 200
    assert (entries(), sync.wakes) == ([], 0)
    assert server.progress_dropped(home.jellyfin.id) == 3


@pytest.mark.parametrize("body", [b"hello", b"{", b"[1, 2]", b"\xff\xfe\x00", b"null"])
async def test_bytes_that_are_not_json_are_kept_for_reading(
    caller: Caller, home: Home, body: bytes
) -> None:
    for path in (home.plex_path, home.jellyfin_path):
        assert (await caller.send("POST", path, data=body)).status == 200
    assert (await caller.send("POST", home.plex_path, data=form(body))).status == 200
    assert [entry.body for entry in entries(InboxState.UNREAD)] == [body] * 3


async def test_a_body_that_waits_for_leave_to_be_sent(caller: Caller, home: Home) -> None:
    """libcurl, which Plex uses, asks before it sends large bodies."""
    answer = await caller.send("POST", home.plex_path, data=form(thumb=PICTURE), expect100=True)
    assert answer.status == 200
    assert only_entry().body == SCROBBLE


async def test_a_packed_body_is_unpacked(caller: Caller, home: Home) -> None:
    headers = {"Content-Encoding": "gzip", "Content-Type": "application/json"}
    packed = gzip.compress(STOP, mtime=0)
    answer = await caller.send("POST", home.jellyfin_path, data=packed, headers=headers)
    assert answer.status == 200
    assert only_entry().body == STOP


# -- who may


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_wrong_secrets_are_not_found_and_counted(
    caller: Caller, home: Home, server: HttpServer, method: str
) -> None:
    jellyfin_header = {"X-Webhook-Secret": "old"}
    wrong = [
        ("/webhooks/plex/old", {}),
        (f"/webhooks/plex/{home.jellyfin_secret}", {}),
        (f"/webhooks/jellyfin/{home.plex_secret}", {}),
        (f"{home.plex_path}x", {}),
        ("/webhooks/jellyfin", {}),
        ("/webhooks/jellyfin", jellyfin_header),
        ("/webhooks/plex/%C3%A9%FF", {}),
    ]
    for path, headers in wrong:
        answer = await caller.send(method, path, headers=headers)
        assert (answer.status, answer.text) == (404, "There is no webhook at this address.")
    (calls,) = server.wrong_secret_calls()
    assert (calls.address, calls.count) == ("127.0.0.1", len(wrong))
    assert entries() == []


async def test_bytes_that_are_no_text_are_no_secret(caller: Caller, home: Home) -> None:
    request = b"POST /webhooks/jellyfin HTTP/1.1\r\nHost: x\r\nX-Webhook-Secret: \xff\xfe\r\n"
    answer = await caller.raw(request + b"Content-Length: 0\r\nConnection: close\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 404 ")


async def test_any_host_will_do(caller: Caller, home: Home) -> None:
    headers = {"Host": "somewhere.example:99"}
    assert (await caller.send("POST", home.jellyfin_path, data=STOP, headers=headers)).status == 200


@pytest.mark.parametrize("kind", ["plex", "jellyfin"])
async def test_a_person_who_opens_the_address_reads_that_it_works(
    caller: Caller, home: Home, kind: str
) -> None:
    answer = await caller.send("GET", home.plex_path if kind == "plex" else home.jellyfin_path)
    assert answer.status == 200
    assert answer.text.startswith("This address works: ")
    assert entries() == []


async def test_other_methods_and_other_kinds_of_servers(caller: Caller, home: Home) -> None:
    assert (await caller.send("PUT", home.plex_path, data=SCROBBLE)).status == 405
    assert (await caller.send("POST", f"/webhooks/emby/{home.plex_secret}")).status == 404


# -- what cannot be used


@pytest.mark.parametrize(
    ("content_type", "body", "sentence"),
    [
        ("application/json", b"", "The body is empty."),
        ("application/json", b" \r\n", "The body is empty."),
        ("multipart/form-data; boundary=b", b"", "The body is empty."),
        ("multipart/form-data", b"--b\r\n\r\n{}\r\n--b--", "The form is broken or incomplete."),
        ("multipart/form-data; boundary=b", b"{}", "The form is broken or incomplete."),
        (
            "multipart/form-data; boundary=b",
            b'--b\r\nContent-Disposition: form-data; name="payload"\r\n\r\n{"event": "me',
            "The form is broken or incomplete.",
        ),
        (
            "multipart/form-data; boundary=b",
            b'--b\r\nContent-Disposition: form-data; name="payload"\r\n\r\n\r\n--b--\r\n',
            "The payload is empty.",
        ),
        (
            "multipart/form-data; boundary=b",
            b'--b\r\nContent-Disposition: form-data; name="data"\r\n\r\n{}\r\n--b--\r\n',
            "The form has no part named “payload”.",
        ),
        (
            "application/x-www-form-urlencoded",
            b"data=%7B%7D",
            "The form has no part named “payload”.",
        ),
    ],
)
async def test_unusable_plex_bodies_are_kept_as_unreadable(
    caller: Caller, home: Home, sync: FakeSync, content_type: str, body: bytes, sentence: str
) -> None:
    headers = {"Content-Type": content_type}
    answer = await caller.send("POST", home.plex_path, data=body, headers=headers)
    assert (answer.status, answer.text) == (400, sentence)
    entry = only_entry()
    assert (entry.state, entry.reason, entry.body) == (InboxState.UNREADABLE, sentence, body)
    assert entry.admitted_by == home.plex.id
    assert sync.wakes == 0


async def test_an_empty_jellyfin_body_is_unreadable(caller: Caller, home: Home) -> None:
    assert (await caller.send("POST", home.jellyfin_path)).status == 400
    assert (only_entry().state, only_entry().kind) == (InboxState.UNREADABLE, "jellyfin")


async def test_of_an_unreadable_body_only_the_beginning_is_kept(caller: Caller, home: Home) -> None:
    answer = await caller.send("POST", home.plex_path, data=form(None, bytes(MIB)))
    assert answer.status == 400
    assert len(only_entry().body) == KEPT_UNREADABLE_BYTES


# -- limits


@pytest.mark.parametrize("kind", ["plex", "jellyfin"])
@pytest.mark.parametrize(("size", "status"), [(MIB, 200), (MIB + 1, 413)])
async def test_json_may_be_one_mebibyte(
    caller: Caller, home: Home, kind: str, size: int, status: int
) -> None:
    path = home.plex_path if kind == "plex" else home.jellyfin_path
    body = b'{"padding": "' + b"x" * (size - 15) + b'"}'
    assert (await caller.send("POST", path, data=io.BytesIO(body))).status == status
    kept = InboxState.UNREAD if status == 200 else InboxState.UNREADABLE
    assert [entry.state for entry in entries()] == [kept]


@pytest.mark.parametrize(("picture", "status"), [(3.9, 200), (4.0, 413), (12.0, 413)])
async def test_a_form_may_be_four_mebibytes_in_all(
    caller: Caller, home: Home, picture: float, status: int
) -> None:
    data = form(thumb=io.BytesIO(bytes(int(picture * MIB))))
    assert (await caller.send("POST", home.plex_path, data=data)).status == status


async def test_the_payload_of_a_form_may_be_one_mebibyte(caller: Caller, home: Home) -> None:
    answer = await caller.send(
        "POST", home.plex_path, data=form(io.BytesIO(b"{" + b" " * MIB + b"}"))
    )
    assert (answer.status, answer.text) == (413, "The body is larger than 1 MiB.")


async def test_the_limit_holds_without_a_length(caller: Caller, home: Home) -> None:
    async def chunks() -> Any:
        for _ in range(20):
            yield bytes(100_000)

    answer = await caller.send("POST", home.jellyfin_path, data=chunks())
    assert answer.status == 413
    assert [entry.state for entry in entries()] == [InboxState.UNREADABLE]


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
async def test_packing_does_not_get_around_the_limit(
    caller: Caller, home: Home, encoding: str
) -> None:
    large = bytes(64 * MIB)
    packed = gzip.compress(large, mtime=0) if encoding == "gzip" else zlib.compress(large)
    assert len(packed) < MIB
    for path, content_type in (
        (home.jellyfin_path, "application/json"),
        (home.plex_path, "multipart/form-data; boundary=x"),
    ):
        headers = {"Content-Encoding": encoding, "Content-Type": content_type}
        answer = await caller.send("POST", path, data=packed, headers=headers)
        assert answer.status == 413


@pytest.mark.parametrize("packed", [b"no gzip at all", gzip.compress(STOP, mtime=0)[:12]])
async def test_a_body_that_cannot_be_unpacked(caller: Caller, home: Home, packed: bytes) -> None:
    headers = {"Content-Encoding": "gzip"}
    answer = await caller.send("POST", home.jellyfin_path, data=packed, headers=headers)
    assert answer.status == 400
    assert only_entry().state is InboxState.UNREADABLE


async def test_a_slow_body_ends_after_the_time_out(caller: Caller, home: Home) -> None:
    answer = await caller.raw(head(home.jellyfin_path, 100) + b'{"Notif')
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert (only_entry().state, only_entry().body) == (InboxState.UNREADABLE, b'{"Notif')


async def test_a_sender_that_hangs_up_leaves_an_unreadable_entry(
    caller: Caller, home: Home
) -> None:
    async with caller.connected(head(home.jellyfin_path, 100) + b'{"Notif'):
        pass
    while not entries():
        await caller.send("GET", "/healthz")
    assert (only_entry().state, only_entry().body) == (InboxState.UNREADABLE, b'{"Notif')


async def test_broken_chunks_are_no_event(caller: Caller, home: Home) -> None:
    request = head(home.jellyfin_path, 0).replace(
        b"Content-Length: 0", b"Transfer-Encoding: chunked"
    )
    answer = await caller.raw(request + b"5\r\n{...}\r\nnonsense\r\n")
    assert b" 400 Bad Request" in answer
    assert entries(InboxState.UNREAD) == []


async def test_more_than_thirty_two_wait_their_turn(caller: Caller, home: Home) -> None:
    async with contextlib.AsyncExitStack() as connections:
        slow = head(home.jellyfin_path, 100) + b"{"
        readers = [
            await connections.enter_async_context(caller.connected(slow))
            for _ in range(MOST_AT_ONCE)
        ]
        await caller.send("GET", "/healthz")  # so all of the above have begun
        assert (await caller.send("POST", home.plex_path, data=SCROBBLE)).status == 200
        for reader in readers:
            assert (await reader.readline()).startswith(b"HTTP/1.1 408 ")
    states = [entry.state for entry in reversed(entries())]
    assert states.count(InboxState.UNREADABLE) == MOST_AT_ONCE
    assert states[0] is InboxState.UNREADABLE  # it came first, although it took longer


async def test_a_wrong_secret_takes_nobodys_turn(caller: Caller, home: Home) -> None:
    async with contextlib.AsyncExitStack() as connections:
        slow = head("/webhooks/plex/wrong", 100) + b"{"
        for _ in range(MOST_AT_ONCE):
            reader = await connections.enter_async_context(caller.connected(slow))
            assert (await reader.readline()).startswith(b"HTTP/1.1 404 ")
        assert (await caller.send("POST", home.plex_path, data=SCROBBLE)).status == 200


# -- the store in trouble


@pytest.mark.logs("a webhook could not be stored: The database is in use")
async def test_a_store_that_cannot_take_it_is_not_told_as_success(
    caller: Caller,
    home: Home,
    store: Store,
    sync: FakeSync,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(saving, "LOCKED_WAIT_S", 0.1)
    store.db.pragma("busy_timeout", 1)
    other = sqlite3.connect(store.folder.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    for data in (SCROBBLE, b""):
        answer = await caller.send("POST", home.plex_path, data=data)
        assert answer.status == 503
        assert answer.text.startswith("Another program holds Scroblarr's database. ")
    other.execute("ROLLBACK")
    other.close()
    assert (entries(), sync.wakes) == ([], 0)
    assert (await caller.send("POST", home.plex_path, data=SCROBBLE)).status == 200


async def test_a_database_that_is_locked_for_a_moment_is_waited_for(
    caller: Caller, home: Home, store: Store
) -> None:
    store.db.pragma("busy_timeout", 1)
    other = sqlite3.connect(store.folder.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    asyncio.get_running_loop().call_later(0.3, other.execute, "ROLLBACK")
    answer = await caller.send("POST", home.plex_path, data=SCROBBLE)
    other.close()
    assert answer.status == 200
    assert len(entries()) == 1


@pytest.mark.logs(r"WARNING .*a webhook could not be stored: The disk is full")
async def test_a_full_disk_is_not_told_as_success(
    caller: Caller, home: Home, store: Store, server: HttpServer
) -> None:
    store.db.execute_sql("PRAGMA max_page_count = 1")  # no page more than there are
    large = as_bytes(plex_scrobble(summary="x" * 300_000))
    answer = await caller.send("POST", home.plex_path, data=large)
    assert answer.status == 503
    assert answer.text.startswith("There is no room left to keep what is watched. ")
    assert server.trouble is not None
    assert server.trouble.title == "The disk is full"
    store.db.execute_sql("PRAGMA max_page_count = 1000000")
    assert (await caller.send("POST", home.plex_path, data=large)).status == 200
    assert server.trouble is None
    assert only_entry().body == large


async def test_while_secrets_cannot_be_opened_events_come_in_all_the_same(
    caller: Caller, home: Home, store: Store
) -> None:
    store.box = None
    store.folder.key_file.unlink()
    assert (await caller.send("GET", home.plex_path)).status == 200
    assert (await caller.send("POST", home.plex_path, data=SCROBBLE)).status == 200
    assert only_entry().admitted_by == home.plex.id
    assert (await caller.send("POST", "/webhooks/plex/wrong", data=SCROBBLE)).status == 404


# -- whatever else comes


MUTATED_FORMS = st.builds(
    lambda whole, cut, at, put: whole[:at] + put + whole[at + cut :],
    st.just(
        b'--edge\r\nContent-Disposition: form-data; name="payload"\r\n'
        b'Content-Type: application/json\r\n\r\n{"event": "media.play"}\r\n'
        b'--edge\r\nContent-Disposition: form-data; name="thumb"; filename="thumb.jpg"\r\n\r\n'
        b"\xff\xd8\xff\r\n--edge--\r\n"
    ),
    st.integers(0, 40),
    st.integers(0, 240),
    st.one_of(st.binary(max_size=20), st.sampled_from([b"\r\n", b"--edge", b"--edge--", b'"'])),
)


@given(body=MUTATED_FORMS)
@settings(
    max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
async def test_whatever_becomes_of_a_form_it_is_stored_or_unreadable(
    caller: Caller, home: Home, body: bytes
) -> None:
    before = len(inbox.entries(limit=1000))
    headers = {"Content-Type": "multipart/form-data; boundary=edge"}
    answer = await caller.send("POST", home.plex_path, data=body, headers=headers)
    newest = inbox.entries(limit=1000)
    assert answer.status in (200, 400)
    assert len(newest) == before + 1
    assert (newest[0].state is InboxState.UNREAD) == (answer.status == 200)
