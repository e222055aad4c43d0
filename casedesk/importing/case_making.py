"""A case out of a draft."""

from datetime import datetime

from casedesk.domain.case import Case, Origin, Role, Section, State
from casedesk.domain.draft import Draft, SectionText, SourceText
from casedesk.importing.language import language_of
from casedesk.importing.questions import questions_of
from casedesk.importing.sections import section_texts


def to_case(
    source: SourceText,
    draft: Draft,
    *,
    document_id: int = 0,
    batch_id: int | None = None,
    uid: str = "",
    now: datetime | None = None,
) -> Case:
    """The draft as a pending case without an id: sections in printing order, questions as rows, the suggested
    facets, and where in the source it came from."""
    texts = sorted(section_texts(source, draft), key=lambda section: list(Role).index(section.role))
    return Case(
        uid=uid,
        title=draft.title,
        sections=tuple(_section(text) for text in texts if text.text.strip() or text.html),
        industries=tuple(suggestion.value for suggestion in draft.industries),
        themes=tuple(suggestion.value for suggestion in draft.themes),
        outcome=draft.outcome,
        state=State.PENDING,
        language=language_of(source.text[draft.start : draft.end]),
        source=source.name,
        batch_id=batch_id,
        created=now,
        modified=now,
        origin=Origin(document_id, draft.start, draft.end, _place(source, draft)),
    )


def _section(text: SectionText) -> Section:
    if text.role is Role.QUESTION:
        return Section(Role.QUESTION, questions=questions_of(text.text))
    return Section(text.role, text.html)


def _place(source: SourceText, draft: Draft) -> str:
    return next((b.place for b in source.blocks if b.start <= draft.start <= b.end), "")
