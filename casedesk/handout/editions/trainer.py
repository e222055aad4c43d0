"""The trainer guide: the plan, then every case in full, with answers, analysis, resolution, lesson and notes."""

from collections import Counter
from collections.abc import Iterator, Sequence

from casedesk.domain import richtext
from casedesk.domain.case import Case, Role, Section
from casedesk.domain.estimates import class_minutes, estimate
from casedesk.domain.handout import Edition, HandoutOptions
from casedesk.domain.handout_blocks import (
    AnswerLines,
    Contents,
    Facts,
    Grid,
    HandoutBlock,
    Kind,
    Layout,
    LayoutStart,
    Para,
    PlanTable,
)
from casedesk.domain.lesson import Block, LessonPlan
from casedesk.handout import part_marks
from casedesk.handout.canonical_html import blocks_of, plain_of
from casedesk.handout.case_blocks import case_number, case_title, question_section, question_words, story, words
from casedesk.handout.cover import subtitle, when
from casedesk.handout.editions.recipe import Area, Audience, Printed, Recipe, Sources
from casedesk.handout.labels import Labels
from casedesk.handout.plan_rows import plan_rows
from casedesk.handout.story import paragraphs
from casedesk.texts import N_

_REFLECTION_LINES = 8
_IN_FACTS = (Role.OBJECTIVES, Role.KEY_POINTS)
_VOICES = {Role.ANALYSIS: Kind.ANALYSIS, Role.RESOLUTION: Kind.RESOLUTION, Role.LESSON: Kind.LESSON}
_USE_WIDTHS = (0.15, 0.29, 0.17, 0.13, 0.26)


def blocks(sources: Sources) -> tuple[HandoutBlock, ...]:
    """The blocks of the trainer guide."""
    plan, cases, options, labels = sources.plan, sources.cases, sources.options, sources.labels
    layout = Layout.FULL if options.large_print else Layout.NOTES
    return (
        *_cover(sources),
        *_plan(sources),
        LayoutStart(layout),
        *(block for index, case in enumerate(cases, 1) for block in whole_case(sources, case, index)),
        LayoutStart(Layout.FULL),
        *_after_class(plan, cases, options, labels),
    )


def _cover(sources: Sources) -> Iterator[HandoutBlock]:
    plan, cases, options, labels = sources.plan, sources.cases, sources.options, sources.labels
    yield Para(Kind.EDITION, words(labels.warning), label=RECIPE.printed(labels.language).name)
    yield Para(Kind.TITLE, words(plan.title or plan.course or labels.default_title))
    text = subtitle(plan, cases, labels)
    yield Para(Kind.SUBTITLE, words(labels.guide_subtitle.format(text=text)))
    yield from head_of_plan(plan, labels, columns=1 if options.large_print else 2)
    if options.contents:
        yield Para(Kind.CONTENTS_HEADING, words(labels.contents))
        yield Contents(_entries(plan, cases, options, labels))
    yield from _legend(labels)


def head_of_plan(plan: LessonPlan, labels: Labels, *, columns: int) -> Iterator[HandoutBlock]:
    """Whom the class is for, when and where, and what is to come of it."""
    people = labels.people_count.format(people=plan.head_count) if plan.head_count else ""
    head = (
        (labels.periods, plan.periods),
        (labels.group, plan.audience),
        (labels.people, people),
        (labels.time, when(plan, labels)),
        (labels.place, plan.place),
        (labels.trainer, plan.trainer),
        (labels.methods, plan.methods),
    )
    if rows := tuple(row for row in head if row[1]):
        yield Facts(rows, columns=columns)
    goals = plan.objectives
    rows = (
        (labels.prior, plan.prior),
        (labels.knowledge, goals.knowledge),
        (labels.skill, goals.skill),
        (labels.attitude, goals.attitude),
        (labels.key_points, plan.key_points),
        (labels.difficult_points, plan.difficult_points),
        (labels.assessment, plan.assessment),
        (labels.prework, plan.prework),
        (labels.preparation, plan.preparation),
        (labels.board_plan, plan.board_plan),
        (labels.homework, plan.homework),
    )
    if filled := tuple(row for row in rows if row[1].strip()):
        yield Para(Kind.HEADING, words(labels.objectives))
        yield Facts(filled)


