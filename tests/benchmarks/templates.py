"""Real Word files as templates: which can be used, what of theirs stays, whether ours is there, what faults are new."""

import argparse
import hashlib
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from casedesk.domain.errors import BadInputError
from casedesk.domain.handout import Handout, HandoutOptions
from casedesk.handout.outline import build
from casedesk.handout.template import from_template
from casedesk.tasks.office_program import office_program
from tests.handout import sample
from tests.handout.pdf_pages import letters, pages_of, unprinted, words_of
from tests.handout.validators import Faults, against_the_rules, has_integrity, not_whole, rules_program
from tests.handout.word_files import W, parts, tree

_KEPT = ("header", "footer", "sectPr", "drawing", "pict", "tbl")


@dataclass(frozen=True, slots=True)
class Tried:
    """A template and the handout made with it, both under names of their own."""

    template: Path
    made: Path


def add_command(commands: Any) -> None:
    """The benchmark of this module, for the command line."""
    command = commands.add_parser("templates", help=run.__doc__)
    command.add_argument("folder", type=Path)
    command.add_argument("--most", type=int, default=100, help="so many files, evenly out of all")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    """Every Word file of a folder as the template of a handout, before the checkers and LibreOffice."""
    handout = build(sample.PLAN, sample.CASES, HandoutOptions())
    files = _distinct(sorted(options.folder.rglob("*.docx")))
    step = max(1, len(files) // options.most)
    with tempfile.TemporaryDirectory() as name:
        tried = list(_tried(files[::step][: options.most], handout, Path(name)))
        print(f"{len(tried)} handouts written")
        _print_lost(tried, handout)
        if rules_program():
            _print_new("Open XML rules", against_the_rules, tried)
        if has_integrity():
            _print_new("ooxml-integrity", not_whole, tried)
        if office_program():
            _print_pages(tried, handout, Path(name))


def _distinct(files: list[Path]) -> list[Path]:
    return list({hashlib.sha256(file.read_bytes()).digest(): file for file in reversed(files)}.values())[::-1]


def _tried(files: list[Path], handout: Handout, folder: Path) -> Iterator[Tried]:
    refused: Counter[str] = Counter()
    for number, file in enumerate(files):
        made = folder / f"{number:03}.docx"
        try:
            made.write_bytes(from_template(handout, file, sample.picture))
        except BadInputError as error:
            refused[str(error).replace(file.name, "…")] += 1
            continue
        except Exception:  # noqa: BLE001 - what this looks for
            print(f"CRASHED  {file}\n{traceback.format_exc(limit=-3)}")
            continue
        copy = folder / f"{number:03} template.docx"
        copy.write_bytes(file.read_bytes())
        yield Tried(copy, made)
    for sentence, count in refused.most_common():
        print(f"{count} refused: {sentence}")


def _print_lost(tried: list[Tried], handout: Handout) -> None:
    """Paragraphs, parts and elements of the template that are not in the handout, and texts of ours that are not."""
    lost = 0
    for pair in tried:
        before, after = _inventory(pair.template), _inventory(pair.made)
        body = letters("".join(text.text or "" for text in tree(pair.made).iter(f"{W}t")))
        missing = [words for words in words_of(handout) if words not in body and not words.startswith("案例")]
        gone = before - after
        if gone or missing:
            lost += 1
            print(f"LOST     {pair.template.name}: {dict(gone.most_common(5))} {missing[:3]}")
    print(f"{lost} of {len(tried)} lost something")


def _inventory(file: Path) -> Counter[str]:
    found: Counter[str] = Counter()
    for name, content in parts(file).items():
        if not name.startswith("word/") or not name.endswith(".xml"):
            continue
        try:
            root = etree.fromstring(content, etree.XMLParser(remove_blank_text=True))
        except etree.LxmlError:
            continue
        found[f"part of {root.tag}"] += 1
        for element in root.iter(*(f"{W}{tag}" for tag in _KEPT)):
            found[str(element.tag)] += 1
        for paragraph in root.iter(f"{W}p"):
            if text := "".join(item.text or "" for item in paragraph.iter(f"{W}t")):
                found[text] += 1
        for style in root.iter(f"{W}style"):
            found[hashlib.md5(etree.tostring(style, method="c14n")).hexdigest()] += 1
    return found


def _print_new(name: str, check: Any, tried: list[Tried]) -> None:
    worse = 0
    for pair in tried:
        faults: Faults = check([pair.template, pair.made])
        before, after = (
            Counter((fault.part, fault.rule, fault.words.partition(" /w:")[0]) for fault in faults[file])
            for file in (pair.template, pair.made)
        )
        if new := after - before:
            worse += 1
            print(f"NEW      {pair.template.name}: {dict(new.most_common(3))}")
    print(f"{worse} of {len(tried)} have faults by {name} that their templates have not")


def _print_pages(tried: list[Tried], handout: Handout, folder: Path) -> None:
    """Whether LibreOffice opens each and prints our words."""
    pages = pages_of([pair.made for pair in tried], folder)
    closed = [pair for pair in tried if not pages[pair.made]]
    for pair in closed:
        print(f"CLOSED   {pair.template.name}")
    silent = 0
    for pair in tried:
        missing = unprinted(handout, pages[pair.made])
        if pages[pair.made] and missing:
            silent += 1
            print(f"UNPRINTED {pair.template.name}: {len(missing)} texts, as {missing[:3]}")
    print(f"{len(closed)} of {len(tried)} not opened by LibreOffice, {silent} without some of our words on their pages")
