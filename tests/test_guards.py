"""The guards of conftest.py: tests of tests, because a guard that sleeps guards nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

CONFTEST = Path(__file__).with_name("conftest.py")

pytest_plugins = ["pytester"]


@pytest.fixture
def run(pytester: pytest.Pytester) -> pytest.Pytester:
    pytester.makeconftest(CONFTEST.read_text(encoding="utf-8"))
    pytester.makeini("[pytest]\nmarkers = logs\nfilterwarnings = error\n")
    return pytester


def outcomes(run: pytest.Pytester, source: str) -> dict[str, int]:
    run.makepyfile(source)
    # Plugins that are of no use here take long to start and have settings of their own.
    return run.runpytest("-q", "-p", "no:pytest-qt", "-p", "no:asyncio").parseoutcomes()


@pytest.mark.logs("leaking")  # the inner run's records are seen out here too
def test_an_unexpected_warning_fails_the_test_that_logged_it(run: pytest.Pytester) -> None:
    source = """
        import logging
        def test_a(): logging.getLogger("x").warning("the roof is leaking")
        def test_b(): logging.getLogger("x").info("all is well")
    """
    assert outcomes(run, source) == {"passed": 2, "errors": 1}


@pytest.mark.logs("leaking")  # the inner run's records are seen out here too
def test_an_expected_warning_passes(run: pytest.Pytester) -> None:
    source = """
        import logging, pytest
        @pytest.mark.logs(r"WARNING x: the \\w+ is leaking")
        def test_a(): logging.getLogger("x").warning("the roof is leaking")
        def test_b(expect_log):
            expect_log("leaking")
            logging.getLogger("x").error("the boat is leaking")
    """
    assert outcomes(run, source) == {"passed": 2}


def test_an_expected_warning_that_never_comes_fails(run: pytest.Pytester) -> None:
    source = """
        import pytest
        @pytest.mark.logs("leaking")
        def test_a(): pass
    """
    assert outcomes(run, source) == {"passed": 1, "errors": 1}


@pytest.mark.parametrize(
    "leaving",
    [
        "socket.create_connection(('192.0.2.1', 80), 0.1)",
        "socket.create_connection(('tracker.example', 80), 0.1)",
        "socket.socket(socket.AF_INET6).connect(('2001:db8::1', 80))",
        "socket.socket().connect_ex(('192.0.2.1', 80))",
    ],
)
def test_leaving_this_computer_fails_even_where_the_code_shrugs(
    run: pytest.Pytester, leaving: str
) -> None:
    source = f"""
        import contextlib, socket, warnings
        def test_a():
            warnings.simplefilter("ignore")
            with contextlib.suppress(OSError):
                {leaving}
    """
    assert outcomes(run, source) == {"passed": 1, "errors": 1}


def test_loopback_and_names_that_nobody_has_are_free(run: pytest.Pytester) -> None:
    source = """
        import contextlib, socket
        def test_a():
            with socket.create_server(("127.0.0.1", 0)) as server:
                socket.create_connection(("localhost", server.getsockname()[1]), 1).close()
            with contextlib.suppress(socket.gaierror):
                socket.getaddrinfo("nobody.invalid", 80)
            with contextlib.suppress(OSError), socket.socket(type=socket.SOCK_DGRAM) as own:
                own.connect(("192.0.2.1", 9))
    """
    assert outcomes(run, source) == {"passed": 1}
