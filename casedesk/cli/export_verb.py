"""`casedesk export`: the cases of a library as ordinary files."""

import argparse
from pathlib import Path

from casedesk.cli.bar import Bar
from casedesk.cli.say import say
from casedesk.texts import tr, tr_n


def export(args: argparse.Namespace, path: Path) -> int:
    """Write the cases that the arguments name, or all with the lesson plans, as what the name of the target says."""
    from casedesk.storage.library import Library
    from casedesk.tasks.export_library import ExportWish, export_library

    with Library.open(path, create=False, read_only=True) as library, Bar() as bar:
        named = tuple(library.cases.get(id_).id for id_ in dict.fromkeys(args.cases or ()))
        is_whole = not args.cases and not args.search
        wish = ExportWish(path.stem, None if is_whole else named, query=args.search or "")
        written = export_library(library, wish, args.out, bar, replace_existing=args.force)
    counts = [tr_n("{n} case", "{n} cases", written.cases).format(n=written.cases)]
    if written.plans:
        counts.append(tr_n("{n} lesson plan", "{n} lesson plans", written.plans).format(n=written.plans))
    say([tr("Wrote {path}.").format(path=written.path) + " " + tr(", ").join(counts)])
    return 0
