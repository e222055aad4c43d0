"""How days and times are written in the language of the interface."""

from datetime import date, datetime, time

from PySide6.QtCore import QDate, QLocale, QTime

from casedesk.texts import language, tr


def locale() -> QLocale:
    """Qt's locale for the language of the interface."""
    return QLocale(language())


def clock(moment: time) -> str:
    """A time on the clock: 14:05."""
    return f"{moment.hour:02}:{moment.minute:02}"


def short_day(day: date, *, today: date | None = None) -> str:
    """A day without its year, where that is this year: 6 月 12 日, 12 Jun."""
    # Translators: Qt's date format for a day of this year.
    pattern = tr("d MMM") if day.year == (today or date.today()).year else tr("d MMM yyyy")  # noqa: DTZ011
    return locale().toString(QDate(day.year, day.month, day.day), pattern)


def day_and_weekday(day: date) -> str:
    """A day with its weekday: 6 月 12 日 周四, Thu 12 Jun."""
    # Translators: Qt's date format for a day with its weekday.
    return locale().toString(QDate(day.year, day.month, day.day), tr("ddd d MMM"))


def moment_of(stamp: datetime) -> str:
    """When something happened, in local time: the clock for today, the day otherwise."""
    local = stamp.astimezone()
    if local.date() == datetime.now().astimezone().date():
        return clock(local.time())
    return short_day(local.date())


def to_qtime(moment: time) -> QTime:
    """The same time for Qt's widgets."""
    return QTime(moment.hour, moment.minute)


def to_qdate(day: date) -> QDate:
    """The same day for Qt's widgets."""
    return QDate(day.year, day.month, day.day)
