"""Tables that were copied cell by cell, a line for each: the names of the columns, then each row from its number on."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casedesk.domain.case import Role
from casedesk.domain.draft import Style
from casedesk.importing.lines import Line
from casedesk.importing.markers import Marker, role_of_label
from casedesk.importing.marks import Family, Mark
from casedesk.importing.titles import is_title_like

ROW = "row"
"""The rule of the marks of rows."""
UNTITLED_ROW = "untitled_row"
"""The rule of the marks of rows in a table that has no column of titles."""
NUMBER_COLUMN = re.compile(r"(?:序 ?号|编 ?号|项次|(?i:no\.?|s/n|item|#))")
TITLE_COLUMN = re.compile(
    r"(?:事件|案例|案件|投诉|故事)?(?:名称|标题|题目|主题|事项)|(?i:title|subject|name|case|event)"
)
_POINT = re.compile(r"\(?(?:[0-9]{1,2}|[一二三四五六七八九十])[、.)]|[①-⑳•·-]")
BELOW = re.compile(r"(?:备注|说明|注|填表|制表|合计|(?i:notes?|remarks?)) ?[::]")
"""What stands below a table."""
_FEWEST_COLUMNS = 2
_MOST_COLUMNS = 8
_LONGEST_NAME = 24
_FEWEST_ROWS = 2


@dataclass(frozen=True, slots=True)
class CopiedTable:
    """Where the lines stand that name the columns, the label of each row, and where cells begin that are sections."""

    heads: frozenset[int]
    rows: tuple[Mark, ...]
    markers: tuple[Marker, ...]
    cells: frozenset[int] = frozenset()
    """Where lines begin that are cells of it, none of which is furniture of a page."""
    behind: frozenset[int] = frozenset()
    """Where lines stand right behind it: the case of its last row ends in front of them."""


def copied_table(canon: str, lines: Sequence[Line]) -> CopiedTable | None:
    """The table of a source, that of its first names of columns; None where it has none with two rows and more."""
    words = [canon[line.start : line.end] for line in lines]
    first = next((i for i, own in enumerate(words) if NUMBER_COLUMN.fullmatch(own) and _names(words, i)), None)
    if first is None:
        return None
    names = _names(words, first)
    width = len(names) + 1
    heads = {
        i + at
        for i in range(first, len(words))
        if words[i : i + width] == words[first : first + width]
        for at in range(width)
    }
    left = [index for index in range(first, len(lines)) if index not in heads]
    rows = list(_rows(words, left))
    if len(rows) < _FEWEST_ROWS or any(lines[row[0]].block.style is Style.TABLE for row in rows):
        return None
    marks = [
        Mark(lines[row[0]].start, lines[row[0]].end, Family.CASE, ROW, number, word="#")
        for number, row in enumerate(rows, start=1)
    ]
    markers = [marker for row in rows for marker in _cells(lines, words, names, row[1:])]
    return CopiedTable(frozenset(lines[index].start for index in heads), tuple(marks), tuple(markers))


def _names(words: Sequence[str], first: int) -> list[str]:
    """The names of the columns behind that of the numbers, up to the first number."""
    names = list(itertools.takewhile(lambda own: own != "1", words[first + 1 : first + 2 + _MOST_COLUMNS]))
    are_names = all(len(own) <= _LONGEST_NAME and is_title_like(own) for own in names)
    return names if are_names and _FEWEST_COLUMNS <= len(names) <= _MOST_COLUMNS else []


def _rows(words: Sequence[str], indexes: Sequence[int]) -> Iterator[list[int]]:
    """The lines of each row: from one number that counts on to the next."""
    held: list[int] = []
    expected = 1
    for index in indexes:
        if words[index] == str(expected):
            if held:
                yield held
            held, expected = [index], expected + 1
        elif BELOW.match(words[index]):
            break
        elif held:
            held.append(index)
    if held:
        yield held


def _cells(lines: Sequence[Line], words: Sequence[str], names: Sequence[str], row: Sequence[int]) -> Iterator[Marker]:
    """Where the cells of a row begin that are sections: what is more than the columns belongs to the first of them."""
    if names and TITLE_COLUMN.fullmatch(names[0]):
        names, row = names[1:], row[1:]
    cells = [
        index for at, index in enumerate(row) if not at or not _POINT.match(words[index]) or words[index][0] == "1"
    ]
    roles = [role_of_label(name) for name in names]
    if len(cells) < len(names) or Role.BODY not in roles[:1] or None in roles:
        return
    for name, role, index in zip(names[1:], roles[1:], cells[len(cells) - len(names) + 1 :], strict=False):
        if role:
            yield Marker(lines[index].start, lines[index].start, role, name)
