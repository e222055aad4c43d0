"""The styles of a handout as Word wants them, from the table in `resources/templates/styles.toml`."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Any

from casedesk import paths
from casedesk.domain.handout import HandoutOptions
from casedesk.domain.handout_blocks import CARD_ROWS
from casedesk.handout.editions.table import recipe_of
from casedesk.handout.ooxml import NAMESPACES, PROLOG, attribute, twips
from casedesk.handout.table_styles import table_styles

Style = Mapping[str, Any]
Sheet = Mapping[str, Style]
"""The values of each style by its id, in the order of the table."""


@dataclass(frozen=True, slots=True)
class Face:
    """A pair of fonts, Latin and East Asian."""

    latin: str
    east_asian: str

    def xml(self) -> str:
        """The w:rFonts element. All four scripts are named, or a theme of the program's own would fill the gap."""
        return (
            f'<w:rFonts w:ascii="{self.latin}" w:hAnsi="{self.latin}" w:eastAsia="{self.east_asian}" '
            f'w:cs="{self.latin}"/>'
        )


_CHINESE_FACES = {
    "song": Face("Times New Roman", "SimSun"),
    "hei": Face("Arial", "SimHei"),
    "kai": Face("Times New Roman", "KaiTi"),
    "voice": Face("Times New Roman", "KaiTi"),
}
_ENGLISH_FACES = {
    "song": Face("Cambria", "SimSun"),
    "hei": Face("Calibri", "SimHei"),
    "kai": Face("Cambria", "KaiTi"),
    "voice": Face("Calibri", "KaiTi"),
}
_LARGE_FACES = dict.fromkeys(_CHINESE_FACES, Face("Arial", "SimHei"))
_OFFICIAL_FACES = {
    "song": Face("Times New Roman", "SimSun"),
    "hei": Face("Times New Roman", "SimHei"),
    "kai": Face("Times New Roman", "KaiTi"),
    "voice": Face("Times New Roman", "KaiTi"),
    "fang": Face("Times New Roman", "FangSong"),
    "figures": Face("SimSun", "SimSun"),
}


def faces(options: HandoutOptions) -> Mapping[str, Face]:
    """The fonts behind the names song, hei, kai and voice; in official documents also fang and figures."""
    if options.is_official:
        return _OFFICIAL_FACES
    if options.large_print:
        return _LARGE_FACES
    return _ENGLISH_FACES if options.language == "en" else _CHINESE_FACES


def style_sheet(options: HandoutOptions) -> Sheet:
    """The values of every style of an edition; those that only other editions have are not in it."""
    table = _table()
    sheets = recipe_of(options.edition).sheets
    layers = [table[name] for name in _groups(options, sheets) if name in table]
    sheet = {
        id_: {key: value for layer in layers for key, value in layer.get(id_, {}).items()}
        for id_ in dict.fromkeys(id_ for layer in layers for id_ in layer)
        if not (only := table["base"].get(id_, {}).get("only")) or set(only) & set(sheets)
    }
    if not options.new_page and not options.is_official:
        sheet["Heading1"] |= {
            "page_break": False,
            "before": sheet["Heading1"]["before"] or (30 if options.large_print else 26),
        }
        sheet["Heading1First"] |= {"before": 0}
        if sheet["Title"].get("before", 0) > _COVER:
            sheet["Title"] |= {"before": 8}
    return sheet


_COVER = 20
"""More white than this above a title is that of a cover of its own."""


def _groups(options: HandoutOptions, sheets: Sequence[str]) -> Iterator[str]:
    """The groups of the table that make up the sheet of an edition, each laid over those before it."""
    yield "base"
    if options.is_official:
        yield "official"
        return
    yield from sheets
    is_english = options.language == "en"
    if is_english:
        yield from ("english", *(f"english_{name}" for name in sheets))
    if options.large_print:
        yield from ("large", *(f"large_{name}" for name in sheets))
    if options.page.is_small:
        yield "large_small" if options.large_print else "english_small" if is_english else "small"


