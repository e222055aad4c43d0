"""Versions of a case, told apart field by field without keeping the texts: how two libraries find out what each has
done to a case since they were last the same.

A version is a row of short hashes, one for each field in the order of FIELDS, and one more for the note where there is
one. A library remembers the versions that went out or came in with packs, and a pack says which ones its library
remembers. The newest that both know is the common ancestor: a field that is as it was there has not been touched.
A lesson plan is taken whole, so its version is one hash (`casepack_plans.plan_version`).
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from casedesk.domain.case import Case, Question, Role, Section

PLAIN_FIELDS = (
    "title", "learner_title", "industries", "themes", "audiences", "tags", "outcome", "difficulty", "language",
    "source", "licence", "minutes",
)  # fmt: skip
_SECTION = "section:"
FIELDS = (*PLAIN_FIELDS, *(_SECTION + role for role in Role))
"""What two versions of a case are compared by: fields, and the sections of each role together. Whether a person has
looked at the case, its dates and its place in an original belong to the library that it is in."""
NOTE = "note"
"""Compared as well where the pack has notes."""
REMEMBERED = 24
"""Versions of a case that a library remembers: so often may one computer send before the other one fetches."""

_HASH = 8
_NOTHING = "-" * _HASH
LENGTH = _HASH * len(FIELDS)
"""Characters of the version of a case without a note."""
PLAN_LENGTH = 64
"""Characters of the version of a plan."""


def value_of(case: Case, name: str) -> Any:
    """What stands in a field, or the sections of a role."""
    if name.startswith(_SECTION):
        role = name.removeprefix(_SECTION)
        return tuple(section for section in case.sections if section.role == role and _says_something(section))
    return getattr(case, name)


def version_of(case: Case) -> str:
    """The version that a case is."""
    return "".join(_hash(value_of(case, name)) for name in FIELDS) + (_hash(case.note) if case.note else "")


def without_note(version: str) -> str:
    """The version as packs know it that have no notes."""
    return version[:LENGTH]


def differing(mine: Case, theirs: Case, *, with_notes: bool = False) -> tuple[str, ...]:
    """The fields in which two cases differ."""
    names = (*FIELDS, NOTE) if with_notes else FIELDS
    return tuple(name for name in names if value_of(mine, name) != value_of(theirs, name))


def changed_since(version: str, case: Case) -> frozenset[str]:
    """The fields of a case that are not as they were in a version."""
    now, then = (_with_note_part(text) for text in (version_of(case), version))
    parts = ((name, at * _HASH) for at, name in enumerate((*FIELDS, NOTE)))
    return frozenset(name for name, at in parts if now[at : at + _HASH] != then[at : at + _HASH])


def newest_common(mine: Sequence[str], theirs: Iterable[str]) -> str:
    """The newest version that both know, empty where there is none; the newest of each stands last."""
    known = frozenset(theirs)
    return next((version for version in reversed(mine) if version in known), "")


def remembered(versions: Iterable[str]) -> tuple[str, ...]:
    """The versions to keep in mind, each once, the newest last."""
    newest_first = dict.fromkeys(reversed(tuple(versions)))
    return tuple(reversed(tuple(newest_first)[:REMEMBERED]))


def is_version(text: str) -> bool:
    """Whether a text from elsewhere can be a version."""
    return len(text) in (LENGTH, LENGTH + _HASH, PLAN_LENGTH) and set(text) <= set("0123456789abcdef-")


def is_of_plan(version: str) -> bool:
    """Whether a version is that of a plan."""
    return len(version) == PLAN_LENGTH


def with_fields(mine: Case, theirs: Case, names: Iterable[str]) -> Case:
    """My case with these fields as they stand in theirs; sections keep my order, and new roles come last."""
    merged = mine
    for name in names:
        if name.startswith(_SECTION):
            merged = _with_role(merged, theirs, Role(name.removeprefix(_SECTION)))
        else:
            merged = replace(merged, **{name: getattr(theirs, name)})
    return merged


def _with_role(mine: Case, theirs: Case, role: Role) -> Case:
    fresh = [section for section in theirs.sections if section.role is role]
    at = next((place for place, section in enumerate(mine.sections) if section.role is role), len(mine.sections))
    before = [section for section in mine.sections[:at] if section.role is not role]
    after = [section for section in mine.sections[at:] if section.role is not role]
    return replace(mine, sections=(*before, *fresh, *after))


def _with_note_part(version: str) -> str:
    return version.ljust(LENGTH + _HASH, "-")


def _says_something(section: Section) -> bool:
    return bool(section.html or section.title or section.questions)


def _hash(value: Any) -> str:
    if not value and value != 0:
        return _NOTHING
    text = value if isinstance(value, str) else json.dumps(_listed(value), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH]


def _listed(value: Any) -> Any:
    if isinstance(value, Section):
        return [value.title, value.html, [_question(item) for item in value.questions]]
    return [_listed(item) for item in value] if isinstance(value, tuple) else value  # pyright: ignore[reportUnknownVariableType]


def _question(item: Question) -> list[Any]:
    """What is younger than the format counts only where it says something, so that versions stay what they were."""
    younger = [item.depth, item.points] if item.depth or item.points else []
    return [item.text, item.answer, item.minutes, item.lines, item.kind, *younger]
