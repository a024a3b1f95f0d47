"""What a bundle says of the work of others."""

from __future__ import annotations

from pathlib import Path

from building import notices

from scroblarr_desktop.licences import from_json


def test_both_lists_name_the_same(tmp_path: Path) -> None:
    notices.write(tmp_path)
    text = (tmp_path / "THIRD-PARTY.txt").read_text(encoding="utf-8")
    listed = from_json((tmp_path / "licences.json").read_text(encoding="utf-8"))
    assert listed[0].name == "Python"
    assert f"Python {listed[0].version}, under the licence" in text
    for one in listed[1:]:
        assert f"\n{one.name} {one.version}: " in text
    assert not {one.name.lower() for one in listed} & notices.ONLY_FOR_BUILDING
