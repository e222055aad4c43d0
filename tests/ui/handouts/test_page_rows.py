"""Where pages stand: nothing overlaps, nothing is lost, and every height belongs to one row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSizeF

from casedesk.ui.handouts.page_rows import GAP, Fit, rows_of, scale_for

A4 = QSizeF(595, 842)
SIZES = st.lists(st.sampled_from([A4, QSizeF(842, 595), QSizeF(420, 595)]), min_size=1, max_size=40)
ROOM = st.builds(QSizeF, st.integers(200, 3000), st.integers(200, 2000))


@given(sizes=SIZES, scale=st.floats(0.1, 4), room=ROOM, is_facing=st.booleans())
def test_pages_stand_in_order_and_apart(sizes: list[QSizeF], scale: float, room: QSizeF, is_facing: bool) -> None:
    rows = rows_of(sizes, scale, room, is_facing=is_facing)
    assert len(rows.rects) == len(sizes)
    numbers = [number for row in range(len(rows.tops)) for number in rows.pages_of(row)]
    assert numbers == list(range(len(sizes)))
    for one, other in zip(rows.rects, rows.rects[1:], strict=False):
        assert other.top() >= one.bottom() or other.left() >= one.right()
    for number, rect in enumerate(rows.rects):
        assert rect.right() <= rows.size.width() + 1e-6
        assert rect.bottom() <= rows.size.height() - GAP + 1e-6
        assert number in rows.seen(rect.center().y(), rect.center().y())
        assert number in rows.pages_of(rows.row_of(number))


@given(sizes=SIZES, room=ROOM, is_facing=st.booleans(), fit=st.sampled_from([Fit.PAGE, Fit.WIDTH]))
def test_what_fits_fits(sizes: list[QSizeF], room: QSizeF, is_facing: bool, fit: Fit) -> None:
    scale = scale_for(fit, 1.0, sizes, room, is_facing=is_facing)
    rows = rows_of(sizes, scale, room, is_facing=is_facing)
    if scale > 0.1:
        assert rows.size.width() <= room.width() + 1e-6
        if fit is Fit.PAGE:
            assert max(rect.height() for rect in rows.rects) <= room.height() - 2 * GAP + 1e-6


def test_facing_pages_lie_as_in_a_book() -> None:
    rows = rows_of([A4] * 4, 1.0, QSizeF(1300, 900), is_facing=True)
    first, second, third, fourth = rows.rects
    assert first.left() == third.left() > second.left() == fourth.left()
    assert second.top() == third.top() > first.top()


@pytest.mark.parametrize(("width", "columns"), [(600, 1), (1300, 2), (1900, 3)])
def test_as_many_stand_beside_each_other_as_fit(width: int, columns: int) -> None:
    rows = rows_of([A4] * 6, 1.0, QSizeF(width, 900), is_facing=False)
    assert len(rows.pages_of(0)) == columns
