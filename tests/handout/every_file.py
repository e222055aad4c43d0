"""Every Word file that the choices of a handout can make of the sample, each with the choices that it comes from."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

from casedesk.domain.handout import Edition, Handout, HandoutOptions
from casedesk.domain.handout_blocks import Contents
from casedesk.domain.handout_template import Shipped
from casedesk.domain.paper import Pagination, Paper
from casedesk.handout.docx_writer import document_of
from casedesk.handout.outline import build
from casedesk.tasks.editions import can_be_large
from casedesk.tasks.templates import path_of, suited
from tests.handout import sample

LANGUAGES = ("zh", "en")
_COUNTED = 7
"""Pages: a booklet of so many needs a blank one."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a trainer has chosen in the handout dialog; a template of an empty name is none."""

    edition: Edition
    language: str
    paper: Paper
    template: str = ""
    large: bool = False
    gutter: int = 0
    mirror: bool = False
    paged: bool = False
    """The pages have been counted, and stand in the contents."""

    def __str__(self) -> str:
        """As the name of a file."""
        names = (self.edition, self.language, self.paper, Path(self.template).stem)
        marks = ("large", "gutter", "mirror", "paged")
        return " ".join(filter(None, (*names, *(mark for mark in marks if getattr(self, mark)))))


@dataclass(frozen=True, slots=True)
class Made:
    """A file and the choice that it was made for first."""

    path: Path
    choice: Choice
    handout: Handout


def every_choice(templates: Sequence[str] = ()) -> Iterator[Choice]:
    """Edition by language by page set-up by template: none, those that are shipped, and these."""
    templates = ("", *Shipped, *templates)
    for edition in Edition:
        large = (False, True) if can_be_large(edition) else (False,)
        each = product(LANGUAGES, Paper, templates, large, (0, 8), (False, True), (False, True))
        yield from (Choice(edition, *choices) for choices in each)


def usual_choices() -> Iterator[Choice]:
    """The same without what moves the text on the paper only: gutters, mirrored margins and counted pages."""
    return (choice for choice in every_choice() if not (choice.gutter or choice.mirror or choice.paged))


def distinct(choices: Iterator[Choice], folder: Path) -> list[Made]:
    """The files of the choices in a folder, of equal ones the first."""
    found: dict[bytes, Made] = {}
    for choice in choices:
        template = path_of(choice.template)
        handout = _handout(choice, template)
        data = document_of(handout, template=template, picture=sample.picture)
        digest = hashlib.sha256(data).digest()
        if digest not in found:
            path = folder / f"{len(found) + 1:04} {choice}.docx"
            path.write_bytes(data)
            found[digest] = Made(path, choice, handout)
    return list(found.values())


def _handout(choice: Choice, template: Path | None) -> Handout:
    options = HandoutOptions(
        edition=choice.edition,
        language=choice.language,
        paper=choice.paper,
        large_print=choice.large,
        gutter=choice.gutter,
        mirror=choice.mirror,
    )
    plan, cases = (
        (sample.PLAN, sample.CASES) if choice.language == "zh" else (sample.ENGLISH_PLAN, sample.ENGLISH_CASES)
    )
    handout = build(plan, cases, suited(options, template))
    return replace(handout, pages=_pages(handout)) if choice.paged else handout


def _pages(handout: Handout) -> Pagination:
    entries = sum(len(block.entries) for block in handout.blocks if isinstance(block, Contents))
    return Pagination(tuple(range(2, 2 + entries)), _COUNTED)
