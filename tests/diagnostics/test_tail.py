"""A file is read from its end, in whole lines, and never all of it at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from scroblarr_desktop.diagnostics.tail import before, last, since


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "log"
    path.write_text("".join(f"line {number}\n" for number in range(100)), encoding="utf-8")
    return path


def test_pieces_from_the_end_make_up_the_whole(file: Path) -> None:
    piece = last(file, 100)
    lines = list(piece.lines)
    assert lines[-1] == "line 99"
    assert len(lines) == 12
    while piece.start:
        piece = before(file, piece.start, 100)
        lines = [*piece.lines, *lines]
    assert lines == [f"line {number}" for number in range(100)]


def test_what_is_added_comes_in_whole_lines(file: Path) -> None:
    end = last(file).end
    with file.open("a", encoding="utf-8") as more:
        more.write("added\nhal")
    piece = since(file, end)
    assert piece is not None
    assert piece.lines == ("added",)
    with file.open("a", encoding="utf-8") as more:
        more.write("f ü\n")
    piece = since(file, piece.end)
    assert piece is not None
    assert piece.lines == ("half ü",)
    again = since(file, piece.end)
    assert again is not None
    assert again.lines == ()


def test_a_new_file_in_its_place_is_noticed(file: Path) -> None:
    end = last(file).end
    file.write_text("fresh\n", encoding="utf-8")
    assert since(file, end) is None
    file.unlink()
    assert since(file, end) is None
    assert last(file).lines == ()


def test_a_line_longer_than_a_piece_does_not_stop_it(tmp_path: Path) -> None:
    path = tmp_path / "log"
    path.write_bytes(b"x" * 250)
    assert last(path, 100).lines == ("x" * 100,)
    path.write_bytes(b"x" * 250 + b"\n")
    piece = last(path, 100)
    assert (piece.start, piece.lines) == (151, ("x" * 99,))
    assert before(path, piece.start, 100).start == 51
    added = since(path, 0, 100)
    assert added is not None
    assert added.end == 100
