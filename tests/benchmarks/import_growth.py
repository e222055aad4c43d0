"""How the time of an import grows with the length of the file, for files of several kinds."""

import argparse
import os
import sys
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

from tests.benchmarks.import_speed import CHARACTERS_A_PAGE, OUR_READER, OURS, best, told
from tests.benchmarks.invented_cases import invented_cases

_LINES_A_SLIDE = 8
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_SHOW = "http://schemas.openxmlformats.org/presentationml/2006/main"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


def add_command(commands: Any) -> None:
    """The benchmark of this module, for the command line."""
    command = commands.add_parser("growth", help=run.__doc__)
    command.add_argument("--pages", type=int, nargs="+", default=[250, 500, 1000, 2000])
    command.add_argument("--kinds", nargs="+", default=["txt", "docx", "doc", "pptx", "pdf"])
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    """Files of growing length: processor time for 100 pages, which should stay the same, and peak memory."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    writers = _writers()
    text = _text(max(options.pages))
    print(f"{'':6} {'pages':>6} {'read':>8} {'all':>8} ms for 100 pages {'peak MB':>8}  drafts")
    with tempfile.TemporaryDirectory() as folder:
        for kind in options.kinds:
            for pages in options.pages:
                path = Path(folder, f"{pages}.{kind}")
                writers[kind](text[: pages * CHARACTERS_A_PAGE], path)
                read, whole = (best(sys.executable, script, path, 1) for script in (OUR_READER, OURS))
                of_reading, of_all = (figures.processor * 100_000 / pages for figures in (read, whole))
                print(
                    f"{kind:6} {pages:6,} {of_reading:8.0f} {of_all:8.0f} {'':16} {whole.megabytes:8.0f}"
                    f"  {whole.found:,}",
                    flush=True,
                )


def _text(pages: int) -> str:
    lines: list[str] = []
    characters = 0
    for number, case in enumerate(invented_cases(pages * CHARACTERS_A_PAGE // 400), 1):
        told_lines = list(told(number, case))
        lines += told_lines
        characters += sum(len(line) + 1 for line in told_lines)
        if characters >= pages * CHARACTERS_A_PAGE:
            break
    return "\n".join(lines)


def _writers() -> dict[str, Callable[[str, Path], object]]:
    from PySide6.QtGui import QGuiApplication  # after the environment is set

    from tests.importing import variants

    app = QGuiApplication([])

    def write_pdf(text: str, path: Path) -> None:
        assert app
        variants.write_pdf(text, path)

    return {
        "txt": lambda text, path: path.write_bytes(variants.gb18030(text)),
        "docx": lambda text, path: path.write_bytes(variants.plain_docx(text)),
        "doc": lambda text, path: path.write_bytes(variants.old_doc(text)),
        "pptx": lambda text, path: path.write_bytes(_presentation(text)),
        "pdf": write_pdf,
    }


def _presentation(text: str) -> bytes:
    """Slides of a few lines each."""
    lines = text.split("\n")
    slides = [_slide(lines[at : at + _LINES_A_SLIDE]) for at in range(0, len(lines), _LINES_A_SLIDE)]
    numbers = range(len(slides))
    listed = "".join(f'<p:sldId id="{256 + at}" r:id="s{at}"/>' for at in numbers)
    related = "".join(_relation(f"s{at}", "slide", f"slides/{at}.xml") for at in numbers)
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", _relations(_relation("a", "officeDocument", "ppt/presentation.xml")))
        archive.writestr(
            "ppt/presentation.xml",
            f'<p:presentation xmlns:p="{_SHOW}" xmlns:r="{_OFFICE}"><p:sldIdLst>{listed}</p:sldIdLst></p:presentation>',
        )
        archive.writestr("ppt/_rels/presentation.xml.rels", _relations(related))
        for at, slide in enumerate(slides):
            archive.writestr(f"ppt/slides/{at}.xml", slide)
    return buffer.getvalue()


def _slide(lines: Sequence[str]) -> str:
    words = "".join(f"<a:p><a:r><a:t>{escape(line)}</a:t></a:r></a:p>" for line in lines)
    shape = f"<p:cSld><p:spTree><p:sp><p:txBody>{words}</p:txBody></p:sp></p:spTree></p:cSld>"
    return f'<p:sld xmlns:p="{_SHOW}" xmlns:a="{_DRAWING}">{shape}</p:sld>'


def _relation(id_: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{id_}" Type="{_OFFICE}/{kind}" Target="{target}"/>'


def _relations(inner: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}">{inner}</Relationships>'
