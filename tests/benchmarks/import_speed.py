"""Reading, cleaning and splitting a long Word file, beside pandoc and markitdown, which only read it."""

import argparse
import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import docx

from casedesk.domain import richtext
from casedesk.domain.case import Case, Role
from tests.benchmarks.invented_cases import invented_cases
from tests.importing.files import W, p, zipped

CHARACTERS_A_PAGE = 930
_LABELS = {Role.QUESTION: "思考题：", Role.ANALYSIS: "点评：", Role.LESSON: "启示："}
_MEASURED = """
import json, os, resource, sys, time
own, children = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
{imports}
began, busy = time.perf_counter(), sum(os.times()[:4])
{work}
print(json.dumps({{
    "processor": sum(os.times()[:4]) - busy,
    "seconds": time.perf_counter() - began,
    "megabytes": max(resource.getrusage(who).ru_maxrss for who in (own, children)) / 1024,
    "found": found,
}}))
"""
OURS = _MEASURED.format(
    imports="""
from pathlib import Path
from casedesk.importing.proposing import propose
from casedesk.importing.reading import read
""",
    work="found = len(propose(read(Path(sys.argv[1]))).drafts)",
)
OUR_READER = _MEASURED.format(
    imports="from pathlib import Path\nfrom casedesk.importing.reading import read",
    work="found = len(read(Path(sys.argv[1])).text)",
)
_PANDOC = _MEASURED.format(
    imports="import pypandoc", work="found = len(pypandoc.convert_file(sys.argv[1], 'plain', format='docx'))"
)
_MARKITDOWN = _MEASURED.format(
    imports="from markitdown import MarkItDown", work="found = len(MarkItDown().convert(sys.argv[1]).text_content)"
)


class Figures(NamedTuple):
    """What one way of reading took: seconds of the processor and of the clock, memory; how many cases or characters."""

    processor: float
    seconds: float
    megabytes: float
    found: int


def add_commands(commands: Any) -> None:
    """The benchmark of this module, for the command line."""
    command = commands.add_parser("import", help=run.__doc__)
    command.add_argument("--pages", type=int, default=1000)
    command.add_argument("--rounds", type=int, default=3)
    command.add_argument(
        "--others", type=Path, help="a Python that has pypandoc_binary and markitdown; without it only ours is measured"
    )
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    """Read, clean and split a long Word file, beside pandoc and markitdown merely reading it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "collection.docx")
        characters = _write(path, options.pages)
        print(f"{options.pages:,} pages, {characters:,} characters, {path.stat().st_size:,} bytes")
        ways = {"read, cleaned and split": (sys.executable, OURS), "read": (sys.executable, OUR_READER)}
        if options.others:
            others = str(options.others)
            ways |= {"pandoc, to plain text": (others, _PANDOC), "markitdown": (others, _MARKITDOWN)}
        measured = {name: best(python, script, path, options.rounds) for name, (python, script) in ways.items()}
    base = measured["read, cleaned and split"].processor
    print(f"{'':26} {'cpu s':>7} {'ratio':>7} {'clock s':>8} {'peak MB':>8}  found")
    for name, figures in measured.items():
        print(
            f"{name:26} {figures.processor:7.2f} {figures.processor / base:7.2f} {figures.seconds:8.2f} "
            f"{figures.megabytes:8.0f}  {figures.found:,}"
        )


def best(python: str, script: str, path: Path, rounds: int) -> Figures:
    """The quickest of several rounds of a script with a file, each in a process of its own."""
    runs = [
        json.loads(subprocess.run([python, "-c", script, str(path)], capture_output=True, text=True, check=True).stdout)
        for _ in range(rounds)
    ]
    return min(Figures(**figures) for figures in runs)


def _write(path: Path, pages: int) -> int:
    """A Word file of so many pages of numbered cases; gives the number of its characters."""
    lines: list[str] = []
    characters = 0
    for number, case in enumerate(invented_cases(pages * CHARACTERS_A_PAGE // 400), 1):
        for line in told(number, case):
            lines.append(line)
            characters += len(line)
        if characters >= pages * CHARACTERS_A_PAGE:
            break
    path.write_bytes(_document(lines))
    return characters


def told(number: int, case: Case) -> Iterator[str]:
    """The lines of a numbered case as somebody would type them."""
    yield f"案例{number}：{case.title}"
    for section in case.sections:
        if section.role in _LABELS:
            yield _LABELS[section.role]
        yield from (line for line in richtext.plain_lines(richtext.parse(section.html)) if line)
        yield from (f"{index}. {question.text}" for index, question in enumerate(section.questions, 1))


def _document(lines: list[str]) -> bytes:
    """A complete Word file, as strict readers want it, with these paragraphs."""
    buffer = BytesIO()
    docx.Document().save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    body = "".join(p(escape(line)) for line in lines)
    parts["word/document.xml"] = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return zipped(parts)
