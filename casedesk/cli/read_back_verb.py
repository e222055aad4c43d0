"""`casedesk read-back`: what was edited in a handout in Word, shown, and taken into the library where that is asked."""

import argparse
from collections.abc import Iterator
from difflib import ndiff
from pathlib import Path
from typing import TYPE_CHECKING

from casedesk.cli.bar import Bar
from casedesk.cli.say import say
from casedesk.domain.casepack_compare import CaseEntry, ChangedBy, Choice, Take
from casedesk.texts import N_, tr

if TYPE_CHECKING:
    from casedesk.tasks.read_handout import ReadHandout

_CHANGED = {
    ChangedBy.ME: N_("changed in the library"),
    ChangedBy.THEM: N_("edited in the file"),
    ChangedBy.BOTH: N_("changed in both"),
    ChangedBy.NOBODY_KNOWS: "",
}


def read_back(args: argparse.Namespace, library_path: Path) -> int:
    """Show the changes case by case; `--take` takes over those that only the file has, or all."""
    from casedesk.storage.library import Library
    from casedesk.tasks.add_pack import Choices
    from casedesk.tasks.read_handout import compared_handout, done_words, handout_edit, open_handout, summary

    if not args.take:
        with Bar() as bar:
            found = open_handout(library_path, args.file, bar)
        say([summary(found), *_changes(found)])
        return 0
    with Library.open(library_path, create=False) as library, Bar() as bar:
        found = compared_handout(library, args.file, bar)
        theirs = {entry.theirs.id: Choice(Take.THEIRS) for entry in found.cases}
        edit = handout_edit(library, found, Choices(cases=theirs if args.take == "all" else {}))
        if edit.replacements:
            library.apply(edit)
    say([summary(found), done_words(edit)])
    return 0


def _changes(found: "ReadHandout") -> Iterator[str]:
    for entry in found.cases:
        yield f"\n{entry.theirs.title}"
        yield from _of_case(entry)


def _of_case(entry: CaseEntry) -> Iterator[str]:
    """The lines that were taken out and put in, part by part."""
    from casedesk.tasks.field_words import field_name, field_text

    for row in entry.rows if entry.mine is not None else ():
        told = _CHANGED[row.changed_by]
        yield f"  {field_name(row.name)}" + (f" ({tr(told)})" if told else "")
        before, after = (field_text(case, row.name).splitlines() for case in (entry.mine, entry.theirs) if case)
        yield from (f"    {line}" for line in ndiff(before, after) if line.startswith(("- ", "+ ")))
