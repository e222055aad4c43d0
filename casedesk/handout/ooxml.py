"""The small change of WordprocessingML: escaping, runs, paragraphs, cells; one writer for each element.

Bodies are written as text, five times as fast as building elements; every part is parsed before it is saved, so that
a slip here can never become a file that Word refuses.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

PROLOG = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
DRAWING_NAMESPACES = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_MARKUP = re.compile('[&<>"]')
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_AMBIGUOUS = re.compile("[“”‘’—…·×①-⑳｜§°±÷→←↑↓※]")
_BREAK = re.compile("[\u2028\n]")


def escape(text: str) -> str:
    """Text as XML may hold it, in elements and attributes; characters that XML forbids are dropped."""
    clean = _FORBIDDEN.sub("", text)
    return _MARKUP.sub(lambda match: _ENTITIES[match.group()], clean) if _MARKUP.search(clean) else clean


def twips(points: float) -> int:
    """Points in twentieths of a point."""
    return round(points * 20)


def attribute(values: Mapping[str, int]) -> str:
    """The attributes of a w: element, each with a space before it."""
    return "".join(f' w:{name}="{value}"' for name, value in values.items())


def column_widths(width: int, shares: Sequence[float]) -> list[int]:
    """Whole widths in proportion to the shares, together exactly `width`."""
    total = sum(shares)
    edges = [round(width * sum(shares[:place]) / total) for place in range(len(shares) + 1)]
    return [after - before for before, after in pairwise(edges)]


def run(text: str, properties: str = "", *, chinese: bool = True) -> str:
    """A run of text. In Chinese files a run with signs that both scripts share asks for the East Asian font.

    Without the hint Word sets “ ” — … in the Latin face. A line break is U+2028 or a newline, a tab a tab.
    """
    if chinese and _AMBIGUOUS.search(text):
        properties = _with_hint(properties)
    start = f"<w:r><w:rPr>{properties}</w:rPr>" if properties else "<w:r>"
    if "\t" in text or "\u2028" in text or "\n" in text:
        lines = ("<w:tab/>".join(map(_text, line.split("\t"))) for line in _BREAK.split(text))
        return f"{start}{'<w:br/>'.join(lines)}</w:r>"
    return f"{start}{_text(text)}</w:r>"


def styled_run(style: str, text: str) -> str:
    """A run in a character style."""
    return run(text, f'<w:rStyle w:val="{style}"/>')


def paragraph(style: str, content: str = "", extra: str = "") -> str:
    """A paragraph in a style; `extra` are further properties, which follow the style in the schema's order."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{content}</w:p>'


def field(instruction: str, result: str) -> str:
    """A field with a cached result, so that a program which does not compute fields shows something true."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def cell(width: int, paragraphs: str, *, span: int = 1, merge: str = "", is_open: bool = False) -> str:
    """A table cell; `paragraphs` must end in a paragraph. `merge` is restart, continue or empty.

    An open one is white and has no rule above and below.
    """
    extra = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    if merge:
        extra += '<w:vMerge w:val="restart"/>' if merge == "restart" else "<w:vMerge/>"
    extra += _OPEN if is_open else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{extra}</w:tcPr>{paragraphs}</w:tc>'


_OPEN = (
    '<w:tcBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="FFFFFF"/>'
    '<w:bottom w:val="single" w:sz="8" w:space="0" w:color="FFFFFF"/></w:tcBorders>'
    '<w:shd w:val="clear" w:color="auto" w:fill="FFFFFF"/>'
)


def row(cells: str, *, is_header: bool = False, height: int = 0, is_exact: bool = False) -> str:
    """A table row that does not split over pages; a header row repeats. `height` is the least, in twips.

    What does not fit into an exact height is hidden.
    """
    rule = "exact" if is_exact else "atLeast"
    least = f'<w:trHeight w:val="{height}" w:hRule="{rule}"/>' if height else ""
    head = "<w:tblHeader/>" if is_header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{least}{head}</w:trPr>{cells}</w:tr>"


def table(
    style: str,
    widths: Iterable[int],
    rows: str,
    *,
    caption: str = "",
    has_header: bool = False,
    has_first_column: bool = False,
) -> str:
    """A table of fixed widths in twips, its head and first column as the style wants. `caption` is read out for it."""
    columns = list(widths)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    value = 0x0400 | 0x0020 * has_header | 0x0080 * has_first_column
    look = f'w:val="{value:04X}" w:firstRow="{int(has_header)}" w:lastRow="0" w:firstColumn="{int(has_first_column)}"'
    name = f'<w:tblCaption w:val="{escape(caption)}"/>' if caption else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(columns)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook {look} w:lastColumn="0" '
        f'w:noHBand="1" w:noVBand="1"/>{name}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
    )


def _text(text: str) -> str:
    """A w:t element; spaces at its ends and runs of spaces are kept."""
    if not text:
        return ""
    if text[0] in " \u3000" or text[-1] in " \u3000" or "  " in text:
        return f'<w:t xml:space="preserve">{escape(text)}</w:t>'
    return f"<w:t>{escape(text)}</w:t>"


def _with_hint(properties: str) -> str:
    """A w:rFonts stands behind w:rStyle and before everything else."""
    head, close, rest = properties.partition("/>") if properties.startswith("<w:rStyle") else ("", "", properties)
    return f'{head}{close}<w:rFonts w:hint="eastAsia"/>{rest}'
