"""A lesson plan as appointments for any calendar program (iCalendar, RFC 5545)."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from icalendar import Calendar, Event
from icalendar.cal.component import Component

from casedesk import __version__, asides
from casedesk.domain.errors import CaseDeskError, refusal
from casedesk.domain.lesson import (
    LessonPlan,
    Need,
    Session,
    Slot,
    schedule,
    session_start,
    time_of_day,
)
from casedesk.storage.library import Library
from casedesk.tasks.exchange_memory import library_id
from casedesk.texts import N_, tr

SUFFIX = ".ics"


class NoDayError(CaseDeskError):
    """The plan has no date, so it is no appointment yet."""


def write_calendar(library: Library, plan: LessonPlan, target: Path, *, now: datetime | None = None) -> None:
    """Write one appointment for every session of a plan; the file is there whole or not at all.

    Raises NoDayError, and CaseDeskError where it cannot be written.
    """
    if not plan.uid:  # by its number alone it would take the place of another library's plan in the calendar
        plan = replace(plan, uid=f"{library_id(library)}-{plan.id}")
    data = calendar_of(plan, now=now or datetime.now(UTC))
    try:
        with asides.beside(target) as aside:
            aside.write_bytes(data)
            aside.replace(target)
    except OSError as error:
        reason = refusal(error)
        raise CaseDeskError(N_("“{name}” could not be written ({reason})."), name=target.name, reason=reason) from error


def calendar_of(plan: LessonPlan, *, now: datetime) -> bytes:
    """The calendar file of a plan that has a uid.

    Times have no zone: a class is at nine wherever the computer that reads it thinks it is.
    """
    if plan.day is None:
        raise NoDayError(N_("The plan has no date yet. Give it one, and it can go into the calendar."))
    calendar = Calendar()
    _add(calendar, "prodid", f"-//CaseDesk//{__version__}//")
    _add(calendar, "version", "2.0")
    for index, session in enumerate(plan.sessions or (Session(start=plan.start, target=plan.target),)):
        calendar.add_component(_event(plan, plan.day, index, session, now))
    return calendar.to_ical()


def _add(component: Component, name: str, value: object) -> None:
    component.add(name, value)  # pyright: ignore[reportUnknownMemberType]


def _event(plan: LessonPlan, first_day: date, index: int, session: Session, now: datetime) -> Event:
    beginning = datetime.combine(first_day + timedelta(days=session.day), session.start)
    event = Event()
    _add(event, "uid", f"{plan.uid}-{index}@casedesk")
    _add(event, "dtstamp", now)
    _add(event, "dtstart", beginning)
    _add(event, "dtend", beginning + timedelta(minutes=_length(plan, index, session)))
    _add(event, "summary", tr(": ").join(filter(None, (plan.title, session.title))))
    if plan.place:
        _add(event, "location", plan.place)
    _add(event, "description", _description(plan, index))
    return event


def _length(plan: LessonPlan, index: int, session: Session) -> int:
    """The minutes of a session: as many as there are, or as its blocks take where they take more."""
    taken = [slot.end for slot in schedule(plan) if slot.session == index]
    return max(session.target, max(taken, default=0) - session_start(plan, index))


def _description(plan: LessonPlan, index: int) -> str:
    head = [tr("{name}: {value}").format(name=tr(name), value=value) for name, value in _head(plan) if value]
    slots = schedule(plan)
    rows = [
        _line(plan, position, slot)
        for position, slot in enumerate(slots)
        if slot.session == index and plan.blocks[position].need is not Need.SPARE
    ]
    return "\n".join((*head, *rows))


def _head(plan: LessonPlan) -> tuple[tuple[str, str], ...]:
    people = str(plan.head_count) if plan.head_count else ""
    return (N_("Group"), plan.audience), (N_("People"), people), (N_("Trainer"), plan.trainer)


def _line(plan: LessonPlan, position: int, slot: Slot) -> str:
    block = plan.blocks[position]
    start: time = time_of_day(plan, slot.start)
    return tr("{start}  {title} ({n} min)").format(start=f"{start:%H:%M}", title=block.title, n=block.minutes)
