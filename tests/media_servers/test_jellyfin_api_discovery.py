"""Asking around for Jellyfins."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Iterator

import pytest

from scroblarr_desktop.demo.media_servers import FakeJellyfinServer
from scroblarr_desktop.media_servers.jellyfin_discovery import (
    EVERYBODY,
    Announced,
    _adapters,
    ask_around,
    read_answer,
)

ANSWER = {
    "Address": "http://192.168.1.9:8096/",
    "Id": "01234567-89AB-CDEF-0123-456789ABCDEF",
    "Name": "Loft",
    "EndpointAddress": None,
}


def test_an_answer_is_read() -> None:
    assert read_answer(json.dumps(ANSWER).encode(), "192.168.1.9") == Announced(
        "http://192.168.1.9:8096", "192.168.1.9", "0123456789abcdef0123456789abcdef", "Loft"
    )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"[]",
        b"{}",
        json.dumps(ANSWER | {"Id": ""}).encode(),
        json.dumps(ANSWER | {"Address": "file:///etc"}).encode(),
        json.dumps(ANSWER | {"Address": 5}).encode(),
    ],
)
def test_anything_else_is_no_answer(content: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whichever it is
        read_answer(content, "192.168.1.9")


async def test_each_is_told_once_and_then_it_ends() -> None:
    async with FakeJellyfinServer("Cellar") as jellyfin:
        where = ("127.0.0.1", jellyfin.api.discovery_port)
        found = [one async for one in ask_around(where, 0.4)]
    assert [(one.name, one.url, one.host) for one in found] == [
        ("Cellar", jellyfin.url, "127.0.0.1")
    ]


@pytest.fixture
def chatterbox() -> Iterator[socket.socket]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.bind(("127.0.0.1", 0))
        yield line


async def test_rubbish_on_the_way_is_passed_over(chatterbox: socket.socket) -> None:
    loop = asyncio.get_running_loop()
    chatterbox.setblocking(False)
    found: list[Announced] = []

    async def listen() -> None:
        async for one in ask_around(chatterbox.getsockname(), 1.0):
            found.append(one)
            break

    listening = asyncio.create_task(listen())
    question, sender = await loop.sock_recvfrom(chatterbox, 100)
    assert question == b"Who is JellyfinServer?"
    for content in (b"?", b"[" * 4000, json.dumps(ANSWER).encode()):
        await loop.sock_sendto(chatterbox, content, sender)
    await listening
    assert [one.name for one in found] == ["Loft"]


def test_everybody_is_asked_through_each_adapter_but_loopback() -> None:
    for own, targets in _adapters():
        assert not own.startswith("127.")
        assert targets[0] == EVERYBODY
