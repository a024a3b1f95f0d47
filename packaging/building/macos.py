"""macOS: the app signed, and the disk image."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from building.making import PACKAGING, Build, machine, run, say

IDENTITY = "SCROBLARR_CODESIGN_IDENTITY"
"""The certificate's name; without it PyInstaller signs ad hoc, and Gatekeeper asks the person."""

NOTARY_PROFILE = "SCROBLARR_NOTARY_PROFILE"
"""What `xcrun notarytool store-credentials` was told to call Apple's credentials."""


def make_disk_image(build: Build) -> Path:
    """Return the disk image, notarised where credentials are there. Raises CannotBuild."""
    run(["codesign", "--verify", "--strict", "--verbose=2", build.bundle])
    say("Making the disk image")
    folder = build.fresh("image")
    # Links and permissions are part of what is signed.
    run(["ditto", build.bundle, folder / build.bundle.name])
    (folder / "Applications").symlink_to("/Applications")
    shutil.copy(PACKAGING / "macos" / "README.txt", folder / "Read me.txt")
    path = build.out / f"Scroblarr-{build.version}-macos-{machine()}.dmg"
    path.unlink(missing_ok=True)
    run(
        [
            *("hdiutil", "create", "-volname", "Scroblarr", "-srcfolder", folder),
            *("-format", "ULFO", "-fs", "HFS+", path),
        ]
    )
    if os.environ.get(IDENTITY):
        sign(path)
    return path


def sign(path: Path) -> None:
    run(["codesign", "--sign", os.environ[IDENTITY], "--timestamp", path])
    profile = os.environ.get(NOTARY_PROFILE)
    if profile:
        say("Asking Apple to notarise it")
        run(["xcrun", "notarytool", "submit", path, "--keychain-profile", profile, "--wait"])
        run(["xcrun", "stapler", "staple", path])
