"""Every Word file that the choices of a handout can make, before the checkers of Word files and before LibreOffice."""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from casedesk.domain.paper import Paper
from casedesk.handout.imposition import imposed, needs_sheets
from casedesk.handout.placeholders import values_of
from casedesk.tasks.office_program import office_program
from casedesk.tasks.templates import path_of
from tests.handout.every_file import Made, distinct, every_choice, usual_choices
from tests.handout.pdf_pages import letters, pages_of, texts_of, unexpected, unprinted
from tests.handout.validators import Fault, Faults, against_the_rules, has_integrity, not_whole, rules_program
from tests.handout.word_files import all_words

_AT_ONCE = 50
"""Files that a checker or LibreOffice is given together; then it is told how far it is."""

_Check = Callable[[Sequence[Path]], Faults]


def add_command(commands: Any) -> None:
    """The benchmark of this module, for the command line."""
    command = commands.add_parser("validity", help=run.__doc__)
    command.add_argument("--template", action="append", default=[], help="a Word file that is a template besides")
    command.add_argument(
        "--pages", action="store_true", help="ask LibreOffice whether it prints every word, and no other"
    )
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    """Every edition by page set-up by template by language: what is wrong with which file."""
    with tempfile.TemporaryDirectory() as name:
        choices = list(usual_choices() if options.pages else every_choice(options.template))
        made = distinct(choices, Path(name))
        print(f"{len(choices)} combinations, {len(made)} different files")
        wrong = list(_unlike(made, Path(name)) if options.pages else _faulty(made))
    for line in wrong:
        print(line)
    print(f"{len(wrong)} things are wrong")
    sys.exit(bool(wrong))


def _faulty(made: Sequence[Made]) -> Iterator[str]:
    """What the checkers find, but for what they find in the template already."""
    checks: list[tuple[str, _Check]] = []
    checks += [("ooxml-integrity", not_whole)] if has_integrity() else []
    checks += [("Open XML rules", against_the_rules)] if rules_program() else []
    for name, check in checks:
        of_templates = {
            key: _kinds(faults)
            for key in {item.choice.template for item in made}
            if (path := path_of(key))
            for faults in check([path]).values()
        }
        for some in _batches(name, made):
            found = check([item.path for item in some])
            for item in some:
                new = _kinds(found[item.path]) - of_templates.get(item.choice.template, Counter())
                yield from (f"{item.choice}: {count} x {words}" for words, count in new.items())
    if not checks:
        yield "script/validators: no checker of Word files is here"


def _kinds(faults: Iterable[Fault]) -> Counter[str]:
    return Counter(f"{fault.part} {fault.rule} {fault.words.partition(' /w:')[0]}" for fault in faults)


def _unlike(made: Sequence[Made], folder: Path) -> Iterator[str]:
    """Where the pages lack words of the outline, or have more than it and its template."""
    if office_program() is None:
        yield "LibreOffice is not here"
        return
    for some in _batches("LibreOffice", made):
        pages = pages_of([item.path for item in some], folder)
        for item in some:
            printed = pages[item.path]
            template = path_of(item.choice.template)
            besides = "".join((all_words(template), *values_of(item.handout).values())) if template else ""
            if missing := unprinted(item.handout, printed):
                yield f"{item.choice}: {len(missing)} texts are not printed, as {missing[:3]}"
            if more := unexpected(item.handout, printed, besides):
                yield f"{item.choice}: more is printed: {''.join(sorted(more))}"
            yield from _unlike_on_sheets(item, printed, folder)


def _unlike_on_sheets(item: Made, printed: Sequence[str], folder: Path) -> Iterator[str]:
    """Where the sheets of two pages have not the words of the pages as often as they should."""
    paper = item.handout.options.page
    if not needs_sheets(paper):
        return
    sheets = texts_of(imposed((folder / "pdf" / f"{item.path.stem}.pdf").read_bytes(), paper))
    copies = 2 if paper is Paper.A5_TWO_UP else 1
    if Counter(letters("".join(sheets))) != Counter(letters("".join(printed)) * copies):
        yield f"{item.choice}: the sheets have other words than the pages"


def _batches(name: str, made: Sequence[Made]) -> Iterator[Sequence[Made]]:
    for start in range(0, len(made), _AT_ONCE):
        print(f"{name}: {start} of {len(made)}", file=sys.stderr)
        yield made[start : start + _AT_ONCE]
