"""Rules that the import contracts in pyproject.toml cannot hold: what is loaded, and when."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize("module", ["engine", "cli"])
def test_without_windows_qt_is_never_loaded(module: str) -> None:
    """A server without a screen may lack the libraries that Qt needs to load at all."""
    code = (
        f"import sys, scroblarr_desktop.{module}\n"
        "print(sorted({'PySide6', 'shiboken6', 'qasync'} & sys.modules.keys()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.stdout.strip(), done.stderr) == ("[]", "")
