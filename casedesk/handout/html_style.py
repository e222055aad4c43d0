"""The stylesheet of a handout as a web page: the looks of the Word file's own styles, in points, and its pages."""

from collections.abc import Iterator

from casedesk.domain.handout import Handout
from casedesk.domain.handout_blocks import CARD_ROWS, Kind, Layout
from casedesk.domain.handout_look import HandoutLook, ParagraphLook

_STAND_INS = {
    "SimSun": ("SimSun", "Songti SC", "Noto Serif CJK SC", "Source Han Serif SC", "serif"),
    "SimHei": ("SimHei", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif"),
    "KaiTi": ("KaiTi", "Kaiti SC", "AR PL UKai CN", "Noto Serif CJK SC", "serif"),
    "FangSong": ("FangSong", "STFangsong", "Noto Serif CJK SC", "serif"),
}
_LATIN_STAND_INS = {"Cambria": ("Georgia", "Liberation Serif"), "Calibri": ("Carlito", "Liberation Sans")}
"""What a browser takes where a font is missing."""
_SIGNS = "U+2014, U+2018-201D, U+2026, U+00B7"
"""Signs that both scripts have; in Chinese they are as wide as its letters."""
_GREY = "595959"
_FIXED = """\
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;color:#000;background:#fff}
main{margin:0 auto}
p,h1,h2,h3,h4{margin:0;font-weight:inherit;overflow-wrap:anywhere}
h1,h2,h3,h4,.caption{break-after:avoid}
ul,ol{margin:0;padding-left:2em}
img{max-width:100%;height:auto}
.picture{text-align:center;text-indent:0}
.n{display:inline-block;min-width:2em;text-indent:0}
.question{padding-left:2em;text-indent:-2em;break-after:avoid}
.aside{color:#595959}
.mark{background:#000;color:#fff;padding:0 .4em}
mark{background:#d9d9d9;color:inherit}
.blanks{display:flex;flex-wrap:wrap;gap:1.2em}
.blank{display:grid;grid-template-columns:auto 1fr;flex:1;gap:.4em;white-space:nowrap}
.blank i{border-bottom:.5pt solid #7f7f7f}
.line{border-bottom:.5pt solid #7f7f7f;text-indent:0}
.space{break-inside:avoid}
.frame{border:.5pt solid #7f7f7f;margin:4pt 0 8pt}
nav p{margin:0}
nav a{color:inherit;text-decoration:none}
nav a:hover{text-decoration:underline}
table{border-collapse:collapse;width:100%;margin:4pt 0 8pt}
thead{display:table-header-group}
tr{break-inside:avoid}
td,th{vertical-align:top;text-align:left;padding:3pt 5pt;font-weight:inherit}
.facts th{width:6em;padding-left:0;white-space:nowrap}
.form td,.form th{border:.5pt solid #7f7f7f;height:11mm}
.form td.c-gap,.form th.c-gap{border-top:0;border-bottom:0}
.list td,.list th,.clock td,.clock th{border-bottom:.5pt solid #a6a6a6}
.list thead th,.clock thead th{border-top:1pt solid #000;border-bottom:.75pt solid #000}
.clock td:first-child{border-right:1pt solid #000}
.exhibit td,.exhibit th{border:.5pt solid #a6a6a6}
.exhibit th{background:#f2f2f2}
.c-number{text-align:right}
td p+p{margin-top:1pt}
.cards{display:grid;grid-template-columns:1fr 1fr}
.card{border:.5pt dashed #7f7f7f;padding:10pt 20pt;break-inside:avoid}
.card{display:flex;flex-direction:column}
.card>*{flex:none}
.card .foot{margin-top:auto}
.card .ends{display:flex;justify-content:space-between}
.page{break-before:page}
"""


def css_of(handout: Handout, look: HandoutLook, kinds: set[Kind], parts: set[str]) -> str:
    """The stylesheet for the kinds of paragraphs and the parts that a handout has, and for nothing else."""
    return "\n".join(
        (
            _FIXED.strip(),
            *_faces(handout, look),
            *(f".{kind}{{{_paragraph(look.styles[kind])}}}" for kind in sorted(kinds) if kind in look.styles),
            *(_panel(kind, look.styles[kind]) for kind in sorted(kinds) if is_panel(look.styles.get(kind))),
            *(f".{part}{{{_paragraph(look.parts[part])}}}" for part in sorted(parts) if part in look.parts),
            *_rows(kinds),
            *_screen(look),
            *_pages(handout, look),
        )
    )


def is_panel(look: ParagraphLook | None) -> bool:
    """Whether paragraphs of this look stand in a panel together: with a bar, a frame or a ground."""
    return look is not None and (look.bar or look.box or bool(look.fill))


def _faces(handout: Handout, look: HandoutLook) -> Iterator[str]:
    """In Chinese the signs that both scripts share come out of the Chinese font, as they do in Word."""
    is_chinese = handout.options.language != "en"
    for east_asian in sorted({family for _, family in look.families.values()}) if is_chinese else ():
        sources = ",".join(f"local({_quoted(name)})" for name in _STAND_INS[east_asian][:-1])
        yield f"@font-face{{font-family:{_quoted(_signs(east_asian))};src:{sources};unicode-range:{_SIGNS}}}"
    yield f"body{{{_font(look, 'song', is_chinese=is_chinese)}}}"
    for face in ("hei", "kai", "voice"):
        yield f".f-{face}{{{_font(look, face, is_chinese=is_chinese)}}}"


def _signs(east_asian: str) -> str:
    return f"{east_asian} signs"


def _font(look: HandoutLook, face: str, *, is_chinese: bool) -> str:
    latin, east_asian = look.families.get(face, look.families["song"])
    *stand_ins, generic = _STAND_INS[east_asian]
    names = (*((_signs(east_asian),) if is_chinese else ()), latin, *_LATIN_STAND_INS.get(latin, ()), *stand_ins)
    return f"font-family:{','.join(map(_quoted, names))},{generic}"


def _quoted(text: str) -> str:
    clean = "".join(char if char.isprintable() else " " for char in text)
    return '"' + clean.replace("\\", "\\\\").replace('"', '\\"').replace("<", "\\3c ") + '"'


def _paragraph(style: ParagraphLook) -> str:
    in_panel = is_panel(style)
    values = {
        "font-size": f"{style.size:g}pt",
        "line-height": f"{max(style.line, style.size * 1.2):g}pt",
        "margin-top": "" if in_panel else _points(style.before),
        "margin-bottom": "" if in_panel else _points(style.after),
        "margin-left": "" if in_panel else _points(style.left),
        "margin-right": "" if in_panel else _points(style.right),
        "text-indent": _points(style.first),
        "text-align": {"both": "justify", "center": "center", "right": "right"}.get(style.align, ""),
        "color": f"#{style.colour}" if style.colour != "000000" else "",
        "font-weight": "bold" if style.is_bold else "",
        "border-top": _rule(style.rule_above),
        "padding-top": _points(style.rule_above[1]) if style.rule_above else "",
        "border-bottom": _rule(style.rule_below),
        "padding-bottom": _points(style.rule_below[1]) if style.rule_below else "",
    }
    return ";".join(f"{name}:{value}" for name, value in values.items() if value)


def _points(value: float) -> str:
    return f"{value:g}pt" if value else ""


def _rule(rule: tuple[float, float] | None) -> str:
    return f"{rule[0]:g}pt solid" if rule else ""


def _panel(kind: Kind, style: ParagraphLook) -> str:
    edge = "border-left:2pt solid #7f7f7f;padding-left:10pt;" if style.bar else ""
    edge += "border:1pt solid #000;padding:6pt 8pt;" if style.box else ""
    edge += f"background:#{style.fill};padding:5pt 8pt;print-color-adjust:exact;" if style.fill else ""
    return f".panel-{kind}{{{edge}margin:{max(style.before, 4):g}pt 0 {max(style.after, 6):g}pt}}"


def _rows(kinds: set[Kind]) -> Iterator[str]:
    """The columns of short figures on a card."""
    if Kind.ROW in kinds:
        yield ".row{display:block;text-indent:0}.row span{display:inline-block;vertical-align:top;padding-right:.4em}"
        for place, shares in enumerate(CARD_ROWS):
            for column, share in enumerate(shares, start=1):
                yield f".row{place} span:nth-child({column}){{width:{share:.1%}}}"


def _screen(look: HandoutLook) -> Iterator[str]:
    page = look.pages[Layout.FULL]
    width = page.width - page.left - page.right
    yield (
        "@media screen{body{background:#e9e9e9;zoom:1.15}main{background:#fff;"
        f"max-width:{page.width:g}pt;min-height:100vh;padding:36pt max(16pt,calc(50% - {width / 2:g}pt))}}}}"
    )
    yield "@media screen and (max-width:760px){.cards{grid-template-columns:1fr}.table{overflow-x:auto}}"


def _pages(handout: Handout, look: HandoutLook) -> Iterator[str]:
    """Paper and margins, and on every page but the first what stands at its head."""
    page = look.pages[Layout.FULL]
    margins = " ".join(f"{value:g}pt" for value in (page.top, page.right, page.bottom, page.left))
    small = f"font-size:9pt;color:#{_GREY}"
    boxes = ""
    if look.has_heads:
        right = "  ".join(filter(None, (handout.day, handout.edition_name)))
        before, between, after = look.page_of
        pages = f"{_quoted(before)} counter(page) {_quoted(between)} counter(pages) {_quoted(after)}"
        boxes = (
            f"@top-left{{content:{_quoted(handout.header)};{small}}}@top-right{{content:{_quoted(right)};{small}}}"
            f"@bottom-left{{content:{_quoted(handout.footer)};{small}}}@bottom-right{{content:{pages};{small}}}"
        )
        yield '@page:first{@top-left{content:""}@top-right{content:""}}'
    yield f"@media print{{.card{{min-height:{(page.height - page.top - page.bottom) / 2 - 1:g}pt}}}}"
    yield f"@page{{size:{page.width:g}pt {page.height:g}pt;margin:{margins};{boxes}}}"
