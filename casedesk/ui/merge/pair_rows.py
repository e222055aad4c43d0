"""What the rows of a pair say: fields to choose from, and what is kept of both in any case."""

from dataclasses import dataclass

from casedesk.domain.case import Case, Role
from casedesk.domain.draft import LikenessKind
from casedesk.domain.estimates import characters
from casedesk.domain.merging import LISTS, MergeField, merge_fields
from casedesk.domain.side_by_side import Look, Stretch, folded_length, side_by_side
from casedesk.tasks.case_pair import CasePair, section_text
from casedesk.tasks.field_words import field_name
from casedesk.texts import tr, tr_n
from casedesk.ui.merge.merge_words import merged_words, questions_words

_FIRST = ("title", "learner_title", *LISTS)
"""They have a row in any case, above the others."""
_SHORT = 60
"""A text of so many characters is shown whole, even where there is none to compare it with."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one side says: plain words, values, or a text with its stretches. `hidden` names what can be unfolded."""

    words: str = ""
    values: tuple[str, ...] = ()
    text: str = ""
    stretches: tuple[Stretch, ...] = ()
    hidden: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether this side has nothing."""
        return not (self.words or self.values or self.text)


@dataclass(frozen=True, slots=True)
class PairRow:
    """A row. `is_fixed` means that both are kept whatever is chosen."""

    name: str
    label: str
    kept: Cell
    other: Cell
    can_be_both: bool = False
    is_fixed: bool = False


def pair_rows(pair: CasePair) -> tuple[PairRow, ...]:
    """The rows of a pair, in the order in which a case is read."""
    fields = [field for field in merge_fields(pair.kept, pair.other) if _is_worth_a_row(field)]
    by_name = {field.name: field for field in fields}
    first = [name for name in _FIRST if name in by_name]
    rest = [field.name for field in fields if field.name not in first]
    return (*(_field_row(by_name[name], pair) for name in (*first, *rest)), *_fixed_rows(pair))


def _is_worth_a_row(field: MergeField) -> bool:
    return field.name in _FIRST or field.role is not None or not field.is_same


def _field_row(field: MergeField, pair: CasePair) -> PairRow:
    kept, other = _cells(field, pair)
    can_be_both = field.can_be_both and not field.is_same and not kept.is_empty and not other.is_empty
    return PairRow(field.name, field_name(field.name), kept, other, can_be_both)


def _cells(field: MergeField, pair: CasePair) -> tuple[Cell, Cell]:
    if field.role is Role.QUESTION:
        return _question_cell(pair.kept), _question_cell(pair.other)
    if field.role is not None:
        return _text_cells(pair, field.role)
    if field.name in LISTS:
        return Cell(values=field.kept), Cell(values=field.other)
    return Cell(words=merged_words(field, field.kept)), Cell(words=merged_words(field, field.other))


def _question_cell(case: Case) -> Cell:
    """The questions in a word; all of them, with what is written before them, when unfolded."""
    questions, intro = case.questions, section_text(case, Role.QUESTION)
    if not questions:
        return _lone_cell(intro)
    listed = "\n".join(f"{number}. {question.text.strip()}" for number, question in enumerate(questions, 1))
    text = "\n".join(filter(None, (intro, listed)))
    is_told = len(questions) == 1 and not intro
    if is_told:
        return Cell(words=questions_words(questions))
    return Cell(
        words=questions_words(questions), text=text, stretches=(Stretch(0, len(text), Look.PLAIN),), hidden=tr("Show")
    )


def _text_cells(pair: CasePair, role: Role) -> tuple[Cell, Cell]:
    left, right = section_text(pair.kept, role), section_text(pair.other, role)
    if not left or not right:
        return _lone_cell(left), _lone_cell(right)
    is_retold = role is Role.BODY and pair.kind is LikenessKind.RETOLD
    both = side_by_side(left, right, is_retold=is_retold)
    return _compared(left, both.left), _compared(right, both.right)


def _compared(text: str, stretches: tuple[Stretch, ...]) -> Cell:
    n = folded_length(stretches)
    words = tr_n("{n} character alike is folded, show", "{n} characters alike are folded, show", n).format(n=f"{n:,}")
    return Cell(text=text, stretches=stretches, hidden=words if n else "")


def _lone_cell(text: str) -> Cell:
    """A text that the other side has nothing to set against: its length, and the text itself when it is short."""
    whole = (Stretch(0, len(text), Look.PLAIN),) if text else ()
    if len(text) <= _SHORT:
        return Cell(text=text, stretches=whole)
    n = characters(text)
    return Cell(
        words=tr_n("{n} character", "{n} characters", n).format(n=f"{n:,}"),
        text=text,
        stretches=whole,
        hidden=tr("Show"),
    )


def _fixed_rows(pair: CasePair) -> tuple[PairRow, ...]:
    mine, theirs = pair.kept_ties, pair.other_ties
    rows = [PairRow("uses", tr("Uses"), _uses(mine.uses), _uses(theirs.uses), is_fixed=True)]
    if mine.collections or theirs.collections:
        row = PairRow(
            "collections", tr("Collections"), Cell(values=mine.collections), Cell(values=theirs.collections),
            is_fixed=True,
        )  # fmt: skip
        rows.append(row)
    if mine.plans or theirs.plans:
        row = PairRow("plans", tr("Lesson plans"), Cell(values=mine.plans), Cell(values=theirs.plans), is_fixed=True)
        rows.append(row)
    return tuple(rows)


def _uses(count: int) -> Cell:
    return Cell(words=tr_n("{n} time", "{n} times", count).format(n=count) if count else tr("None"))
