"""Finding duplicates: two hundred drafts against a library, and every group of a library."""

import argparse
import tempfile
import time
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from casedesk.domain.case import Case
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.search_text import search_text
from casedesk.storage.library import Library
from casedesk.storage.story_pairs import story_pairs
from casedesk.storage.story_search import StorySearch
from tests.benchmarks.invented_cases import invented_cases
from tests.builders import make_case
from tests.retold import twice_told

CHUNK = 5000
DRAFTS = 200


def add_commands(commands: Any) -> None:
    """The benchmark of this module, for the command line."""
    command = commands.add_parser("duplicates", help=run.__doc__)
    command.add_argument("--cases", type=int, default=10_000)
    command.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()), help="keeps the library")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    """Drafts against a library, then all pairs of the library; seconds of processor time and of the clock."""
    path = library_of(options)
    stories = twice_told()
    drafts = [story.retold for story in stories] + [story.near for story in stories]
    drafts += [search_text(case).body for case in invented_cases(DRAFTS - len(drafts), seed=991)]
    began, clock = time.process_time(), time.perf_counter()
    searcher = StorySearch(path)
    found = [searcher.alike(draft) for draft in drafts]
    searcher.close()
    print(f"{DRAFTS} drafts: {time.process_time() - began:.2f} s, by the clock {time.perf_counter() - clock:.2f} s")
    for name, part in (("retold", found[: len(stories)]), ("near", found[len(stories) : 2 * len(stories)])):
        right = sum(any(item.title == told(at) for item in likes) for at, likes in enumerate(part))
        wrong = sum(item.title != told(at) for at, likes in enumerate(part) for item in likes)
        print(f"  {name}: {right} of {len(part)} found, {wrong} wrong")
    began, clock = time.process_time(), time.perf_counter()
    pairs = story_pairs(path, lambda _done, _total: True)
    print(
        f"all pairs of {options.cases}: {time.process_time() - began:.1f} s, "
        f"by the clock {time.perf_counter() - clock:.1f} s, {len(pairs)} found"
    )


def told(at: int) -> str:
    """The title under which one of the own stories lies in the library."""
    return f"told {at}"


def library_of(options: argparse.Namespace) -> Path:
    """A library with the own stories among so many invented cases, made once and kept."""
    path = options.folder / f"casedesk-duplicates-{options.cases}.casedesk"
    if path.exists():
        return path
    aside = path.with_suffix(".part")
    aside.unlink(missing_ok=True)
    own = [make_case(story.told, title=told(at)) for at, story in enumerate(twice_told())]
    cases = iter([*own, *invented_cases(options.cases - len(own))])
    with Library.open(aside) as library:
        while chunk := list(islice(cases, CHUNK)):
            ids = library.new_ids(Case, len(chunk))
            steps = (Replacement(None, replace(case, id=id_)) for id_, case in zip(ids, chunk, strict=True))
            library.apply(Edit("add", tuple(steps)))
    aside.replace(path)
    return path
