"""What goes on paper: editions, options, and the handout that they make of the blocks of `handout_blocks`."""

from dataclasses import dataclass, field
from enum import StrEnum

from casedesk.domain.case import Depth, Role
from casedesk.domain.handout_blocks import HandoutBlock
from casedesk.domain.handout_secrets import Secret
from casedesk.domain.library import Pseudonym
from casedesk.domain.paper import PAGES_A_SHEET, Pagination, Paper


class Edition(StrEnum):
    """Who a handout is for."""

    LEARNER = "learner"
    TRAINER = "trainer"
    ANSWER_KEY = "answer_key"
    ANSWER_SHEET = "answer_sheet"
    CASE_CARDS = "case_cards"
    STAGED_SHEETS = "staged_sheets"
    ROLE_CARDS = "role_cards"
    SIGN_IN = "sign_in"
    OVERVIEW = "overview"
    MATERIALS = "materials"
    BOARD = "board"
    PRINT_SHOP = "print_shop"


class Numbering(StrEnum):
    """How cases are numbered."""

    CASE = "case"
    """案例一, 案例二; Case 1, Case 2."""
    NONE = "none"


class AnswerSpace(StrEnum):
    """What learners write on."""

    LINES = "lines"
    BOX = "box"
    """An empty frame, to draw in too."""
    FOOT = "foot"
    """Lines; those of a case's last question reach to the foot of the page."""


@dataclass(frozen=True, slots=True)
class PrintJob:
    """An edition to be printed: how many pages it has, and how many copies are wanted."""

    edition: Edition
    pages: int
    copies: int
    is_exact: bool = False
    """The pages were counted on finished pages, and not estimated."""


@dataclass(frozen=True, slots=True)
class HandoutOptions:
    """The choices of the handout dialog. `language` is the handout's, "zh" or "en", not the interface's."""

    edition: Edition = Edition.LEARNER
    language: str = "zh"
    paper: Paper = Paper.A4
    gutter: int = 0
    """Millimetres for staples or rings, taken from both side margins and never from the text."""
    mirror: bool = False
    """Two-sided: the gutter is at the inner edge, left on odd pages and right on even ones."""
    roles: frozenset[Role] = frozenset(Role)
    """Sections to print; a learner edition never prints others than LEARNER_ROLES."""
    numbering: Numbering = Numbering.CASE
    new_page: bool = True
    """Each case on a new page, or running on."""
    answer_lines: int | None = None
    """Lines under every question; None for each question's own figure."""
    answer_space: AnswerSpace = AnswerSpace.LINES
    depth: Depth = Depth.BOTH
    """Whom the class is: questions for others are left out. Depth.BOTH leaves none out."""
    large_print: bool = False
    contents: bool = True
    house_rules: bool = True
    """How the class talks with each other, on the first page."""
    takeaway: bool = True
    """Lines at the end for what everyone takes back to work."""
    pseudonyms: bool = True
    masks: bool = True
    """Phone numbers, card numbers, addresses and the like are masked."""
    footer: str = ""
    """The note at the foot of every page; empty for the edition's own."""
    side_price: int = 0
    """What printing one side costs, in hundredths of the currency; 0 where nobody asks."""

    @property
    def page(self) -> Paper:
        """The set-up of this edition's pages: only what learners read is set small or as an official document."""
        return self.paper if self.edition is Edition.LEARNER else self.paper.sheet

    @property
    def is_official(self) -> bool:
        """Whether the pages look as GB/T 9704 wants them."""
        return self.page is Paper.OFFICIAL

    @property
    def is_mirrored(self) -> bool:
        """Whether even pages are the mirror image of odd ones; those of a booklet always are."""
        return self.mirror or self.page is Paper.A5_BOOKLET


@dataclass(frozen=True, slots=True)
class Handout:
    """A whole handout: the outline on screen and the Word file are both drawn from it."""

    options: HandoutOptions
    title: str
    header: str
    """Title and group, for the head of every page but the first."""
    edition_name: str
    footer: str
    blocks: tuple[HandoutBlock, ...]
    day: str = ""
    """The date for the head of the page; stands right, before the edition."""
    course: str = ""
    group: str = ""
    trainer: str = ""
    organisation: str = ""
    secrets: tuple[Secret, ...] = field(default=(), repr=False)
    """What the leak guard looks for; empty for a trainer's file."""
    allowed: tuple[str, ...] = field(default=(), repr=False)
    """The texts that learners are meant to read: a secret that also stands there is none."""
    pseudonyms: tuple[Pseudonym, ...] = field(default=(), repr=False)
    """The stand-ins that were applied; their real names must not be found in a learner file."""
    masks: tuple[Pseudonym, ...] = field(default=(), repr=False)
    """What was masked, in the same way."""
    pages: Pagination | None = None
    """Where its headings stand, once that is known."""
    stamp: str = "2026-01-01T08:00:00Z"
    """The time in the file's properties: from the plan, not from the clock, so that equal input gives equal bytes."""

    @property
    def blank_pages(self) -> int:
        """How many blank pages stand at the end, so that a booklet fills whole sheets."""
        is_booklet = self.options.page is Paper.A5_BOOKLET
        return -self.pages.count % PAGES_A_SHEET if self.pages and is_booklet else 0
