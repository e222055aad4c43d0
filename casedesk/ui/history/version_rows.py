"""The rows of a comparison: every field in which two states of a case differ, with what differs marked."""

from dataclasses import dataclass

from casedesk.domain.case import Case, Question, QuestionKind, Role, Section
from casedesk.domain.merging import LISTS, MergeField, merge_fields
from casedesk.domain.plain_text import plain
from casedesk.domain.side_by_side import Look, Stretch, folded_length, side_by_side
from casedesk.tasks.field_words import field_name
from casedesk.texts import tr, tr_n
from casedesk.ui.merge.merge_words import merged_words
from casedesk.ui.models.value_names import depth_name, question_kind_name, role_name

_TEXTS = frozenset({"title", "learner_title", "note", "source"})


@dataclass(frozen=True, slots=True)
class Side:
    """What a field holds in one of the two states: values, or a text with its stretches."""

    text: str = ""
    stretches: tuple[Stretch, ...] = ()
    values: tuple[str, ...] = ()
    hidden: str = ""
    """What can be unfolded, in words."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing."""
        return not (self.text or self.values)


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A field that differs. `remark` says what the words do not show."""

    name: str
    label: str
    older: Side
    newer: Side
    remark: str = ""


def version_rows(older: Case, newer: Case) -> tuple[VersionRow, ...]:
    """What differs, in the order in which a case is read."""
    rows = [_row(field) for field in merge_fields(older, newer) if not field.is_same]
    if older.sections != newer.sections and not any(row.name.startswith("section:") for row in rows):
        rows.append(VersionRow("sections", tr("Sections"), _named(older), _named(newer)))
    return tuple(rows)


def _row(field: MergeField) -> VersionRow:
    label = field_name(field.name)
    if field.role is not None:
        left, right = _sections_text(field.kept, field.role), _sections_text(field.other, field.role)
        remark = tr("The words are the same; formatting, pictures or settings differ") if left == right else ""
        return VersionRow(field.name, label, *_compared(left, right), remark)
    if field.name in LISTS:
        return VersionRow(field.name, label, Side(values=field.kept), Side(values=field.other))
    left, right = merged_words(field, field.kept), merged_words(field, field.other)
    if field.name in _TEXTS:
        return VersionRow(field.name, label, *_compared(left, right))
    return VersionRow(field.name, label, _whole(left), _whole(right))


def _compared(left: str, right: str) -> tuple[Side, Side]:
    if not left or not right:
        return _whole(left), _whole(right)
    both = side_by_side(left, right)
    return _side(left, both.left), _side(right, both.right)


def _side(text: str, stretches: tuple[Stretch, ...]) -> Side:
    n = folded_length(stretches)
    words = tr_n("{n} character alike, show", "{n} characters alike, show", n).format(n=f"{n:,}")
    return Side(text, stretches, hidden=words if n else "")


def _whole(text: str) -> Side:
    return Side(text, (Stretch(0, len(text), Look.PLAIN),) if text else ())


def _named(case: Case) -> Side:
    return Side(values=tuple(section.title or role_name(section.role) for section in case.sections))


def _sections_text(sections: tuple[Section, ...], role: Role) -> str:
    parts: list[str] = []
    for section in sections:
        if section.title and section.title != role_name(role):
            parts.append(section.title)
        parts.append(plain(section.html).strip())
        parts += [_question_text(number, question) for number, question in enumerate(section.questions, 1)]
    return "\n".join(filter(None, parts))


def _question_text(number: int, question: Question) -> str:
    """All that a question holds, so that no change of it goes unseen."""
    n, points = question.lines, question.points
    facts = tr(", ").join(
        filter(
            None,
            (
                question_kind_name(question.kind) if question.kind is not QuestionKind.DISCUSSION else "",
                tr_n("{n} minute", "{n} minutes", question.minutes).format(n=question.minutes),
                tr_n("{n} line", "{n} lines", n).format(n=n),
                tr_n("{n} point", "{n} points", points).format(n=points) if points else "",
                depth_name(question.depth) if question.depth else "",
            ),
        )
    )
    answer = tr("Answer: {text}").format(text=question.answer) if question.answer else ""
    return "\n".join(filter(None, (f"{number}. {question.text}", answer, facts)))
