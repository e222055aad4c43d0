"""A plan on one page."""

from hypothesis import given
from hypothesis import strategies as st

from casedesk.domain.lesson import Block, BlockKind, CaseUse, LessonPlan, Need
from casedesk.domain.plan_overview import board_grid, board_proposal, kind_totals, overview_rows

PLAN = LessonPlan(
    title="Listening",
    key_points="First the heart\nThen the matter",
    blocks=(
        Block("Opening", 10, BlockKind.OPENING),
        Block("Spare", 20, BlockKind.EXERCISE, Need.SPARE),
        Block("A", 20, BlockKind.CASE, cases=(CaseUse(1, "A | B"),)),
        Block("B", 30, BlockKind.CASE, cases=(CaseUse(2, "B"),)),
    ),
)


def test_what_is_spare_stands_last_and_takes_no_time():
    rows = overview_rows(PLAN)
    assert [row.block.title for row in rows] == ["Opening", "A", "B", "Spare"]
    assert [(row.start, row.end) for row in rows[:3]] == [(0, 10), (10, 30), (30, 60)]


def test_minutes_are_summed_by_kind_without_what_is_spare():
    assert [(item.kind, item.minutes, item.percent) for item in kind_totals(PLAN)] == [
        (BlockKind.CASE, 50, 83),
        (BlockKind.OPENING, 10, 17),
    ]
    assert kind_totals(LessonPlan()) == ()


@given(st.lists(st.tuples(st.sampled_from(list(BlockKind)), st.integers(1, 300)), min_size=1, max_size=20))
def test_the_shares_make_a_hundred(parts):
    totals = kind_totals(LessonPlan(blocks=tuple(Block("x", minutes, kind) for kind, minutes in parts)))
    assert sum(item.percent for item in totals) == 100
    assert sum(item.minutes for item in totals) == sum(minutes for _, minutes in parts)


def test_the_board_is_a_grid_of_equal_rows():
    assert board_grid("Title\n a | b ｜ c \n\n| d | e |\n") == (("Title", "", ""), ("a", "b", "c"), ("d", "e", ""))
    assert board_grid("") == ()


def test_a_proposed_board_is_read_back_in_its_columns():
    grid = board_grid(board_proposal(PLAN, headings=("Cases", "Class", "Points")))
    assert grid == (
        ("Listening", "", ""),
        ("Cases", "Class", "Points"),
        ("1. A B", "", "First the heart"),
        ("2. B", "", "Then the matter"),
    )
