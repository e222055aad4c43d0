"""The learner handout: cover, contents, then each case with its questions and room to answer."""

from collections.abc import Iterator, Sequence

from casedesk.domain import richtext
from casedesk.domain.case import Case, Role
from casedesk.domain.estimates import estimate
from casedesk.domain.handout import AnswerSpace, Edition, HandoutOptions
from casedesk.domain.handout_blocks import AnswerLines, Contents, Facts, HandoutBlock, Kind, Para
from casedesk.domain.lesson import LessonPlan, Per
from casedesk.handout import part_marks
from casedesk.handout.case_blocks import (
    case_number,
    case_title,
    printed_roles,
    question_section,
    question_words,
    story,
    words,
)
from casedesk.handout.cover import subtitle, when
from casedesk.handout.editions import official_cover
from casedesk.handout.editions.recipe import Audience, Printed, Recipe, Sources
from casedesk.handout.labels import Labels
from casedesk.texts import N_

_TAKEAWAY_LINES = 2


def blocks(sources: Sources) -> Iterator[HandoutBlock]:
    """The blocks of the learner handout."""
    options = sources.options
    cover = official_cover.cover if options.is_official else _cover
    yield from cover(sources)
    yield from _all_cases(sources.plan, sources.cases, options, sources.labels)
    if options.takeaway and sources.cases and not options.is_official:
        yield from _takeaway(sources.labels)


def _cover(sources: Sources) -> Iterator[HandoutBlock]:
    plan, cases, options, labels = sources.plan, sources.cases, sources.options, sources.labels
    yield Para(Kind.TITLE, words(plan.title or plan.course or labels.default_title))
    yield Para(Kind.SUBTITLE, words(subtitle(plan, cases, labels)))
    rows = (
        (labels.group, plan.audience),
        (labels.time, when(plan, labels)),
        (labels.place, plan.place),
        (labels.trainer, plan.trainer),
        (labels.edition, sources.name),
    )
    yield Facts(tuple(row for row in rows if row[1]))
    yield Para(Kind.NAME_LINE, tuple(richtext.Run(blank) for blank in labels.blanks))
    if options.contents and cases:
        yield Para(Kind.CONTENTS_HEADING, words(labels.contents))
        entries = ((case_number(index, options, labels), case.printed_title) for index, case in enumerate(cases, 1))
        yield Contents(tuple(entries))
    if options.house_rules:
        yield Para(Kind.CONTENTS_HEADING, words(labels.house_rules_heading))
        yield from (Para(Kind.HOUSE_RULE, words(rule), number="–") for rule in labels.house_rules)


def _takeaway(labels: Labels) -> Iterator[HandoutBlock]:
    yield Para(Kind.CLOSING, words(labels.takeaway_heading))
    yield Para(Kind.CLOSING_TEXT, words(labels.takeaway))
    yield AnswerLines(_TAKEAWAY_LINES)


def _all_cases(
    plan: LessonPlan, cases: Sequence[Case], options: HandoutOptions, labels: Labels
) -> Iterator[HandoutBlock]:
    for index, case in enumerate(cases, start=1):
        roles = printed_roles(plan, case, options)
        yield from _head(case, index, options, labels)
        if Role.BODY in roles:
            yield from story(case)
        if Role.QUESTION in roles:
            asked = len(question_section(case.sections)[1])
            yield from part_marks.part(case, Role.QUESTION, _questions(case, options, labels), place=asked)


def _head(case: Case, index: int, options: HandoutOptions, labels: Labels) -> Iterator[HandoutBlock]:
    if options.is_official:
        yield Para(Kind.ATTACHMENT, number=labels.attachment.format(number=index), new_page=True)
        yield part_marks.head(case, Para(Kind.CASE_TITLE, words(case.printed_title)))
    else:
        yield part_marks.head(case, case_title(case, index, options, labels))
        yield Para(Kind.CASE_DATA, words(_case_data(case, labels)))


def _case_data(case: Case, labels: Labels) -> str:
    minutes = estimate(case)
    parts = [" · ".join(case.industries)]
    if minutes.reading:
        parts.append(labels.reading.format(minutes=minutes.reading))
    if minutes.discussion:
        parts.append(labels.discussion.format(minutes=minutes.discussion))
    return labels.data_gap.join(filter(None, parts))


def _questions(case: Case, options: HandoutOptions, labels: Labels) -> Iterator[HandoutBlock]:
    lead, questions = question_section(case.sections)
    if not lead and not questions:
        return
    yield Para(Kind.HEADING, words(labels.questions))
    yield from lead
    for number, question in enumerate(questions, start=1):
        yield Para(Kind.QUESTION, question_words(question, labels), number=f"{number}.")
        lines = question.lines if options.answer_lines is None else options.answer_lines
        if lines > 0:
            yield AnswerLines(lines, is_box=options.answer_space is AnswerSpace.BOX)


RECIPE = Recipe(
    Edition.LEARNER,
    N_("Learner handout"),
    N_("Stories, questions and room to answer; nothing for trainers."),
    Audience.LEARNERS,
    {
        "zh": Printed("学员版", "仅供本次培训使用", "左上角装订"),
        "en": Printed("Learner handout", "For use in this course only", "Stapled top left"),
    },
    blocks,
    per=Per.PERSON,
    also_called=("学员讲义", "讲义", "Handout"),
    new_page=True,
    can_be_large=True,
)
