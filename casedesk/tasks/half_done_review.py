"""A review that is not finished: kept in its import batch, with the originals in the library, and brought back."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from casedesk.domain.changes import Edit, Record, Replacement
from casedesk.domain.draft import Problem, Proposal
from casedesk.domain.errors import BadInputError, UnreadableFileError
from casedesk.domain.library import Document, ImportBatch
from casedesk.storage.library import Library
from casedesk.tasks.import_documents import ReadFile, read_bytes
from casedesk.tasks.kept_sources import keep_source, pictures_kept, source_kept
from casedesk.tasks.originals import in_library
from casedesk.tasks.progress import SILENCE, NoLongerWanted, Progress
from casedesk.tasks.reading_process import ReadingProcess
from casedesk.tasks.review_json import ReviewWriter, digest_of, draft_of, kept_source_of, span_of
from casedesk.texts import N_, tr


@dataclass(frozen=True, slots=True)
class BroughtBack:
    """The files of a review that goes on, and what could not be read, then or now.

    `writer` knows what of it is written already.
    """

    files: tuple[ReadFile, ...]
    problems: tuple[Problem, ...]
    writer: ReviewWriter = field(default_factory=ReviewWriter, compare=False)


def keeping(
    library: Library,
    files: Sequence[ReadFile],
    *,
    name: str,
    batch: ImportBatch | None,
    problems: Sequence[Problem] = (),
    now: datetime | None = None,
    writer: ReviewWriter | None = None,
) -> tuple[Edit, ImportBatch]:
    """The edit that keeps a review for later, in `batch` or a new one, and the batch as it is then.

    The originals and what was read in them are kept at once, by their hash. `problems` are the files that could not
    be read. A `writer` that is used again writes only what has changed.
    """
    now = now or datetime.now(UTC)
    writer = writer or ReviewWriter()
    documents: list[Document] = []
    steps: list[Replacement] = []
    for file in files:
        keep_ahead(library, file, writer)
        digest = file.original.digest
        document = library.documents.of_digest(digest)
        if document is None:
            source = file.proposal.source
            document = Document(library.new_id(Document), file.name, digest, source.media_type, source.text, now)
            steps.append(Replacement(None, document))
        documents.append(document)
    after = ImportBatch(
        batch.id if batch else library.new_id(ImportBatch),
        name,
        batch.created if batch else now,
        tuple(document.id for document in documents),
        writer.text(files, problems),
    )
    steps.append(Replacement(batch, after))
    return Edit(tr("Review “{name}” later").format(name=name), tuple(steps)), after


def keep_ahead(library: Library, file: ReadFile, writer: ReviewWriter) -> bool:
    """Keep what is large of a file, the bytes and the text, so that `keeping` has only decisions left to write.

    False where it has been kept before. Twenty megabytes take a moment: between two files the window can be served.
    """
    if writer.kept_source(file.proposal.source) is not None:
        return False
    if not library.documents.has(file.original.digest):
        library.documents.keep(file.original.read())
    writer.note_source(file.proposal.source, keep_source(library, file))
    return True


def discarding(library: Library, batch: ImportBatch) -> Edit:
    """The edit that gives up a half-done review; cases that were added from it before stay."""
    text = tr("Give up the review of “{name}”").format(name=batch.name)
    if library.cases.of_batch(batch.id):
        return Edit(text, (Replacement(batch, replace(batch, review="")),))
    others = {id_ for other in library.batches.all() if other.id != batch.id for id_ in other.document_ids}
    documents: list[Record] = [
        document
        for document in library.documents.get_many(batch.document_ids)
        if document.id not in others and not library.cases.of_document(document.id)
    ]
    return Edit(text, tuple(Replacement(record, None) for record in (batch, *documents)))


def bring_back(library: Library, batch: ImportBatch, progress: Progress = SILENCE) -> BroughtBack:
    """The files of a half-done review with all that had been decided, as they were read then.

    Where that is not kept, or not in a way that this version understands, a file is read again; where it then reads
    otherwise, the drafts are proposed anew and take over the decisions of those with the same title. This may take
    long: give a worker a library of its own, open for reading. Raises BadInputError where nothing can be made of the
    review, and NoLongerWanted when cancelled.
    """
    try:
        review: Mapping[str, Any] = json.loads(batch.review)
    except ValueError as error:
        raise BadInputError(N_("The review of “{name}” is damaged; import the file again."), name=batch.name) from error
    problems = [Problem(name, sentence) for name, sentence in review.get("problems", ())]
    files: list[ReadFile] = []
    writer = ReviewWriter()
    with ReadingProcess() as process:
        for done, item in enumerate(review["files"]):
            told = _OneOfMany(progress, done, len(review["files"]))
            told.report(0, 0, item["name"])
            if told.is_cancelled:
                raise NoLongerWanted
            try:
                files.append(_kept(library, item, writer) or _read_again(library, item, told, process))
            except (UnreadableFileError, BadInputError) as error:
                problems.append(Problem(item["name"], str(error)))
    return BroughtBack(tuple(files), tuple(problems), writer)


def _kept(library: Library, review: Mapping[str, Any], writer: ReviewWriter) -> ReadFile | None:
    """A file as it was read; None where that is not kept."""
    kept = kept_source_of(review.get("source"))
    source = source_kept(library, kept) if kept else None
    if kept is None or source is None or digest_of(source.text) != review["text"]:
        return None
    try:
        original, pictures = in_library(library, review["digest"]), pictures_kept(library, kept)
    except BadInputError:
        return None
    writer.note_source(source, kept)
    drafts = tuple(draft_of(value) for value in review["drafts"])
    proposal = Proposal(source, drafts, tuple(span_of(value) for value in review["left_out"]))
    return ReadFile(review["name"], original, proposal, pictures=pictures)


def _read_again(library: Library, review: Mapping[str, Any], progress: Progress, process: ReadingProcess) -> ReadFile:
    data = library.documents.original(review["digest"])
    read = read_bytes(data, review["name"], encoding=review["encoding"], progress=progress, process=process)
    return replace(read, proposal=_as_decided(read.proposal, review))


@dataclass(frozen=True, slots=True)
class _OneOfMany:
    """The progress of one file as that of them all."""

    progress: Progress
    done: int
    total: int

    @property
    def is_cancelled(self) -> bool:
        return self.progress.is_cancelled

    def report(self, done: int, total: int, text: str = "") -> None:  # noqa: ARG002 - the text says the page
        self.progress.report(self.done, self.total, text)


def _as_decided(proposal: Proposal, review: Mapping[str, Any]) -> Proposal:
    drafts = tuple(draft_of(value) for value in review["drafts"])
    if review["text"] == digest_of(proposal.source.text):
        return replace(proposal, drafts=drafts, left_out=tuple(span_of(value) for value in review["left_out"]))
    decisions = {draft.title: draft.decision for draft in drafts}
    return replace(
        proposal,
        drafts=tuple(replace(draft, decision=decisions.get(draft.title, draft.decision)) for draft in proposal.drafts),
    )
