"""The blocks of a case that both editions print alike: its heading, its story, its questions."""

from collections.abc import Iterator, Sequence

from casedesk.domain import richtext
from casedesk.domain.case import LEARNER_ROLES, Case, Question, Role, Section
from casedesk.domain.choices import choices_of
from casedesk.domain.decision_point import is_decision_point
from casedesk.domain.handout import HandoutOptions, Numbering
from casedesk.domain.handout_blocks import HandoutBlock, Kind, Para
from casedesk.domain.lesson import LessonPlan
from casedesk.handout import part_marks
from casedesk.handout.canonical_html import blocks_of
from casedesk.handout.labels import Labels
from casedesk.handout.story import paragraphs


def words(text: str) -> tuple[richtext.Run, ...]:
    """Plain text as inlines; newlines become line breaks, an empty text is no run."""
    return (richtext.Run(text.strip().replace("\n", richtext.LINE_BREAK)),) if text.strip() else ()


def case_number(index: int, options: HandoutOptions, labels: Labels) -> str:
    """The printed number of the case at a place counted from 1; empty when cases are not numbered."""
    return labels.number(index) if options.numbering is Numbering.CASE else ""


def numbered_titles(cases: Sequence[Case], options: HandoutOptions, labels: Labels) -> dict[int, str]:
    """The number and learner title of each case, by its id."""
    return {
        case.id: labels.number_gap.join(filter(None, (case_number(index, options, labels), case.printed_title)))
        for index, case in enumerate(cases, start=1)
    }


def case_title(case: Case, index: int, options: HandoutOptions, labels: Labels) -> Para:
    """The heading of a case: its learner title under its number."""
    number = case_number(index, options, labels)
    return Para(Kind.CASE_TITLE, words(case.printed_title), number=number, new_page=options.new_page)


def story(case: Case) -> Iterator[HandoutBlock]:
    """The body sections of a case, each under its own heading where it has one; decision points are not told."""
    for place, part in enumerate(story_parts(case)):
        told = (block for block in part if not _is_decision_point(block))
        yield from part_marks.part(case, Role.BODY, told, place=place)


def story_parts(case: Case) -> Iterator[tuple[HandoutBlock, ...]]:
    """The body sections of a case one by one, with their headings and with the marks of decision points."""
    for section in case.sections:
        if section.role is Role.BODY:
            heading = (Para(Kind.HEADING, words(section.title)),) if section.title else ()
            yield (*heading, *paragraphs(blocks_of(section.html)))


def _is_decision_point(block: HandoutBlock) -> bool:
    return isinstance(block, Para) and is_decision_point(block.text)


def question_section(sections: Sequence[Section]) -> tuple[tuple[HandoutBlock, ...], tuple[Question, ...]]:
    """What stands before the questions, and all questions of the case."""
    asked = [section for section in sections if section.role is Role.QUESTION]
    lead = tuple(block for section in asked for block in paragraphs(blocks_of(section.html)))
    return lead, tuple(question for section in asked for question in section.questions if question.text.strip())


def question_words(question: Question, labels: Labels) -> tuple[richtext.Run, ...]:
    """What is asked, with its points where it has some: behind the question, before its options."""
    if not question.points:
        return words(question.text)
    stem = choices_of(question).stem
    return words(f"{stem.rstrip()}{labels.points(question.points)}{question.text[len(stem) :]}")


def printed_roles(plan: LessonPlan, case: Case, options: HandoutOptions) -> frozenset[Role]:
    """The sections of a case that learners get: never more than LEARNER_ROLES, and only what the plan uses."""
    uses = [use.roles for block in plan.blocks for use in block.cases if use.case_id == case.id]
    used = frozenset[Role]().union(*uses) if uses else LEARNER_ROLES
    return options.roles & LEARNER_ROLES & used