def size_of(sheet: Sheet, id_: str) -> float:
    """The size of a style's letters in points, its own or that of the style it is based on."""
    style = sheet[id_]
    if "size" in style:
        return float(style["size"])
    return size_of(sheet, style["based_on"]) if style.get("based_on") in sheet else default_size(sheet)


def default_size(sheet: Sheet) -> float:
    """The size of letters where no style says anything."""
    return float(sheet["Normal"].get("size", 10.5))


def styles_xml(options: HandoutOptions, text_width: int) -> str:
    """The whole styles part for an edition; `text_width` in twips places the tabs."""
    sheet = style_sheet(options)
    fonts = faces(options)
    size = round(default_size(sheet) * 2)
    styles = "".join(style_xml(id_, sheet, options, text_width) for id_ in sheet)
    tables = "".join(table_styles(options).values())
    return (
        f"{PROLOG}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>"
        f"{fonts[sheet['Normal'].get('face', 'song')].xml()}"
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        '<w:spacing w:before="0" w:after="0"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" '
        f'w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>{styles}{_DEFAULTS}{tables}</w:styles>'
    )


def style_xml(id_: str, sheet: Sheet, options: HandoutOptions, text_width: int) -> str:
    """One w:style element."""
    style = sheet[id_]
    kind = style.get("type", "paragraph")
    is_default = ' w:default="1"' if id_ == "Normal" else ""
    custom = "" if style.get("built_in") else ' w:customStyle="1"'
    name = style["name"] if options.language == "en" else style.get("zh", style["name"])
    parts = [f'<w:style w:type="{kind}"{is_default}{custom} w:styleId="{id_}"><w:name w:val="{name}"/>']
    parts += [f'<w:{tag} w:val="{style[key]}"/>' for key, tag in _LINKS if key in style]
    if style.get("quick"):
        parts.append("<w:qFormat/>")
    paragraph = "".join(_paragraph_properties(id_, sheet, text_width))
    run = "".join(_run_properties(style, faces(options)))
    parts += [f"<w:pPr>{paragraph}</w:pPr>"] if paragraph else []
    parts += [f"<w:rPr>{run}</w:rPr>"] if run else []
    return "".join((*parts, "</w:style>"))


_LINKS = (("based_on", "basedOn"), ("next", "next"), ("priority", "uiPriority"))
_DEFAULTS = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
)


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, dict[str, Any]]]:
    return tomllib.loads(paths.resource("templates", "styles.toml").read_text(encoding="utf-8"))


def _paragraph_properties(id_: str, sheet: Sheet, text_width: int) -> Iterator[str]:
    """The children of w:pPr in the order the schema wants."""
    style = sheet[id_]
    for key, tag in (("keep_next", "keepNext"), ("keep_lines", "keepLines"), ("page_break", "pageBreakBefore")):
        if key in style:
            yield f"<w:{tag}/>" if style[key] else f'<w:{tag} w:val="0"/>'
    if id_ == "Normal":
        yield "<w:widowControl/>" if style.get("widows", True) else '<w:widowControl w:val="0"/>'
    if "number" in style:
        list_, level = style["number"]
        depth = f'<w:ilvl w:val="{level}"/>' if level else ""
        yield f'<w:numPr>{depth}<w:numId w:val="{list_}"/></w:numPr>'
    if "borders" in style:
        yield f"<w:pBdr>{''.join(_border(*item) for item in style['borders'].items())}</w:pBdr>"
    if "fill" in style:
        yield f'<w:shd w:val="clear" w:color="auto" w:fill="{style["fill"]}"/>'
    if "tabs" in style:
        yield f"<w:tabs>{''.join(_tabs(style['tabs'], size_of(sheet, id_), text_width))}</w:tabs>"
    yield _spacing(style)
    yield _indent(style, round(size_of(sheet, id_) * 20), text_width if id_ == "NoteColumn" else 0, id_)
    if style.get("contextual"):
        yield "<w:contextualSpacing/>"
    if "align" in style:
        yield f'<w:jc w:val="{style["align"]}"/>'
    if "outline" in style:
        yield f'<w:outlineLvl w:val="{style["outline"]}"/>'


