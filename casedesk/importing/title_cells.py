"""Titles that share their line with a date, a place or a name: which cell of the lines of a row holds the titles."""

import re
from collections.abc import Sequence

from casedesk.importing import rules
from casedesk.importing.plain_form import plain_form

_PARTED = re.compile(r"[ \t\u3000]*[|｜◎][ \t\u3000]*|\u3000+|[ \t]{2,}|[ \t]+/[ \t]+")
_REMARK = re.compile(r"(.{2,}?)[ \u3000]*[(（][^()（）]{2,14}[)）]")
_FEWEST_REMARKS = 3
_FEWEST = 2
_SHORTEST = 2


def title_cells(lines: Sequence[str]) -> list[str] | None:
    """The title in each of the lines that head the cases of a row; None where they have no cells.

    The cells of a column tell what it holds: titles differ from line to line, dates, names and fields have a form or
    come again.
    """
    rows = [[cell for cell in _PARTED.split(line.strip()) if cell] for line in lines]
    if len(rows) < _FEWEST or any(len(row) < _FEWEST for row in rows):
        return _before_brackets(lines)
    width = min(len(row) for row in rows)
    columns = [[row[index] for row in rows] for index in range(width)]
    if len({len(row) for row in rows}) > 1:
        columns += [[row[-index - 1] for row in rows] for index in range(width)]
    best = max(columns, key=_promise)
    return list(best) if _promise(best) > 0 else None


def _before_brackets(lines: Sequence[str]) -> list[str] | None:
    """The titles of a row where most lines end with a remark in brackets: who sent it in, where it happened."""
    found = [_REMARK.fullmatch(line.strip()) for line in lines]
    titles = [match.group(1) if match else line for match, line in zip(found, lines, strict=True)]
    remarked = sum(match is not None for match in found)
    return titles if remarked >= _FEWEST_REMARKS and remarked * 4 >= len(lines) * 3 else None


def _promise(cells: Sequence[str]) -> float:
    """How well a column may hold titles, by how long they are; 0 for one that does not."""
    beside = rules.pattern(rules.table("headings")["beside_title"])
    plain = [plain_form(cell) for cell in cells]
    if any(beside.fullmatch(cell) or len(cell) < _SHORTEST for cell in plain):
        return 0.0
    if len(set(plain)) < len(plain):
        return 0.0
    return sum(map(len, plain)) / len(plain)
