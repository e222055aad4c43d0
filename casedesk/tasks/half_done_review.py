"""A review that is not finished: kept in its import batch, with the originals in the library, and brought back."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from casedesk.domain.case import Outcome
from casedesk.domain.changes import Edit, Record, Replacement
from casedesk.domain.draft import (
    Decision,
    Draft,
    Likeness,
    LikenessKind,
    Problem,
    Proposal,
    Span,
    SpanKind,
    Suggestion,
    Twin,
)
from casedesk.domain.errors import UnreadableFileError
from casedesk.domain.library import Document, ImportBatch
from casedesk.storage.library import Library
from casedesk.tasks.import_documents import ReadFile, read_bytes
from casedesk.tasks.progress import SILENCE, Progress
from casedesk.tasks.reading_process import ReadingProcess
from casedesk.texts import tr


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of a half-done review as the library keeps it: its bytes, and what had been decided, as JSON values."""

    name: str
    data: bytes
    review: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class BroughtBack:
    """The files of a review that goes on, and what could not be read again."""

    files: tuple[ReadFile, ...]
    problems: tuple[Problem, ...]


class ReviewWriter:
    """Writes reviews as JSON again and again, and only what has changed since: a step changes two or three drafts of
    thousands. One for each review that is on the screen."""

    def __init__(self) -> None:
        self._drafts: dict[int, tuple[Draft, str]] = {}
        self._spans: dict[int, tuple[Span, str]] = {}
        self._digests: dict[int, tuple[bytes | str, str]] = {}

    def digest(self, content: bytes | str) -> str:
        """The hash of a file or a text."""
        known = self._digests.get(id(content))
        if known is None or known[0] is not content:
            known = self._digests[id(content)] = (content, _digest(content))
        return known[1]

    def text(self, files: Sequence[ReadFile]) -> str:
        """The review of these files."""
        drafts, spans = self._drafts, self._spans
        self._drafts, self._spans = {}, {}
        written = [self._file(file, drafts, spans) for file in files]
        return f'{{"version": 1, "files": [{", ".join(written)}]}}'

    def _file(
        self, file: ReadFile, drafts: Mapping[int, tuple[Draft, str]], spans: Mapping[int, tuple[Span, str]]
    ) -> str:
        source = file.proposal.source
        fields = {
            "name": _json(file.name),
            "digest": _json(self.digest(file.data)),
            "encoding": _json(source.encoding),
            "text": _json(self.digest(source.text)),
            "drafts": f"[{', '.join([self._draft(draft, drafts) for draft in file.proposal.drafts])}]",
            "left_out": f"[{', '.join([self._span(span, spans) for span in file.proposal.left_out])}]",
        }
        return "{" + ", ".join(f'"{name}": {value}' for name, value in fields.items()) + "}"

    def _draft(self, draft: Draft, known: Mapping[int, tuple[Draft, str]]) -> str:
        written = known.get(id(draft))
        if written is None or written[0] is not draft:
            written = (draft, _json(_draft_json(draft)))
        self._drafts[id(draft)] = written
        return written[1]

    def _span(self, span: Span, known: Mapping[int, tuple[Span, str]]) -> str:
        written = known.get(id(span))
        if written is None or written[0] is not span:
            written = (span, _json(_span_json(span)))
        self._spans[id(span)] = written
        return written[1]


def keeping(
    library: Library,
    files: Sequence[ReadFile],
    *,
    name: str,
    batch: ImportBatch | None,
    now: datetime | None = None,
    writer: ReviewWriter | None = None,
) -> tuple[Edit, ImportBatch]:
    """The edit that keeps a review for later, in `batch` or a new one, and the batch as it is then.

    The originals are kept at once, by their hash. A `writer` that is used again writes only what has changed.
    """
    now = now or datetime.now(UTC)
    writer = writer or ReviewWriter()
    documents: list[Document] = []
    steps: list[Replacement] = []
    for file in files:
        document = library.documents.of_digest(writer.digest(file.data))
        if document is None:
            digest = library.documents.keep(file.data)
            source = file.proposal.source
            document = Document(library.new_id(Document), file.name, digest, source.media_type, source.text, now)
            steps.append(Replacement(None, document))
        documents.append(document)
    after = ImportBatch(
        batch.id if batch else library.new_id(ImportBatch),
        name,
        batch.created if batch else now,
        tuple(document.id for document in documents),
        writer.text(files),
    )
    steps.append(Replacement(batch, after))
    return Edit(tr("Review “{name}” later").format(name=name), tuple(steps)), after


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


