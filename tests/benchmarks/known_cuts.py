"""How well cases are found in collections whose right cuts are known."""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casedesk.importing.proposing import propose
from casedesk.importing.reading import read
from tests.importing.agreement import Agreement, agreement, from_gold, told
from tests.importing.known_cuts import COLLECTIONS, gold_of


@dataclass(frozen=True, slots=True)
class Scored:
    """A collection, how many cases it holds, and how well they were found."""

    name: str
    required: int
    result: Agreement


def add_commands(commands: Any) -> None:
    """The benchmark of this module, for the command line."""
    command = commands.add_parser("collections", help=run.__doc__)
    command.add_argument("folder", type=Path, nargs="?", default=COLLECTIONS, help="*.txt, and gold/NAME.json for each")
    command.add_argument("--verbose", action="store_true", help="name what was missed and what was invented")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    """Score the cuts in .txt files against annotations; our own collections where no folder is named."""
    print(f"{'collection':36} {'cases':>5} {'F1':>6} {'title':>6} {'sect':>6}")
    scored = list(scores(options.folder))
    for item in scored:
        found = item.result
        print(f"{item.name[:36]:36} {item.required:5} {found.f1:6.3f} {found.titles:6.3f} {found.sections:6.3f}")
        if options.verbose:
            print(*(f"    missed: {title}" for title in found.missed), sep="\n", end="\n" * bool(found.missed))
            print(*(f"    invented: {title}" for title in found.invented), sep="\n", end="\n" * bool(found.invented))
    print(f"{'all':36} {sum(item.required for item in scored):5} {overall_f1(scored):6.3f}")


def scores(folder: Path) -> Iterator[Scored]:
    """One collection after the other."""
    for document in sorted(folder.glob("*.txt")):
        wanted = from_gold(document.read_bytes().decode(), gold_of(document))
        required = sum(case.is_required for case in wanted)
        yield Scored(document.stem, required, agreement(wanted, told(propose(read(document)))))


def overall_f1(scored: list[Scored]) -> float:
    """F1 over all cases of all collections."""
    missed = sum(len(item.result.missed) for item in scored)
    invented = sum(len(item.result.invented) for item in scored)
    found = sum(item.required for item in scored) - missed
    return 2 * found / (2 * found + missed + invented)
