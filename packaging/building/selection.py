"""What of Qt and of the system's libraries goes into a bundle.

PyInstaller takes every plugin of a Qt module that is imported, and every library that any of them
links to. Here stands what the app can use; `kept` drops the rest. Leaving modules out by name is
not enough: their libraries would come along as somebody's dependency.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath

LANGUAGES: tuple[str, ...] = ("de",)
"""Languages with translations beside English: "de" brings Qt's own qtbase_de.qm. All that
`packaging/languages.py` has compiled comes along in any case."""

PLUGINS: dict[str, frozenset[str]] = {
    # A display of each kind; offscreen is for the self test.
    "platforms": frozenset(
        ("qxcb", "qwayland", "qwayland-generic", "qwindows", "qcocoa", "qoffscreen")
    ),
    # The desktop's own file dialogs and its light or dark; GTK's would bring 20 MB of GTK.
    "platformthemes": frozenset(("qxdgdesktopportal",)),
    # Typing of Chinese and Japanese, and of accents.
    "platforminputcontexts": frozenset(
        ("composeplatforminputcontextplugin", "ibusplatforminputcontextplugin")
    ),
    # PNG is built in. Pictures of people are any of these.
    "imageformats": frozenset(("qjpeg", "qgif", "qwebp", "qsvg", "qico")),
    # Standard icons of the desktop's theme.
    "iconengines": frozenset(("qsvgicon",)),
    "styles": frozenset(("qmodernwindowsstyle", "qmacstyle")),
    "wayland-shell-integration": frozenset(("xdg-shell",)),
    "wayland-decoration-client": frozenset(("bradient", "adwaita")),
}
"""Folder of Qt's plugins → what is kept of it. Folders that are not named go as a whole."""

QT_LIBRARIES = frozenset(
    (
        "Core",
        "DBus",
        "Gui",
        "Svg",
        "WaylandClient",
        "WlShellIntegration",
        "Widgets",
        "XcbQpa",
    )
)

OF_THE_SYSTEM = (
    # What every desktop has, in the version that fits its other parts. The package declares them.
    "libX11",
    "libX11-xcb",
    "libXau",
    "libXdmcp",
    "libblkid",
    "libbrotlicommon",
    "libbrotlidec",
    "libbsd",
    "libcap",
    "libcom_err",
    "libdbus-1",
    "libEGL",
    "libexpat",
    "libfontconfig",
    "libfreetype",
    "libgcrypt",
    "libgio-2.0",
    "libGL",
    "libGLX",
    "libGLdispatch",
    "libglib-2.0",
    "libgmodule-2.0",
    "libgobject-2.0",
    "libgpg-error",
    "libgssapi_krb5",
    "libk5crypto",
    "libkeyutils",
    "libkrb5",
    "libkrb5support",
    "liblz4",
    "libmd",
    "libmount",
    "libpcre2-8",
    "libpng16",
    "libselinux",
    "libsystemd",
    "libwayland-client",
    "libwayland-cursor",
    "libwayland-egl",
    "libxcb",
    "libxkbcommon",
    "libxkbcommon-x11",
    "libzstd",
)
"""Libraries on Linux that are left to the system, without what follows `.so`.

The small helpers of xcb stay in the bundle: many systems lack one of them, and then nothing opens.
"""

NOT_NEEDED = (
    "opengl32sw.dll",
    "d3dcompiler_47.dll",
    "libEGL.dll",
    "libGLESv2.dll",
)
"""On Windows: Qt's drawing by way of OpenGL, which windows made of widgets do without."""

_PLUGIN = re.compile(r"(?:^|/)plugins/(?P<folder>[^/]+)/(?P<file>[^/]+)$")
_QT_LIBRARY = re.compile(r"^(?:lib)?Qt6(?P<module>[A-Za-z]+?)(?:\.so\b.*|\.dll|\.dylib|)$")
_TRANSLATION = re.compile(r"(?:^|/)translations/(?:qt|qtbase)_(?P<language>[^/]+)\.qm$")


def kept(destination: str, languages: Iterable[str] = LANGUAGES) -> bool:
    """Return whether the file at this place in the bundle is wanted."""
    path = destination.replace("\\", "/")
    name = PurePosixPath(path).name
    if name in NOT_NEEDED or _is_of_the_system(name):
        return False
    if plugin := _PLUGIN.search(path):
        return _plain(plugin["file"]) in PLUGINS.get(plugin["folder"], frozenset())
    if library := _QT_LIBRARY.match(name):
        return library["module"] in QT_LIBRARIES
    if "/qml/" in path or ("PySide6" in path and "/translations/" in path):
        translation = _TRANSLATION.search(path)
        return translation is not None and translation["language"] in set(languages)
    return True


def wanted_by_somebody(
    sources: Mapping[str, str], imports_of: Callable[[str], Iterable[str]]
) -> set[str]:
    """Return which places are of use: all but libraries that nothing kept links to any more.

    `sources` is place in the bundle → file, for what is left of the system's libraries on Linux
    once the plugins that wanted them are gone; `imports_of` names the libraries a file links to.
    """
    libraries = {place for place in sources if _is_mere_library(place)}
    found = set(sources) - libraries
    todo = list(found)
    while todo:
        names = {PurePosixPath(name).name for name in imports_of(sources[todo.pop()])}
        new = {place for place in libraries - found if place in names}
        found |= new
        todo += new
    return found


def _is_mere_library(place: str) -> bool:
    return "/" not in place and place.startswith("lib") and not place.startswith("libpython")


def _is_of_the_system(name: str) -> bool:
    stem, separator, _ = name.partition(".so")
    return bool(separator) and stem in OF_THE_SYSTEM


def _plain(file: str) -> str:
    """Return a plugin's name without what each system adds to it."""
    return file.split(".")[0].removeprefix("lib")
