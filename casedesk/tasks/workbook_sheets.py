"""Sheets of a workbook: a heading row that stays in sight, filters, wrapped words; text is never a formula."""

# XlsxWriter says of most of what it gives what it is, but not of everything.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Self

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

LONGEST_CELL = 32_000
"""So many characters go into a cell; Excel takes few more."""
_MADE = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The time in the file's properties, so that equal cases give equal bytes."""
_HEAD_HEIGHT = 24
_HEAD_LINES = 2
_FILTER = 3
"""The button of the filter takes so many letters from a heading."""
_LINE_HEIGHT = 15
_SURELY_HIGH = 2000
"""A text of so many letters fills every row there is."""
_A4 = 9
_WIDEST_PAGE = 240
"""Sheets up to this width are printed side by side on one page."""
_FORBIDDEN = str.maketrans("[]:*?/\\", "       ")
_LONGEST_NAME = 31

Value = str | int | date | None
"""What stands in a cell."""


class Width(StrEnum):
    """What a column holds, as far as its width goes."""

    FIGURE = "figure"
    SHORT = "short"
    NAME = "name"
    LINE = "line"
    TEXT = "text"


_WIDTHS = {Width.FIGURE: 8, Width.SHORT: 13, Width.NAME: 22, Width.LINE: 40, Width.TEXT: 60}
"""In letters of the usual font."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet."""

    heading: str
    width: Width = Width.SHORT

    @property
    def letters(self) -> int:
        """How wide it is: as wide as its heading asks for, at least."""
        letters = _WIDTHS[self.width]
        while letters < _WIDTHS[Width.TEXT] and self.lines_of_heading(letters) > _HEAD_LINES:
            letters += 1
        return letters

    def lines_of_heading(self, letters: int) -> int:
        """How many lines the heading takes beside the button of the filter; a word that is cut counts as too many."""
        room = letters - _FILTER
        words = self.heading.split()
        if any(len(word) > room and word.isascii() for word in words):
            return _HEAD_LINES + 1
        return max(len(textwrap.wrap(self.heading, room)), _lines_of(self.heading, room))


class Book:
    """A workbook that is written row by row, so that a large one needs little room; closed, it is a file."""

    def __init__(self, target: Path, *, title: str, aside: Path) -> None:
        """`aside` is a folder for what is not finished."""
        options = {
            "constant_memory": True,
            "tmpdir": str(aside),
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self._book = Workbook(str(target), options)
        self._book.set_properties({"title": title, "created": _MADE})
        edge = {"bottom": 1, "bottom_color": "#7F7F7F"}
        self._head = self._format(bold=True, bg_color="#EFEFEF", valign="vcenter", text_wrap=True, **edge)
        line = {"valign": "top", "bottom": 4, "bottom_color": "#BFBFBF"}
        self._text = self._format(text_wrap=True, **line)
        self._figure = self._format(align="right", indent=1, **line)
        self._date = self._format(num_format="yyyy-mm-dd", align="left", **line)

    def sheet(self, name: str, columns: Sequence[Column], *, lines: int) -> "Sheet":
        """A new sheet whose rows are as high as what is in them, but no higher than so many lines; the first two
        columns stay in sight with the headings.
        """
        made = self._book.add_worksheet(name.translate(_FORBIDDEN)[:_LONGEST_NAME])
        widths = [column.letters for column in columns]
        most = max(map(Column.lines_of_heading, columns, widths))
        made.set_row(0, max(_HEAD_HEIGHT, _LINE_HEIGHT * min(most, _HEAD_LINES) + 4))
        for place, column in enumerate(columns):
            made.set_column(place, place, widths[place])
            made.write_string(0, place, column.heading, self._head)
        made.freeze_panes(1, 2)
        made.set_landscape()
        made.set_paper(_A4)
        made.repeat_rows(0)
        if sum(widths) <= _WIDEST_PAGE:
            made.fit_to_pages(1, 0)
        return Sheet(made, widths, lines, (self._text, self._figure, self._date))

    def _format(self, **values: object) -> Format:
        return self._book.add_format({"font_name": "Arial", "font_size": 10, **values})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self._book.close()


class Sheet:
    """One sheet, row after row."""

    def __init__(
        self, sheet: Worksheet, widths: Sequence[int], lines: int, formats: tuple[Format, Format, Format]
    ) -> None:
        self._sheet = sheet
        self._widths = widths
        self._lines = lines
        self._text, self._figure, self._day = formats
        self._row = 0

    def add(self, values: Sequence[Value]) -> None:
        """The next row."""
        self._row += 1
        tallest = max(map(_lines_of, values, self._widths))
        self._sheet.set_row(self._row, _LINE_HEIGHT * min(tallest, self._lines) + 2)
        for place, value in enumerate(values):
            match value:
                case None | "":
                    self._sheet.write_blank(self._row, place, None, self._text)
                case str():
                    self._sheet.write_string(self._row, place, value, self._text)
                case int():
                    self._sheet.write_number(self._row, place, value, self._figure)
                case date():
                    self._sheet.write_datetime(self._row, place, datetime.combine(value, time()), self._day)

    def finish(self) -> None:
        """Give every column a filter."""
        self._sheet.autofilter(0, 0, max(1, self._row), len(self._widths) - 1)


def _lines_of(value: Value, width: int) -> int:
    """About how many lines a value takes in a column; wide letters count twice."""
    if not isinstance(value, str):
        return 1
    if len(value) > _SURELY_HIGH:
        return _SURELY_HIGH
    return sum(max(1, -(-sum(1 + (char >= "\u2e80") for char in line) // width)) for line in value.split("\n"))


def pieces(text: str) -> list[str]:
    """A text in pieces that a cell takes, cut at the ends of lines where that goes; none for an empty text."""
    found: list[str] = []
    while len(text) > LONGEST_CELL:
        cut = text.rfind("\n", LONGEST_CELL // 2, LONGEST_CELL) + 1 or LONGEST_CELL
        found.append(text[:cut].removesuffix("\n"))
        text = text[cut:]
    return [*found, text] if text else found
