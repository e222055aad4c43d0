"""What goes on paper: editions, options, and the neutral blocks that preview and Word file are both made from."""

from dataclasses import dataclass, field
from enum import StrEnum

from casedesk.domain import richtext
from casedesk.domain.case import Role


class Edition(StrEnum):
    """Who a handout is for."""

    LEARNER = "learner"
    TRAINER = "trainer"


class Numbering(StrEnum):
    """How cases are numbered."""

    CASE = "case"
    """案例一, 案例二; Case 1, Case 2."""
    NONE = "none"


@dataclass(frozen=True, slots=True)
class HandoutOptions:
    """The choices of the handout dialog. `language` is the handout's, "zh" or "en", not the interface's."""

    edition: Edition = Edition.LEARNER
    language: str = "zh"
    paper: str = "a4"
    """a4 or letter."""
    roles: frozenset[Role] = frozenset({Role.BODY, Role.QUESTION})
    """Sections to print; a learner edition never prints others than these two."""
    numbering: Numbering = Numbering.CASE
    new_page: bool = True
    """Each case on a new page, or running on."""
    answer_lines: int | None = None
    """Lines under every question; None for each question's own figure."""
    large_print: bool = False
    contents: bool = True
    pseudonyms: bool = True
    footer: str = ""
    copies: int = 1


class Kind(StrEnum):
    """What a paragraph of a handout is; the Word style follows from it."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    EDITION = "edition"
    NAME_LINE = "name_line"
    CONTENTS_HEADING = "contents_heading"
    CASE_TITLE = "case_title"
    CASE_DATA = "case_data"
    HEADING = "heading"
    SUB_HEADING = "sub_heading"
    PLAIN_HEADING = "plain_heading"
    TEXT = "text"
    QUESTION = "question"
    ANSWER = "answer"
    NOTE = "note"
    ANALYSIS = "analysis"
    LESSON = "lesson"
    BULLET = "bullet"
    NUMBER = "number"
    QUOTE = "quote"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Para:
    """One paragraph. `number` is the text of a number where it has one ("案例一", "1."), for preview and contents."""

    kind: Kind
    inlines: tuple[richtext.Inline, ...] = ()
    number: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class AnswerLines:
    """Ruled lines to write on."""

    count: int


@dataclass(frozen=True, slots=True)
class Facts:
    """Rows of label and value, without rules."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of cases: number and title."""

    entries: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a heading row that repeats. `widths` are shares of the text width."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A table out of a case's rich text."""

    table: richtext.Table


HandoutBlock = Para | AnswerLines | Facts | Contents | Grid | Exhibit


@dataclass(frozen=True, slots=True)
class Handout:
    """A whole handout: the outline on screen and the Word file are both drawn from it."""

    options: HandoutOptions
    title: str
    header: str
    """Course, group, date."""
    edition_name: str
    footer: str
    blocks: tuple[HandoutBlock, ...]
    forbidden: tuple[str, ...] = field(default=(), repr=False)
    """Sentences that must not stand in a learner file, for the leak guard."""
