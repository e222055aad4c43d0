"""A draft and the story that it is like, as two texts to be laid side by side."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from casedesk.domain.case import Case, Role
from casedesk.domain.draft import Draft
from casedesk.domain.plain_text import plain
from casedesk.tasks.import_documents import ReadFile


@dataclass(frozen=True, slots=True)
class TwinTexts:
    """Title and text of both. `case_id` is the twin in the library, None for a draft of the same import."""

    title: str
    text: str
    twin_title: str
    twin_text: str
    case_id: int | None


def twin_texts(
    files: Sequence[ReadFile], file: ReadFile, draft: Draft, cases: Callable[[Iterable[int]], tuple[Case, ...]]
) -> TwinTexts | None:
    """The texts of a draft of `file` and of its twin, None where it has none any more. `cases` reads the library."""
    likeness = draft.likeness
    if likeness is None:
        return None
    if likeness.case_id is not None:
        found = cases([likeness.case_id])
        if not found or found[0].trashed is not None:
            return None
        twin, title = case_text(found[0]), found[0].title
    else:
        others = ((one, other) for one in files for other in one.proposal.drafts if other != draft)
        pair = next(((one, other) for one, other in others if other.title == likeness.title), None)
        if pair is None:
            return None
        twin, title = case_text(case_of_draft(*pair)), likeness.title
    return TwinTexts(draft.title, case_text(case_of_draft(file, draft)), title, twin, likeness.case_id)


def case_of_draft(file: ReadFile, draft: Draft) -> Case:
    """The case that a draft would become, without ids."""
    from casedesk.importing.case_making import to_case  # part of the importer, loaded with the first import

    return to_case(file.proposal.source, draft)


def case_text(case: Case) -> str:
    """All that a case says, its sections in printing order, parted by empty lines."""
    sections = sorted(case.sections, key=lambda section: list(Role).index(section.role))
    parts = [
        "\n".join((plain(section.html), *(question.text for question in section.questions))).strip()
        for section in sections
    ]
    return "\n\n".join(filter(None, parts))
