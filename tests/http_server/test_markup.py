from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scroblarr_desktop.http_server.markup import Html, join, tag


def test_elements_attributes_and_what_is_left_out() -> None:
    made = tag("a", "to ", tag("b", 7), None, class_="main", aria_label='"x"', hidden=None)
    assert made == '<a class="main" aria-label="&quot;x&quot;">to <b>7</b></a>'
    assert tag("input", type="hidden", disabled=True, checked=False) == (
        '<input type="hidden" disabled>'
    )
    assert join([tag("i"), tag("i")], (tag("u"),), None) == "<i></i><i></i><u></u>"


@given(st.text())
def test_no_text_becomes_markup(text: str) -> None:
    for made in (tag("p", text), tag("p", title=text), join(text)):
        inside = made.removeprefix("<p>").removeprefix('<p title="')
        inside = inside.removesuffix("</p>").removesuffix('">')
        assert not set('<>"') & set(inside)
        assert isinstance(made, Html)
