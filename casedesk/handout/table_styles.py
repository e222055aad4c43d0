"""The table styles of a handout: rules and cell margins; the letters in cells follow paragraph styles."""

from dataclasses import dataclass

from casedesk.domain.handout import HandoutOptions
from casedesk.handout.editions.table import recipe_of

Rule = tuple[str, int, str]
"""Kind, width in eighths of a point, colour."""

_HAIR: Rule = ("single", 4, "A6A6A6")
_THIN: Rule = ("single", 2, "D0D0D0")
_FRAME: Rule = ("single", 4, "7F7F7F")
_HEAVY: Rule = ("single", 8, "000000")


@dataclass(frozen=True, slots=True)
class _TableStyle:
    zh: str
    en: str
    rules: dict[str, Rule]
    margins: tuple[int, int, int, int]
    """Top, left, bottom, right in twips."""
    head_rule: Rule | None = None
    head_fill: str = ""
    first_rule: Rule | None = None
    """At the right of the first column."""
    centred: bool = True
    only: frozenset[str] = frozenset()
    """The groups of styles whose editions have it; empty for all."""


_TABLES = {
    "TblInfo": _TableStyle("信息表", "Info table", {"top": _HAIR, "bottom": _HAIR, "insideH": _THIN}, (70, 0, 70, 100)),
    "TblPlan": _TableStyle(
        "教案表", "Plan table", {"top": _HEAVY, "bottom": _HEAVY, "insideH": _HAIR}, (80, 70, 80, 90),
        ("single", 6, "000000"), centred=False, only=frozenset({"trainer"}),
    ),
    "TblExhibit": _TableStyle(
        "三线表", "Exhibit table", {"top": _HEAVY, "bottom": _HEAVY}, (50, 80, 50, 80), ("single", 4, "000000")
    ),
    "TblForm": _TableStyle(
        "登记表", "Form table",
        dict.fromkeys(("top", "left", "bottom", "right", "insideH", "insideV"), _FRAME), (30, 80, 30, 80),
        ("single", 8, "000000"), "F2F2F2",
    ),
    "TblCards": _TableStyle(
        "案例卡", "Cards", {"insideV": ("dashed", 4, "7F7F7F")}, (0, 403, 0, 403), centred=False,
        only=frozenset({"cards"}),
    ),
    "TblTime": _TableStyle(
        "课程一览", "Timeline", {"top": _HEAVY, "bottom": _HEAVY, "insideH": _HAIR}, (60, 80, 40, 80),
        first_rule=("single", 12, "000000"), centred=False, only=frozenset({"staff"}),
    ),
}  # fmt: skip
_LARGE_FACTOR = 1.2


def table_styles(options: HandoutOptions) -> dict[str, str]:
    """The w:style element of each table style of an edition, by id."""
    sheets = set(recipe_of(options.edition).sheets)
    return {id_: _xml(id_, item, options) for id_, item in _TABLES.items() if not item.only or item.only & sheets}


def table_style_names(options: HandoutOptions) -> dict[str, tuple[str, str]]:
    """The English and the Chinese name of each table style of an edition, by id."""
    return {id_: (_TABLES[id_].en, _TABLES[id_].zh) for id_ in table_styles(options)}


def _xml(id_: str, style: _TableStyle, options: HandoutOptions) -> str:
    name = style.en if options.language == "en" else style.zh
    borders = "".join(_rule(side, rule) for side, rule in style.rules.items())
    factor = _LARGE_FACTOR if options.large_print else 1
    sides = zip(("top", "left", "bottom", "right"), style.margins, strict=True)
    margins = "".join(f'<w:{side} w:w="{round(width * factor)}" w:type="dxa"/>' for side, width in sides)
    align = '<w:tcPr><w:vAlign w:val="center"/></w:tcPr>' if style.centred else ""
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{id_}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/><w:tblPr>'
        f'<w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar>'
        f"</w:tblPr>{align}{_head(style)}{_first_column(style)}</w:style>"
    )


def _head(style: _TableStyle) -> str:
    if style.head_rule is None:
        return ""
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{style.head_fill}"/>' if style.head_fill else ""
    align = "center" if style.centred else "bottom"
    return (
        f'<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders>{_rule("bottom", style.head_rule)}'
        f'</w:tcBorders>{fill}<w:vAlign w:val="{align}"/></w:tcPr></w:tblStylePr>'
    )


def _first_column(style: _TableStyle) -> str:
    if style.first_rule is None:
        return ""
    borders = f"<w:tcBorders>{_rule('right', style.first_rule)}</w:tcBorders>"
    return f'<w:tblStylePr w:type="firstCol"><w:tblPr/><w:tcPr>{borders}</w:tcPr></w:tblStylePr>'


def _rule(side: str, rule: Rule) -> str:
    kind, size, colour = rule
    return f'<w:{side} w:val="{kind}" w:sz="{size}" w:space="0" w:color="{colour}"/>'