def _entries(
    plan: LessonPlan, cases: Sequence[Case], options: HandoutOptions, labels: Labels
) -> tuple[tuple[str, str], ...]:
    numbered = ((case_number(index, options, labels), case.printed_title) for index, case in enumerate(cases, 1))
    start = (("", labels.plan),) if plan.blocks else ()
    return (*start, *numbered, ("", labels.after_class))


def _legend(labels: Labels) -> Iterator[HandoutBlock]:
    yield Para(Kind.HEADING, words(labels.legend))
    yield Para(Kind.ANSWER, words(labels.legend_answer), label=labels.expected_answer)
    yield Para(Kind.NOTE, words(labels.legend_note), label=labels.trainer_note)
    yield Para(Kind.LESSON, words(labels.legend_lesson))


def _plan(sources: Sources) -> Iterator[HandoutBlock]:
    plan, labels, pages = sources.plan, sources.labels, sources.learner_pages
    if plan.blocks:
        *head, last = labels.plan_header
        header = (*head, labels.handout_page, last) if pages else labels.plan_header
        yield Para(Kind.PLAIN_HEADING, words(labels.plan), new_page=True)
        yield PlanTable(header, plan_rows(plan, sources.cases, sources.options, labels, pages))


def whole_case(
    sources: Sources, case: Case, index: int, more: Sequence[tuple[str, str]] = ()
) -> Iterator[HandoutBlock]:
    """Everything of a case, with `more` facts about it behind those that every guide tells."""
    plan, options, labels = sources.plan, sources.options, sources.labels
    yield part_marks.head(case, case_title(case, index, options, labels))
    page = sources.learner_pages.get(case.id)
    tail = labels.data_gap + labels.on_handout_page.format(page=page) if page else ""
    yield Para(Kind.CASE_DATA, words(_case_data(case, labels)), tail=tail)
    if facts := (*_case_facts(case, labels), *more):
        yield Facts(facts, in_trainer_voice=True)
    if Role.BODY in options.roles:
        yield from story(case)
    yield from _block_notes(plan, case, labels)
    if Role.QUESTION in options.roles:
        asked = len(question_section(case.sections)[1])
        yield from part_marks.part(case, Role.QUESTION, _questions(case, labels), place=asked, has_answers=True)
    places = Counter[Role]()
    for section in sorted(case.sections, key=lambda section: tuple(Role).index(section.role)):
        if section.role in options.roles:
            printed = trainer_section(section, labels)
            yield from part_marks.part(case, section.role, printed, place=places[section.role])
            places[section.role] += 1
    if case.note.strip():
        yield from _notes(labels.remark, case.note)


def _case_data(case: Case, labels: Labels) -> str:
    minutes = estimate(case)
    gap = labels.list_gap
    times = gap.join(
        template.format(minutes=value)
        for template, value in ((labels.reading, minutes.reading), (labels.discussion, minutes.discussion))
        if value
    )
    outcome = labels.outcomes[case.outcome] if case.outcome else ""
    return labels.data_gap.join(filter(None, (" · ".join(case.industries), gap.join(case.themes), outcome, times)))


def _case_facts(case: Case, labels: Labels) -> tuple[tuple[str, str], ...]:
    title = case.title if case.learner_title and case.learner_title != case.title else ""
    sections = (
        (section.title or labels.sections[section.role], plain_of(section.html))
        for section in case.sections
        if section.role in _IN_FACTS and not _is_rich(section)
    )
    rows = ((labels.library_title, title), *sections, (labels.source, case.source), (labels.licence, case.licence))
    return tuple((label, text) for label, text in rows if text.strip())


