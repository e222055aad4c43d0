"""Whoever chooses a case hears whether the group knows it."""

from datetime import date

from casedesk.domain.library import UseRecord
from casedesk.ui.lessons.use_words import use_hint

YEAR = date.today().year  # noqa: DTZ011 - the days of this year are written without it
USES = (
    UseRecord(1, 1, None, "前厅 B 班", date(YEAR, 3, 2)),
    UseRecord(2, 1, None, "夏训", date(YEAR, 1, 9)),
    UseRecord(3, 1, None, "", None),
)


def test_the_group_of_the_plan_comes_first():
    hint = use_hint(USES, "夏训")
    assert hint is not None
    assert (hint.words, hint.is_warning) == ("this group knows it: 9 Jan", True)


def test_another_group_is_named_with_the_day_it_was():
    hint = use_hint(USES, "客房")
    assert hint is not None
    assert (hint.words, hint.is_warning) == ("used: 前厅 B 班 2 Mar", False)


def test_a_plan_without_a_group_warns_of_nothing():
    hint = use_hint(USES[2:], "")
    assert hint is not None
    assert not hint.is_warning
    assert use_hint((), "夏训") is None
