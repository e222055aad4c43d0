"""A case out of a draft."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from casedesk.domain.case import Case, Origin, Role, Section, State
from casedesk.domain.draft import Draft, SectionText, SourceText
from casedesk.domain.richtext import to_plain
from casedesk.importing.language import language_of
from casedesk.importing.questions import questions_of, with_answers
from casedesk.importing.sections import holds_only_answers, section_texts


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
    sections = [_section(text) for text in section_texts(source, draft) if text.text.strip() or text.html]
    if holds_only_answers(source, draft):
        sections = _with_answers(sections)
    return Case(
        uid=uid,
        title=draft.title,
        sections=tuple(sorted(sections, key=lambda section: list(Role).index(section.role))),
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


def _with_answers(sections: Sequence[Section]) -> list[Section]:
    """The sections with the answers beside their questions, where each of them finds its own."""
    asked = next((section for section in sections if section.role is Role.QUESTION), None)
    told = next((section for section in sections if section.role is Role.RESOLUTION), None)
    answered = with_answers(asked.questions, to_plain(told.html)) if asked and told else None
    if answered is None:
        return list(sections)
    return [replace(s, questions=answered) if s is asked else s for s in sections if s is not told]


def _place(source: SourceText, draft: Draft) -> str:
    return next((b.place for b in source.blocks if b.start <= draft.start <= b.end), "")
