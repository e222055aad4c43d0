"""The lines of a part of a case, the same whether they come from what is printed or out of a Word file."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from casedesk.domain.blocks import LINE_BREAK, MARKS, Inline, Picture, Run, Table, normalised
from casedesk.domain.case import Role
from casedesk.domain.handout_blocks import Exhibit, HandoutBlock, Kind, Para
from casedesk.domain.passages import bare_text
from casedesk.handout.labels import labels_for
from casedesk.handout.tables import texts_of

_PICTURE = "\ufffc"
_DEEPEST = 2
"""Lists are printed no deeper than this."""


class Shape(StrEnum):
    """What a line is, as far as Word files tell."""

    TEXT = "text"
    HEADING = "heading"
    """The heading of a section."""
    SUB_HEADING = "sub_heading"
    QUOTE = "quote"
    DIALOGUE = "dialogue"
    BULLET = "bullet"
    NUMBER = "number"
    QUESTION = "question"
    ANSWER = "answer"
    TABLE = "table"


_SHAPES = {
    Kind.HEADING: Shape.HEADING,
    Kind.SUB_HEADING: Shape.SUB_HEADING,
    Kind.QUOTE: Shape.QUOTE,
    Kind.DIALOGUE: Shape.DIALOGUE,
    Kind.BULLET: Shape.BULLET,
    Kind.NUMBER: Shape.NUMBER,
    Kind.QUESTION: Shape.QUESTION,
    Kind.ANSWER: Shape.ANSWER,
}


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, or a whole table."""

    shape: Shape
    inlines: tuple[Inline, ...] = ()
    level: int = 0
    """How deep a list item is, 0 for the outermost."""
    table: Table | None = None
    cells: tuple[tuple[str, ...], ...] = ()
    """The words of a table by row and column, as `tables.texts_of` gives them."""

    @property
    def text(self) -> str:
        """The words of a paragraph, with line breaks as newlines."""
        words = "".join(item.text for item in self.inlines if isinstance(item, Run))
        return words.replace(LINE_BREAK, "\n").strip()

    @property
    def key(self) -> str:
        """What two lines have in common that say the same in the same form."""
        if self.table is not None or self.cells:
            return "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in self.cells)
        return f"{self.shape}{self.level}\t{''.join(map(_marked, normalised(self.inlines))).strip()}"

    @property
    def says_something(self) -> bool:
        """Whether it is more than white space."""
        return bool(self.cells or self.text or any(isinstance(item, Picture) for item in self.inlines))


def lines_of(blocks: Iterable[HandoutBlock]) -> tuple[Line, ...]:
    """The lines of what is printed; what a program sets by itself, such as answer lines, is none."""
    return tuple(line for line in _lines(blocks) if line.says_something)


def told(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines without headings that only name a role: these are the handout's words and not the case's."""
    return tuple(line for line in lines if line.shape is not Shape.HEADING or role_of_heading(line.text) is None)


def role_of_heading(text: str) -> Role | None:
    """The role that a heading names in a handout of either language, None for a heading of the trainer's own."""
    return _role_headings().get(bare_text(text))


def ends_cases(text: str) -> bool:
    """Whether a heading begins what stands behind the last case."""
    return bare_text(text) in {bare_text(labels_for(language).takeaway_heading) for language in ("zh", "en")}


@lru_cache(maxsize=1)
def _role_headings() -> dict[str, Role]:
    found: dict[str, Role] = {}
    for labels in map(labels_for, ("zh", "en")):
        found |= {bare_text(words): role for role, words in labels.sections.items()}
        found |= {bare_text(words): Role.QUESTION for words in (labels.questions, labels.questions_and_answers)}
    return found


def digest_of(lines: Iterable[Line]) -> str:
    """A short hash of lines, see `told`."""
    text = "\n".join(line.key for line in told(lines))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _lines(blocks: Iterable[HandoutBlock]) -> Iterator[Line]:
    for block in blocks:
        if isinstance(block, Para):
            yield Line(_SHAPES.get(block.kind, Shape.TEXT), block.inlines, min(block.level, _DEEPEST))
        elif isinstance(block, Exhibit):
            yield Line(Shape.TABLE, table=block.table, cells=tuple(texts_of(block.table)))


def _marked(item: Inline) -> str:
    """White space alone has no marks that anybody sees, but bold words do."""
    if isinstance(item, Picture):
        return _PICTURE
    marks = [mark for mark in MARKS if mark in item.marks]
    return f"<{' '.join(marks)}>{item.text}</>" if marks else item.text
