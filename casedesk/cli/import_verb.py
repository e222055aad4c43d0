"""`casedesk import`. A dry run does without the database."""

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from casedesk.cli.arguments import FAILED
from casedesk.cli.bar import Bar
from casedesk.cli.import_json import imported_json
from casedesk.cli.json_out import print_json
from casedesk.cli.say import say
from casedesk.domain.errors import BadInputError
from casedesk.tasks.import_documents import Imported, import_documents
from casedesk.tasks.read_pack import is_pack, packs_in
from casedesk.texts import N_, tr, tr_n


def import_files(args: argparse.Namespace) -> int:
    """Import files and folders, or only show what would come of it."""
    for path in args.files:
        if not path.exists():
            raise BadInputError(N_("There is no file “{path}”."), path=path)
    if not args.dry_run and args.library is None:
        raise BadInputError(N_("Please name the library with --library FILE, or try --dry-run."))
    packs = packs_in(args.files)
    if packs and not args.json:
        _take_packs(packs, args)
    files = [path for path in args.files if not is_pack(path)]
    if not files:
        return 0
    with Bar() as bar:
        imported = import_documents(files, bar)
    if args.json:
        print_json(imported_json(imported))
    else:
        _tell(imported)
    if not args.dry_run and imported.files:
        added = _add(args.library, imported)
        if not args.json:
            say([added])
    return FAILED if imported.problems and not imported.files else 0


def _take_packs(packs: Sequence[Path], args: argparse.Namespace) -> None:
    """Case packs hold cases that are whole; they need no cutting, and are added as they are."""
    from casedesk.cli.pack_verb import add_packs, show_packs

    if args.dry_run:
        show_packs(packs, args.library)
    else:
        add_packs(packs, args.library)


def _tell(imported: Imported) -> None:
    for file in imported.files:
        count = len(file.proposal.drafts)
        say([tr_n("{file}: {n} case", "{file}: {n} cases", count).format(file=file.name, n=count)])
        say(f"  {draft.title}" for draft in file.proposal.drafts)
    line = tr("{file}: {sentence}")
    say(line.format(file=problem.name, sentence=problem.sentence) for problem in imported.problems)


def _add(path: Path, imported: Imported) -> str:
    from casedesk.storage.library import Library
    from casedesk.tasks.add_cases import addition
    from casedesk.tasks.own_facets import LibraryFacets

    name = ", ".join(file.name for file in imported.files[:3])
    with Library.open(path) as library:  # for writing first: it may be new, or want its tables brought up to date
        facets = LibraryFacets(path)
        files = [facets.marked(file) for file in imported.files]
        added = addition(library, files, name=name, now=datetime.now(UTC))
        library.apply(added.edit)
    count = len(added.cases)
    sentence = tr_n("Added {n} case.", "Added {n} cases.", count).format(n=count)
    if not added.known:
        return sentence
    known = tr_n("{n} was there already.", "{n} were there already.", added.known).format(n=added.known)
    return f"{sentence} {known}"
