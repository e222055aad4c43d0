"""Files and folders in, proposals out; a file that cannot be read becomes a problem and the rest goes on.

Files are read in processes of their own (see `reading_process`): a reader that hangs or falls over is not felt here.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import wait
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

from casedesk.domain.draft import Problem
from casedesk.domain.errors import UnreadableFileError
from casedesk.importing import SUFFIXES
from casedesk.importing.messages import Wanted
from casedesk.tasks.originals import Shelf
from casedesk.tasks.progress import SILENCE, Progress
from casedesk.tasks.reading_lanes import ReadingLanes
from casedesk.tasks.reading_process import LIMITS, TICK, Limits, ReadingProcess
from casedesk.tasks.sources import Contents, ReadFile, Source, on_shelf, read_source, unpacked
from casedesk.texts import tr, tr_n

_AHEAD = 64
"""Files begun before those in front of them are done, so that a long one holds up nobody."""
_AHEAD_BYTES = 50_000_000
"""And how large these may be together, but for the first two: what has been read waits in memory for its turn."""
_ENOUGH = 0.9
"""The share of the words of a text that the page of the same text has at least."""


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
        return read_source(Source(path, path.name), process, SILENCE)


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
        return read_source(Source(Path(name), name, data, encoding), reader, progress)


def read_pasted(text: str, name: str, *, html: str = "", progress: Progress = SILENCE) -> ReadFile:
    """Pasted text, or a pasted page, and its proposal; `name` is what the origin of its cases will be called.

    Where the clipboard has it as a page too, in `html`, the headings, lists and tables of that are kept, unless it
    shows fewer words than the text. Raises UnreadableFileError, and NoLongerWanted when cancelled.
    """
    with ReadingProcess() as process:
        if html:
            with suppress(UnreadableFileError):
                page = _as_file(html)
                file = read_source(Source(Path(name), name, page.encode(), pasted=Wanted.HTML), process, progress)
                if _words(file.proposal.source.text) >= _words(text) * _ENOUGH:
                    return file
        return read_source(Source(Path(name), name, text.encode(), pasted=Wanted.TEXT), process, progress)


def _as_file(html: str) -> str:
    """A piece of a page as a page that is known for one, should it be read again from its bytes."""
    return f'<!DOCTYPE html>\n<meta charset="utf-8">\n{html}'


def _words(text: str) -> int:
    return sum(map(len, text.split()))


class _Begun:
    """A source that a lane has been asked to read, and what is told of it. Seen from the lane it is a Progress."""

    def __init__(self, source: Source, lanes: ReadingLanes) -> None:
        self.source = source
        self.size = source.size
        self.told = source.name
        self._lanes = lanes
        self.future = lanes.submit(self._work)

    @property
    def is_cancelled(self) -> bool:
        return self._lanes.is_closing

    def report(self, done: int, total: int, text: str = "") -> None:  # noqa: ARG002 - the text says it
        self.told = text

    def _work(self, process: ReadingProcess) -> ReadFile | Problem | Contents:
        try:
            return (unpacked if self.source.is_bundle else read_source)(self.source, process, self)
        except UnreadableFileError as error:
            return Problem(self.source.name, str(error))


class _Batch:
    """Sources on their way through the lanes: a few begun ahead, what comes of them taken in order."""

    def __init__(self, lanes: ReadingLanes, documents: Sequence[Path], progress: Progress) -> None:
        self._lanes = lanes
        self._progress = progress
        self._waiting = deque(Source(path, path.name) for path in documents)
        self._begun: deque[_Begun] = deque()
        self._done = 0
        self._shelf = Shelf()

    def outcomes(self) -> Iterator[tuple[Path, ReadFile | Problem]]:
        while self._fill():
            first = self._begun[0]
            if not self._awaited(first):
                return
            self._begun.popleft()
            found = first.future.result()
            if isinstance(found, Contents):
                self._begun.extendleft(reversed([_Begun(source, self._lanes) for source in found.sources]))
                found = found.problem
            if found is not None:
                self._done += 1
                yield first.source.path, on_shelf(found, self._shelf) if isinstance(found, ReadFile) else found
        self._report("")

    def _fill(self) -> bool:
        while self._waiting and self._has_room():
            self._begun.append(_Begun(self._waiting.popleft(), self._lanes))
        return bool(self._begun)

    def _has_room(self) -> bool:
        begun = len(self._begun)
        return begun < 2 or (begun < _AHEAD and sum(one.size for one in self._begun) < _AHEAD_BYTES)

    def _awaited(self, first: _Begun) -> bool:
        """Wait until a source has been read, telling how far it is; False when cancelled before that."""
        told = ""
        while True:
            if first.told != told:
                told = first.told
                self._report(told)
            if self._progress.is_cancelled:
                return False
            if wait([first.future], timeout=TICK).done:
                return True

    def _report(self, text: str) -> None:
        self._progress.report(self._done, self._done + len(self._begun) + len(self._waiting), text)


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