def _border(side: str, value: tuple[str, int, int, str]) -> str:
    kind, size, space, colour = value
    return f'<w:{side} w:val="{kind}" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'


def _tabs(kind: str, size: float, text_width: int) -> Iterator[str]:
    match kind:
        case "dots":
            yield f'<w:tab w:val="right" w:leader="dot" w:pos="{text_width}"/>'
        case "edge":
            yield f'<w:tab w:val="right" w:pos="{text_width}"/>'
        case "card" | "card0" | "card1" | "card2" | "card3":
            yield from _card_tabs(kind, text_width // 2 - CARD_MARGIN * 2)
        case _:
            usual = 4 if kind == "four blanks" else 3
            gap, columns = twips(15 if size > 14 else 13), 2 if size > 14 else usual
            width = (text_width - gap * (columns - 1)) // columns
            for column in range(columns):
                start = column * (width + gap)
                if column:
                    yield f'<w:tab w:val="left" w:pos="{start}"/>'
                yield f'<w:tab w:val="left" w:leader="underscore" w:pos="{start + width}"/>'


CARD_MARGIN = 403
"""The margin within a card, in twips."""


def _card_tabs(kind: str, width: int) -> Iterator[str]:
    """The right edge of a card, or the columns of its small tables."""
    if kind == "card":
        yield f'<w:tab w:val="right" w:pos="{width}"/>'
        return
    for share in accumulate(CARD_ROWS[int(kind.removeprefix("card"))][:-1]):
        yield f'<w:tab w:val="left" w:pos="{round(width * share)}"/>'


def _spacing(style: Style) -> str:
    values = {key: twips(style[key]) for key in ("before", "after", "line") if key in style}
    if not values:
        return ""
    rule = ' w:lineRule="exact"' if style.get("exact") else ' w:lineRule="atLeast"'
    return f"<w:spacing{attribute(values)}{rule if 'line' in values else ''}/>"


NOTE_COLUMN = 1429
"""The width of the column for notes beside a trainer's cases, in twips: 25.2 mm."""


_INDENTS = (
    ("left_chars", "left"),
    ("right_chars", "right"),
    ("hanging_chars", "hanging"),
    ("first_chars", "firstLine"),
)


def _indent(style: Style, character: int, text_width: int, id_: str) -> str:
    values: dict[str, int] = {}
    for key, name in _INDENTS:
        if key in style:
            values |= {f"{name}Chars": round(style[key] * 100), name: round(style[key] * character)}
    if "hanging_chars" in style:
        values.setdefault("left", values["hanging"])
    if id_ in ("HeaderWide", "FooterWide", "NoteColumn"):
        values["right"] = -NOTE_COLUMN
    if id_ == "NoteColumn":
        values["left"] = text_width - NOTE_COLUMN + twips(12)
    return f"<w:ind{attribute(values)}/>" if values else ""


def _run_properties(style: Style, fonts: Mapping[str, Face]) -> Iterator[str]:
    """The children of w:rPr in the order the schema wants."""
    if "face" in style:
        yield fonts[style["face"]].xml()
    if "bold" in style:
        yield "<w:b/><w:bCs/>" if style["bold"] else '<w:b w:val="0"/><w:bCs w:val="0"/>'
    if style.get("italic"):
        yield "<w:i/><w:iCs/>"
    if "color" in style:
        yield f'<w:color w:val="{style["color"]}"/>'
    if "tracking" in style:
        yield f'<w:spacing w:val="{style["tracking"]}"/>'
    if "size" in style:
        size = round(style["size"] * 2)
        yield f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    if "run_fill" in style:
        yield f'<w:shd w:val="clear" w:color="auto" w:fill="{style["run_fill"]}"/>'
