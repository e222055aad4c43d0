"""`casedesk export`: the cases of a library as ordinary files."""

import argparse
from pathlib import Path

from casedesk.cli.bar import Bar
from casedesk.cli.say import say
from casedesk.texts import tr, tr_n


def export(args: argparse.Namespace, path: Path) -> int:
    """Write the cases that the arguments name, or all, as Markdown."""
    from casedesk.storage.library import Library
    from casedesk.tasks.export_markdown import export_markdown
    from casedesk.tasks.search import search

    with Library.open(path, create=False, read_only=True) as library, Bar() as bar:
        found = tuple(search(path, args.search, limit=0).hits.ids) if args.search else library.cases.ids()
        ids = tuple(library.cases.get(id_).id for id_ in args.cases) if args.cases else found
        count = export_markdown(library, ids, args.out, bar)
    written = tr_n("{n} case", "{n} cases", count).format(n=count)
    say([tr("Wrote {path}.").format(path=args.out) + " " + written])
    return 0
