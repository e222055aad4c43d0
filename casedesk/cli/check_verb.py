"""Checking and mending a library from the terminal."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from casedesk.cli.arguments import FAILED
from casedesk.cli.say import say
from casedesk.domain.library_faults import Fault, done_words, found_words, remedy_words, where_words
from casedesk.tasks.library_check import check_library, repair_library
from casedesk.texts import tr


def check(args: argparse.Namespace, library: Path) -> int:
    """Say what is wrong with a library, and mend it where that is wanted."""
    found = check_library(library)
    say(_lines(found.faults) if found.faults else [tr("The library is sound.")])
    if not args.repair:
        return FAILED if found.faults else 0
    repaired = repair_library(library)
    say(map(done_words, repaired.done) if repaired.done else [tr("There was nothing to mend.")])
    say([tr("The library of before is kept as {path}.").format(path=repaired.copy.path)])
    say(_lines(repaired.left))
    return FAILED if repaired.left else 0


def _lines(faults: tuple[Fault, ...]) -> Iterator[str]:
    for fault in faults:
        yield found_words(fault)
        if where := where_words(fault):
            yield f"  {where}"
        yield f"  {remedy_words(fault.trouble)}"
