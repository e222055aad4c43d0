"""`casedesk demo`."""

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime

from casedesk import texts
from casedesk.cli.bar import Bar
from casedesk.cli.say import plan_lines, say
from casedesk.tasks import demo as tasks
from casedesk.texts import tr, tr_n


def demo(args: argparse.Namespace) -> int:
    """Run the main job on the sample and say what it did; `args.library` is then the library that it made."""
    language = texts.shipped_language()
    args.out.mkdir(parents=True, exist_ok=True)
    args.library = args.library or args.out / f"demo.{language}.casedesk"
    with Bar() as bar:
        made = tasks.demo(args.out, args.library, language=language, now=datetime.now(UTC), progress=bar)
    say(_lines(made, tasks.collection(language).name))
    return 0


def _lines(made: tasks.Demo, collection: str) -> Iterator[str]:
    count = len(made.added.cases)
    if count:
        sentence = tr_n("Imported {n} case from {file}.", "Imported {n} cases from {file}.", count)
        yield sentence.format(n=count, file=collection)
    else:
        yield tr("The cases of {file} are in the library already.").format(file=collection)
    yield tr("Library: {path}").format(path=made.library)
    hits = made.hits
    yield tr("“{query}” finds {n} of {total} cases.").format(query=made.query, n=hits.total, total=hits.library_total)
    yield from plan_lines(made.plan)
    yield tr("Class folder: {path}").format(path=made.written.folder)
    yield from (f"  {path.name}" for path in made.written.files)
