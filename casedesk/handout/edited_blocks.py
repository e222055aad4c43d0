"""Lines of a Word file put back into rich text: what was not touched stays exactly what it was."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from casedesk.domain import richtext
from casedesk.domain.blocks import Block, Inline, ListBlock, Paragraph, ParagraphKind, Quote, Run, Table
from casedesk.domain.decision_point import is_decision_point
from casedesk.domain.handout_blocks import Kind
from casedesk.handout.part_lines import Line, Shape, lines_of
from casedesk.handout.story import paragraphs
from casedesk.handout.tables import texts_of

_KINDS = {
    Shape.HEADING: ParagraphKind.HEADING,
    Shape.SUB_HEADING: ParagraphKind.HEADING,
    Shape.DIALOGUE: ParagraphKind.DIALOGUE,
}
_LISTS = (Shape.BULLET, Shape.NUMBER)
Words = Callable[[str], str]
"""What gives stand-ins back their real names."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A block of a section and the lines that are printed of it."""

    block: Block
    printed: tuple[Line, ...]


def stored(blocks: Sequence[Block], masked: Sequence[Block]) -> tuple[Stored, ...]:
    """Blocks with what is printed of them; `masked` are the same with stand-ins for real names."""
    return tuple(Stored(block, _printed(twin)) for block, twin in zip(blocks, masked, strict=True))


def _printed(block: Block) -> tuple[Line, ...]:
    if isinstance(block, Paragraph) and is_decision_point(block.text):
        return ()
    return lines_of(paragraphs((block,), Kind.TEXT))


def edited(before: Sequence[Stored], lines: Sequence[Line], real: Words) -> tuple[Block, ...]:
    """The blocks as the lines say them. A block of which every line is there as it was printed stays as it is, and so
    does what is never printed; `real` gives the words of what has changed their real names back.
    """
    result: list[Block] = []
    matches, place_of = _matches(before, lines)
    originals = _Originals(before, matches, real)
    done = at = 0
    for item in before:
        end = at + len(item.printed)
        if not item.printed:
            result += originals.blocks(lines[done : (done := max(done, place_of(at)))])
            result.append(item.block)
        elif (start := matches[at]) is not None and matches[at:end] == list(range(start, start + end - at)):
            result += originals.blocks(lines[done:start])
            result.append(item.block)
            done = start + len(item.printed)
        at = end
    result += originals.blocks(lines[done:])
    return richtext.normal_form(result)


def _matches(before: Sequence[Stored], lines: Sequence[Line]) -> tuple[list[int | None], Callable[[int], int]]:
    """For each printed line where it stands now, and a function from places then to places now."""
    old = [line.key for item in before for line in item.printed]
    steps = SequenceMatcher(None, old, [line.key for line in lines], autojunk=False).get_opcodes()
    matches: list[int | None] = [None] * len(old)
    for tag, start, end, new, _ in steps:
        if tag == "equal":
            matches[start:end] = range(new, new + end - start)

    def place_of(at: int) -> int:
        for _, start, end, new, new_end in steps:
            if start <= at < end:
                return min(new + at - start, new_end)
        return len(lines)

    return matches, place_of


class _Originals:
    """What lines that have changed are made from, besides their own words."""

    def __init__(self, before: Sequence[Stored], matches: Sequence[int | None], real: Words) -> None:
        self._real = real
        self._pictures = {item.digest: item for entry in before for item in richtext.pictures((entry.block,))}
        places = iter(matches)
        self._tables: list[Table] = []
        for entry in before:
            kept = [next(places) is not None for _ in entry.printed]
            if isinstance(entry.block, Table) and not all(kept):
                self._tables.append(entry.block)

    def blocks(self, lines: Sequence[Line]) -> list[Block]:
        """The lines as blocks."""
        result: list[Block] = []
        at = 0
        while at < len(lines):
            end = at + 1
            is_list = lines[at].shape in _LISTS
            if is_list:
                end = _end_of_list(lines, at)
            elif lines[at].shape is Shape.QUOTE:
                while end < len(lines) and lines[end].shape is Shape.QUOTE:
                    end += 1
            if is_list:
                result += self._lists(lines[at:end], 0)
            elif lines[at].shape is Shape.QUOTE:
                result.append(Quote(tuple(Paragraph(self._inlines(line)) for line in lines[at:end])))
            else:
                result.append(self._single(lines[at]))
            at = end
        return result

    def _single(self, line: Line) -> Block:
        if line.table is not None:
            return self._table(line.table)
        return Paragraph(self._inlines(line), _KINDS.get(line.shape, ParagraphKind.TEXT))

    def _lists(self, lines: Sequence[Line], level: int) -> Iterator[Block]:
        """The lists of one level; deeper lines are lists in the item before them."""
        items: list[tuple[Block, ...]] = []
        shape: Shape | None = None
        at = 0
        while at < len(lines):
            if lines[at].shape not in _LISTS:
                items[-1] = (*items[-1], self._single(lines[at]))
                at += 1
                continue
            if lines[at].level <= level or not items:
                if items and lines[at].shape is not shape:
                    yield ListBlock(tuple(items), shape is Shape.NUMBER)
                    items = []
                shape = lines[at].shape
                items.append((Paragraph(self._inlines(lines[at])),))
                at += 1
                continue
            end = at
            while end < len(lines) and lines[end].level > level:
                end += 1
            items[-1] = (*items[-1], *self._lists(lines[at:end], level + 1))
            at = end
        if items:
            yield ListBlock(tuple(items), shape is Shape.NUMBER)

    def _table(self, table: Table) -> Table:
        """The table that was there with the words that are there now, or a new one where its form has changed."""
        original = next((item for item in self._tables if _form(item) == _form(table)), None)
        if original is None:
            return Table(tuple(tuple(self._cell(cell) for cell in row) for row in table.rows))
        self._tables.remove(original)
        rows = zip(original.rows, table.rows, strict=True)
        return Table(
            tuple(
                tuple(
                    old if _words(old) == _words(new) else replace(old, blocks=self._cell(new).blocks)
                    for old, new in zip(old_row, new_row, strict=True)
                )
                for old_row, new_row in rows
            )
        )

    def _cell(self, cell: richtext.Cell) -> richtext.Cell:
        blocks = (Paragraph(self._real_inlines(item.inlines)) for item in cell.blocks if isinstance(item, Paragraph))
        return replace(cell, blocks=tuple(blocks))

    def _inlines(self, line: Line) -> tuple[Inline, ...]:
        return self._real_inlines(line.inlines)

    def _real_inlines(self, inlines: Sequence[Inline]) -> tuple[Inline, ...]:
        return tuple(
            Run(self._real(item.text), item.marks) if isinstance(item, Run) else self._pictures.get(item.digest, item)
            for item in inlines
        )


def _end_of_list(lines: Sequence[Line], at: int) -> int:
    """Where the list that begins here ends. What stands before an item that is deeper belongs to the item above it."""
    end = at
    for place in range(at, len(lines)):
        if lines[place].shape in _LISTS:
            if place > end and lines[place].level == 0:
                break
            end = place + 1
    return end


def _form(table: Table) -> list[list[tuple[int, int]]]:
    return [[(cell.colspan, cell.rowspan) for cell in row] for row in table.rows]


def _words(cell: richtext.Cell) -> str:
    return " ".join(" ".join(row).strip() for row in texts_of(Table(((cell,),)))).strip()
