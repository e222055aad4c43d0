"""Reviewed proposals become cases of a library: one edit that adds documents, batch and cases, and is undone whole."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import uuid4

from casedesk.domain.case import Case
from casedesk.domain.changes import Edit, Replacement, Why
from casedesk.domain.draft import Decision, Draft, Image
from casedesk.domain.library import Document, ImportBatch
from casedesk.domain.richtext import ATTACHMENT
from casedesk.storage.library import Library
from casedesk.tasks.import_documents import ReadFile
from casedesk.tasks.twin_steps import TwinSteps
from casedesk.texts import tr, tr_n

_ATTACHED = re.compile(re.escape(ATTACHMENT) + r"([0-9a-f]+)")


@dataclass(frozen=True, slots=True)
class Addition:
    """What is to be added. `known` is how many drafts are left out because the library has them from the same file.

    `updated` are cases of the library as they become by the drafts that are newer versions of them.
    """

    edit: Edit
    batch: ImportBatch
    cases: tuple[Case, ...]
    known: int
    updated: tuple[Case, ...] = ()

    @property
    def sentence(self) -> str:
        """What has been done, once it has."""
        added = tr_n("Added {n} case", "Added {n} cases", len(self.cases)).format(n=len(self.cases))
        if not self.updated:
            return added
        updated = tr_n("Updated {n} case", "Updated {n} cases", len(self.updated)).format(n=len(self.updated))
        return tr("{first}; {second}").format(first=added, second=updated) if self.cases else updated


def addition(
    library: Library,
    files: Sequence[ReadFile],
    *,
    name: str,
    now: datetime | None = None,
    batch: ImportBatch | None = None,
    review: str = "",
    adds_again: bool = False,
) -> Addition:
    """The edit that adds the drafts of `files`, but for dropped and added ones, as a batch called `name`.

    The originals and the pictures are kept in the library at once, by their hash; the edit only refers to them, so
    that it can be undone and redone at will. It is empty where there is nothing new to add. `batch` is the one that
    kept the review until now, `review` what of it is still to be done. Drafts that the library has from the same place
    of the same file are left out, unless `adds_again`. What was decided about twins is done in the same edit.
    """
    now = now or datetime.now(UTC)
    batch_id = batch.id if batch else library.new_id(ImportBatch)
    documents: list[Document] = []
    new_documents: list[Document] = []
    cases: list[Case] = []
    twins = TwinSteps(library, now)
    known = 0
    for file in files:
        digest = file.original.digest
        if not library.documents.has(digest):
            library.documents.keep(file.original.read())
        document = library.documents.of_digest(digest)
        taken = _taken(library, document) if document and not adds_again else _Places()
        if document is None:
            document = _document(library, file, digest, now)
            new_documents.append(document)
        documents.append(document)
        fresh: list[Case] = []
        for draft, case in _cases(file, document=document, batch_id=batch_id, now=now):
            if case.origin and (case.origin.start, case.origin.end) in taken:
                known += 1
                continue
            fresh.append(case)
            if not twins.update(draft, case):
                cases.append(replace(case, id=library.new_id(Case)))
                twins.note(draft, cases[-1])
        _keep_pictures(library, file, fresh)
    after = ImportBatch(
        batch_id, name, (batch and batch.created) or now, tuple(document.id for document in documents), review
    )
    count = len(cases) + len(twins.updated)
    text = tr_n("Import {n} case", "Import {n} cases", count).format(n=count)
    created = tuple(Replacement(None, record) for record in (*new_documents, *cases))
    steps = (Replacement(batch, after), *created, *twins.steps(cases)) if count else ()
    return Addition(Edit(text, steps, why=Why.IMPORTED), after, tuple(cases), known, twins.updated)


def known_marked(library: Library, file: ReadFile, batch: ImportBatch | None = None) -> ReadFile:
    """The file with those drafts marked as added that the library has from the same place of the same file.

    Drafts whose cases were added out of `batch` and have been thrown away since are dropped: nobody wants them twice.
    """
    document = library.documents.of_digest(file.original.digest)
    cases = library.cases.get_many(library.cases.of_document(document.id)) if document else ()
    if not cases:
        return file
    taken = _places(case for case in cases if case.trashed is None)
    thrown = _places(case for case in cases if case.trashed is not None and batch and case.batch_id == batch.id)
    drafts = tuple(_known(draft, taken, thrown) for draft in file.proposal.drafts)
    return replace(file, proposal=replace(file.proposal, drafts=drafts))


_Places = frozenset[tuple[int, int]]


def _places(cases: Iterable[Case]) -> _Places:
    return frozenset((case.origin.start, case.origin.end) for case in cases if case.origin)


def _known(draft: Draft, taken: _Places, thrown: _Places) -> Draft:
    place = (draft.start, draft.end)
    if draft.decision is Decision.DROP or place not in taken | thrown:
        return draft
    decision = Decision.ADDED if place in taken else Decision.DROP
    words = tr("The library has this case already") if place in taken else tr("Its case was thrown away")
    reason = (False, words)
    return replace(draft, decision=decision, reasons=(*(old for old in draft.reasons if old != reason), reason))


def _document(library: Library, file: ReadFile, digest: str, now: datetime) -> Document:
    source = file.proposal.source
    return Document(library.new_id(Document), file.name, digest, source.media_type, source.text, now)


def _cases(file: ReadFile, *, document: Document, batch_id: int, now: datetime) -> Iterator[tuple[Draft, Case]]:
    """The drafts of a file with their cases, without ids."""
    from casedesk.importing.case_making import to_case  # part of the importer, loaded with the first import

    source = file.proposal.source
    for draft in file.proposal.drafts:
        if draft.decision not in {Decision.DROP, Decision.ADDED}:
            yield draft, to_case(source, draft, document_id=document.id, batch_id=batch_id, uid=uuid4().hex, now=now)


def _taken(library: Library, document: Document) -> _Places:
    """The places of a document that are cases already, in the trash or not."""
    return _places(library.cases.get_many(library.cases.of_document(document.id)))


def _keep_pictures(library: Library, file: ReadFile, cases: Sequence[Case]) -> None:
    source = file.proposal.source
    if not source.images:
        return
    html = "".join(section.html for case in cases for section in case.sections)
    images: dict[str, Image] = {image.digest: image for image in source.images}
    for digest in dict.fromkeys(_ATTACHED.findall(html)):
        if image := images.get(digest):
            library.attachments.add(file.picture(image), image.media_type, width=0, height=0, name=image.name)
