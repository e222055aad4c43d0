"""The words of charts and SmartArt, which lie in parts of their own beside a slide or a document."""

from collections.abc import Iterator
from itertools import zip_longest

from casedesk.domain.draft import Style
from casedesk.domain.richtext import Cell, Paragraph, Run, Table
from casedesk.importing.building import SourceBuilder
from casedesk.importing.readers.archive import Archive, Element

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

_DEEPEST = 50
_LONG_NUMBER = 12
_MOST_ROWS = 200


def add_drawn(
    builder: SourceBuilder, archive: Archive, shape: Element, relations: dict[str, tuple[str, str]], place: str
) -> None:
    """Add the words of what is drawn in a shape."""
    for depth, words in smart_art(archive, shape, relations):
        style = Style.LIST_ITEM if depth else Style.PARAGRAPH
        builder.paragraph((Run(words),), style=style, level=int(depth > 0), bulleted=depth > 0, place=place)
    title, table = chart(archive, shape, relations)
    if title:
        builder.text(title, place=place)
    if table is not None:
        builder.table(table, place=place)


def smart_art(archive: Archive, shape: Element, relations: dict[str, tuple[str, str]]) -> list[tuple[int, str]]:
    """The texts of the SmartArt in a shape, in the order they are read, each with how deep it lies."""
    ids = shape.find(f".//{DGM}relIds")
    target = relations.get(ids.get(f"{R}dm", ""), ("", ""))[1] if ids is not None else ""
    root = archive.xml(target) if target else None
    if root is None:
        return []
    points = {point.get("modelId", ""): point for point in root.iterfind(f"{DGM}ptLst/{DGM}pt")}
    links = [link for link in root.iterfind(f"{DGM}cxnLst/{DGM}cxn") if link.get("type", "parOf") == "parOf"]
    below: dict[str, list[tuple[int, str]]] = {}
    for link in links:
        order = link.get("srcOrd", "0")
        child = (int(order) if order.isdigit() else 0, link.get("destId", ""))
        below.setdefault(link.get("srcId", ""), []).append(child)
    tops = [name for name, point in points.items() if point.get("type") == "doc"]
    return [found for top in tops for found in _below(top, points, below, 0)]


def _below(
    name: str, points: dict[str, Element], below: dict[str, list[tuple[int, str]]], depth: int
) -> Iterator[tuple[int, str]]:
    for _, child in sorted(below.pop(name, [])):  # taken out, so that a ring of links ends
        point = points.get(child)
        words = _words(point) if point is not None else ""
        if words:
            yield depth, words
        if depth < _DEEPEST:
            yield from _below(child, points, below, depth + 1)


def chart(archive: Archive, shape: Element, relations: dict[str, tuple[str, str]]) -> tuple[str, Table | None]:
    """The title of the chart in a shape, and its numbers as a table: a row for each category."""
    reference = shape.find(f".//{C}chart")
    target = relations.get(reference.get(f"{R}id", ""), ("", ""))[1] if reference is not None else ""
    root = archive.xml(target) if target else None
    if root is None:
        return "", None
    title = root.find(f"{C}chart/{C}title")
    series = list(root.iter(f"{C}ser"))
    categories = max([_values(one, "cat", "xVal") for one in series] or [[]], key=len)
    columns = [_values(one, "val", "yVal") for one in series]
    names = ["".join(_values(one, "tx")[:1]) for one in series]
    rows = [["", *names], *map(list, zip_longest(categories, *columns, fillvalue=""))]
    shown = [row for row in rows[:_MOST_ROWS] if any(row)]
    table = Table(tuple(tuple(Cell((Paragraph((Run(words),)),)) for words in row) for row in shown)) if shown else None
    return _words(title) if title is not None else "", table


def _values(series: Element, *names: str) -> list[str]:
    """What a part of a series holds, each value at its place."""
    for name in names:
        part = series.find(f"{C}{name}")
        points = list(part.iter(f"{C}pt")) if part is not None else []
        placed = {int(at): point.findtext(f"{C}v", "") for point in points if (at := point.get("idx", "")).isdigit()}
        if placed:
            return [_number(placed.get(at, "")) for at in range(min(max(placed) + 1, _MOST_ROWS))]
        if part is not None and (plain := part.findtext(f"{C}v")):
            return [plain]
    return []


def _number(words: str) -> str:
    """A number without the noise of its last digits; anything else as it is."""
    try:
        return f"{float(words):.12g}" if len(words) > _LONG_NUMBER else words
    except ValueError:
        return words


def _words(element: Element) -> str:
    paragraphs = ("".join(text.text or "" for text in part.iter(f"{A}t")) for part in element.iter(f"{A}p"))
    return " ".join(filter(None, (words.strip() for words in paragraphs)))
