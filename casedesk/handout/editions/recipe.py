"""What an edition says of itself: for whom it is, on what paper, in which styles, and how its blocks are made."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from casedesk.domain.case import Case
from casedesk.domain.handout import Edition, HandoutOptions, PrintJob
from casedesk.domain.handout_blocks import HandoutBlock
from casedesk.domain.lesson import LessonPlan, Per
from casedesk.handout.labels import Labels


class Audience(StrEnum):
    """Into whose hands an edition comes."""

    LEARNERS = "learners"
    """Guarded: nothing for trainers may stand in it, not even the names of their styles."""
    TRAINER = "trainer"
    """Marked white on black at the head of every page."""
    STAFF = "staff"
    """Those who prepare the room and the paper."""


class Area(StrEnum):
    """How the text stands on the paper."""

    COLUMN = "column"
    """The learner's line of 36 characters."""
    WIDE = "wide"
    """The line of the trainer's plan and of lists."""
    FORM = "form"
    """Narrow margins around a form that fills the page."""
    CARDS = "cards"
    """Four cards to the page, without header and footer."""
    BOARD = "board"
    """A page on its side."""

    @property
    def fills_page(self) -> bool:
        """Whether its pages are measured to the edge, so that they cannot go into a template of other margins."""
        return self in (Area.FORM, Area.CARDS, Area.BOARD)


@dataclass(frozen=True, slots=True)
class CardRoom:
    """The middle of a card in points: how wide its lines are, and how high it is with its title."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Sources:
    """What the blocks of an edition are made from; real names are replaced already."""

    plan: LessonPlan
    cases: Sequence[Case]
    options: HandoutOptions
    labels: Labels
    name: str
    """The edition as it is printed: 学员版（大字）."""
    room: CardRoom
    """What a card holds on this paper."""
    height: float
    """How high the text of a page is, in points."""
    jobs: Sequence[PrintJob] = ()
    """What is printed for the class, where an edition tells of it."""
    learner_pages: Mapping[int, int] = field(default_factory=dict[int, int])
    """The page of each case in the learner handout by the case's id, as far as these are known."""
    recipes: "Mapping[Edition, Recipe]" = field(default_factory=dict[Edition, "Recipe"])
    """All editions, for those that tell of others."""


@dataclass(frozen=True, slots=True)
class Printed:
    """The words of an edition in one language."""

    name: str
    footer: str
    finish: str = ""
    """What is done with the paper once it is printed: stapled, cut."""


def _kept(name: str) -> str:
    return name.strip().casefold().removesuffix("s")


def _nothing(_case: Case) -> Iterable[str]:
    return ()


@dataclass(frozen=True, slots=True)
class Recipe:
    """One edition. `title` is its name in the interface, to be translated; `words` go by the handout's language."""

    edition: Edition
    title: str
    about: str
    """What is in it, in a sentence for the interface, to be translated."""
    audience: Audience
    words: Mapping[str, Printed]
    blocks: Callable[[Sources], Iterable[HandoutBlock]]
    area: Area = Area.COLUMN
    sheets: tuple[str, ...] = ()
    """The groups of styles.toml that are laid over the learner's, in this order."""
    per: Per = Per.CLASS
    """Whom a copy is printed for: every person, every group, or one for all."""
    is_two_sided: bool = True
    new_page: bool = False
    """Each case begins a page, where the trainer has not chosen otherwise."""
    can_be_large: bool = False
    needs_cases: bool = True
    """Whether there is nothing to print of a plan without cases."""
    lists_files: bool = False
    """It tells what else is printed for the class."""
    also_called: tuple[str, ...] = ()
    """Other names under which a plan asks for it among its materials."""
    shows: Callable[[Case], Iterable[str]] = _nothing
    """The trainer's texts of a case that this edition is meant to give to learners."""

    @property
    def is_guarded(self) -> bool:
        """Whether a file is proved to hold nothing for trainers before it is saved."""
        return self.audience is Audience.LEARNERS

    def is_called(self, material: str) -> bool:
        """Whether a plan that asks for this material means the edition: role card is Role cards."""
        names = (*self.also_called, *(words.name for words in self.words.values()))
        return _kept(material) in map(_kept, names)

    def printed(self, language: str) -> Printed:
        """Its words in a handout's language."""
        return self.words["en" if language.startswith("en") else "zh"]

    def name(self, options: HandoutOptions, labels: Labels) -> str:
        """The edition as it is printed: 学员版, 学员版（大字）, 学员版（主管）."""
        name = self.printed(options.language).name
        if options.depth:
            name = labels.edition_for.format(edition=name, depth=labels.depths[options.depth])
        return labels.edition_large.format(edition=name) if options.large_print else name
