"""A place is found again by its heading, on whatever page that stands now."""

from hypothesis import given
from hypothesis import strategies as st

from casedesk.ui.handouts.places import headings_of, place_at, position_of

OURS = headings_of([("案例一　雨伞", 0, 1.1), ("思考题", 1, 1.5), ("案例二　粥", 0, 3.0), ("思考题", 1, 3.25)])
REAL = headings_of([("案例一 雨伞", 0, 1.0), ("思考题", 1, 2.0), ("案例二 粥", 0, 4.0), ("思考题", 1, 5.0)])
TRAINER = headings_of([("教案", 0, 1.0), ("案例一　雨伞", 0, 2.0), ("点评", 1, 2.5), ("案例二　粥", 0, 6.0)])


@given(at=st.floats(0, 4.99))
def test_a_place_in_the_same_pages_is_the_same(at: float) -> None:
    found = position_of(place_at(at, OURS, 5), OURS, 5)
    assert found is not None
    assert abs(found - at) < 1e-9


def test_half_way_to_the_next_heading_is_half_way_on_other_pages() -> None:
    assert position_of(place_at(1.3, OURS, 5), REAL, 6) == 1.5
    assert position_of(place_at(4.125, OURS, 5), REAL, 6) == 5.5


def test_a_heading_that_the_other_edition_lacks_is_looked_for_under_its_case() -> None:
    assert position_of(place_at(3.5, OURS, 5), TRAINER, 8) == 6.0


def test_what_the_other_edition_lacks_altogether_is_nowhere() -> None:
    assert position_of(place_at(1.5, TRAINER, 8), OURS, 5) is None


def test_before_the_first_heading_and_without_any() -> None:
    assert position_of(place_at(0.0, OURS, 5), TRAINER, 8) == 0.0
    assert position_of(place_at(1.0, (), 2), (), 4) == 2.0
