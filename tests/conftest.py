"""What holds for every test: no screen, no network beyond this computer, no unexpected warning."""

from __future__ import annotations

import ipaddress
import logging
import os
import re
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import settings

from tests import quickly
from tests.attacks.tally import summary

quickly.lie_in_memory()
# Before anything loads Qt.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Words, dates and numbers as the tests expect them, wherever they run.
os.environ["LC_ALL"] = "C.UTF-8"
# Nobody's real keyring: a test brings its own.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"

# The same examples everywhere; `HYPOTHESIS_PROFILE=search` looks for new ones.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("search", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

ExpectLog = Callable[[str], None]


class _WarningRecords(logging.Handler):
    """Keeps every record of level WARNING or above as text."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []
        self.expected: list[str] = []
        self.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        if record.name == "asyncio" and record.msg.startswith("Executing %s took"):
            return  # how long something takes on a busy computer is for the benchmarks
        self.lines.append(self.format(record))

    def complaints(self) -> list[str]:
        unexpected = [
            f"unexpected: {line}"
            for line in self.lines
            if not any(re.search(pattern, line) for pattern in self.expected)
        ]
        absent = [
            f"expected, but not logged: {pattern}"
            for pattern in self.expected
            if not any(re.search(pattern, line) for line in self.lines)
        ]
        return unexpected + absent


@pytest.fixture(autouse=True)
def _warning_records(request: pytest.FixtureRequest) -> Iterator[_WarningRecords]:
    records = _WarningRecords()
    for marker in request.node.iter_markers("logs"):
        records.expected += marker.args
    root = logging.getLogger()
    root.addHandler(records)
    yield records
    root.removeHandler(records)
    complaints = records.complaints()
    if complaints:
        pytest.fail("\n".join(complaints), pytrace=False)


@pytest.fixture
def expect_log(_warning_records: _WarningRecords) -> ExpectLog:
    """Call it with a regex to expect a log record of level WARNING or above that matches.

    It is searched in "LEVEL logger: message" and the traceback. `@pytest.mark.logs(regex, ...)`
    says the same of a whole test. What was expected and never logged fails the test too.
    """
    return _warning_records.expected.append


def _stays_here(host: Any) -> bool:
    if host in (None, "", b"", "localhost", b"localhost"):
        return True
    text = host.decode() if isinstance(host, bytes) else str(host)
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _is_address(host: Any) -> bool:
    try:
        ipaddress.ip_address(str(host).partition("%")[0])
    except ValueError:
        return False
    return True


@pytest.fixture(autouse=True)
def _this_computer_only(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Refuse connections and look-ups that leave this computer, and fail the test that tried one.

    Code that takes the refusal for an outage would otherwise hide it. Names under `.invalid` are
    unknown, as everywhere. A datagram socket sends nothing when it connects: refused, not blamed.
    """
    attempts: list[str] = []
    look_up = socket.getaddrinfo

    def guarded(method: Callable[[socket.socket, Any], Any]) -> Callable[[socket.socket, Any], Any]:
        def connect(self: socket.socket, address: Any) -> Any:
            if isinstance(address, tuple) and not _stays_here(address[0]):
                if self.type != socket.SOCK_DGRAM:
                    attempts.append(f"connection to {address[0]}")
                raise OSError(f"tests may not connect to {address[0]}")
            return method(self, address)

        return connect

    def guarded_look_up(host: Any, *args: Any, **kwargs: Any) -> Any:
        own_name = host == socket.gethostname()
        if _stays_here(host) or _is_address(host) or own_name:
            return look_up(host, *args, **kwargs)
        if not str(host).endswith(".invalid"):
            attempts.append(f"look-up of {host}")
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket.socket, "connect", guarded(socket.socket.connect))
    monkeypatch.setattr(socket.socket, "connect_ex", guarded(socket.socket.connect_ex))
    monkeypatch.setattr(socket, "getaddrinfo", guarded_look_up)
    yield
    if attempts:
        pytest.fail("left this computer: " + ", ".join(attempts), pytrace=False)


_made_once = pytest.fixture(scope="session", autouse=True)(quickly.made_once)


def pytest_configure(config: pytest.Config) -> None:
    quickly.compile_once(config)
    quickly.keep_our_order(config)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    quickly.begin_with_the_longest(items)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what the attacks came to, also where other processes carried them out."""
    reports = [one for kind in terminalreporter.stats.values() for one in kind]
    ended = [one for one in reports if getattr(one, "when", None) == "teardown"]
    for line in summary(found for one in ended for found in one.user_properties):
        terminalreporter.write_line(line)


def pytest_xdist_auto_num_workers() -> int:
    """Run one more than there are processors: tests of whole programs wait a good deal."""
    return (os.cpu_count() or 1) + 1
