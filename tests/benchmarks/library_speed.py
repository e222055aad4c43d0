"""Search, opening, memory and saving on a big library of invented cases."""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from casedesk.domain.case import Case
from casedesk.domain.changes import Changes, Edit, Replacement
from casedesk.domain.filters import CaseFilter, Order
from casedesk.domain.query import parse_query
from casedesk.domain.words import parse_words
from casedesk.storage.driver import sqlite3
from casedesk.storage.library import Library
from casedesk.storage.match_expression import compile_words
from casedesk.storage.search import Searcher
from tests.benchmarks import anki_search
from tests.benchmarks.invented_cases import FEELINGS, GIVEN, GUESTS, INDUSTRIES, MARKS, SURNAMES, THINGS, invented_cases

QUERIES = 200
ROWS = 20
CHUNK = 5000


def add_commands(commands: Any) -> None:
    """The benchmarks of this module, for the command line."""
    for name, run in (("search", search), ("open", opening), ("save", saving), ("library", everything)):
        command = commands.add_parser(name, help=run.__doc__)
        command.add_argument("--cases", type=int, default=10_000)
        command.add_argument("--anki-python", type=Path, help="a Python that has the package anki, to compare with")
        command.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()), help="keeps the library")
        command.set_defaults(run=run)


def everything(options: argparse.Namespace) -> None:
    """All of them."""
    for run in (search, opening, saving):
        run(options)


