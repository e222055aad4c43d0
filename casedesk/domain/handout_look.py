"""How a handout looks, in points: what the preview on the screen needs to know about paper and styles."""

from collections.abc import Mapping
from dataclasses import dataclass

from casedesk.domain.handout_blocks import Kind, Layout


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """One style. `face` is song, hei, kai or voice; colours are RRGGBB; a `rule` is (thickness, distance)."""

    face: str = "song"
    size: float = 10.5
    line: float = 0.0
    """At least so high; exactly so where `is_exact`."""
    is_exact: bool = False
    before: float = 0.0
    after: float = 0.0
    first: float = 0.0
    left: float = 0.0
    right: float = 0.0
    align: str = "left"
    colour: str = "000000"
    fill: str = ""
    is_bold: bool = False
    breaks_page: bool = False
    rule_above: tuple[float, float] | None = None
    rule_below: tuple[float, float] | None = None
    bar: bool = False
    """A bar at the left: the expected answer."""
    box: bool = False


@dataclass(frozen=True, slots=True)
class PageLook:
    """A page: size, margins, and how far header and footer are from the edge."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    header: float
    footer: float


@dataclass(frozen=True, slots=True)
class HandoutLook:
    """Everything about a handout's looks. `styles` goes by kind, `parts` by the names of what is no paragraph kind:
    info_label, info_text, contents, table_head, table_text, answer_line, header, footer.
    """

    pages: Mapping[Layout, PageLook]
    styles: Mapping[Kind, ParagraphLook]
    parts: Mapping[str, ParagraphLook]
    families: Mapping[str, tuple[str, str]]
    """Face to (Latin, East Asian) family."""
    page_of: tuple[str, str, str]
    """The words around page and pages: ("第", "页，共", "页"). With nothing between them only the page is told."""
    picture: str
    """What stands for a picture that cannot be had, with {alt}."""
    has_dark_mark: bool
    """The edition stands white on black in the header."""
    has_heads: bool = True
    """Pages have a header, and a note in the footer; official documents have the number of the page alone."""
