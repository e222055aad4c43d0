"""Styles of a handout as Qt's formats, in quarters of a point."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat

from casedesk.domain.handout_look import ParagraphLook

UNIT = 4
"""Units in a point."""
STAND_INS = {
    "SimSun": ("SimSun", "Songti SC", "Noto Serif CJK SC", "Source Han Serif SC"),
    "SimHei": ("SimHei", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC"),
    "KaiTi": ("KaiTi", "Kaiti SC", "AR PL UKai CN", "Noto Serif CJK SC"),
    "FangSong": ("FangSong", "STFangsong", "Noto Serif CJK SC"),
}
"""Families that stand in on the screen where the one in the file is missing."""
_ALIGNMENTS: Mapping[str, Qt.AlignmentFlag] = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "both": Qt.AlignmentFlag.AlignJustify,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}


def block_format(look: ParagraphLook) -> QTextBlockFormat:
    """The paragraph format of a style."""
    block = QTextBlockFormat()
    block.setTopMargin(look.before * UNIT)
    block.setBottomMargin(look.after * UNIT)
    block.setLeftMargin(look.left * UNIT)
    block.setRightMargin(look.right * UNIT)
    block.setTextIndent(look.first * UNIT)
    block.setAlignment(_ALIGNMENTS.get(look.align, Qt.AlignmentFlag.AlignLeft))
    if look.line:
        kind = (
            QTextBlockFormat.LineHeightTypes.FixedHeight
            if look.is_exact
            else QTextBlockFormat.LineHeightTypes.MinimumHeight
        )
        block.setLineHeight(look.line * UNIT, kind.value)
    if look.fill:
        block.setBackground(QColor(f"#{look.fill}"))
    return block


def marked(base: QTextCharFormat, marks: frozenset[str]) -> QTextCharFormat:
    """The characters of a run with its marks."""
    if not marks:
        return base
    characters = QTextCharFormat(base)
    if "strong" in marks:
        characters.setFontWeight(QFont.Weight.Bold)
    characters.setFontItalic("em" in marks)
    characters.setFontUnderline("u" in marks)
    characters.setFontStrikeOut("s" in marks)
    if "mark" in marks:
        characters.setBackground(QColor(Qt.GlobalColor.lightGray))
    if "sup" in marks:
        characters.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
    elif "sub" in marks:
        characters.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSubScript)
    return characters
