"""The neutral blocks of a handout, that preview and Word file are both made from."""

from dataclasses import dataclass
from enum import StrEnum

from casedesk.domain import richtext

CARD_HEAD, CARD_FOOT = 39.7, 49.6
"""How high head and foot of a card are, in points."""
CARD_PICTURE = 110.0
"""How high a picture on a card is at most, in points."""
CARD_ROWS = ((0.25, 0.25, 0.25, 0.25), (0.21, 0.545, 0.245), (0.2, 0.2, 0.6), (0.3, 0.7))
"""The columns that a row of short figures on a card can have, as shares of its width."""


class Kind(StrEnum):
    """What a paragraph of a handout is; the Word style follows from it."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    EDITION = "edition"
    """The mark over the title of a trainer's file: `label` white on black, then the warning."""
    NAME_LINE = "name_line"
    """Blanks to fill in: one run for each label, a rule behind each."""
    CONTENTS_HEADING = "contents_heading"
    ATTACHMENT = "attachment"
    """The mark over a case that is attached to an official document: 附件1."""
    ADDRESSEE = "addressee"
    """Whom an official document is for."""
    SIGN_OFF = "sign_off"
    SIGN_DATE = "sign_date"
    CASE_TITLE = "case_title"
    CASE_DATA = "case_data"
    HEADING = "heading"
    SUB_HEADING = "sub_heading"
    PLAIN_HEADING = "plain_heading"
    """As large as a case title, without a number: the plan, after class."""
    TEXT = "text"
    QUESTION = "question"
    ANSWER = "answer"
    NOTE = "note"
    ANALYSIS = "analysis"
    RESOLUTION = "resolution"
    LESSON = "lesson"
    BULLET = "bullet"
    NUMBER = "number"
    QUOTE = "quote"
    DIALOGUE = "dialogue"
    """What somebody says, with the name before it."""
    CLOSING = "closing"
    """The heading of what belongs to no case, at the end."""
    CLOSING_TEXT = "closing_text"
    HOUSE_RULE = "house_rule"
    """One of the few lines on how the class talks."""
    RULE = "rule"
    CAPTION = "caption"
    """The title above a table."""
    FIGURE_CAPTION = "figure_caption"
    """The title below a picture."""
    SOURCE = "source"
    """A source, or a note under a table."""
    SHEET = "sheet"
    """The head of a sheet that is given out by itself; begins a page."""
    SITUATION = "situation"
    """What a role card says first."""
    CHECK = "check"
    """An item with a box to tick."""
    ROW = "row"
    """A row of short figures on a card, parted by tabs; `level` is the place of its columns in CARD_ROWS."""


@dataclass(frozen=True, slots=True)
class Para:
    """One paragraph. `number` is the text of a number where it has one ("案例一", "1."), for preview and contents."""

    kind: Kind
    inlines: tuple[richtext.Inline, ...] = ()
    number: str = ""
    level: int = 0
    """The depth of a list item, 0 for the outermost."""
    label: str = ""
    """The words that stand before the text in the label's face: 参考答案."""
    aside: str = ""
    """Grey words between label and text: 4分钟."""
    tail: str = ""
    """Grey words behind the text: 学员版第2页."""
    new_page: bool = False
    part: str = ""
    """The bookmark of the part of a case that this belongs to, by which it is known when the file is read back."""
    voice: Kind = Kind.TEXT
    """For list items: TEXT in the story, ANALYSIS in the trainer's own words."""

    @property
    def text(self) -> str:
        """The words of the paragraph, without number and label."""
        return "".join(item.text for item in self.inlines if isinstance(item, richtext.Run))

    @property
    def is_picture(self) -> bool:
        """Whether there is nothing in it but a picture."""
        return not self.text.strip() and any(isinstance(item, richtext.Picture) for item in self.inlines)


@dataclass(frozen=True, slots=True)
class AnswerLines:
    """Room to write in, as high as so many ruled lines. With a `number` the first bears it, and a `hint`."""

    count: int
    number: str = ""
    hint: str = ""
    to_foot: int = 0
    """So many more lines reach to the foot of the page, where the page is one of ours."""
    is_box: bool = False
    """A frame instead of lines."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Rows of label and value, without rules. With two `columns` two pairs stand beside each other."""

    rows: tuple[tuple[str, str], ...]
    columns: int = 1
    in_trainer_voice: bool = False


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of cases and other headings of the first level: number and title, in the order they are printed."""

    entries: tuple[tuple[str, str], ...]


class GridLook(StrEnum):
    """What a grid looks like."""

    FORM = "form"
    """Boxes to fill in by hand."""
    LIST = "list"
    """Rules between the rows."""
    CLOCK = "clock"
    """As a list, with a heavy rule behind the first column."""


class Column(StrEnum):
    """What stands in a column. Further lines of a time or an entry are small."""

    TEXT = "text"
    ENTRY = "entry"
    """What the row is about."""
    NUMBER = "number"
    VOICE = "voice"
    """The trainer's own words."""
    TIME = "time"
    GAP = "gap"
    """White between two halves of a form."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table that we make: a heading row, where it has one, repeats. `widths` are shares of the text width."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    look: GridLook = GridLook.FORM
    columns: tuple[Column, ...] = ()
    """What each column holds; empty for text throughout."""
    heights: tuple[float, ...] = ()
    """How high each row is at least, in points; empty for room to write in."""
    is_kept: bool = False
    """All rows stay on one page."""

    def column(self, place: int) -> Column:
        """What stands in the column at a place."""
        return self.columns[place] if self.columns else Column.TEXT


@dataclass(frozen=True, slots=True)
class Card:
    """A quarter of a page: its head, its title, what stands on it and the question at its foot."""

    left: str
    right: str
    title: str
    body: "tuple[Para | AnswerLines, ...]"
    foot: str = ""


@dataclass(frozen=True, slots=True)
class Cards:
    """Cards, four to a page, to be cut in the middle both ways."""

    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One block of the lesson plan as it is printed."""

    time: str
    minutes: str = ""
    title: str = ""
    cases: tuple[str, ...] = ()
    remark: str = ""
    """必讲, 可删 or 备用, and the grouping."""
    trainer: str = ""
    learners: str = ""
    materials: str = ""
    pages: str = ""
    """Where the cases stand in the learner handout."""
    changes: str = ""
    """Second thoughts that the trainer has noted already."""


@dataclass(frozen=True, slots=True)
class PlanTable:
    """The lesson plan. The last of its columns is empty, for second thoughts."""

    header: tuple[str, ...]
    """Time, block, trainer does, learners do, materials, pages where they are known, second thoughts."""
    rows: tuple[PlanRow, ...]


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A table out of a case's rich text."""

    table: richtext.Table
    part: str = ""
    """As in Para."""


class Layout(StrEnum):
    """How wide the text stands on its page."""

    FULL = "full"
    NOTES = "notes"
    """An empty column at the right, to write in."""


@dataclass(frozen=True, slots=True)
class LayoutStart:
    """A new page from which on another layout holds."""

    layout: Layout


HandoutBlock = Para | AnswerLines | Facts | Contents | Grid | Cards | PlanTable | Exhibit | LayoutStart
