"""Files and folders in, proposals out; a file that cannot be read becomes a problem and the rest goes on.

Files are read in processes of their own (see `reading_process`): a reader that hangs or falls over is not felt here.
"""

import os
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import wait
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from casedesk import texts
from casedesk.domain.draft import Problem, Proposal
from casedesk.domain.errors import UnreadableFileError
from casedesk.importing import BUNDLES, SUFFIXES
from casedesk.importing.messages import PageSeen, Part, ReadOut, Request, Unpacked, Wanted
from casedesk.tasks.progress import SILENCE, Progress
from casedesk.tasks.reading_lanes import ReadingLanes
from casedesk.tasks.reading_process import LIMITS, TICK, Limits, ReadingProcess
from casedesk.texts import tr, tr_n

INSIDE = " › "
"""Between the name of a bundle and that of a file in it."""
_AHEAD = 8
"""Files read, or being read, before those in front of them are done."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was read: its bytes, to be kept with the cases, and what the importer proposes."""

    name: str
    data: bytes
    proposal: Proposal
    seconds: float = field(default=0.0, compare=False)
    """How long that took."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a batch of files, in their order."""

    files: tuple[ReadFile, ...]
    problems: tuple[Problem, ...]


def documents_in(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files to read, each once: those named, and those of a known format in the folders named, at any depth.

    Hidden files and the lock files that Word leaves beside an open document ("~$…") are passed over in folders.
    """
    found: dict[Path, None] = {}
    for path in paths:
        found.update(dict.fromkeys(_below(path) if path.is_dir() else (path,)))
    return tuple(found)


def _below(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        is_hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        if path.suffix.lower() in SUFFIXES and path.is_file() and not is_hidden:
            yield path


def import_documents(paths: Sequence[Path], progress: Progress = SILENCE, *, limits: Limits = LIMITS) -> Imported:
    """The proposals for files and folders. Nothing is stored; when cancelled, what has been read so far."""
    counting = _Counting(progress)
    files: list[ReadFile] = []
    problems: list[Problem] = []
    for _, outcome in reading(documents_in(paths), counting, limits=limits):
        match outcome:
            case ReadFile():
                files.append(outcome)
                counting.cases += len(outcome.proposal.drafts)
            case Problem():
                problems.append(outcome)
    return Imported(tuple(files), tuple(problems))


def reading(
    documents: Sequence[Path], progress: Progress = SILENCE, *, limits: Limits = LIMITS
) -> Iterator[tuple[Path, ReadFile | Problem]]:
    """File by file what came of it, in order and as soon as it is known; it ends early when cancelled.

    A bundle counts as the files in it, once it is open, and so the total grows. Raises CaseDeskError where files
    cannot be read at all.
    """
    with ReadingLanes(limits) as lanes:
        yield from _Batch(lanes, documents, progress).outcomes()


def read_file(path: Path, *, limits: Limits = LIMITS) -> ReadFile:
    """One file and its proposal. Raises UnreadableFileError."""
    with ReadingProcess(limits) as process:
        return _read(_Source(path, path.name), process, SILENCE)


def read_bytes(
    data: bytes,
    name: str,
    *,
    encoding: str = "",
    progress: Progress = SILENCE,
    process: ReadingProcess | None = None,
) -> ReadFile:
    """A file whose bytes are at hand, read again, in `encoding` where one is given.

    Whoever reads several brings the `process`. Raises UnreadableFileError, and NoLongerWanted when cancelled.
    """
    with nullcontext(process) if process else ReadingProcess() as reader:
        return _read(_Source(Path(name), name, data, encoding), reader, progress)


def read_pasted(text: str, name: str) -> ReadFile:
    """Pasted text and its proposal; `name` is what the origin of its cases will be called."""
    from casedesk.importing.proposing import propose
    from casedesk.importing.reading import read_text

    return ReadFile(name, text.encode(), propose(read_text(text, name)))


@dataclass(frozen=True, slots=True)
class _Source:
    """Something to be read: the file at `path`, or `data` where its bytes are at hand."""

    path: Path
    name: str
    data: bytes | None = None
    encoding: str = ""

    @property
    def is_bundle(self) -> bool:
        return self.data is None and self.path.suffix.lower() in BUNDLES

    @property
    def size(self) -> int:
        return self.path.stat().st_size if self.data is None and self.path.is_file() else len(self.data or b"")

    @property
    def request(self) -> Request:
        wanted = Wanted.BUNDLE if self.is_bundle else Wanted.FILE if self.data is None else Wanted.DATA
        path = os.fspath(self.path.absolute()) if self.data is None else ""
        seconds = LIMITS.time_for(self.size)
        return Request(wanted, self.name, path, self.data or b"", self.encoding, texts.language(), seconds)


@dataclass(frozen=True, slots=True)
class _Contents:
    """The files of a bundle, and what is wrong with it."""

    sources: tuple[_Source, ...]
    problem: Problem | None


def _read(source: _Source, process: ReadingProcess, progress: Progress) -> ReadFile:
    def on_part(part: Part) -> None:
        if isinstance(part, PageSeen):
            progress.report(part.page, part.pages, source.name)

    began = time.monotonic()
    answer = process.ask(source.request, source.size, is_cancelled=lambda: progress.is_cancelled, on_part=on_part)
    if not isinstance(answer, ReadOut):
        raise TypeError(f"{type(answer).__name__} for a file")
    data = answer.data if source.data is None else source.data
    return ReadFile(source.name, data, answer.proposal, time.monotonic() - began)


def _unpack(source: _Source, process: ReadingProcess, progress: Progress) -> _Contents:
    found: list[_Source] = []

    def on_part(part: Part) -> None:
        if isinstance(part, Unpacked):
            inner = part.name.replace("/", INSIDE)
            name = source.name if part.name == source.name else f"{source.name}{INSIDE}{inner}"
            found.append(_Source(source.path, name, part.data))

    try:
        process.ask(source.request, source.size, is_cancelled=lambda: progress.is_cancelled, on_part=on_part)
    except UnreadableFileError as error:
        return _Contents(tuple(found), Problem(source.name, str(error)))
    return _Contents(tuple(found), None)


class _Begun:
    """A source that a lane has been asked to read, and the page it is at. Seen from the lane it is a Progress."""

    def __init__(self, source: _Source, lanes: ReadingLanes) -> None:
        self.source = source
        self.page = (0, 0)
        self._lanes = lanes
        self.future = lanes.submit(self._work)

    @property
    def is_cancelled(self) -> bool:
        return self._lanes.is_closing

    def report(self, done: int, total: int, text: str = "") -> None:  # noqa: ARG002 - the name is known
        self.page = (done, total)

    def _work(self, process: ReadingProcess) -> ReadFile | Problem | _Contents:
        try:
            return (_unpack if self.source.is_bundle else _read)(self.source, process, self)
        except UnreadableFileError as error:
            return Problem(self.source.name, str(error))


class _Batch:
    """Sources on their way through the lanes: a few begun ahead, what comes of them taken in order."""

    def __init__(self, lanes: ReadingLanes, documents: Sequence[Path], progress: Progress) -> None:
        self._lanes = lanes
        self._progress = progress
        self._waiting = deque(_Source(path, path.name) for path in documents)
        self._begun: deque[_Begun] = deque()
        self._done = 0

    def outcomes(self) -> Iterator[tuple[Path, ReadFile | Problem]]:
        while self._fill():
            first = self._begun[0]
            if not self._awaited(first):
                return
            self._begun.popleft()
            found = first.future.result()
            if isinstance(found, _Contents):
                self._begun.extendleft(reversed([_Begun(source, self._lanes) for source in found.sources]))
                found = found.problem
            if found is not None:
                self._done += 1
                yield first.source.path, found
        self._report("")

    def _fill(self) -> bool:
        while self._waiting and len(self._begun) < _AHEAD:
            self._begun.append(_Begun(self._waiting.popleft(), self._lanes))
        return bool(self._begun)

    def _awaited(self, first: _Begun) -> bool:
        """Wait until a source has been read, telling how far it is; False when cancelled before that."""
        told = None
        while True:
            if first.page != told:
                told = first.page
                self._report(_place(first.source.name, *told))
            if self._progress.is_cancelled:
                return False
            if wait([first.future], timeout=TICK).done:
                return True

    def _report(self, text: str) -> None:
        self._progress.report(self._done, self._done + len(self._begun) + len(self._waiting), text)


def _place(name: str, page: int, pages: int) -> str:
    return tr("{name}, page {page} of {pages}").format(name=name, page=page, pages=pages) if pages > 1 else name


class _Counting:
    """Progress that also tells how many cases there are so far."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self.cases = 0

    @property
    def is_cancelled(self) -> bool:
        return self._progress.is_cancelled

    def report(self, done: int, total: int, text: str = "") -> None:
        if text and self.cases:
            found = tr_n("{n} case so far", "{n} cases so far", self.cases).format(n=self.cases)
            text = tr("{first}; {second}").format(first=text, second=found)
        self._progress.report(done, total, text)
