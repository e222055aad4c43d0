"""Every file of a folder through the readers: what is read, what is refused and why, and what other readers find."""

import argparse
import contextlib
import multiprocessing
import re
import resource
import shutil
import subprocess
import time
import traceback
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import docx

from casedesk.domain.errors import UnreadableFileError
from casedesk.importing.reading import read

PATIENCE = 30.0
_WORDS = re.compile(r"[^\W_]+")
_ONE_BY_ONE = re.compile(r"[⺀-鿿豈-﫿가-힣぀-ヿ]")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a file: "read", "refused", "crashed" or "hung"; its text or the sentence; seconds; megabytes."""

    path: Path
    what: str
    words: str
    seconds: float
    memory: float


def add_commands(commands: Any) -> None:
    """The benchmark of this module, for the command line."""
    command = commands.add_parser("office", help=run.__doc__)
    command.add_argument("folder", type=Path)
    command.add_argument("--files", action="store_true", help="say what came of every file")
    command.add_argument("--pandoc", default=shutil.which("pandoc") or "", help="the pandoc to compare with")
    command.add_argument("--antiword", default=shutil.which("antiword") or "", help="the antiword to compare with")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    """Every file of a folder through the readers, and its words beside those that other readers find."""
    outcomes = list(outcomes_of(sorted(path for path in options.folder.rglob("*") if path.is_file())))
    for outcome in outcomes if options.files else [each for each in outcomes if each.what in ("crashed", "hung")]:
        words = outcome.words.strip() if outcome.what != "read" else f"{len(outcome.words)} characters"
        print(f"{outcome.what:8}{outcome.seconds:7.2f} s  {outcome.path.relative_to(options.folder)}: {words}")
    print_types(outcomes)
    print_refusals(outcomes)
    for name, suffix, reader in others(options):
        print_comparison(name, [each for each in outcomes if each.path.suffix.lower() == suffix], reader, options)


def outcomes_of(paths: list[Path]) -> Iterator[Outcome]:
    """File by file what came of it, in a process that is ended when it takes too long."""
    worker = _Worker()
    for path in paths:
        outcome = worker.outcome(path)
        if outcome.what in ("crashed", "hung") and not outcome.words.startswith("Traceback"):
            worker.end()
            worker = _Worker()
        yield outcome
    worker.end()


class _Worker:
    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()

    def outcome(self, path: Path) -> Outcome:
        started = time.perf_counter()
        self._connection.send(path)
        what, words, memory = "hung", "", 0.0
        if self._connection.poll(PATIENCE):
            try:
                what, words, memory = self._connection.recv()
            except (EOFError, ConnectionError):
                what = "crashed"
        return Outcome(path, what, words, time.perf_counter() - started, memory)

    def end(self) -> None:
        self._process.kill()
        self._process.join()


def _serve(connection: Connection) -> None:
    with contextlib.suppress(EOFError, KeyboardInterrupt):
        while True:
            path = connection.recv()
            try:
                answer = ("read", read(path).text)
            except UnreadableFileError as error:
                answer = ("refused", str(error))
            except Exception:  # noqa: BLE001 - finding these is the errand
                answer = ("crashed", traceback.format_exc())
            connection.send((*answer, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000))


def print_types(outcomes: list[Outcome]) -> None:
    """The table by type."""
    by_type: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        by_type[outcome.path.suffix.lower() or "none"].append(outcome)
    print(f"\n{'type':8}{'files':>7}{'read':>7}{'refused':>9}{'crashed':>9}{'hung':>6}{'median':>10}{'slowest':>10}")
    for name, group in [*sorted(by_type.items()), ("all", outcomes)]:
        counts = Counter(outcome.what for outcome in group)
        seconds = sorted(outcome.seconds * 1000 for outcome in group)
        numbers = f"{len(group):7}{counts['read']:7}{counts['refused']:9}{counts['crashed']:9}{counts['hung']:6}"
        print(f"{name:8}{numbers}{seconds[len(seconds) // 2]:7.0f} ms{seconds[-1]:7.0f} ms")
    print(f"most memory: {max((outcome.memory for outcome in outcomes), default=0):.0f} MB")


def print_refusals(outcomes: list[Outcome]) -> None:
    """The sentences, with how many files of which types got them."""
    refused: dict[str, Counter[str]] = defaultdict(Counter)
    for outcome in outcomes:
        if outcome.what == "refused":
            refused[outcome.words][outcome.path.suffix.lower()] += 1
    print("\nrefused")
    for sentence, types in sorted(refused.items(), key=lambda item: -item[1].total()):
        print(f"{types.total():5}  {sentence}  ({', '.join(f'{count} {name}' for name, count in types.items())})")


def others(options: argparse.Namespace) -> Iterator[tuple[str, str, Callable[[Path], str]]]:
    """Other readers, each with the type of file that it is asked for."""
    yield "python-docx", ".docx", _by_python_docx
    for suffix in (".docx", ".odt", ".rtf", ".html", ".epub", ".pptx"):
        if options.pandoc:
            command = [options.pandoc, "--to=plain", "--wrap=none", f"--from={suffix[1:]}"]
            yield "pandoc", suffix, lambda path, command=command: _by_command([*command, str(path)])
    if options.antiword:
        yield "antiword", ".doc", lambda path: _by_command([options.antiword, "-m", "UTF-8.txt", "-w", "0", str(path)])


def _by_python_docx(path: Path) -> str:
    try:
        document = docx.Document(str(path))
        parts = [
            block.text if hasattr(block, "text") else "\n".join(cell.text for row in block.rows for cell in row.cells)
            for block in document.iter_inner_content()
        ]
    except Exception:  # noqa: BLE001 - another reader's faults are counted, not mended
        return ""
    return "\n".join(parts)


def _by_command(command: list[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=True)
    except (subprocess.SubprocessError, OSError):
        return ""
    return done.stdout.decode("utf-8", "replace")


def print_comparison(
    name: str, outcomes: list[Outcome], reader: Callable[[Path], str], options: argparse.Namespace
) -> None:
    """How many words both find, and how many only one of them."""
    both = ours = theirs = only_we = only_they = 0
    lacking: list[tuple[int, str]] = []
    for outcome in outcomes:
        mine = bag(outcome.words if outcome.what == "read" else "")
        other = bag(reader(outcome.path))
        only_we += bool(mine) and not other
        only_they += bool(other) and not mine
        both += (mine & other).total()
        ours += (mine - other).total()
        missing = other - mine
        theirs += missing.total()
        if missing:
            sample = " ".join(word for word, _ in missing.most_common(12))
            lacking.append((missing.total(), f"{outcome.path.relative_to(options.folder)}: {sample}"))
    if not outcomes:
        return
    print(
        f"\nbeside {name} on {len(outcomes)} files: {both} words by both, {ours} by us only, {theirs} by {name} only;"
    )
    print(f"  files with words: {only_we} by us only, {only_they} by {name} only")
    for count, line in sorted(lacking, reverse=True)[: 400 if options.files else 10]:
        print(f"  lacking {count:6}  {line}")


def bag(text: str) -> Counter[str]:
    """The words of a text with their counts; ideographs one by one, so that no reader's spaces count."""
    return Counter(_WORDS.findall(_ONE_BY_ONE.sub(r" \g<0> ", text).casefold()))
