"""Which program listens at a port, in the books of this computer's system."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from typing import Any

import psutil

log = logging.getLogger(__name__)

_ANYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared, not bound to
_PLAIN_NAME = re.compile(r"[\w .+-]{1,40}")
"""A program chooses its name itself, and this one is shown to people."""


def program_at(host: str, port: int) -> str:
    """Return the name of the program that listens there, "" where that cannot be seen."""
    try:
        for address, pid in _listening_at(port):
            if pid != os.getpid() and (address == host or {address, host} & {*_ANYWHERE}):
                name = psutil.Process(pid).name()
                return name if _PLAIN_NAME.fullmatch(name) else ""
    except (OSError, psutil.Error) as error:
        log.debug("who uses port %d cannot be seen: %s", port, type(error).__name__)
    return ""


def _listening_at(port: int) -> Iterator[tuple[str, int]]:
    """Yield address and process id of each listener at that port that this person may see."""
    try:
        found: list[tuple[Any, int | None]] = [
            (one, one.pid) for one in psutil.net_connections("tcp")
        ]
    except psutil.AccessDenied:  # macOS shows all of them to an administrator only
        found = list(_of_own_programs())
    for one, pid in found:
        if one.status == psutil.CONN_LISTEN and one.laddr and one.laddr.port == port and pid:
            yield one.laddr.ip, pid


def _of_own_programs() -> Iterator[tuple[Any, int]]:
    for process in psutil.process_iter():
        try:
            found = process.net_connections("tcp")
        except psutil.Error:
            continue
        for one in found:
            yield one, process.pid
