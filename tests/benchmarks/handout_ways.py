"""The ways of writing the learner handout of the same cases: ours, the least that lxml can do, and what others do.

Everyone gets finished texts. lxml gets the finished elements as tuples and only has to build, serialise and compress
them: the least that a program can do which goes through elements. pandoc gets Markdown and a reference document.
"""

import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from docx.shared import Cm
from docxtpl import DocxTemplate, InlineImage
from lxml import etree

from casedesk.domain.handout import Handout, HandoutOptions
from casedesk.domain.handout_blocks import AnswerLines, Exhibit, HandoutBlock, Kind, Para
from casedesk.domain.richtext import Picture, plain_lines
from casedesk.handout.assembly import assemble
from casedesk.handout.leak_guard import check
from casedesk.handout.outline import build
from tests.handout import sample
from tests.handout.word_files import parts

Element = tuple[str, dict[str, str], str, tuple["Element", ...]]
Way = Callable[[], object]


def prepared(name: str, cases: int, pandoc: str) -> Way:
    """A way by its name, with all that it needs made beforehand."""
    written = sample.many_cases(cases, with_pictures=True)
    options = HandoutOptions()
    handout = build(sample.PLAN, written, options)
    match name:
        case "lxml":
            files = parts(assemble(handout, sample.picture))
            elements = _tuples(etree.fromstring(files.pop("word/document.xml")))
            return lambda: _bare_lxml(elements, files)
        case "ours":
            return lambda: assemble(handout, sample.picture)
        case "outline":
            return lambda: assemble(build(sample.PLAN, written, options), sample.picture)
        case "proved":
            return lambda: _proved(written, options)
        case "docxtpl":
            template, items = _template(), _items(handout)
            return lambda: _docxtpl(template, items)
        case "python-docx":
            return lambda: _python_docx(handout)
        case _:
            return _pandoc(handout, pandoc)


def _proved(cases: Any, options: HandoutOptions) -> bytes:
    handout = build(sample.PLAN, cases, options)
    data = assemble(handout, sample.picture)
    assert not check(data, handout)
    return data


def _tuples(element: Any) -> Element:
    return element.tag, dict(element.attrib), element.text or "", tuple(_tuples(child) for child in element)


def _bare_lxml(root: Element, files: dict[str, bytes]) -> bytes:
    def add(parent: Any, children: tuple[Element, ...]) -> None:
        for tag, attributes, text, grandchildren in children:
            child = etree.SubElement(parent, tag, attributes)
            if text:
                child.text = text
            add(child, grandchildren)

    tree = etree.Element(root[0], root[1])
    add(tree, root[3])
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", etree.tostring(tree, xml_declaration=True, encoding="UTF-8"))
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _python_docx(handout: Handout) -> bytes:
    document = docx.Document()
    for block in handout.blocks:
        match block:
            case Para(kind=Kind.CASE_TITLE):
                document.add_heading(f"{block.number} {block.text}", 1)
            case Para(kind=Kind.HEADING | Kind.SUB_HEADING):
                document.add_heading(block.text, 2)
            case Para(kind=Kind.QUESTION | Kind.NUMBER):
                document.add_paragraph(block.text, style="List Number")
            case Para(kind=Kind.BULLET):
                document.add_paragraph(block.text, style="List Bullet")
            case Para() if _shows_picture(block):
                document.add_picture(BytesIO(sample.PICTURE), width=Cm(8))
            case Para():
                document.add_paragraph(block.text)
            case AnswerLines():
                for _ in range(block.count):
                    document.add_paragraph("_" * 36)
            case Exhibit():
                _add_table(document, [line.split("\t") for line in plain_lines((block.table,))])
            case _:
                pass
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _add_table(document: Any, rows: list[list[str]]) -> None:
    table = document.add_table(rows=0, cols=max(map(len, rows)), style="Table Grid")
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=False):
            cell.text = text


def _template() -> bytes:
    """A loop over paragraphs; tables become lines, as the loop of a nested table is slower still."""
    template = docx.Document()
    template.add_paragraph("{%p for item in items %}")
    for style, condition in (("Heading 1", "h"), ("List Number", "q"), ("Normal", "p")):
        template.add_paragraph(f"{{%p if item.kind == '{condition}' %}}")
        template.add_paragraph("{{ item.text }}", style=style)
        template.add_paragraph("{%p endif %}")
    template.add_paragraph("{%p endfor %}")
    stream = BytesIO()
    template.save(stream)
    return stream.getvalue()


def _docxtpl(template: bytes, items: list[dict[str, str]]) -> bytes:
    filled = DocxTemplate(BytesIO(template))
    picture = {"kind": "p", "text": InlineImage(filled, BytesIO(sample.PICTURE), width=Cm(8))}
    filled.render({"items": [picture if item["kind"] == "i" else item for item in items]}, autoescape=True)
    stream = BytesIO()
    filled.save(stream)
    return stream.getvalue()


def _items(handout: Handout) -> list[dict[str, str]]:
    items: list[dict[str, str]] = []
    for block in handout.blocks:
        match block:
            case Para() if _shows_picture(block):
                items.append({"kind": "i", "text": ""})
            case Para():
                kind = {Kind.CASE_TITLE: "h", Kind.QUESTION: "q"}.get(block.kind, "p")
                items.append({"kind": kind, "text": block.text})
            case AnswerLines():
                items += [{"kind": "p", "text": "_" * 36}] * block.count
            case Exhibit():
                items += [{"kind": "p", "text": line} for line in plain_lines((block.table,))]
            case _:
                pass
    return items


def _pandoc(handout: Handout, program: str) -> Way:
    folder = Path.cwd()
    (folder / "picture.png").write_bytes(sample.PICTURE)
    (folder / "reference.docx").write_bytes(assemble(handout, sample.picture))
    (folder / "in.md").write_text("\n\n".join(filter(None, map(_markdown, handout.blocks))), "utf-8")
    command = [program, "in.md", "--reference-doc=reference.docx", "--output=out.docx"]
    return lambda: subprocess.run(command, cwd=folder, check=True, capture_output=True)


def _markdown(block: HandoutBlock) -> str:
    match block:
        case Para(kind=Kind.CASE_TITLE):
            return f"# {block.text}"
        case Para(kind=Kind.HEADING | Kind.SUB_HEADING):
            return f"## {block.text}"
        case Para(kind=Kind.QUESTION | Kind.NUMBER):
            return f"1. {block.text}"
        case Para() if _shows_picture(block):
            return "![](picture.png){width=8cm}"
        case Para():
            return block.text
        case AnswerLines():
            return "\n\n".join(["\\_" * 36] * block.count)
        case Exhibit():
            first, *others = ([*line.split("\t")] for line in plain_lines((block.table,)))
            rows = [first, ["---"] * len(first), *others]
            return "\n".join(f"| {' | '.join(row)} |" for row in rows)
        case _:
            return ""


def _shows_picture(para: Para) -> bool:
    return any(isinstance(item, Picture) for item in para.inlines)
