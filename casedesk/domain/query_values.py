"""Numbers and days in clauses: `<20`, `10..20`, `2026-03`, `today`. Each has a reader and a writer."""

import calendar
import re
from datetime import date, timedelta

from casedesk.domain.filters import DateRange, Range
from casedesk.domain.query_vocabulary import DAYS

_NUMBER = r"-?\d{1,9}"
_COMPARED = re.compile(rf"(<=|>=|<|>|≤|≥)\s*({_NUMBER})")
_BETWEEN = re.compile(rf"({_NUMBER})(?:\.\.|-|~|–)({_NUMBER})")
_DAY = r"\d{4}(?:-\d{1,2}(?:-\d{1,2})?)?"
_LAST_DAYS = re.compile(r"(\d{1,4})(?:d|天)")
_DAYS = re.compile(rf"({_DAY})?\.\.({_DAY})?")
_COMPARED_DAY = re.compile(rf"(<=|>=|<|>|≤|≥)({_DAY})")


def read_range(text: str) -> Range | None:
    """A range of whole numbers; None where the text is not one."""
    if match := _COMPARED.fullmatch(text):
        number = int(match[2])
        match match[1]:
            case "<":
                return Range(None, number - 1)
            case ">":
                return Range(number + 1, None)
            case "<=" | "≤":
                return Range(None, number)
            case _:
                return Range(number, None)
    if match := _BETWEEN.fullmatch(text):
        return Range(int(match[1]), int(match[2]))
    return Range(int(text), int(text)) if re.fullmatch(_NUMBER, text) else None


def write_range(wanted: Range) -> str:
    """The text that `read_range` reads; empty for a range without bounds."""
    if wanted.low is None:
        return "" if wanted.high is None else f"<={wanted.high}"
    if wanted.high is None:
        return f">={wanted.low}"
    return str(wanted.low) if wanted.low == wanted.high else f"{wanted.low}..{wanted.high}"


def read_days(text: str, today: date) -> DateRange | None:
    """A range of days: a day, a month, a year, from..to, >day, `7d` for
    the last seven, or a word such as `today`; None for anything else."""
    if text in DAYS:
        return _by_word(DAYS[text], today)
    if match := _LAST_DAYS.fullmatch(text):
        return DateRange(today - timedelta(days=max(0, int(match[1]) - 1)), today)
    if match := _COMPARED_DAY.fullmatch(text):
        return _compared(match[1], _period(match[2]))
    if match := _DAYS.fullmatch(text):
        first, last = (None if part is None else _period(part) for part in match.groups())
        if (match[1] and first is None) or (match[2] and last is None) or not (first or last):
            return None
        return DateRange(first.first if first else None, last.last if last else None)
    return _period(text)


def write_days(wanted: DateRange) -> str:
    """The text that `read_days` reads, whatever the day; empty for a range without ends."""
    first, last = wanted.first, wanted.last
    if first is not None and last is not None:
        for text in (f"{first:%Y-%m-%d}", f"{first:%Y-%m}", f"{first:%Y}"):
            if _period(_padded(text)) == wanted:
                return _padded(text)
    if first is None and last is None:
        return ""
    return f"{'' if first is None else first.isoformat()}..{'' if last is None else last.isoformat()}"


def _padded(text: str) -> str:
    """`%Y` writes early years without their zeros on some systems."""
    year, _, rest = text.partition("-")
    return f"{year.zfill(4)}-{rest}" if rest else year.zfill(4)


def _period(text: str) -> DateRange | None:
    if not re.fullmatch(_DAY, text):
        return None
    numbers = [int(part) for part in text.split("-")]
    try:
        match numbers:
            case [year, month, day]:
                return DateRange(date(year, month, day), date(year, month, day))
            case [year, month]:
                return DateRange(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
            case _:
                return DateRange(date(numbers[0], 1, 1), date(numbers[0], 12, 31))
    except ValueError:  # no such day
        return None


def _compared(sign: str, period: DateRange | None) -> DateRange | None:
    if period is None or period.first is None or period.last is None:
        return None
    try:
        match sign:
            case "<":
                return DateRange(None, period.first - timedelta(days=1))
            case ">":
                return DateRange(period.last + timedelta(days=1), None)
            case "<=" | "≤":
                return DateRange(None, period.last)
            case _:
                return DateRange(period.first, None)
    except OverflowError:  # before the first day, or after the last one there is
        return None


def _by_word(word: str, today: date) -> DateRange:
    match word:
        case "yesterday":
            return DateRange(today - timedelta(days=1), today - timedelta(days=1))
        case "week":
            return DateRange(today - timedelta(days=today.weekday()), today)
        case "month":
            return DateRange(today.replace(day=1), today)
        case "year":
            return DateRange(today.replace(month=1, day=1), today)
        case "lastweek":
            monday = today - timedelta(days=today.weekday())
            return DateRange(monday - timedelta(days=7), monday - timedelta(days=1))
        case "lastmonth":
            last = today.replace(day=1) - timedelta(days=1)
            return DateRange(last.replace(day=1), last)
        case "lastyear":
            return DateRange(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31))
        case _:
            return DateRange(today, today)
