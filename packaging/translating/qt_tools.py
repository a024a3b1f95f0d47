"""Qt's own tools for translations, as they come with PySide6."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
from pathlib import Path
from xml.etree import ElementTree

from translating.sentences import CONTEXT, GENERATED, PACKAGE, ROOT, module_text

LANGUAGES = ROOT / "resources" / "languages"


def catalogues() -> list[Path]:
    """Return the files with translations, one for each language."""
    return sorted(LANGUAGES.glob("scroblarr_*.ts"))


def write_sentences() -> None:
    GENERATED.write_text(module_text(), encoding="utf-8", newline="\n")


def update(catalogue: Path) -> None:
    """Bring a catalogue up to the source: new strings unfinished, those that are gone left out."""
    sources = [GENERATED, *sorted((PACKAGE / "ui").rglob("*.py"))]
    options = ["-no-obsolete", "-locations", "none", "-source-language", "en"]
    _run("lupdate", *options, *(str(one) for one in sources), "-ts", str(catalogue))


def build() -> list[Path]:
    """Compile the catalogues that are newer than what was compiled; return what was made."""
    made = []
    for catalogue in catalogues():
        compiled = catalogue.with_suffix(".qm")
        if not compiled.exists() or compiled.stat().st_mtime < catalogue.stat().st_mtime:
            # Others may be reading it, or compile it at the same time.
            half_made = compiled.with_suffix(f".{os.getpid()}")
            _run("lrelease", "-silent", str(catalogue), "-qm", str(half_made))
            half_made.replace(compiled)
            _write_sentences_of(catalogue)
            made.append(compiled)
    return made


def _write_sentences_of(catalogue: Path) -> None:
    """Put what the members' pages say of it beside the rest: they know no Qt."""
    root = ElementTree.parse(catalogue).getroot()  # noqa: S314 - our own file
    [context] = [one for one in root if one.findtext("name") == CONTEXT] or [root]
    said = {
        one.findtext("source", ""): one.findtext("translation", "")
        for one in context.iter("message")
    }
    language = catalogue.stem.removeprefix("scroblarr_")
    half_made = catalogue.with_name(f"sentences_{language}.{os.getpid()}")
    half_made.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    half_made.replace(catalogue.with_name(f"sentences_{language}.json"))


def _run(tool: str, *arguments: str) -> None:
    found = importlib.util.find_spec("PySide6")
    assert found is not None
    assert found.origin is not None
    program = f"{tool}.exe" if os.name == "nt" else tool
    command = [str(Path(found.origin).with_name(program)), *arguments]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
