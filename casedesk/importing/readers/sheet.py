"""Spreadsheets (.xlsx, .xls, .ods, .csv): a table of cases, its columns told by their headings.

Every row of a table of cases becomes the tagged text that a trainer could have typed: 【案例】 title, 【正文】 …
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import python_calamine

from casedesk.domain.case import Role
from casedesk.domain.draft import SourceText, Style
from casedesk.domain.errors import UnreadableFileError
from casedesk.domain.fold import fold
from casedesk.domain.richtext import Cell, Paragraph, Run, Table
from casedesk.importing import rules
from casedesk.importing.building import SourceBuilder
from casedesk.importing.readers.archive import DAMAGED
from casedesk.importing.readers.plain import decode
from casedesk.texts import N_

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FURTHER = re.compile(r"\s*[(（]\d+[)）]$")
_EMPTY = N_("The table is empty.")
_PROTECTED = N_("The table is protected by a password. Save it without a password and import that.")
_MAX_ROWS = 200_000
_HEADER_ROWS = 10
_MOST_CELLS = 3000


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which column holds what: the title, sections by role, and what stays as it is."""

    row: int
    title: int | None
    sections: tuple[tuple[int, Role, str], ...]
    others: tuple[tuple[int, str], ...]
    is_english: bool


def read(path: Path, data: bytes, *, encoding: str = "") -> SourceText:
    """The tables as text. `encoding` is for CSV files only."""
    found = ""
    if path.suffix.lower() in (".csv", ".tsv") and not data.startswith(b"PK"):
        text, found = decode(data, encoding=encoding)
        sheets = [("", _csv_rows(text, path))]
    else:
        sheets = list(_sheets(data))
    builder = SourceBuilder(path.name, MEDIA_TYPE, encoding=found)
    tables = [(name, rows, _columns(rows)) for name, rows in sheets]
    has_cases = any(columns for _, _, columns in tables)
    for name, rows, columns in tables:
        if columns is not None:
            _table_of_cases(builder, columns, name, rows)
        elif not (has_cases and _size(rows) > _MOST_CELLS):
            _other_table(builder, name, [row for row in rows if any(words.strip() for words in row)])
    if builder.is_empty:
        raise UnreadableFileError(_EMPTY)
    return builder.result()


def _csv_rows(text: str, path: Path) -> list[list[str]]:
    try:
        dialect: type[csv.Dialect] | str = csv.Sniffer().sniff(text[:8192], delimiters=",;\t|")
    except csv.Error:
        dialect = "excel-tab" if path.suffix.lower() == ".tsv" else "excel"
    csv.field_size_limit(10_000_000)
    try:
        return [
            row for row, _ in zip(csv.reader(io.StringIO(text, newline=""), dialect), range(_MAX_ROWS), strict=False)
        ]
    except csv.Error as error:
        raise UnreadableFileError(DAMAGED) from error


def _sheets(data: bytes) -> Iterator[tuple[str, list[list[str]]]]:
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in workbook.sheet_names:
            rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=True)
            yield name, [[_words(value) for value in row] for row in rows[:_MAX_ROWS]]
    except python_calamine.PasswordError as error:
        raise UnreadableFileError(_PROTECTED) from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise UnreadableFileError(DAMAGED) from error


def _words(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _table_of_cases(builder: SourceBuilder, columns: _Columns, name: str, rows: Sequence[Sequence[str]]) -> None:
    for row in rows[columns.row + 1 :]:
        if any(words.strip() for words in row):
            _case(builder, columns, row, name)


def _size(rows: Sequence[Sequence[str]]) -> int:
    return sum(map(len, rows))


def _other_table(builder: SourceBuilder, name: str, rows: Sequence[Sequence[str]]) -> None:
    """A table that holds no cases: as a table, or as lines where it is too large to be shown as one. Beside a table of
    cases such a large one is a list about them, and left out.
    """
    if _size(rows) > _MOST_CELLS:
        for row in rows:
            builder.text("  ".join(words for words in row if words.strip()), place=name)
    elif rows:
        cells = (tuple(Cell((Paragraph((Run(words),)),)) for words in row) for row in rows)
        builder.table(Table(tuple(cells)), place=name)


def _case(builder: SourceBuilder, columns: _Columns, row: Sequence[str], place: str) -> None:
    def words(index: int) -> str:
        return row[index].strip() if index < len(row) else ""

    builder.text("", place=place)
    title = words(columns.title) if columns.title is not None else ""
    builder.text(
        f"Case: {title}" if columns.is_english else f"【案例】{title}", style=Style.HEADING, level=1, place=place
    )
    for index, _, heading in columns.sections:
        if words(index):
            builder.text(f"【{heading}】", place=place)
            for line in words(index).splitlines():
                builder.text(line, place=place)
    others = [f"{heading}: {' '.join(words(index).split())}" for index, heading in columns.others if words(index)]
    if others:
        builder.text("【Background information】" if columns.is_english else "【背景信息】", place=place)
        # One line: many short ones that come again and again look like the headings of cases.
        builder.text("; ".join(others), place=place)


def _columns(rows: Sequence[Sequence[str]]) -> _Columns | None:
    """The columns of a table of cases, None for any other table."""
    names = _names()
    for number, row in enumerate(rows[:_HEADER_ROWS]):
        headings = [(index, words.strip()) for index, words in enumerate(row) if 0 < len(words.strip()) <= 20]
        known = {index: names[_key(words)] for index, words in headings if _key(words) in names}
        roles = [
            (index, Role(known[index]), _label(words))
            for index, words in headings
            if known.get(index, "title") != "title"
        ]
        if not any(role is Role.BODY for _, role, _ in roles):
            continue
        title = next((index for index, role in known.items() if role == "title"), None)
        ordered = sorted(roles, key=lambda item: item[1] is not Role.BODY)
        others = tuple(
            (index, words)
            for index, words in headings
            if index not in known and words not in ("序号", "编号", "No.", "#")
        )
        is_english = all(words.isascii() for index, words in headings if index in known)
        return _Columns(number, title, tuple(ordered), others, is_english)
    return None


def _names() -> dict[str, str]:
    """What the heading of a column means: the word of a section, or the title."""
    table = rules.table("columns")
    return {
        **_sections(),
        **{_key(word): "body" for word in table["body"]},
        **{_key(word): "title" for word in table["title"]},
    }


def _sections() -> dict[str, str]:
    return {_key(word): rule["role"] for rule in rules.table("sections")["section"] for word in rule["words"]}


def _label(heading: str) -> str:
    """A heading as a text has it above a section: what only tables call a story is called so."""
    if _key(heading) in _sections():
        return _FURTHER.sub("", heading)
    return "Story" if heading.isascii() else "正文"


def _key(heading: str) -> str:
    """A heading without the number that a further column of the same has: 正文 (2)."""
    return fold(_FURTHER.sub("", heading))
