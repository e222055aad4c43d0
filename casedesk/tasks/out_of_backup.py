"""Cases and plans of a backup held against the library as it is, so that one or some can be taken back."""

from dataclasses import replace
from pathlib import Path

from casedesk.domain.casepack import Pack, PackOptions, pack_case, pictures_of
from casedesk.domain.library import Document
from casedesk.storage.backup_differences import Differences, differences
from casedesk.storage.library import Library
from casedesk.tasks.backup_reading import opened_backup
from casedesk.tasks.compare_pack import ComparedPack, compared
from casedesk.tasks.progress import SILENCE, Progress
from casedesk.tasks.write_pack import Contents, PackWish

_ALL = PackOptions(originals=True, notes=True)


def compare_backup(library: Path, backup: Path, title: str, progress: Progress = SILENCE) -> ComparedPack:
    """What a backup has that the library has no longer, or has otherwise; any thread may do this.

    Its pictures and originals stay in the backup. Raises LibraryError where it cannot be read.
    """
    found = differences(backup, library)
    with opened_backup(backup) as then:
        pack = _pack(then, found, title)
    with Library.open(library, create=False, read_only=True) as now:
        return compared(now, backup, pack, progress, is_backup=True)


def _pack(then: Library, found: Differences, title: str) -> Pack:
    plan_ids = {plan.id for plan in then.plans.all()} & {*found.plans_changed, *found.plans_gone}
    wish = PackWish(title, (*found.changed, *found.gone), plan_ids=tuple(plan_ids), options=_ALL)
    contents = Contents(then, wish)
    cases = then.cases.get_many(contents.case_ids)
    documents = then.documents.get_many(dict.fromkeys(case.origin.document_id for case in cases if case.origin))
    numbers = {document.id: at for at, document in enumerate(documents, start=1)}
    attachments = then.attachments
    return Pack(
        title=title,
        options=_ALL,
        cases=tuple(
            pack_case(
                case,
                number=contents.numbers[case.id],
                uid=contents.uids[case.id],
                document=numbers.get(case.origin.document_id, 0) if case.origin else 0,
                options=_ALL,
            )
            for case in cases
        ),
        plans=contents.plans,
        documents=tuple(_numbered(document, numbers) for document in documents),
        pictures=tuple(attachments.get(digest) for digest in sorted(pictures_of(cases)) if attachments.has(digest)),
    )


def _numbered(document: Document, numbers: dict[int, int]) -> Document:
    return replace(document, id=numbers[document.id])
