"""What must not stand in a learner file, and what may: the two lists the leak guard compares with."""

from collections.abc import Iterator, Sequence

from casedesk.domain.case import LEARNER_ROLES, Case
from casedesk.domain.handout import Edition, Handout
from casedesk.domain.handout_secrets import Secret, SecretKind
from casedesk.domain.lesson import LessonPlan
from casedesk.handout.canonical_html import plain_of
from casedesk.handout.editions.table import recipe_of
from casedesk.handout.labels import labels_for


def secrets_of(plan: LessonPlan, cases: Sequence[Case]) -> tuple[Secret, ...]:
    """Every text of the cases and the plan that is for trainers only, each once."""
    found = [*_of_plan(plan), *(secret for case in cases for secret in _of_case(case))]
    return tuple(dict.fromkeys(secret for secret in found if secret.text.strip()))


def allowed_texts(plan: LessonPlan, cases: Sequence[Case], frame: Handout) -> tuple[str, ...]:
    """Every text that learners are meant to read.

    Taken from the cases and not from the outline, which is what the guard tests.
    """
    labels = labels_for(frame.options.language)
    words = [labels.questions, labels.contents, *labels.blanks, frame.edition_name, frame.footer]
    words += [labels.house_rules_heading, *labels.house_rules, labels.takeaway_heading, labels.takeaway]
    head = [plan.title, plan.course, plan.audience, plan.place, plan.trainer, *words]
    return tuple(filter(None, (*head, *(text for case in cases for text in _learner_texts(case)))))


def _of_plan(plan: LessonPlan) -> Iterator[Secret]:
    """The trainer's part of a plan. Objectives are none of it: many tell them to their learners."""
    note = SecretKind.NOTE
    for text in (plan.key_points, plan.difficult_points, plan.prior, plan.preparation, plan.reflection):
        yield Secret(note, text)
    for block in plan.blocks:
        for text in (block.intent, block.trainer, block.notes, block.transition, block.changes):
            yield Secret(note, text)
    for language in ("zh", "en"):
        labels = labels_for(language)
        yield Secret(SecretKind.TRAINER_LABEL, recipe_of(Edition.TRAINER).printed(language).name)
        for label in (labels.expected_answer, labels.trainer_note, labels.library_title):
            yield Secret(SecretKind.TRAINER_LABEL, label)


def _of_case(case: Case) -> Iterator[Secret]:
    if case.learner_title and case.learner_title != case.title:
        yield Secret(SecretKind.LIBRARY_TITLE, case.title)
    yield Secret(SecretKind.NOTE, case.note)
    for section in case.sections:
        if section.role not in LEARNER_ROLES:
            yield Secret(SecretKind.TRAINER_SECTION, plain_of(section.html))
        for question in section.questions:
            yield Secret(SecretKind.ANSWER, question.answer)


def _learner_texts(case: Case) -> Iterator[str]:
    yield case.printed_title
    yield from case.industries
    for section in case.sections:
        if section.role in LEARNER_ROLES:
            yield section.title
            yield plain_of(section.html)
            yield from (question.text for question in section.questions)
