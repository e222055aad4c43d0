"""What a text document remembers of rich text, and how that looks.

The truth stands in properties of our own; weights, margins and colours only follow from it, so that nothing has to be
guessed from looks when the document is read.
"""

from dataclasses import dataclass, field
from enum import IntEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextFormat,
    QTextFrameFormat,
    QTextImageFormat,
    QTextLength,
    QTextTableCell,
    QTextTableFormat,
)

from casedesk.domain.richtext import ATTACHMENT, MARKS, ParagraphKind, Picture
from casedesk.ui.editor.block_paths import Kind, Path, decoded, encoded

_USER = QTextFormat.Property.UserProperty.value
HEADING_LEVEL = 3
_THIN = 4


class Property(IntEnum):
    """Our own properties of text formats."""

    PATH = _USER + 1
    """Of blocks and tables: the encoded path of lists and quotations around."""
    FILLER = _USER + 2
    """Of blocks: the document needs it beside a table; without words it is not there."""
    MARKS = _USER + 3
    """Of characters: one bit for each of richtext.MARKS."""
    ALT = _USER + 4
    """Of pictures."""
    WIDTH = _USER + 5
    """Of pictures: the width that is stored, which may be more than fits; 0 for the picture's own."""
    HEADER = _USER + 6
    """Of table cells."""
    DIALOGUE = _USER + 7
    """Of blocks."""


@dataclass(frozen=True)
class Look:
    """Fonts, colours and lengths for rich text."""

    font: QFont
    line_height: int = 28
    """Pixels from line to line; a line with a picture or a tall letter takes more."""
    paragraph_gap: int = 12
    list_indent: int = 26
    quote_indent: int = 18
    hanging: int = 32
    """How far behind the speaker's name the further lines of a dialogue stand."""
    column: int = 672
    """The width that pictures may take."""
    mark: QColor = field(default_factory=lambda: QColor(Qt.GlobalColor.yellow))
    mark_ink: QColor = field(default_factory=lambda: QColor(Qt.GlobalColor.black))
    rule: QColor = field(default_factory=lambda: QColor(Qt.GlobalColor.gray))
    header: QColor = field(default_factory=lambda: QColor(Qt.GlobalColor.lightGray))


def char_format(marks: frozenset[str], look: Look, *, is_heading: bool = False) -> QTextCharFormat:
    """The format of characters with these marks."""
    made = QTextCharFormat()
    made.setProperty(Property.MARKS, bits_of(marks))
    if is_heading or "strong" in marks:
        made.setFontWeight(QFont.Weight.DemiBold)
    if "em" in marks:
        made.setFontItalic(True)
    if "u" in marks:
        made.setFontUnderline(True)
    if "s" in marks:
        made.setFontStrikeOut(True)
    if "mark" in marks:
        made.setBackground(look.mark)
        made.setForeground(look.mark_ink)
    if "sup" in marks:
        made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
    elif "sub" in marks:
        made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSubScript)
    return made


def marks_of(made: QTextCharFormat) -> frozenset[str]:
    """The marks that characters carry."""
    bits = made.intProperty(Property.MARKS)
    return frozenset(mark for at, mark in enumerate(MARKS) if bits >> at & 1) if bits else frozenset()


def bits_of(marks: frozenset[str]) -> int:
    """One bit for each mark."""
    return sum(1 << MARKS.index(mark) for mark in marks)


def block_format(
    path: Path,
    look: Look,
    *,
    kind: ParagraphKind = ParagraphKind.TEXT,
    is_filler: bool = False,
    is_tight: bool = False,
) -> QTextBlockFormat:
    """The format of a paragraph inside these lists and quotations; a tight one has its list or dialogue going on."""
    made = QTextBlockFormat()
    if path:
        made.setProperty(Property.PATH, encoded(path))
        made.setLeftMargin(indent_of(path, look))
    if is_filler:
        made.setProperty(Property.FILLER, True)
    if kind is ParagraphKind.HEADING:
        made.setHeadingLevel(HEADING_LEVEL)
    elif kind is ParagraphKind.DIALOGUE:
        made.setProperty(Property.DIALOGUE, True)
        made.setLeftMargin(indent_of(path, look) + look.hanging)
        made.setTextIndent(-look.hanging)
    made.setLineHeight(look.line_height, QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
    made.setBottomMargin(look.paragraph_gap // 3 if is_tight else look.paragraph_gap)
    return made


def thin_filler(look: Look) -> QTextBlockFormat:
    """The format of a block that only gives the caret a place above a table."""
    made = block_format((), look, is_filler=True)
    made.setLineHeight(_THIN, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    made.setBottomMargin(0)
    return made


def indent_of(path: Path, look: Look) -> int:
    """How far in a paragraph stands."""
    return sum(look.quote_indent if step.kind is Kind.QUOTE else look.list_indent for step in path)


def path_of(made: QTextFormat) -> Path:
    """The lists and quotations around a paragraph or a table."""
    return decoded(made.stringProperty(Property.PATH))


def is_filler(made: QTextBlockFormat) -> bool:
    """Whether the block counts only when it has words."""
    return made.boolProperty(Property.FILLER)


def kind_of(made: QTextBlockFormat) -> ParagraphKind:
    """What the paragraph is."""
    if made.headingLevel() > 0:
        return ParagraphKind.HEADING
    return ParagraphKind.DIALOGUE if made.boolProperty(Property.DIALOGUE) else ParagraphKind.TEXT


def is_heading(made: QTextBlockFormat) -> bool:
    """Whether the block is a heading."""
    return made.headingLevel() > 0


def picture_format(picture: Picture, marks: frozenset[str] = frozenset()) -> QTextImageFormat:
    """The format of a picture."""
    made = QTextImageFormat()
    made.setName(ATTACHMENT + picture.digest)
    made.setProperty(Property.ALT, picture.alt)
    made.setProperty(Property.WIDTH, picture.width)
    made.setProperty(Property.MARKS, bits_of(marks))
    made.setToolTip(picture.alt)
    return made


def picture_of(made: QTextFormat) -> Picture:
    """The picture of an image format."""
    name = made.stringProperty(QTextFormat.Property.ImageName.value)
    return Picture(name.removeprefix(ATTACHMENT), made.stringProperty(Property.ALT), made.intProperty(Property.WIDTH))


def table_format(path: Path, look: Look) -> QTextTableFormat:
    """The format of a table inside these lists and quotations."""
    made = QTextTableFormat()
    made.setProperty(Property.PATH, encoded(path))
    made.setLeftMargin(indent_of(path, look))
    made.setBottomMargin(look.paragraph_gap)
    made.setBorderCollapse(True)
    made.setBorder(1)
    made.setBorderBrush(look.rule)
    made.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    made.setCellPadding(6)
    made.setCellSpacing(0)
    made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    return made


def set_header(cell: QTextTableCell, look: Look, *, is_header: bool) -> None:
    """Make a table cell a heading, or not. The spans stand in the same format and stay."""
    made = cell.format().toTableCellFormat()
    if is_header:
        made.setProperty(Property.HEADER, True)
        made.setBackground(look.header)
    else:
        made.clearProperty(Property.HEADER)
        made.clearBackground()
    cell.setFormat(made)


def is_cell(made: QTextCharFormat) -> bool:
    """Whether the format before a block's words is that of a table cell, which its first block shares."""
    return made.objectType() == QTextFormat.ObjectTypes.TableCellObject.value or made.objectIndex() != -1


def is_header(made: QTextFormat) -> bool:
    """Whether a table cell is a heading of its row or column."""
    return made.boolProperty(Property.HEADER)
