"""Linux: the Debian package, and an archive for every other system."""

from __future__ import annotations

import gzip
import hashlib
import io
import shutil
import tarfile
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from building.bundle import elf_files
from building.making import (
    APP_ID,
    NAME,
    PACKAGING,
    PUBLISHER,
    RESOURCES,
    SUMMARY,
    Build,
    machine,
    run,
    say,
)
from building.pictures import PNG_SIZES_PX

HERE = PACKAGING / "linux"
PROGRAM = Path("usr/lib") / NAME
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64", "arm64": "arm64"}
MAINTAINER = f"{PUBLISHER} <maintainers@users.noreply.github.com>"

FROM_DEBIAN = (
    "libbz2.so",
    "libcrypto.so",
    "libffi.so",
    "libgcc_s.so",
    "libgthread-2.0.so",
    "liblzma.so",
    "libsqlite3.so",
    "libssl.so",
    "libstdc++.so",
    "libuuid.so",
    "libxcb-",
    "libz.so",
)
"""Libraries of the bundle that the package leaves to Debian, which mends their faults.

Not in the archive: another system may have another version of them, or none.
"""

CONTROL = """\
Package: {name}
Version: {version}
Architecture: {architecture}
Maintainer: {maintainer}
Installed-Size: {size_kib}
Depends: {depends}
Recommends: fonts-dejavu-core | fonts-noto-core | fonts-liberation
Suggests: gnome-shell-extension-appindicator
Section: video
Priority: optional
Description: {summary}
 You finish an episode on Plex or Jellyfin; a few seconds later it is in your
 history at Trakt or Simkl, or at a server that is compatible with TV Time.
 Everybody in the household has their own accounts. When a tracker is down or
 the computer was off, nothing is lost: it is delivered later, once, with the
 time at which it was really watched.
"""

ALSO_NEEDED = ("xkb-data", "xdg-utils")
"""What no library links to: the keyboards' layouts, and what opens a page in the browser."""


def make_packages(build: Build) -> None:
    """Make both from the finished bundle. Raises CannotBuild."""
    say("Making the archive")
    make_archive(build)
    say("Making the Debian package")
    make_debian_package(build)


# -- the archive


def make_archive(build: Build) -> Path:
    """Return a .tar.gz with one folder that runs where it is unpacked."""
    root = build.fresh("archive") / f"{NAME}-{build.version}"
    shutil.copytree(build.bundle, root, symlinks=True)
    shutil.copy(HERE / "README.txt", root)
    for name in ("LICENSE", "THIRD-PARTY.txt"):
        (root / "_internal" / name).replace(root / name)
    add_shared(build, root / "share")
    path = build.out / f"{NAME}-{build.version}-linux-{machine()}.tar.gz"
    with path.open("wb") as file, gzip.GzipFile("", "wb", 9, file, build.made_at_s) as packed:
        _pack(build, root.parent, packed)
    return path


