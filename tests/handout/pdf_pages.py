"""What stands on the pages of Word files, as LibreOffice lays them out: many files in one go."""

import re
import subprocess
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import pypdfium2

from casedesk.domain.handout import Handout
from casedesk.domain.richtext import Picture
from casedesk.tasks.office_program import office_program

_LETTERS = re.compile(r"[^\W_]+")


def pages_of(files: Sequence[Path], folder: Path) -> dict[Path, list[str]]:
    """The text of every page of each file; no pages for a file that LibreOffice cannot open. Names must differ."""
    program = office_program()
    assert program is not None
    out = folder / "pdf"
    profile = f"-env:UserInstallation={(folder / 'profile').resolve().as_uri()}"
    command = [str(program), profile, "--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(out)]
    subprocess.run([*command, *map(str, files)], check=False, capture_output=True)
    # One file that ends the program takes those behind it along.
    for file in files:
        if not (out / f"{file.stem}.pdf").is_file():
            subprocess.run([*command, str(file)], check=False, capture_output=True)
    return {file: _texts(out / f"{file.stem}.pdf") for file in files}


def letters(text: str) -> str:
    """The letters and figures of a text alone, in whatever lines it is broken."""
    return "".join(_LETTERS.findall(unicodedata.normalize("NFKC", text)))


def words_of(value: Any) -> Iterator[str]:
    """Every text in an outline, or in a block of it, that its pages must show, in order."""
    match value:
        case Handout():
            yield from words_of(value.blocks)
        case Enum() | Picture():
            return
        case str():
            if words := letters(value):
                yield words
        case tuple():
            for item in value:
                yield from words_of(item)
        case _ if is_dataclass(value):
            for item in fields(value):
                yield from words_of(getattr(value, item.name))
        case _:
            return


def _texts(pdf: Path) -> list[str]:
    if not pdf.is_file():
        return []
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
