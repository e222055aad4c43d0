"""A handout as pages on the screen: the neutral blocks set by Qt, in the styles that the Word file gets.

Set in pieces of a few pages, each a document of its own, so that the window lives while a thousand cases are set.
Approximate on purpose: Word breaks lines and pages by its own rules. Units are quarters of a point, so that font sizes
of half points are whole pixels.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtGui import (
    QColor,
    QFont,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextImageFormat,
)

from casedesk.domain import richtext
from casedesk.domain.dialogue import parted
from casedesk.domain.handout import Handout
from casedesk.domain.handout_blocks import (
    AnswerLines,
    Cards,
    Contents,
    Exhibit,
    Facts,
    Grid,
    HandoutBlock,
    Kind,
    Layout,
    LayoutStart,
    Para,
    PlanTable,
)
from casedesk.domain.handout_look import HandoutLook, ParagraphLook
from casedesk.ui.editor.picture_objects import Pictures
from casedesk.ui.handouts.card_setting import CardSetting
from casedesk.ui.handouts.formats import STAND_INS, UNIT, block_format, marked
from casedesk.ui.handouts.keeping import KEPT, keep_together
from casedesk.ui.handouts.paper import paper, used_of_last_page
from casedesk.ui.handouts.pieces import Piece, pieces_of
from casedesk.ui.handouts.table_setting import TableSetting

_TRAINER_VOICE = frozenset({Kind.ANSWER, Kind.ANALYSIS, Kind.RESOLUTION, Kind.LESSON, Kind.NOTE})
_PANELS = (Kind.NOTE, Kind.LESSON)
_PANEL_GAP = 10.0
"""White around a panel, in points."""
_LEVELS = {Kind.CASE_TITLE: 0, Kind.PLAIN_HEADING: 0, Kind.HEADING: 1, Kind.SUB_HEADING: 2}
_RULE_COLOUR = "7F7F7F"
_TABLE_COLOUR = "A6A6A6"


@dataclass(frozen=True, slots=True)
class Rule:
    """A line along the bottom of a block, from margin to margin."""

    block: int
    thickness: float
    colour: str


@dataclass(frozen=True, slots=True)
class Title:
    """A heading in a block, and how deep it stands."""

    block: int
    words: str
    level: int


@dataclass(frozen=True, slots=True)
class Typeset:
    """A paginated document with a few pages of a handout, and the rules to be drawn over it."""

    document: QTextDocument
    goes_on: bool
    """Its first page is the last one of what stands before: what is used of that is left free."""
    is_last: bool
    used: float
    """How far down its last page is used."""
    rules: tuple[Rule, ...]
    bars: tuple[range, ...]
    """Runs of blocks with a bar at the left: expected answers."""
    boxes: tuple[range, ...]
    """Runs of blocks with a frame: the lesson."""
    titles: tuple[Title, ...]


def typeset(handout: Handout, look: HandoutLook, pictures: Pictures) -> Iterator[Typeset]:
    """The handout in pages, piece by piece. Page size and left margin are those of the first page."""
    typesetter = _Typesetter(handout, look, pictures)
    used = 0.0
    for piece in pieces_of(handout.blocks, look):
        made = typesetter.piece(piece, 0.0 if piece.begins_page else used)
        yield made
        used = made.used


class _Typesetter:
    def __init__(self, handout: Handout, look: HandoutLook, pictures: Pictures) -> None:
        self._handout = handout
        self._look = look
        self._pictures = pictures
        page = look.pages[Layout.FULL]
        self._width = page.width - page.left - page.right
        self._is_first = True
        """Nothing is set yet of the whole handout."""
        self._breaks = False
        self._narrow = 0.0
        self._formats: dict[ParagraphLook, QTextCharFormat] = {}

    def piece(self, piece: Piece, used: float) -> Typeset:
        """Pages of their own; with something `used` of the first page, they go on there."""
        self._document = paper(self._look.pages[Layout.FULL], self._pictures)
        self._cursor = QTextCursor(self._document)
        self._tables = TableSetting(self._cursor, self._look, self._characters)
        self._rules: list[Rule] = []
        self._barred: list[int] = []
        self._boxed: list[int] = []
        self._titles: list[Title] = []
        self._kept: set[int] = set()
        """Blocks that stay on the page of the block after them."""
        self._is_empty = True
        self._cursor.beginEditBlock()  # nothing is laid out before all of it is there
        if used:
            self._start(ParagraphLook(size=1, line=used / UNIT, is_exact=True))
        before: HandoutBlock | None = None
        for block in piece.blocks:
            if _is_beside_panel(before, block):
                self._start(ParagraphLook(size=1, line=_PANEL_GAP, is_exact=True))
            self._write(block)
            before = block
            self._is_first = self._is_first and isinstance(block, LayoutStart)
        self._cursor.endEditBlock()
        keep_together(self._document, self._kept)
        return Typeset(
            self._document,
            bool(used),
            piece.is_last,
            used_of_last_page(self._document),
            tuple(self._rules),
            _runs_of(self._barred),
            _runs_of(self._boxed),
            tuple(self._titles),
        )

    @property
    def _room(self) -> float:
        """How wide the text is, in points."""
        return self._width - self._narrow

    def _write(self, block: HandoutBlock) -> None:
        match block:
            case Para():
                self._para(block)
            case AnswerLines():
                self._answer_space(block)
            case Facts():
                self._tables.facts(block, self._room)
            case Contents():
                for number, title in block.entries:
                    self._start(self._look.parts["contents"])
                    self._text(f"{number}　{title}" if number else title, self._look.parts["contents"])
            case Grid():
                self._tables.grid(block, self._room)
            case PlanTable():
                self._tables.plan(block, self._room)
            case Exhibit():
                self._tables.exhibit(block.table, self._room)
            case Cards():
                CardSetting(self._tables, self._look, self._look.pages[Layout.FULL]).pages(block.cards)
            case LayoutStart():
                page, full = self._look.pages[block.layout], self._look.pages[Layout.FULL]
                self._narrow = page.right - full.right
                self._breaks = True

    def _para(self, para: Para) -> None:
        look = self._look.styles.get(para.kind, ParagraphLook())
        if para.kind in (Kind.BULLET, Kind.NUMBER) and para.voice in _TRAINER_VOICE:
            look = self._look.styles[Kind.ANALYSIS]
        if look.rule_above:
            self._rule(look.rule_above[0], before=look.before, breaks=look.breaks_page or para.new_page)
        self._start(look, breaks=not look.rule_above and (look.breaks_page or para.new_page), para=para)
        voice = self._look.styles.get(para.voice, look)
        if look.bar or voice.bar:
            self._barred.append(self._cursor.blockNumber())
        if look.box or voice.box:
            self._boxed.append(self._cursor.blockNumber())
        if para.kind is Kind.NAME_LINE:
            self._text("　".join(f"{run.text}＿＿＿＿＿＿" for run in _runs(para.inlines)), look)
            return
        lead = self._lead(para)
        if lead:
            self._text(lead, look, is_label=bool(para.label))
        if para.aside:
            self._text(para.aside + "　", look, colour="595959")
        speaker, said = parted(para.inlines) if para.kind is Kind.DIALOGUE else ((), para.inlines)
        self._inlines(speaker, replace(look, face="hei", is_bold=self._handout.options.language == "en"))
        self._inlines(said, look)
        if para.tail:
            self._text(para.tail, look, colour="595959")
        if para.kind in KEPT:
            self._keep()
        if para.kind in _LEVELS:
            self._titles.append(Title(self._cursor.blockNumber(), f"{para.number}{para.text}", _LEVELS[para.kind]))
        if look.rule_below:
            self._rule(look.rule_below[0], after=look.after)

    def _lead(self, para: Para) -> str:
        """What stands before the words: number, bullet or label."""
        if para.kind is Kind.BULLET:
            return "–　"
        if para.kind in (Kind.NUMBER, Kind.QUESTION):
            return f"{para.number}　" if para.number else ""
        if para.number:
            return f"{para.number}　"
        return f"{para.label}　" if para.label else ""

    def _start(self, look: ParagraphLook, *, breaks: bool = False, para: Para | None = None) -> None:
        block = block_format(look)
        block.setRightMargin(block.rightMargin() + self._narrow * UNIT)
        if para is not None and para.kind in (Kind.BULLET, Kind.NUMBER):
            block.setLeftMargin((para.level + 1) * 2 * look.size * UNIT)
            block.setTextIndent(-1.5 * look.size * UNIT)
        if para is not None and para.kind is Kind.QUESTION:
            block.setLeftMargin(2 * look.size * UNIT)
            block.setTextIndent(-2 * look.size * UNIT)
        if (breaks or self._breaks) and not self._is_first:
            if not self._is_empty:
                block.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            block.setTopMargin(0)
        self._breaks = False
        characters = self._characters(look)
        if self._is_empty:
            self._cursor.setBlockFormat(block)
            self._cursor.setBlockCharFormat(characters)
        else:
            self._cursor.movePosition(QTextCursor.MoveOperation.End)
            self._cursor.insertBlock(block, characters)
        self._is_first = self._is_empty = False

    def _rule(self, thickness: float, *, before: float = 0, after: float = 0, breaks: bool = False) -> None:
        self._start(ParagraphLook(size=1, line=2, is_exact=True, before=before, after=after), breaks=breaks)
        self._draw_rule(thickness, "000000")
        self._keep()

    def _answer_space(self, lines: AnswerLines) -> None:
        if lines.is_box:
            look = self._look.parts["answer_line"]
            box = self._tables.table(1, 1, (1,), self._room)
            self._tables.cell(box, 0, 0, richtext.LINE_BREAK * (lines.count - 1), look)
            return
        words = f"{lines.number}　{lines.hint}" if lines.number else ""
        for left in range(lines.count + lines.to_foot, 0, -1):
            self._answer_line(words, is_last=left == 1)
            words = ""

    def _answer_line(self, words: str, *, is_last: bool) -> None:
        look = self._look.parts["answer_line"]
        self._start(replace(look, first=0, left=0))
        self._text(words, look)
        self._draw_rule(0.5, _RULE_COLOUR)
        if not is_last:
            self._keep()

    def _draw_rule(self, thickness: float, colour: str) -> None:
        self._rules.append(Rule(self._cursor.blockNumber(), thickness, colour))

    def _keep(self) -> None:
        self._kept.add(self._cursor.blockNumber())

    def _characters(self, look: ParagraphLook) -> QTextCharFormat:
        """The letters of a style, to be changed by whoever asks."""
        if look not in self._formats:
            self._formats[look] = self._letters(look)
        return QTextCharFormat(self._formats[look])

    def _letters(self, look: ParagraphLook) -> QTextCharFormat:
        latin, east_asian = self._look.families.get(look.face, ("Times New Roman", "SimSun"))
        font = QFont([*(() if self._handout.options.language == "zh" else (latin,)), *STAND_INS[east_asian]])
        font.setPixelSize(max(1, round(look.size * UNIT)))
        font.setBold(look.is_bold)
        font.setFeature(QFont.Tag("pwid"), int(self._handout.options.language == "en"))
        characters = QTextCharFormat()
        characters.setFont(font)
        characters.setForeground(QColor(f"#{look.colour}"))
        return characters

    def _text(self, text: str, look: ParagraphLook, *, is_label: bool = False, colour: str = "") -> None:
        characters = self._characters(look)
        if is_label:
            hei = ParagraphLook(face="hei", size=look.size, colour=look.colour)
            characters = self._characters(hei)
        if colour:
            characters.setForeground(QColor(f"#{colour}"))
        self._cursor.insertText(text, characters)

    def _inlines(self, inlines: Sequence[richtext.Inline], look: ParagraphLook) -> None:
        base = self._characters(look)
        for item in inlines:
            if isinstance(item, richtext.Run):
                self._cursor.insertText(item.text, marked(base, item.marks))
            else:
                self._insert_picture(item, base)

    def _insert_picture(self, item: richtext.Picture, base: QTextCharFormat) -> None:
        size = self._pictures.size(item.digest)
        if size.isEmpty():
            self._cursor.insertText(f"[{self._look.picture.format(alt=item.alt)}]", base)
            return
        width = min((item.width or size.width()) * 0.75, self._room)
        shape = QTextImageFormat()
        shape.setName(item.digest)
        shape.setWidth(width * UNIT)
        shape.setHeight(width * UNIT * size.height() / size.width())
        self._cursor.insertImage(shape)


def _is_beside_panel(before: HandoutBlock | None, block: HandoutBlock) -> bool:
    """Whether there is white between two paragraphs, as one of them is a panel or a box; see `BodyWriter`."""
    if not isinstance(before, Para) or not isinstance(block, Para) or before.kind is block.kind:
        return False
    return (
        (before.kind in _PANELS or block.kind in _PANELS) and before.kind not in _LEVELS and block.kind not in _LEVELS
    )


def _runs_of(numbers: Sequence[int]) -> tuple[range, ...]:
    """Ascending numbers as runs without a gap."""
    runs: list[range] = []
    for number in numbers:
        if runs and runs[-1].stop == number:
            runs[-1] = range(runs[-1].start, number + 1)
        else:
            runs.append(range(number, number + 1))
    return tuple(runs)


def _runs(inlines: Sequence[richtext.Inline]) -> list[richtext.Run]:
    return [item for item in inlines if isinstance(item, richtext.Run)]
