"""What is to be read, a file or the bytes of one, and one of them read by a reading process."""

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from casedesk import texts
from casedesk.domain.draft import Image, Problem, Proposal
from casedesk.domain.errors import OldFormatError, UnreadableFileError
from casedesk.importing import BUNDLES
from casedesk.importing.messages import PageSeen, Part, ReadOut, Request, Unpacked, Wanted
from casedesk.importing.reading import bytes_of
from casedesk.tasks.office_conversion import converted
from casedesk.tasks.office_program import office_program
from casedesk.tasks.office_run import ConversionError
from casedesk.tasks.originals import Original, Shelf, at_hand
from casedesk.tasks.progress import Progress
from casedesk.tasks.reading_process import LIMITS, ReadingProcess
from casedesk.texts import N_, tr

INSIDE = " › "
"""Between the name of a bundle and that of a file in it."""

_WOULD_HELP = N_("{sentence} Where LibreOffice is installed, CaseDesk reads such files with its help.")
_NO_HELP = N_("{sentence} LibreOffice could not open it either.")
_MEDIA_TYPES = {
    ".doc": "application/msword",
    ".ppt": "application/vnd.ms-powerpoint",
    ".wps": "application/vnd.ms-works",
}


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was read: its bytes, to be kept with the cases, and what the importer proposes.

    `pictures` are those of the source, by their hash, where they do not lie in it. `packed` is the source as the
    library will keep it, where somebody has made it ready.
    """

    name: str
    original: Original
    proposal: Proposal
    seconds: float = field(default=0.0, compare=False)
    """How long that took."""
    note: str = field(default="", compare=False)
    """What should be known before it is reviewed, in a sentence."""
    pictures: Mapping[str, Original] = field(default_factory=dict[str, Original], compare=False)
    packed: bytes = field(default=b"", compare=False)

    @property
    def data(self) -> bytes:
        """All of its bytes, which may have to be read from the disk."""
        return self.original.read()

    def picture(self, image: Image) -> bytes:
        """The bytes of a picture of the source."""
        return self.pictures[image.digest].read() if image.digest in self.pictures else image.data


@dataclass(frozen=True, slots=True)
class Source:
    """Something to be read: the file at `path`, or `data` where its bytes are at hand.

    `pasted` says how to take bytes that come from the clipboard and not from a file.
    """

    path: Path
    name: str
    data: bytes | None = None
    encoding: str = ""
    pasted: Literal[Wanted.TEXT, Wanted.HTML] | None = None

    @property
    def is_bundle(self) -> bool:
        """Whether it holds files and is unpacked first."""
        return self.data is None and self.path.suffix.lower() in BUNDLES

    @property
    def size(self) -> int:
        """Its bytes; 0 where there is no such file."""
        try:
            return self.path.stat().st_size if self.data is None else len(self.data)
        except OSError:
            return 0

    @property
    def request(self) -> Request:
        """What to ask of a reading process."""
        wanted = self.pasted or (Wanted.BUNDLE if self.is_bundle else Wanted.FILE)
        if self.data is not None and self.pasted is None:
            wanted = Wanted.DATA
        path = os.fspath(self.path.absolute()) if self.data is None else ""
        seconds = LIMITS.time_for(self.size)
        return Request(wanted, self.name, path, self.data or b"", self.encoding, texts.language(), seconds)


@dataclass(frozen=True, slots=True)
class Contents:
    """The files of a bundle, and what is wrong with it."""

    sources: tuple[Source, ...]
    problem: Problem | None


def read_source(source: Source, process: ReadingProcess, progress: Progress) -> ReadFile:
    """One file and its proposal, with the help of LibreOffice where there is no other way.

    `progress` is told in words where the reading is. Raises UnreadableFileError, and NoLongerWanted when cancelled.
    """
    began = time.monotonic()
    try:
        answer = _asked(source, source.request, process, progress)
        data = answer.data if source.data is None else source.data
        proposal = answer.proposal
    except OldFormatError as refusal:
        data = source.data if source.data is not None else bytes_of(source.path)
        proposal = _read_by_office(source, data, refusal, process, progress)
    return ReadFile(source.name, at_hand(data), proposal, time.monotonic() - began)


def on_shelf(file: ReadFile, shelf: Shelf) -> ReadFile:
    """The file with its bytes, and those of its pictures, out of memory where they are many."""
    source = file.proposal.source
    pictures = {image.digest: shelf.put(at_hand(image.data)) for image in source.images}
    bare = tuple(replace(image, data=b"") for image in source.images)
    proposal = replace(file.proposal, source=replace(source, images=bare)) if bare else file.proposal
    return replace(file, original=shelf.put(file.original), proposal=proposal, pictures=pictures)


def unpacked(source: Source, process: ReadingProcess, progress: Progress) -> Contents:
    """The files that lie in a bundle. Raises NoLongerWanted when cancelled."""
    found: list[Source] = []

    def on_part(part: Part) -> None:
        if isinstance(part, Unpacked):
            inner = part.name.replace("/", INSIDE)
            name = source.name if part.name == source.name else f"{source.name}{INSIDE}{inner}"
            found.append(Source(source.path, name, part.data))

    try:
        process.ask(source.request, source.size, is_cancelled=lambda: progress.is_cancelled, on_part=on_part)
    except UnreadableFileError as error:
        return Contents(tuple(found), Problem(source.name, str(error)))
    return Contents(tuple(found), None)


def _asked(source: Source, request: Request, process: ReadingProcess, progress: Progress) -> ReadOut:
    def on_part(part: Part) -> None:
        if isinstance(part, PageSeen):
            progress.report(part.page, part.pages, _place(source.name, part.page, part.pages))

    size = len(request.data) or source.size
    answer = process.ask(request, size, is_cancelled=lambda: progress.is_cancelled, on_part=on_part)
    if not isinstance(answer, ReadOut):
        raise TypeError(f"{type(answer).__name__} for a file")
    return answer


def _read_by_office(
    source: Source, data: bytes, refusal: OldFormatError, process: ReadingProcess, progress: Progress
) -> Proposal:
    """The proposal for a file that the readers refuse; its origin stays what it is, only the text comes by a detour."""
    program = office_program()
    if program is None:
        raise UnreadableFileError(_WOULD_HELP, sentence=refusal) from refusal
    progress.report(0, 0, tr("{name}, being converted by LibreOffice").format(name=source.name))
    try:
        made = converted(
            data,
            refusal.suffix,
            program,
            seconds=process.limits.conversion,
            is_cancelled=lambda: progress.is_cancelled,
        )
    except ConversionError as error:
        raise UnreadableFileError(_NO_HELP, sentence=refusal) from error
    progress.report(0, 0, source.name)
    request = replace(
        source.request, wanted=Wanted.DATA, path="", data=made, encoding="", seconds=LIMITS.time_for(len(made))
    )
    proposal = _asked(source, request, process, progress).proposal
    return replace(proposal, source=replace(proposal.source, media_type=_MEDIA_TYPES[refusal.suffix]))


def _place(name: str, page: int, pages: int) -> str:
    return tr("{name}, page {page} of {pages}").format(name=name, page=page, pages=pages) if pages > 1 else name