def _is_rich(section: Section) -> bool:
    """Whether a section is more than a few plain lines, so that a row of facts cannot hold it."""
    return not all(isinstance(block, richtext.Paragraph) for block in blocks_of(section.html))


def _block_notes(plan: LessonPlan, case: Case, labels: Labels) -> Iterator[HandoutBlock]:
    for block in _blocks_of(plan, case):
        if block.intent.strip():
            yield from _notes(labels.intent, block.intent)
        if block.notes.strip():
            yield from _notes(labels.trainer_note, block.notes)


def _notes(label: str, text: str) -> Iterator[HandoutBlock]:
    for place, line in enumerate(line for line in text.splitlines() if line.strip()):
        yield Para(Kind.NOTE, words(line), label="" if place else label)


def _questions(case: Case, labels: Labels) -> Iterator[HandoutBlock]:
    lead, questions = question_section(case.sections)
    if not lead and not questions:
        return
    has_answers = any(question.answer.strip() for question in questions)
    yield Para(Kind.HEADING, words(labels.questions_and_answers if has_answers else labels.questions))
    yield from lead
    for number, question in enumerate(questions, start=1):
        yield Para(Kind.QUESTION, question_words(question, labels), number=f"{number}.")
        minutes = labels.minutes.format(minutes=question.minutes) if question.minutes else ""
        aside = labels.list_gap.join(filter(None, (labels.depths.get(question.depth), minutes)))
        answer = words(question.answer)
        if answer or aside:
            yield Para(Kind.ANSWER, answer, label=labels.expected_answer, aside=aside)
            if not answer:
                yield AnswerLines(2)


def trainer_section(section: Section, labels: Labels) -> Iterator[HandoutBlock]:
    """A section that is for trainers under its heading; nothing where the facts under the title hold it."""
    if section.role in (Role.BODY, Role.QUESTION) or (section.role in _IN_FACTS and not _is_rich(section)):
        return
    content = paragraphs(blocks_of(section.html), _VOICES.get(section.role, Kind.ANALYSIS))
    if content:
        yield Para(Kind.HEADING, words(section.title or labels.sections[section.role]))
        yield from content


def _blocks_of(plan: LessonPlan, case: Case) -> list[Block]:
    return [block for block in plan.blocks if any(use.case_id == case.id for use in block.cases)]


def _after_class(
    plan: LessonPlan, cases: Sequence[Case], options: HandoutOptions, labels: Labels
) -> Iterator[HandoutBlock]:
    yield Para(Kind.PLAIN_HEADING, words(labels.after_class))
    rows: list[tuple[str, ...]] = []
    for index, case in enumerate(cases, start=1):
        planned = sum(block.minutes for block in _blocks_of(plan, case)) or class_minutes(case)
        minutes = labels.minutes.format(minutes=planned) if planned else ""
        rows.append((case_number(index, options, labels), case.printed_title, minutes, "", ""))
    if rows:
        yield Grid(labels.use_header, tuple(rows), _USE_WIDTHS)
    yield Para(Kind.HEADING, words(labels.reflection))
    for line in plan.reflection.splitlines():
        if line.strip():
            yield Para(Kind.ANALYSIS, words(line))
    yield AnswerLines(_REFLECTION_LINES)


RECIPE = Recipe(
    Edition.TRAINER,
    N_("Trainer guide"),
    N_("The plan, and every case with answers, analysis, lesson and notes."),
    Audience.TRAINER,
    {
        "zh": Printed("讲师版", "讲师版含点评与参考答案，请勿发给学员", "左上角装订，勿与学员版放在一起"),
        "en": Printed("Trainer guide", "With analysis and expected answers: not for learners", "Stapled, kept apart"),
    },
    blocks,
    area=Area.WIDE,
    sheets=("trainer",),
    is_two_sided=False,
)
