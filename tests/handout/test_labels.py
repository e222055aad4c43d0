from datetime import date, time

import pytest

from casedesk.domain.case import Depth
from casedesk.domain.handout import HandoutOptions
from casedesk.domain.lesson import LessonPlan
from casedesk.handout.file_names import file_name, free_name
from casedesk.handout.labels import CHINESE, ENGLISH, chinese_number


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "零"), (1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (100, "一百"), (101, "一百零一"),
        (110, "一百一十"), (120, "一百二十"), (999, "九百九十九"), (1000, "一千"), (1001, "一千零一"),
        (1010, "一千零一十"), (12345, "12345"),
    ],
)  # fmt: skip
def test_chinese_numbers(value: int, text: str) -> None:
    assert chinese_number(value) == text


def test_dates_and_times_in_both_languages() -> None:
    day = date(2026, 11, 26)
    assert CHINESE.long_date(day) == "2026年11月26日"
    assert ENGLISH.long_date(day) == "Thursday, 26 November 2026"
    assert CHINESE.span(time(14, 0), time(15, 30)) == "14:00—15:30"


def test_the_file_name_says_course_group_date_and_edition() -> None:
    plan = LessonPlan(title="前台: 投诉/补救", audience="前厅二班", day=date(2026, 11, 26))
    assert file_name(plan, HandoutOptions()) == "前台 投诉 补救_前厅二班_2026-11-26_学员版.docx"
    assert file_name(LessonPlan(), HandoutOptions()) == "讲义_学员版.docx"
    assert file_name(LessonPlan(), HandoutOptions(depth=Depth.SUPERVISOR)) == "讲义_学员版（主管）.docx"
    assert file_name(LessonPlan(title="CON"), HandoutOptions(language="en")) == "_CON_Learner handout.docx"


def test_a_free_name_never_meets_an_old_file(tmp_path) -> None:
    assert free_name(tmp_path, "a.docx").name == "a.docx"
    (tmp_path / "a.docx").touch()
    (tmp_path / "a (2).docx").touch()
    assert free_name(tmp_path, "a.docx").name == "a (3).docx"
