"""Versions of a case: what a sitting changed, kept as the little that leads back from the newer state to the older.

A difference is plain JSON. It holds the older value of every field that differs; of the sections only those between
the ones that are alike at the beginning and at the end, and of their words only what is not alike at both ends. It is
read with the newer state at hand, so versions are read from the newest back.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any, TypeAlias, get_type_hints

from casedesk.domain.case import Case, Question, Role, Section
from casedesk.domain.changes import Why
from casedesk.domain.wire import packed, unpacked

Difference: TypeAlias = dict[str, Any]

PAUSE = timedelta(minutes=10)
"""What is written so long after the last change begins a new version."""
LONGEST = timedelta(minutes=30)
"""A version that has been written to for so long is followed by another."""
MOST = 50
"""Versions kept of one case, beside how it came into the library."""

_NOT_KEPT = frozenset({"id", "uid", "origin", "batch_id", "created", "modified", "trashed"})
KEPT_FIELDS = tuple(item.name for item in fields(Case) if item.name not in _NOT_KEPT)
"""The fields that have a history: all that a trainer writes or chooses."""
SECTION_ORDER = "section_order"
"""Says that the sections stand in another order, and nothing else of them differs."""
_AGES = (
    (timedelta(days=1), timedelta(0)),
    (timedelta(days=7), timedelta(hours=1)),
    (timedelta(days=90), timedelta(days=1)),
    (timedelta.max, timedelta(days=7)),
)
"""Up to which age versions made by typing are kept, and how far apart at least."""


@dataclass(frozen=True, slots=True)
class Span:
    """When a version was made, from its first change to its last, and why."""

    id: int
    began: datetime
    ended: datetime
    why: Why


@dataclass(frozen=True, slots=True)
class CaseVersion:
    """A state that a case has been in. `changed` is what made it out of the version before, see `changed_parts`."""

    id: int
    """0 for how the case came into the library."""
    case: Case
    at: datetime | None
    why: Why
    changed: tuple[str, ...] = ()


def difference(newer: Case, older: Case) -> Difference:
    """What leads from the newer state back to the older; empty where nothing with a history differs."""
    names = [name for name in KEPT_FIELDS if getattr(newer, name) != getattr(older, name)]
    return {
        name: _sections_back(newer.sections, older.sections) if name == "sections" else packed(getattr(older, name), [])
        for name in names
    }


def changed_parts(newer: Case, older: Case, names: Iterable[str]) -> tuple[str, ...]:
    """What differs, of these fields: sections by their roles, or SECTION_ORDER."""
    parts: list[str] = []
    for name in names:
        if name == "sections":
            parts += [role for role in Role if _of_role(newer, role) != _of_role(older, role)] or [SECTION_ORDER]
        else:
            parts.append(name)
    return tuple(parts)


def stepped_back(newer: Case, found: Difference) -> Case:
    """The older state. Raises ValueError where the difference does not fit."""
    hints = _hints(Case)
    values: dict[str, Any] = {
        name: _older_sections(newer.sections, value) if name == "sections" else unpacked(hints[name], value)
        for name, value in found.items()
        if name in KEPT_FIELDS
    }
    return replace(newer, **values)


def continues(newest: Span, why: Why, now: datetime, *, is_undo: bool) -> bool:
    """Whether a change belongs to the newest version: typing that goes on, or a step that is taken back at once."""
    if not timedelta(0) <= now - newest.ended < PAUSE or now - newest.began >= LONGEST:
        return False
    return is_undo or newest.why is why is Why.EDITED


def superfluous(spans: Sequence[Span], now: datetime) -> frozenset[int]:
    """The ids of the versions to let go; `spans` are those of a case, oldest first.

    The older, the farther apart. What was done on purpose stays longer than what was typed, and the newest always.
    """
    gone: set[int] = set()
    next_kept: Span | None = None
    for span in reversed(spans):
        if next_kept is not None and span.why is Why.EDITED and _is_close(span, next_kept, now):
            gone.add(span.id)
        else:
            next_kept = span
    kept = [span for span in spans if span.id not in gone]
    by_worth = sorted(kept[:-1], key=lambda span: (span.why is not Why.EDITED, span.ended))
    gone.update(span.id for span in by_worth[: max(0, len(kept) - MOST)])
    return frozenset(gone)


def restored(present: Case, version: Case) -> Case:
    """The present case as it was in a version; its number, dates and origin stay."""
    return replace(present, **{name: getattr(version, name) for name in KEPT_FIELDS})


def _of_role(case: Case, role: Role) -> list[Section]:
    return [section for section in case.sections if section.role is role]


def _is_close(span: Span, next_kept: Span, now: datetime) -> bool:
    apart = next(apart for age, apart in _AGES if now - span.ended < age)
    return next_kept.ended - span.ended < apart


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _sections_back(newer: Sequence[Section], older: Sequence[Section]) -> list[Any]:
    head, tail = _alike(newer, older)
    there = newer[head : len(newer) - tail]
    rows = [
        _section_row(section, there[at].html if at < len(there) else "")
        for at, section in enumerate(older[head : len(older) - tail])
    ]
    return [head, tail, rows]


def _older_sections(newer: Sequence[Section], value: Any) -> tuple[Section, ...]:
    head, tail, rows = value
    if head + tail > len(newer):
        raise ValueError("no such sections")
    there = newer[head : len(newer) - tail]
    middle = (_section(row, there[at].html if at < len(there) else "") for at, row in enumerate(rows))
    return (*newer[:head], *middle, *newer[len(newer) - tail :])


def _section_row(section: Section, there: str) -> dict[str, Any]:
    head, tail = _alike(there, section.html)
    row = _row(section)
    row["html"] = [head, tail, section.html[head : len(section.html) - tail]]
    row["questions"] = [_row(question) for question in section.questions]
    return row


def _section(row: dict[str, Any], there: str) -> Section:
    head, tail, middle = row["html"]
    if head + tail > len(there):
        raise ValueError("no such words")
    html = there[:head] + middle + there[len(there) - tail :]
    questions = tuple(_read(Question, question) for question in row["questions"])
    return replace(_read(Section, {**row, "html": html, "questions": []}), questions=questions)


def _row(value: Section | Question) -> dict[str, Any]:
    """The fields by name, so that a class that has grown still reads what was written before."""
    names = (item.name for item in fields(value) if item.name not in ("html", "questions"))
    return {name: packed(getattr(value, name), []) for name in names}


def _read(kind: type[Any], row: dict[str, Any]) -> Any:
    hints = _hints(kind)
    return kind(**{name: unpacked(hints[name], value) for name, value in row.items() if name in hints})


def _alike(newer: Sequence[Any], older: Sequence[Any]) -> tuple[int, int]:
    """How much is the same at the beginning and at the end, counted so that the two do not overlap."""
    most = min(len(newer), len(older))
    head = _longest(most, lambda n: newer[:n] == older[:n])
    rest = most - head
    tail = _longest(rest, lambda n: newer[len(newer) - n :] == older[len(older) - n :])
    return head, tail


def _longest(most: int, is_same: Callable[[int], bool]) -> int:
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if is_same(middle) else (low, middle - 1)
    return low
