"""What stands on the pages of Word files, as LibreOffice lays them out: many files in one go."""

import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2

from casedesk.domain.handout import Handout
from casedesk.domain.handout_blocks import Grid, PlanTable
from casedesk.domain.richtext import Picture
from casedesk.handout.labels import labels_for
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
    pdfs = {file: out / f"{file.stem}.pdf" for file in files}
    return {file: texts_of(pdf) if pdf.is_file() else [] for file, pdf in pdfs.items()}


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


def unprinted(handout: Handout, pages: Sequence[str]) -> list[str]:
    """The texts of an outline that are neither on its pages nor begun on one and ended on the next."""
    printed = [letters(page) for page in pages]
    whole = "".join(printed)
    return [words for words in words_of(handout) if words not in whole and not _is_cut(words, printed)]


def _is_cut(words: str, pages: Sequence[str]) -> bool:
    return any(
        words[:place] in page and words[place:] in after
        for page, after in pairwise(pages)
        for place in range(1, len(words))
    )


def unexpected(handout: Handout, pages: Sequence[str], besides: str = "") -> set[str]:
    """The letters that the pages have more than the outline and what may stand on each page: the heads, the foot, the
    column for notes, and these words.
    """
    labels = labels_for(handout.options.language)
    heads = [words for block in handout.blocks if isinstance(block, Grid | PlanTable) for words in block.header]
    head = (handout.header, handout.day, handout.edition_name)
    on_each = letters("".join((*head, handout.footer, *labels.page_of, labels.second_thoughts, *heads, besides)))
    more = Counter(letters("".join(pages))) - Counter("".join(words_of(handout))) - Counter(on_each * len(pages))
    return {letter for letter in more if not letter.isdigit()}


def texts_of(pdf: Path | bytes) -> list[str]:
    """The text of every page of a PDF."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
