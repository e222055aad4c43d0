"""How well the cases of texts are found when the same texts come as other kinds of files."""

import argparse
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from casedesk.importing.proposing import propose
from casedesk.importing.reading import read
from tests.importing.agreement import Agreement, Told, agreement, from_gold, told

_TOLERANCE = 0.02
_OFFICE = ("soffice", "libreoffice")


def add_commands(commands: Any) -> None:
    """The benchmark of this module, for the command line."""
    command = commands.add_parser("variants", help=run.__doc__)
    command.add_argument(
        "folder", type=Path, help="holds .txt files, and annotations in gold/NAME.json if there are any"
    )
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    """Score .txt files as Word, old Word, web, PDF and GB18030 files, against annotations or the .txt itself."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication([])
    documents = sorted(options.folder.glob("*.txt"))
    print(f"{'document':32} {'as':14} {'F1':>6} {'title':>6} {'sect':>6}")
    worst = 0.0
    for document in documents:
        results = dict(_results(document))
        base = results["txt"]
        for kind, result in results.items():
            falls = max(base.f1 - result.f1, base.titles - result.titles, base.sections - result.sections)
            worst = max(worst, falls)
            note = f"  {falls:.3f} below .txt: {result.missed} {result.invented}" if falls > _TOLERANCE else ""
            print(
                f"{document.stem[:32]:32} {kind:14} {result.f1:6.3f} {result.titles:6.3f} {result.sections:6.3f}{note}"
            )
    print(f"at most {worst:.3f} below the .txt")
    application.quit()


def _results(document: Path) -> Iterator[tuple[str, Agreement]]:
    text = document.read_bytes().decode("utf-8")
    plain = told(propose(read(document)))
    wanted = _wanted(document, text) or plain
    yield "txt", agreement(wanted, plain)
    headings = _headings(document, text)
    with tempfile.TemporaryDirectory() as folder:
        for path in _files(text, headings, Path(folder)):
            yield path.name, agreement(wanted, told(propose(read(path))))


def _files(text: str, headings: set[int], folder: Path) -> Iterator[Path]:
    from tests.importing.variants import WRITERS, write

    for kind in (*WRITERS, "qt.pdf"):
        yield write(kind, text, headings, folder)
    if office := next(filter(None, map(shutil.which, _OFFICE)), None):
        paper = folder / "office.docx"
        _printed(text).save(str(paper))
        for suffix in ("doc", "pdf", "html", "odt", "rtf"):
            yield _converted(office, paper, suffix)


def _converted(office: str, path: Path, suffix: str) -> Path:
    """The file as LibreOffice saves it."""
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", suffix, "--outdir", str(path.parent), str(path)],
        capture_output=True, check=True, timeout=300,
    )  # fmt: skip
    return path.with_suffix(f".{suffix}")


def _printed(text: str) -> Any:
    """A document with a running header and page numbers."""
    document = docx.Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "一线服务培训读本"
    footer = section.footer.paragraphs[0].add_run("第 ")
    for kind in ("begin", "PAGE", "end"):
        if kind == "PAGE":
            element = OxmlElement("w:instrText")
            element.text = kind
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        footer._r.append(element)
    section.footer.paragraphs[0].add_run(" 页")
    for line in text.split("\n"):
        document.add_paragraph(line)
    return document


def _gold(document: Path) -> Any:
    path = document.parent / "gold" / f"{document.stem}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def _wanted(document: Path, text: str) -> list[Told]:
    gold = _gold(document)
    return from_gold(text, gold) if gold else []


def _headings(document: Path, text: str) -> set[int]:
    """Where lines begin that are headings of cases and nothing else, by the annotations."""
    gold = _gold(document) or {"cases": []}
    spans = [span for case in gold["cases"] for span in case["sections"] if span["role"] == "heading"]
    return {span["start"] for span in spans if _is_line(text, span["start"], span["end"])}


def _is_line(text: str, start: int, end: int) -> bool:
    return (start == 0 or text[start - 1] == "\n") and text[end : end + 1] in ("", "\n", "\r")
