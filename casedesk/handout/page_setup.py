"""Paper, margins and text width of each edition, in twips."""

from dataclasses import dataclass

from casedesk.domain.handout import HandoutOptions, Layout
from casedesk.handout.editions.recipe import Area, Audience
from casedesk.handout.editions.table import recipe_of
from casedesk.handout.styles import NOTE_COLUMN

_PAPERS = {"a4": (11906, 16838), "letter": (12240, 15840)}
# The learner's line holds 36 characters of 12 pt in Chinese and about 70 letters of 11.5 pt in English.
_LEARNER_WIDTHS = {"zh": 8640, "en": 8390}
_WIDE = 9412
_A4_HEIGHTS = (1644, 1361)
_TRAINER_HEIGHTS = (1701, 1417)
_LETTER_HEIGHTS = (1531, 1304)


@dataclass(frozen=True, slots=True)
class PageSetup:
    """A page: its size, its margins and the distance of header and footer from the edge."""

    width: int
    height: int
    top: int
    bottom: int
    left: int
    right: int
    header: int
    footer: int

    @property
    def text_width(self) -> int:
        """The width between the margins."""
        return self.width - self.left - self.right

    def xml(self) -> str:
        """The w:pgSz and w:pgMar elements."""
        return (
            f'<w:pgSz w:w="{self.width}" w:h="{self.height}"/><w:pgMar w:top="{self.top}" w:right="{self.right}" '
            f'w:bottom="{self.bottom}" w:left="{self.left}" w:header="{self.header}" w:footer="{self.footer}" '
            'w:gutter="0"/>'
        )


def page_setup(options: HandoutOptions, layout: Layout = Layout.FULL) -> PageSetup:
    """The page of an edition; with Layout.NOTES the text leaves a column free at the right."""
    width, height = _PAPERS["letter" if options.paper == "letter" else "a4"]
    recipe = recipe_of(options.edition)
    is_wide = options.large_print or recipe.area is Area.WIDE
    text_width = _WIDE if is_wide else _LEARNER_WIDTHS["en" if options.language == "en" else "zh"]
    side = (width - text_width) // 2
    is_letter = options.paper == "letter"
    a4_heights = _TRAINER_HEIGHTS if recipe.audience is Audience.TRAINER else _A4_HEIGHTS
    top, bottom = _LETTER_HEIGHTS if is_letter else a4_heights
    header, footer = (794, 680) if is_letter or options.large_print else (907, 737)
    right = width - side - text_width + (NOTE_COLUMN if layout is Layout.NOTES else 0)
    return PageSetup(width, height, top, bottom, side, right, header, footer)