def search(options: argparse.Namespace) -> None:
    """A fixed mix of queries: find with all counts, and the first rows; beside it bare FTS5 and LIKE."""
    path = library_of(options)
    searcher = Searcher(path)
    for order in (Order.RELEVANCE, Order.MODIFIED):
        searcher.find(CaseFilter(), order)
    mix = query_mix()
    found: list[float] = []
    shown: list[float] = []
    for wanted in mix:
        seconds, hits = timed(lambda wanted=wanted: searcher.find(wanted, Order.RELEVANCE))
        rows, _ = timed(lambda wanted=wanted, hits=hits: searcher.summaries(hits.ids[:ROWS], wanted))
        found.append(seconds)
        shown.append(seconds + rows)
    say("find, all counts", found)
    say("find, all counts and 20 rows", shown)
    searcher.close()
    with closing(sqlite3.connect(path)) as connection:
        words = [wanted.text for wanted in mix if wanted.text and not wanted.conditions]
        say("bare FTS5: the ids alone", [timed(lambda text=text: bare_ids(connection, text))[0] for text in words])
        plain = words[:20]
        say("LIKE over the stored text", [timed(lambda text=text: like_ids(connection, text))[0] for text in plain])
    if options.anki_python:
        anki_search.compare(options.anki_python, path, plain)
    searcher = Searcher(path)
    misses = [parse_query(typed) for typed in ("kftsx", "tousuchuli", "rsjf", "baoxiangui", "zzzz")]
    say("what pinyin may have meant", [timed(lambda wanted=wanted: searcher.meant(wanted))[0] for wanted in misses])
    say(
        "similar cases",
        [timed(lambda id_=id_: searcher.similar(id_))[0] for id_ in range(1, options.cases, options.cases // 20)],
    )
    searcher.close()


def opening(options: argparse.Namespace) -> None:
    """From nothing to the first list with its counts, and the memory that it takes, in a process of its own."""
    path = library_of(options)
    errand = (
        "import sys, time\n"
        "from pathlib import Path\n"
        "def pages():\n"
        "    status = Path('/proc/self/statm')\n"
        "    return int(status.read_text().split()[1]) * 4096 / 1e6 if status.exists() else 0.0\n"
        "from casedesk.domain.filters import CaseFilter, Order\n"
        "from casedesk.storage.library import Library\n"
        "from casedesk.storage.search import Searcher\n"
        "before, start = pages(), time.perf_counter()\n"
        "library = Library.open(Path(sys.argv[1]))\n"
        "opened = time.perf_counter()\n"
        "searcher = Searcher(library.path)\n"
        "hits = searcher.find(CaseFilter(), Order.MODIFIED)\n"
        "searcher.summaries(hits.ids[:20], CaseFilter())\n"
        "print(opened - start, time.perf_counter() - start, pages() - before)\n"
        "searcher.close(); library.close()\n"
    )
    runs: list[list[float]] = []
    for _ in range(5):
        done = subprocess.run([sys.executable, "-c", errand, str(path)], check=True, capture_output=True, text=True)
        runs.append([float(part) for part in done.stdout.split()])
    opened, listed, memory = zip(*runs, strict=True)
    say("library open", opened)
    say("library open, list and counts there", listed)
    print(f"{'memory for it, MB':44}{max(memory):9.1f}")


def saving(options: argparse.Namespace) -> None:
    """One edit of a case's text, on disk; the search told of it; and ten thousand cases in one edit."""
    path = library_of(options)
    with Library.open(path) as library:
        searcher = Searcher(path)
        searcher.find(CaseFilter(), Order.MODIFIED)
        dice = random.Random(11)
        saved: list[float] = []
        refreshed: list[float] = []
        for id_ in dice.sample(library.cases.ids(), 100):
            before = library.cases.get(id_)
            body = before.sections[0]
            after = replace(
                before, sections=(replace(body, html=body.html + "<p>又补了一句话。</p>"), *before.sections[1:])
            )
            edit = Edit("edit", (Replacement(before, after),))
            seconds, changes = timed(lambda edit=edit: library.apply(edit))
            saved.append(seconds)
            refreshed.append(timed(lambda changes=changes: told(searcher, changes))[0])
            library.apply(edit.inverted())
        say("one edit, on disk", saved)
        say("search told of it, list and counts anew", refreshed)
        cases = list(invented_cases(10_000, first_id=library.new_ids(Case, 10_000)[0], seed=23))
        many = Edit("add", tuple(Replacement(None, case) for case in cases))
        say("10,000 cases in one edit", [timed(lambda: library.apply(many))[0]])
        say("and taken back", [timed(lambda: library.apply(many.inverted()))[0]])
        searcher.close()


def told(searcher: Searcher, changes: Changes) -> None:
    """What the window asks for after an edit."""
    searcher.refresh(changes)
    searcher.find(CaseFilter(), Order.MODIFIED)


def library_of(options: argparse.Namespace) -> Path:
    """A library of so many invented cases, made once and kept."""
    path = options.folder / f"casedesk-benchmark-{options.cases}.casedesk"
    if path.exists():
        Library.open(path).close()  # brings tables and index up to date
        return path
    aside = path.with_suffix(".part")
    started = time.perf_counter()
    with Library.open(aside) as library:
        done = library.cases.count()  # of a run that was broken off: making very many takes minutes
        cases = islice(invented_cases(options.cases), done, None)
        while chunk := list(islice(cases, CHUNK)):
            library.apply(Edit("add", tuple(Replacement(None, case) for case in chunk)))
            done += len(chunk)
            print(f"making the library, {done:,} of {options.cases:,} cases", file=sys.stderr, flush=True)
    aside.replace(path)
    size = path.stat().st_size / 1e6
    print(f"made {options.cases} cases in {time.perf_counter() - started:.0f} s, {size:.0f} MB", flush=True)
    return path


def query_mix() -> list[CaseFilter]:
    """What trainers type: names, words, one character, several words, half-typed words, words with clauses."""
    dice = random.Random(5)
    judged = (
        "道歉 投诉 热水 交接 规定 签字 电话 犹豫 窗口 费用 手册 例外 责任 制度 流程 授权 忽视 沉默 声音 记录".split()
    )
    makers: list[Callable[[], str]] = [
        lambda: dice.choice(SURNAMES) + dice.choice(GIVEN) + dice.choice(GIVEN),
        lambda: dice.choice(SURNAMES) + dice.choice(GIVEN),
        lambda: dice.choice(MARKS) + dice.choice(MARKS) + "酒店",
        lambda: dice.choice(judged),
        lambda: dice.choice(THINGS),
        lambda: f"{dice.choice(THINGS)} {dice.choice(FEELINGS)}",
        lambda: f"{dice.choice(GUESTS)[:4]} {dice.choice(judged)}",
        lambda: dice.choice("客服房等她说问怒茶钱路信"),
        lambda: dice.choice(("VIP客户", "check-out", "late", "gue", "VIP", "ｃｈｅｃｋ")),
        lambda: f"{dice.choice(THINGS)} OR {dice.choice(THINGS)} -{dice.choice(FEELINGS)}",
        lambda: f"industry:{dice.choice(INDUSTRIES)} {dice.choice(judged)}",
        lambda: f"{dice.choice(THINGS)} questions:none outcome:negative",
        lambda: f"industry:{dice.choice(INDUSTRIES)},{dice.choice(INDUSTRIES)} -theme:沟通",
    ]
    return [parse_query(makers[index % len(makers)]()) for index in range(QUERIES)]


def bare_ids(connection: sqlite3.Connection, text: str) -> list[Any]:
    """The same cases by FTS5 alone, in its own order."""
    node = parse_words(text)
    assert node is not None
    query = "SELECT rowid FROM case_words WHERE case_words MATCH ?"
    return connection.execute(query, (compile_words(node).match,)).fetchall()


def like_ids(connection: sqlite3.Connection, text: str) -> list[Any]:
    """Nearly the same cases by reading every section."""
    query = "SELECT DISTINCT case_id FROM section WHERE html LIKE ?"
    return connection.execute(query, (f"%{text.split(maxsplit=1)[0]}%",)).fetchall()


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """How many seconds something takes, and what comes of it."""
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


def say(what: str, seconds: Sequence[float]) -> None:
    """One line: the median, and what 19 of 20 stay below, in milliseconds."""
    ordered = sorted(seconds)
    median = ordered[len(ordered) // 2] * 1000
    high = ordered[min(len(ordered) - 1, len(ordered) * 95 // 100)] * 1000
    print(f"{what:44}{median:9.1f}{high:9.1f} ms  p50, p95 of {len(ordered)}", flush=True)
