"""Lesson plans as appointments."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from icalendar import Calendar

from casedesk.domain.lesson import Block, BlockKind, LessonPlan, Need, Session
from casedesk.storage.library import Library
from casedesk.tasks.plan_calendar import NoDayError, calendar_of, write_calendar

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
PLAN = LessonPlan(
    uid="abc",
    title="投诉, 换一种听法; 一",
    audience="前厅二班",
    head_count=24,
    place="三楼教室",
    day=date(2026, 12, 1),
    start=time(14, 0),
    target=90,
    blocks=(
        Block("开场", 10, BlockKind.OPENING),
        Block("退票风波", 60, BlockKind.CASE),
        Block("备用的一段", 20, need=Need.SPARE),
    ),
)


def at(day: int, hour: int, minute: int) -> datetime:
    return datetime.combine(date(2026, 12, day), time(hour, minute))


def events(plan: LessonPlan):
    return Calendar.from_ical(calendar_of(plan, now=NOW)).walk("VEVENT")


def test_a_class_is_one_appointment_at_its_own_time():
    (event,) = events(PLAN)
    assert event.decoded("dtstart") == at(1, 14, 0), "no zone: the trainer's own clock"
    assert event.decoded("dtend") == at(1, 15, 30)
    assert str(event["summary"]) == PLAN.title
    assert str(event["location"]) == "三楼教室"
    lines = str(event["description"]).splitlines()
    assert any("前厅二班" in line for line in lines)
    assert any(line.startswith("14:10") and "退票风波" in line for line in lines)
    assert not any("备用" in line for line in lines)


def test_a_course_has_an_appointment_for_every_session():
    sessions = (
        Session("上午", 0, 0, time(9, 0), 60),
        Session("第二天", 1, 1, time(10, 0), 90),
    )
    first, second = events(replace(PLAN, sessions=sessions, start=time(9, 0), target=150))
    assert first.decoded("dtstart") == at(1, 9, 0)
    assert second.decoded("dtstart") == at(2, 10, 0)
    assert "退票风波" not in str(first["description"])
    assert "退票风波" in str(second["description"])
    assert first["uid"] != second["uid"]


def test_the_same_plan_keeps_its_name_so_that_calendars_replace_it():
    assert events(PLAN)[0]["uid"] == events(replace(PLAN, title="另一个"))[0]["uid"]


def test_plans_of_two_libraries_that_have_only_a_number_are_two_appointments(tmp_path):
    names = []
    for name in ("office", "notebook", "office"):
        with Library.open(tmp_path / f"{name}.casedesk") as library:
            write_calendar(library, replace(PLAN, uid="", id=1), tmp_path / "a.ics", now=NOW)
        (event,) = Calendar.from_ical((tmp_path / "a.ics").read_bytes()).walk("VEVENT")
        names.append(event["uid"])
    assert names[0] == names[2] != names[1]


@pytest.fixture
def library(tmp_path_factory):
    with Library.open(tmp_path_factory.mktemp("library") / "library.casedesk") as opened:
        yield opened


def test_a_plan_without_a_date_says_what_to_do(tmp_path, library):
    with pytest.raises(NoDayError):
        write_calendar(library, replace(PLAN, day=None), tmp_path / "a.ics")
    assert list(tmp_path.iterdir()) == []


def test_the_file_is_written_whole(tmp_path, library):
    target = tmp_path / "a.ics"
    write_calendar(library, PLAN, target, now=NOW)
    assert target.read_bytes() == calendar_of(PLAN, now=NOW)
    assert [path.name for path in tmp_path.iterdir()] == ["a.ics"]


def test_a_class_that_runs_over_ends_when_its_blocks_end():
    (event,) = events(replace(PLAN, target=30))
    assert event.decoded("dtend") == at(1, 15, 10)
