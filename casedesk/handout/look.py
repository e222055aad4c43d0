"""The looks of a handout for the preview, read from the same style table that the Word file is written with."""

from collections.abc import Mapping
from typing import Any

from casedesk.domain.handout import Handout, HandoutOptions
from casedesk.domain.handout_blocks import Layout
from casedesk.domain.handout_look import HandoutLook, PageLook, ParagraphLook
from casedesk.handout.body import STYLES
from casedesk.handout.editions.recipe import Area, Audience
from casedesk.handout.editions.table import recipe_of
from casedesk.handout.labels import labels_for
from casedesk.handout.page_setup import page_setup
from casedesk.handout.styles import Sheet, faces, size_of, style_sheet

_TWIPS = 20
_PARTS = {
    "info_label": "InfoLabel",
    "info_text": "InfoText",
    "contents": "TOC1",
    "table_head": "TableHead",
    "table_text": "TableText",
    "table_small": "TableSmall",
    "card_head": "CardHead",
    "card_title": "CardTitle",
    "card_text": "CardText",
    "card_caption": "CardCaption",
    "card_item": "CardItem",
    "card_question": "CardQuestion",
    "answer_line": "AnswerLine",
    "header": "Header",
    "footer": "Footer",
}
_OFFICIAL_PARTS = {"contents": "AttachNote", "footer": "FooterOdd"}


def look_of(handout: Handout) -> HandoutLook:
    """How this handout's pages and styles look."""
    return look_for(handout.options)


def look_for(options: HandoutOptions) -> HandoutLook:
    """How pages and styles look with these options."""
    sheet = style_sheet(options)
    labels = labels_for(options.language)
    parts = _PARTS | (_OFFICIAL_PARTS if options.is_official else {})
    return HandoutLook(
        pages={layout: _page(options, layout) for layout in Layout},
        styles={kind: _paragraph(sheet, id_) for kind, id_ in STYLES.items() if id_ in sheet},
        parts={part: _paragraph(sheet, id_) for part, id_ in parts.items() if id_ in sheet},
        families={name: (face.latin, face.east_asian) for name, face in faces(options).items()},
        page_of=("— ", "", " —") if options.is_official else labels.page_of,
        picture=labels.picture,
        has_dark_mark=recipe_of(options.edition).audience is Audience.TRAINER,
        has_heads=not options.is_official and recipe_of(options.edition).area is not Area.CARDS,
    )


def _page(options: HandoutOptions, layout: Layout) -> PageLook:
    setup = page_setup(options, layout)
    left = setup.left + setup.gutter
    values = (setup.width, setup.height, setup.top, setup.bottom, left, setup.right, setup.header, setup.footer)
    return PageLook(*(value / _TWIPS for value in values))


def _paragraph(sheet: Sheet, id_: str) -> ParagraphLook:
    style = _inherited(sheet, id_)
    size = size_of(sheet, id_)
    borders: Mapping[str, tuple[str, int, int, str]] = style.get("borders", {})
    sides = {side for side, (kind, *_) in borders.items() if kind != "nil"}
    return ParagraphLook(
        face=style.get("face", "song"),
        size=size,
        line=style.get("line", 0),
        is_exact=style.get("exact", False),
        before=style.get("before", 0),
        after=style.get("after", 0),
        first=(style.get("first_chars", 0) - style.get("hanging_chars", 0)) * size,
        left=style.get("left_chars", style.get("hanging_chars", 0)) * size,
        right=style.get("right_chars", 0) * size,
        align=style.get("align", "left"),
        colour=style.get("color", "000000"),
        fill=style.get("fill", ""),
        is_bold=style.get("bold", False),
        breaks_page=style.get("page_break", False),
        rule_above=_rule(borders, "top") if sides == {"top"} else None,
        rule_below=_rule(borders, "bottom") if sides == {"bottom"} else None,
        bar=sides == {"left"},
        box=sides >= {"top", "bottom", "left", "right"} and not style.get("fill"),
    )


def _inherited(sheet: Sheet, id_: str) -> dict[str, Any]:
    """A style's values with those of the styles it is based on."""
    style = sheet[id_]
    parent: str = style.get("based_on", "")
    return {**(_inherited(sheet, parent) if parent in sheet else {}), **style}


def _rule(borders: Mapping[str, tuple[str, int, int, str]], side: str) -> tuple[float, float] | None:
    kind, eighths, distance, _ = borders[side]
    return None if kind == "nil" else (eighths / 8, float(distance))
