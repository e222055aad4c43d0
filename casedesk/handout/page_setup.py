"""Paper, margins and text width of each edition, in twips."""

from dataclasses import dataclass, replace

from casedesk.domain.handout import HandoutOptions
from casedesk.domain.handout_blocks import Layout
from casedesk.domain.paper import Paper
from casedesk.handout.editions.recipe import Area, Audience
from casedesk.handout.editions.table import recipe_of
from casedesk.handout.styles import NOTE_COLUMN

_TWIPS_A_MILLIMETRE = 1440 / 25.4


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
    gutter: int = 0
    """Room for staples at the inner edge, beside the margin there."""

    @property
    def text_width(self) -> int:
        """The width between the margins."""
        return self.width - self.left - self.right - self.gutter

    @property
    def text_height(self) -> int:
        """The height between the margins."""
        return self.height - self.top - self.bottom

    @property
    def _turned(self) -> str:
        return ' w:orient="landscape"' if self.width > self.height else ""

    def xml(self) -> str:
        """The w:pgSz and w:pgMar elements."""
        return (
            f'<w:pgSz w:w="{self.width}" w:h="{self.height}"{self._turned}/>'
            f'<w:pgMar w:top="{self.top}" w:right="{self.right}" w:bottom="{self.bottom}" w:left="{self.left}" '
            f'w:header="{self.header}" w:footer="{self.footer}" w:gutter="{self.gutter}"/>'
        )


# 22 lines of 28 characters; the margin at the left is wide enough for any binding.
_OFFICIAL = PageSetup(11906, 16838, top=2098, bottom=1984, left=1587, right=1474, header=850, footer=1191)
_SIZES = {Paper.A4: (11906, 16838), Paper.LETTER: (12240, 15840)}
_A5_SIZE = (8391, 11906)
# The learner's line holds 36 characters of 12 pt in Chinese and about 70 letters of 11.5 pt in English; on A5 30 of
# 10.5 pt.
_LEARNER_WIDTHS = {"zh": 8640, "en": 8390}
_A5_WIDTH = 6300
_A5_WIDE = 6860
_WIDE = 9412
_A4_HEIGHTS = (1644, 1361)
_TRAINER_HEIGHTS = (1701, 1417)
_LETTER_HEIGHTS = (1531, 1304)
_A5_HEIGHTS = (1191, 1021)
_LEAST_MARGIN = 567
"""Many printers leave the outer 5 mm white; twice that for the eye."""


def page_setup(options: HandoutOptions, layout: Layout = Layout.FULL) -> PageSetup:
    """The page of an edition; with Layout.NOTES the text leaves a column free at the right."""
    if options.is_official:
        return _OFFICIAL
    if (area := recipe_of(options.edition).area).fills_page:
        return _filled(area, *_SIZES[options.page])
    setup = _small(options) if options.page.is_small else _usual(options)
    setup = _with_gutter(setup, options.gutter)
    return replace(setup, right=setup.right + NOTE_COLUMN) if layout is Layout.NOTES else setup


def _usual(options: HandoutOptions) -> PageSetup:
    recipe = recipe_of(options.edition)
    is_wide = options.large_print or recipe.area is Area.WIDE
    is_letter = options.page is Paper.LETTER
    a4_heights = _TRAINER_HEIGHTS if recipe.audience is Audience.TRAINER else _A4_HEIGHTS
    heights = _LETTER_HEIGHTS if is_letter else a4_heights
    edges = (794, 680) if is_letter or options.large_print else (907, 737)
    text_width = _WIDE if is_wide else _LEARNER_WIDTHS["en" if options.language == "en" else "zh"]
    return _centred(_SIZES[options.page], heights, edges, text_width)


def _small(options: HandoutOptions) -> PageSetup:
    return _centred(_A5_SIZE, _A5_HEIGHTS, (624, 510), _A5_WIDE if options.large_print else _A5_WIDTH)


def _centred(size: tuple[int, int], heights: tuple[int, int], edges: tuple[int, int], text_width: int) -> PageSetup:
    width, height = size
    left = (width - text_width) // 2
    return PageSetup(width, height, *heights, left, width - left - text_width, *edges)


def _with_gutter(setup: PageSetup, millimetres: int) -> PageSetup:
    """The gutter comes out of both side margins alike: were the text narrower, every line would break anew."""
    room = 2 * (min(setup.left, setup.right) - _LEAST_MARGIN)
    gutter = max(0, min(round(millimetres * _TWIPS_A_MILLIMETRE), room))
    half = gutter // 2
    return replace(setup, left=setup.left - half, right=setup.right - (gutter - half), gutter=gutter)


def _filled(area: Area, width: int, height: int) -> PageSetup:
    """The pages that are measured to the edge."""
    match area:
        case Area.CARDS:
            return PageSetup(width, height, 595, 454, 567, 567, 283, 283)
        case Area.BOARD:
            return PageSetup(height, width, 1361, 1134, 1134, 1134, 737, 567)
        case _:
            return PageSetup(width, height, 1134, 1020, 1134, 1134, 624, 567)