def stored_files(library: Library, batch: ImportBatch) -> tuple[StoredFile, ...]:
    """The files of a half-done review, to be read again by `bring_back`, which may run in a worker."""
    reviews: Sequence[Mapping[str, Any]] = json.loads(batch.review)["files"]
    return tuple(StoredFile(review["name"], library.documents.original(review["digest"]), review) for review in reviews)


def bring_back(stored: Sequence[StoredFile], progress: Progress = SILENCE) -> BroughtBack:
    """The files read again, with all that had been decided.

    Where the program reads a file in another way than it did then, the drafts are proposed anew and take over the
    decisions of those with the same title. Raises NoLongerWanted when cancelled.
    """
    files: list[ReadFile] = []
    problems: list[Problem] = []
    with ReadingProcess() as process:
        for done, item in enumerate(stored):
            told = _OneOfMany(progress, done, len(stored))
            told.report(0, 0, item.name)
            encoding = item.review["encoding"]
            try:
                read = read_bytes(item.data, item.name, encoding=encoding, progress=told, process=process)
            except UnreadableFileError as error:
                problems.append(Problem(item.name, str(error)))
                continue
            files.append(replace(read, proposal=_as_decided(read.proposal, item.review)))
    return BroughtBack(tuple(files), tuple(problems))


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
    drafts = tuple(_draft(value) for value in review["drafts"])
    if review["text"] == _digest(proposal.source.text):
        return replace(proposal, drafts=drafts, left_out=tuple(_span(value) for value in review["left_out"]))
    decisions = {draft.title: draft.decision for draft in drafts}
    return replace(
        proposal,
        drafts=tuple(replace(draft, decision=decisions.get(draft.title, draft.decision)) for draft in proposal.drafts),
    )


def _digest(content: bytes | str) -> str:
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return hashlib.sha256(data).hexdigest()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _draft_json(draft: Draft) -> dict[str, Any]:
    likeness = draft.likeness
    return {
        "title": draft.title,
        "spans": [_span_json(span) for span in draft.spans],
        "confidence": draft.confidence,
        "reasons": draft.reasons,
        "decision": draft.decision,
        "title_is_made": draft.title_is_made,
        "pattern": draft.pattern,
        "industries": [(item.value, item.words) for item in draft.industries],
        "themes": [(item.value, item.words) for item in draft.themes],
        "outcome": draft.outcome,
        "outcome_words": draft.outcome_words,
        "quality": draft.quality,
        "likeness": likeness
        and (likeness.case_id, likeness.title, likeness.share, likeness.draft_index, likeness.kind),
        "twin": draft.twin,
        "answers": [_span_json(span) for span in draft.answers],
    }


def _draft(value: Mapping[str, Any]) -> Draft:
    return Draft(
        title=value["title"],
        spans=tuple(_span(span) for span in value["spans"]),
        confidence=value["confidence"],
        reasons=tuple((bool(speaks_for), sentence) for speaks_for, sentence in value["reasons"]),
        decision=Decision(value["decision"]),
        title_is_made=value["title_is_made"],
        pattern=value["pattern"],
        industries=tuple(Suggestion(name, tuple(words)) for name, words in value["industries"]),
        themes=tuple(Suggestion(name, tuple(words)) for name, words in value["themes"]),
        outcome=Outcome(value["outcome"]) if value["outcome"] else None,
        outcome_words=tuple(value["outcome_words"]),
        quality=value["quality"],
        likeness=_likeness(*value["likeness"]) if value["likeness"] else None,
        twin=Twin(value.get("twin", Twin.OPEN)),
        answers=tuple(_span(span) for span in value.get("answers", ())),
    )


def _likeness(
    case_id: int | None, title: str, share: float, draft_index: int | None, kind: str = LikenessKind.NEAR
) -> Likeness:
    return Likeness(case_id, title, share, draft_index, LikenessKind(kind))


def _span_json(span: Span) -> tuple[Any, ...]:
    plain = (span.start, span.end, span.kind, span.reason)
    return (*plain, True) if span.was_furniture else plain


def _span(value: Sequence[Any]) -> Span:
    start, end, kind, reason, *rest = value  # reviews kept by the first version have no fifth
    return Span(start, end, SpanKind(kind), reason, bool(rest and rest[0]))
