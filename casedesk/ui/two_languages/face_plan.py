"""What stands beside what, where a case is laid beside its translation."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from casedesk.domain import richtext
from casedesk.domain.case import Case, Question, Role
from casedesk.domain.two_languages import Pair, paired_blocks, paired_sections

_MOST_ROWS = 60
"""Rows of a section from which on several paragraphs stand in one."""


class RowKind(StrEnum):
    """What stands in a row."""

    TITLE = "title"
    LEARNER_TITLE = "learner_title"
    SECTION = "section"
    WORDS = "words"
    QUESTION = "question"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in a case: the position of its section, the number of its question, and its words (HTML for `WORDS`)."""

    words: str = ""
    section: int = -1
    question: int = -1


@dataclass(frozen=True, slots=True)
class FaceRow:
    """Two cells side by side; None where a case has no such section or question."""

    kind: RowKind
    left: Cell | None
    right: Cell | None
    role: Role = Role.BODY

    @property
    def shape(self) -> tuple[object, ...]:
        """What the row is, whatever its words are."""
        places = ((cell.section, cell.question) if cell else None for cell in (self.left, self.right))
        return (self.kind, self.role, *places)


def face_rows(left: Case, right: Case) -> tuple[FaceRow, ...]:
    """The rows of two cases, from title to last section."""
    rows = [
        FaceRow(RowKind.TITLE, Cell(left.title), Cell(right.title)),
        FaceRow(RowKind.LEARNER_TITLE, Cell(left.learner_title), Cell(right.learner_title)),
    ]
    for mine, theirs in paired_sections(left, right):
        rows += _section_rows(left, right, mine, theirs)
    return tuple(rows)


def _section_rows(left: Case, right: Case, mine: int, theirs: int) -> Iterator[FaceRow]:
    one = left.sections[mine] if mine >= 0 else None
    other = right.sections[theirs] if theirs >= 0 else None
    role = one.role if one else other.role if other else Role.BODY
    yield FaceRow(
        RowKind.SECTION,
        Cell(one.title, mine) if one else None,
        Cell(other.title, theirs) if other else None,
        role,
    )
    has_words = role is not Role.QUESTION or any(section is not None and section.html for section in (one, other))
    if has_words:
        for pair in _pairs(one.html if one else "", other.html if other else ""):
            yield FaceRow(RowKind.WORDS, _words(pair.left, mine), _words(pair.right, theirs), role)
    mine_asked: Sequence[Question] = one.questions if one else ()
    theirs_asked: Sequence[Question] = other.questions if other else ()
    for number in range(max(len(mine_asked), len(theirs_asked))):
        asked = _asked(mine_asked, mine, number), _asked(theirs_asked, theirs, number)
        yield FaceRow(RowKind.QUESTION, *asked, role)
        answers = _answered(mine_asked, mine, number), _answered(theirs_asked, theirs, number)
        if any(cell is not None and cell.words for cell in answers):
            yield FaceRow(RowKind.ANSWER, *answers, role)


def _pairs(left: str, right: str) -> Sequence[Pair]:
    """The paragraphs side by side; an empty row where neither has one, so that there is a place to write."""
    pairs = paired_blocks(richtext.parse(left), richtext.parse(right)) or (Pair((), ()),)
    if len(pairs) <= _MOST_ROWS:
        return pairs
    size = -(-len(pairs) // _MOST_ROWS)
    return [_joined(pairs[at : at + size]) for at in range(0, len(pairs), size)]


def _joined(pairs: Sequence[Pair]) -> Pair:
    return Pair(
        tuple(block for pair in pairs for block in pair.left), tuple(block for pair in pairs for block in pair.right)
    )


def _words(blocks: tuple[richtext.Block, ...], section: int) -> Cell | None:
    return Cell(richtext.serialise(blocks), section) if section >= 0 else None


def _asked(questions: Sequence[Question], section: int, number: int) -> Cell | None:
    return Cell(questions[number].text, section, number) if number < len(questions) else None


def _answered(questions: Sequence[Question], section: int, number: int) -> Cell | None:
    return Cell(questions[number].answer, section, number) if number < len(questions) else None
