"""Rules that are put where a page's end cuts a row and none is drawn."""

from __future__ import annotations

import pytest

from extract.pdf_edges import close_open_rows
from extract.pdf_paths import Edge

GRID: list[Edge] = [(x, 10, 40) for x in (0, 50, 100, 150)]  # x, top, bottom
TOP: list[Edge] = [(10, 0, 150)]  # y, left, right


@pytest.mark.parametrize(
    ("rules", "closed"),
    [
        ([], [(40, 0, 150)]),  # the page's end cuts the row
        ([(40, 0, 150)], []),  # a whole rule
        ([(40, 50, 100)], [(40, 0, 150)]),  # the cells beside the ruled one are merged with those below, and cut
        ([(40, 0, 50)], []),  # a rule at the side is a frame's own affair
        ([(40, 0, 50), (40, 50, 100), (40, 100, 150)], []),
    ],
)  # fmt: skip
def test_a_cut_row_is_closed_below(rules: list[Edge], closed: list[Edge]) -> None:
    assert close_open_rows([*TOP, *rules], GRID) == closed


def test_a_row_that_goes_on_from_the_page_before_is_closed_above() -> None:
    bottom: list[Edge] = [(40, 0, 150)]
    assert close_open_rows([*bottom, (10, 50, 100)], GRID) == [(10, 0, 150)]
