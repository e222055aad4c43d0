"""Two cases made one, field by field, and one made two again."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from casedesk.domain.case import Case, Role, Section
from casedesk.domain.case_steps import join, three_way
from casedesk.domain.families import MergeRecord
from casedesk.domain.passages import bare_text
from casedesk.domain.plain_text import plain
from casedesk.texts import tr


class Side(StrEnum):
    """Where a field of a merged case comes from."""

    KEPT = "kept"
    OTHER = "other"
    BOTH = "both"


_PLAIN = ("title", "learner_title", "outcome", "difficulty", "state", "language", "licence", "minutes")
LISTS = ("industries", "themes", "audiences", "tags")
"""The fields that hold several values."""
_TEXTS = ("source", "note")
_ONE_EACH = frozenset({"title", "learner_title", "state", "language", "licence", "minutes"})


@dataclass(frozen=True, slots=True)
class MergeField:
    """A row of the merge: a field's name, or `section:` and a role; what each side holds, and where both would fit."""

    name: str
    kept: Any
    other: Any
    can_be_both: bool

    @property
    def role(self) -> Role | None:
        """The role of the sections that this row is about; None for the other fields."""
        kind, _, name = self.name.partition(":")
        return Role(name) if kind == "section" else None

    @property
    def is_same(self) -> bool:
        """Whether there is nothing to choose."""
        return self.kept == self.other


def merge_fields(kept: Case, other: Case) -> tuple[MergeField, ...]:
    """What there is to choose from: titles, sections in printing order, facets, the rest; no row for nothing."""
    titles = [_field(name, kept, other, can_be_both=False) for name in _PLAIN[:2]]
    sections = [
        MergeField(f"section:{role}", _sections(kept, role), _sections(other, role), can_be_both=True) for role in Role
    ]
    lists = [_field(name, kept, other, can_be_both=True) for name in (*LISTS, *_TEXTS)]
    rest = [_field(name, kept, other, can_be_both=False) for name in _PLAIN[2:]]
    return tuple(field for field in (*titles, *sections, *lists, *rest) if field.kept or field.other)


def usual_choices(kept: Case, other: Case) -> Mapping[str, Side]:
    """What a careful reader would take: lists, questions, sources and notes of both, the other's words where the kept
    has none.
    """
    return MappingProxyType({field.name: _usual(field) for field in merge_fields(kept, other)})


def left_out(kept: Case, other: Case) -> tuple[MergeField, ...]:
    """What of the other the usual choices leave behind although the kept case says something else there.

    Of what every case has one of, such as titles and the state, nothing is missed; and nothing of a text that has the
    same letters.
    """
    return tuple(
        field
        for field in merge_fields(kept, other)
        if field.name not in _ONE_EACH and _usual(field) is Side.KEPT and field.other and not _says_the_same(field)
    )


def merged(kept: Case, other: Case, choices: Mapping[str, Side], *, now: datetime) -> Case:
    """The kept case with what was chosen from the other; what `choices` does not name goes as `usual_choices` has it.

    Identity, dates and origin are those of the kept case.
    """
    asked = {**usual_choices(kept, other), **choices}
    both = join(kept, other, now=now)
    result = replace(kept, modified=now)
    for field in merge_fields(kept, other):
        if field.role is None and field.name not in _TEXTS:
            source = {Side.KEPT: kept, Side.OTHER: other, Side.BOTH: both}[asked[field.name]]
            result = replace(result, **{field.name: getattr(source, field.name)})
    result = replace(result, sections=_merged_sections(kept, other, both, asked))
    return _with_texts(result, kept, other, asked)


def taken_apart(record: MergeRecord, present: Case, *, now: datetime) -> tuple[Case, bool]:
    """The kept case as it was before the merge, with what was written into it since, and whether all of that fitted.

    What was written since wins where both would want the same words.
    """
    undone, is_whole = three_way(record.result, record.kept, present)
    return replace(undone, origin=record.kept.origin, modified=now), is_whole


def _field(name: str, kept: Case, other: Case, *, can_be_both: bool) -> MergeField:
    return MergeField(name, getattr(kept, name), getattr(other, name), can_be_both)


def _says_the_same(field: MergeField) -> bool:
    if field.is_same or field.role is None:
        return field.is_same
    mine, theirs = ("".join(bare_text(plain(section.html)) for section in side) for side in (field.kept, field.other))
    return mine == theirs


def _usual(field: MergeField) -> Side:
    if field.is_same or not field.other:
        return Side.KEPT
    if not field.kept:
        return Side.OTHER
    is_text = field.role not in (None, Role.QUESTION)
    return Side.BOTH if field.can_be_both and not is_text else Side.KEPT


def _sections(case: Case, role: Role) -> tuple[Section, ...]:
    return tuple(s for s in case.sections if s.role is role and (plain(s.html).strip() or s.questions))


def _merged_sections(kept: Case, other: Case, both: Case, choices: Mapping[str, Side]) -> tuple[Section, ...]:
    """The kept case's order of roles; those that only the other has follow in printing order."""
    present = dict.fromkeys(section.role for section in kept.sections)
    roles = [*present, *(role for role in Role if role not in present)]
    side_of = {Side.KEPT: kept, Side.OTHER: other, Side.BOTH: both}
    return tuple(
        _without_repeats(section)
        for role in roles
        for section in side_of[choices.get(f"section:{role}", Side.KEPT)].sections
        if section.role is role
    )


def _without_repeats(section: Section) -> Section:
    """The section with each question once, though both may have asked it."""
    questions = {bare_text(question.text) or question.text: question for question in reversed(section.questions)}
    if len(questions) == len(section.questions):
        return section
    return replace(section, questions=tuple(reversed(questions.values())))


def _with_texts(result: Case, kept: Case, other: Case, choices: Mapping[str, Side]) -> Case:
    source = other.source if choices.get("source") is Side.OTHER else kept.source
    match choices.get("note", Side.KEPT):
        case Side.KEPT:
            notes = [kept.note]
        case Side.OTHER:
            notes = [other.note]
        case Side.BOTH:
            notes = list(dict.fromkeys((kept.note, other.note)))
    if choices.get("source") is Side.BOTH and other.source != kept.source:
        notes.append(tr("Also told in: {source}").format(source=other.source))
    return replace(result, source=source, note="\n".join(filter(None, notes)))
