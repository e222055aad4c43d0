"""How fast a handout is written: ours against bare lxml, docxtpl and python-docx as its manual shows, in one run.

    python -m tests.benchmarks.handout [--cases 200] [--rounds 3]

Everyone writes the learner handout of the same cases. lxml gets the finished elements as tuples and only has to build,
serialise and compress them: the least that a program can do which goes through elements. Read the ratios.
"""

import argparse
import time
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from docxtpl import DocxTemplate
from lxml import etree

from casedesk.domain.handout import AnswerLines, Exhibit, Handout, HandoutOptions, Kind, Para
from casedesk.domain.richtext import plain_lines
from casedesk.handout.assembly import assemble
from casedesk.handout.leak_guard import check
from casedesk.handout.outline import build
from tests.handout import sample
from tests.handout.word_files import parts

Element = tuple[str, dict[str, str], str, tuple["Element", ...]]


def main(argv: Sequence[str] | None = None) -> int:
    """Print a table: milliseconds a case, and how many times the time of bare lxml."""
    parser = argparse.ArgumentParser(prog="handout")
    parser.add_argument("--cases", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args(argv)
    cases = sample.many_cases(options.cases)
    handout = build(sample.PLAN, cases, HandoutOptions())
    finished = assemble(handout)
    files = parts(finished)
    elements = _tuples(etree.fromstring(files.pop("word/document.xml")))
    ways: dict[str, Callable[[], object]] = {
        "bare lxml, same XML": lambda: _bare_lxml(elements, files),
        "ours, from the outline": lambda: assemble(handout),
        "ours, read back and proved": lambda: check(assemble(handout), handout),
        "docxtpl": lambda: _docxtpl(handout),
        "python-docx by its manual": lambda: _python_docx(handout),
    }
    times = {name: _best(way, options.rounds) / options.cases * 1000 for name, way in ways.items()}
    base = times["bare lxml, same XML"]
    print(f"{options.cases} cases, {len(finished):,} bytes")
    for name, milliseconds in times.items():
        print(f"{name:28} {milliseconds:8.3f} ms a case {milliseconds / base:8.2f} x")
    outline = _best(lambda: build(sample.PLAN, cases, HandoutOptions()), options.rounds)
    print(f"{'(the outline itself)':28} {outline / options.cases * 1000:8.3f} ms a case, read once and kept")
    return 0


def _best(way: Callable[[], object], rounds: int) -> float:
    times: list[float] = []
    for _ in range(rounds):
        start = time.perf_counter()
        way()
        times.append(time.perf_counter() - start)
    return min(times)


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
            case Para():
                document.add_paragraph(block.text)
            case AnswerLines():
                for _ in range(block.count):
                    document.add_paragraph("_" * 36)
            case Exhibit():
                rows = [line.split("\t") for line in plain_lines((block.table,))]
                table = document.add_table(rows=0, cols=max(map(len, rows)), style="Table Grid")
                for row in rows:
                    cells = table.add_row().cells
                    for cell, text in zip(cells, row, strict=False):
                        cell.text = text
            case _:
                pass
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _docxtpl(handout: Handout) -> bytes:
    """A template with a loop over paragraphs; tables become lines, as the loop of a nested table is slower still."""
    template = docx.Document()
    template.add_paragraph("{%p for item in items %}")
    for style, condition in (("Heading 1", "h"), ("List Number", "q"), ("Normal", "p")):
        template.add_paragraph(f"{{%p if item.kind == '{condition}' %}}")
        template.add_paragraph("{{ item.text }}", style=style)
        template.add_paragraph("{%p endif %}")
    template.add_paragraph("{%p endfor %}")
    source = BytesIO()
    template.save(source)
    source.seek(0)
    filled = DocxTemplate(source)
    filled.render({"items": _items(handout)}, autoescape=True)
    stream = BytesIO()
    filled.save(stream)
    return stream.getvalue()


def _items(handout: Handout) -> list[dict[str, str]]:
    items: list[dict[str, str]] = []
    for block in handout.blocks:
        match block:
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


if __name__ == "__main__":
    raise SystemExit(main())
