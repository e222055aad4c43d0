"""Checking and mending a library from the terminal."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from casedesk.cli.arguments import FAILED
from casedesk.cli.say import say
from casedesk.domain.errors import DamagedError
from casedesk.domain.library_faults import Fault, Trouble, done_words, found_words, remedy_words, where_words
from casedesk.tasks.backups import backups_of
from casedesk.tasks.library_care import rescue, take_rescued
from casedesk.tasks.library_check import check_library, repair_library
from casedesk.texts import tr, tr_n


def check(args: argparse.Namespace, library: Path) -> int:
    """Say what is wrong with a library, and mend it where that is wanted."""
    faults = _faults(library)
    say(_lines(faults) if faults else [tr("The library is sound.")])
    if not args.repair:
        return FAILED if faults else 0
    left = _rescue(library) if any(fault.trouble is Trouble.FILE for fault in faults) else _mend(library)
    say(_lines(left))
    return FAILED if left else 0


def _faults(library: Path) -> tuple[Fault, ...]:
    try:
        return check_library(library).faults
    except DamagedError as error:
        return (Fault(Trouble.FILE, reason=str(error).rstrip(".。")),)


def _mend(library: Path) -> tuple[Fault, ...]:
    repaired = repair_library(library)
    say(map(done_words, repaired.done) if repaired.done else [tr("There was nothing to mend.")])
    say([tr("The library of before is kept as {path}.").format(path=repaired.copy.path)])
    return repaired.left


def _rescue(library: Path) -> tuple[Fault, ...]:
    """Keep all that can be read of a library whose file is damaged, with what it lacks from the newest backup."""
    backup = next(iter(backups_of(library)), None)
    rescued, found = rescue(library, backup=backup.path if backup else None)
    kept = take_rescued(rescued, library)
    say([tr_n("{n} case was saved.", "{n} cases were saved.", found.cases).format(n=found.cases)])
    if found.from_backup:
        words = tr_n("{n} of them is only in the copy.", "{n} of them are only in the copy.", found.from_backup)
        say([words.format(n=found.from_backup)])
    say([tr("The library of before is kept as {path}.").format(path=kept)])
    return check_library(library).faults


def _lines(faults: tuple[Fault, ...]) -> Iterator[str]:
    for fault in faults:
        yield found_words(fault)
        if where := where_words(fault):
            yield f"  {where}"
        yield f"  {remedy_words(fault.trouble)}"