def _pack(build: Build, folder: Path, into: io.BufferedIOBase | gzip.GzipFile) -> None:
    with tarfile.open(fileobj=into, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for path in sorted(folder.rglob("*")):
            entry = archive.gettarinfo(path, str(path.relative_to(folder)))
            entry.uid = entry.gid = 0
            entry.uname = entry.gname = "root"
            entry.mtime = build.made_at_s
            entry.mode = 0o777 if entry.issym() else _mode(path)
            if entry.isreg():
                with path.open("rb") as content:
                    archive.addfile(entry, content)
            else:
                archive.addfile(entry)


def _mode(path: Path) -> int:
    is_program = path.name == NAME and (path.parent / "_internal").is_dir()
    return 0o755 if path.is_dir() or is_program else 0o644


# -- the Debian package


def make_debian_package(build: Build) -> Path:
    root = build.fresh("debian") / "root"
    shutil.copytree(build.bundle, root / PROGRAM, symlinks=True)
    leave_to_debian(root / PROGRAM / "_internal")
    (root / "usr/bin").mkdir()
    (root / "usr/bin" / NAME).symlink_to(Path("..") / PROGRAM.relative_to("usr") / NAME)
    add_shared(build, root / "usr/share")
    _add_documents(build, root)
    depends = ", ".join((*linked_packages(root), *ALSO_NEEDED))
    architecture = ARCHITECTURES[machine()]
    _add_control(build, root, depends, architecture)
    path = build.out / f"{NAME}_{build.version}_{architecture}.deb"
    time = {"SOURCE_DATE_EPOCH": str(build.made_at_s)}
    run(["dpkg-deb", "-Zxz", "-z9", "--root-owner-group", "--build", root, path], also=time)
    return path


def leave_to_debian(internal: Path) -> None:
    for path in internal.iterdir():
        if path.name.startswith(FROM_DEBIAN):
            path.unlink()


def add_shared(build: Build, share: Path) -> None:
    """Add what desktops look at: launcher, description, icons."""
    for kind in ("applications", "metainfo"):
        (share / kind).mkdir(parents=True)
    shutil.copy(HERE / f"{NAME}.desktop", share / "applications")
    (share / "metainfo" / f"{APP_ID}.metainfo.xml").write_text(metainfo(build), encoding="utf-8")
    for size_px in PNG_SIZES_PX:
        folder = share / f"icons/hicolor/{size_px}x{size_px}/apps"
        folder.mkdir(parents=True)
        shutil.copy(build.icons / f"{NAME}-{size_px}.png", folder / f"{NAME}.png")
    scalable = share / "icons/hicolor/scalable/apps"
    scalable.mkdir(parents=True)
    shutil.copy(RESOURCES / "icons" / "app-light.svg", scalable / f"{NAME}.svg")


def metainfo(build: Build) -> str:
    text = (HERE / "metainfo.xml").read_text(encoding="utf-8")
    date = f"{datetime.fromtimestamp(build.made_at_s, UTC):%Y-%m-%d}"
    return text.format(app_id=APP_ID, publisher=PUBLISHER, version=build.version, date=date)


def _add_documents(build: Build, root: Path) -> None:
    documents = root / "usr/share/doc" / NAME
    documents.mkdir(parents=True)
    shutil.copy(HERE / "copyright", documents)
    internal = root / PROGRAM / "_internal"
    _squeeze(documents / "THIRD-PARTY.txt.gz", (internal / "THIRD-PARTY.txt").read_bytes())
    for name in ("LICENSE", "THIRD-PARTY.txt"):
        (internal / name).unlink()
    _squeeze(documents / "changelog.gz", changelog(build).encode())
    manual = root / "usr/share/man/man1"
    manual.mkdir(parents=True)
    _squeeze(manual / f"{NAME}.1.gz", (HERE / f"{NAME}.1").read_bytes())
    overrides = root / "usr/share/lintian/overrides"
    overrides.mkdir(parents=True)
    shutil.copy(HERE / "lintian-overrides", overrides / NAME)


def _squeeze(path: Path, content: bytes) -> None:
    path.write_bytes(gzip.compress(content, 9, mtime=0))


def changelog(build: Build) -> str:
    """Return it in the form that Debian wants; what changed stands in the project's own."""
    date = format_datetime(datetime.fromtimestamp(build.made_at_s, UTC))
    return (
        f"{NAME} ({build.version}) unstable; urgency=medium\n\n"
        f"  * Version {build.version}.\n\n -- {MAINTAINER}  {date}\n"
    )


def linked_packages(root: Path) -> list[str]:
    """Return the Debian packages whose libraries the program links to, with their versions."""
    # It wants a source package beside it, and where it stands tells it which files are ours.
    source = root.parent / "debian"
    source.mkdir()
    (source / "control").write_text(f"Source: {NAME}\n\nPackage: {NAME}\nArchitecture: any\n")
    (root / "DEBIAN").mkdir(mode=0o755)
    internal = root / PROGRAM / "_internal"
    own = sorted({file.parent for file in elf_files(internal)})
    found = run(
        [
            *("dpkg-shlibdeps", "-O", "--warnings=0", "--ignore-missing-info"),
            *(f"-l{folder}" for folder in own),
            *(f"-e{file}" for file in elf_files(root / PROGRAM)),
        ],
        cwd=root.parent,
    )
    return found.strip().removeprefix("shlibs:Depends=").split(", ")


def _add_control(build: Build, root: Path, depends: str, architecture: str) -> None:
    files = [path for path in sorted(root.rglob("*")) if path.is_file() and not path.is_symlink()]
    for path in root.rglob("*"):
        if not path.is_symlink():
            path.chmod(_mode(path))
    control = root / "DEBIAN"
    text = CONTROL.format(
        name=NAME,
        version=build.version,
        architecture=architecture,
        maintainer=MAINTAINER,
        size_kib=sum(-(-path.stat().st_size // 1024) for path in files),
        depends=depends,
        summary=SUMMARY[0].lower() + SUMMARY[1:],
    )
    (control / "control").write_text(text, encoding="utf-8")
    sums = [f"{_md5(path)}  {path.relative_to(root)}\n" for path in files]
    (control / "md5sums").write_text("".join(sums), encoding="utf-8")
    for name in ("prerm", "postrm"):
        shutil.copy(HERE / name, control)
        (control / name).chmod(0o755)


def _md5(path: Path) -> str:
    # What dpkg compares files with; nobody's safety hangs on it.
    return hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
