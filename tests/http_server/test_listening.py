"""Who uses a port that cannot be had, and what is said about it."""

from __future__ import annotations

import errno
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import psutil
import pytest

from scroblarr_desktop.http_server import HttpServer, PortReserved, PortTaken
from scroblarr_desktop.http_server.listening import _explained, named
from scroblarr_desktop.http_server.listening_programs import program_at

LISTEN = (
    "import socket, sys; s = socket.create_server(('127.0.0.1', 0)); "
    "print(s.getsockname()[1], flush=True); sys.stdin.read()"
)


@dataclass(frozen=True)
class Other:
    """A program of this person's that says nothing at its port."""

    port: int
    name: str


@pytest.fixture
def other() -> Iterator[Other]:
    command = [sys.executable, "-c", LISTEN]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout is not None
        yield Other(int(process.stdout.readline()), psutil.Process(process.pid).name())
        process.communicate(timeout=20)


@pytest.fixture
def own_listener() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


async def test_an_own_program_is_named(other: Other) -> None:
    trouble = await named(PortTaken("127.0.0.1", other.port))
    assert trouble.sentence == f"The program {other.name} uses port {other.port}."
    assert trouble.next_step.startswith(f"End {other.name}. Or choose another port in Settings")
    assert isinstance(trouble, PortTaken)
    assert trouble.free_port is not None


async def test_it_is_named_for_every_address_too(other: Other) -> None:
    assert program_at("0.0.0.0", other.port) == other.name
    assert program_at("127.0.0.9", other.port) == ""


async def test_where_only_own_programs_may_be_seen(
    other: Other, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(kind: str) -> Any:
        raise psutil.AccessDenied

    monkeypatch.setattr(psutil, "net_connections", refuse)
    assert program_at("127.0.0.1", other.port) == other.name


async def test_a_name_that_is_none_is_not_shown(
    other: Other, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(psutil.Process, "name", lambda process: "<b>evil</b>\n")
    assert program_at("127.0.0.1", other.port) == ""


async def test_nobody_is_blamed_where_nothing_can_be_seen(
    own_listener: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(kind: str) -> Any:
        raise OSError(errno.EIO, "no such table")

    monkeypatch.setattr(psutil, "net_connections", fail)
    trouble = await named(PortTaken("127.0.0.1", own_listener))
    assert trouble.sentence == f"Another program uses port {own_listener}."


async def test_this_program_does_not_blame_itself(own_listener: int) -> None:
    trouble = await named(PortTaken("127.0.0.1", own_listener))
    assert trouble.sentence == f"Another program uses port {own_listener}."


async def test_another_copy_of_scroblarr_is_named_as_such(server: HttpServer) -> None:
    port = int(server.addresses[0].rpartition(":")[2])
    trouble = await named(PortTaken("127.0.0.1", port))
    assert trouble.sentence == (
        f"Another copy of Scroblarr, which keeps its data in another folder, uses port {port}."
    )
    assert trouble.next_step.startswith("Quit that copy. Or choose another port")


@pytest.mark.parametrize("number", [errno.EACCES, 10013])
async def test_a_reserved_port(unused_tcp_port: int, number: int) -> None:
    refused = _explained(OSError(number, "not permitted"), "127.0.0.1", unused_tcp_port)
    trouble = await named(refused)
    assert isinstance(trouble, PortReserved)
    assert trouble.sentence == f"The system keeps port {unused_tcp_port} for itself."
    assert trouble.next_step.startswith("Choose another port in Settings")
    assert f"Port {trouble.free_port} is free." in trouble.next_step


async def test_windows_calls_a_port_reserved_that_somebody_uses(other: Other) -> None:
    refused = _explained(OSError(10013, "not permitted"), "127.0.0.1", other.port)
    assert isinstance(await named(refused), PortTaken)
