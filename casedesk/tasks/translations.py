"""Counterparts of cases in another language: found, tied together, parted, and begun. A family carries them."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

from casedesk.domain.case import Case, Section, State
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.errors import BadInputError
from casedesk.domain.two_languages import counterpart, language_of
from casedesk.storage.library import Library
from casedesk.tasks import families
from casedesk.texts import N_, tr


def counterpart_of(library: Library, case_id: int) -> Case | None:
    """The same case in another language: a telling of its family that is in one."""
    family = library.families.of_case(case_id)
    if family is None:
        return None
    return counterpart(library.cases.get(case_id), library.cases.get_many(family.case_ids), best_id=family.best_id)


def linking(library: Library, case_id: int, other_id: int) -> Edit:
    """The edit that makes two cases counterparts. Raises BadInputError where both are in the same language."""
    case, other = library.cases.get(case_id), library.cases.get(other_id)
    if case_id == other_id or language_of(case) == language_of(other):
        raise BadInputError(N_("Both cases are in the same language, so neither is the translation of the other."))
    edit = families.joining(library, (case_id, other_id), best_id=_best_of(library, case_id))
    text = tr("“{other}” is the translation of “{title}”").format(other=other.title, title=case.title)
    return replace(edit, text=text)


def parting(library: Library, case_id: int) -> Edit:
    """The edit after which the counterpart of a case is none any more; empty where there is none."""
    other = counterpart_of(library, case_id)
    if other is None:
        return Edit("", ())
    text = tr("“{other}” is not the translation of “{title}”")
    text = text.format(other=other.title, title=library.cases.get(case_id).title)
    return replace(families.leaving(library, other.id), text=text)


def beginning(library: Library, case_id: int, *, now: datetime | None = None) -> tuple[Edit, int]:
    """The edit that begins the translation of a case, and the id of the new one: its sections and questions are empty.

    What is filed in words of the trainer's own has to be given in the other language too.
    """
    case = library.cases.get(case_id)
    now = now or datetime.now(UTC)
    language = "en" if language_of(case) == "zh" else "zh"
    title = "{title} (English)" if language == "en" else "{title}（中文）"
    new = Case(
        id=library.new_id(Case),
        uid=uuid4().hex,
        title=title.format(title=case.title),
        sections=tuple(map(_emptied, case.sections)),
        outcome=case.outcome,
        difficulty=case.difficulty,
        state=State.PENDING,
        language=language,
        source=case.source,
        licence=case.licence,
        minutes=case.minutes,
        created=now,
        modified=now,
    )
    family = families.joining(library, (case_id, new.id), best_id=_best_of(library, case_id))
    text = tr("Begin the translation of “{title}”").format(title=case.title)
    return Edit(text, (Replacement(None, new), *family.replacements)), new.id


def _best_of(library: Library, case_id: int) -> int:
    family = library.families.of_case(case_id)
    return family.best_id if family else case_id


def _emptied(section: Section) -> Section:
    questions = tuple(replace(question, text="", answer="") for question in section.questions)
    return Section(section.role, questions=questions)
