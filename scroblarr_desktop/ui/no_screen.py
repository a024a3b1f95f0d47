"""Windows that nobody sees, and what Qt needlessly warns of there."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

HARMLESS = "This plugin does not support "
"""Raising a window, telling its smallest size: what only a window manager would ask for."""


@contextmanager
def unseen() -> Iterator[None]:
    """Print on stderr what Qt says, without what it only says because there is no screen."""
    qInstallMessageHandler(_print_what_matters)
    try:
        yield
    finally:
        qInstallMessageHandler(None)


def _print_what_matters(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    if not message.startswith(HARMLESS):
        print(message, file=sys.stderr, flush=True)  # noqa: T201
