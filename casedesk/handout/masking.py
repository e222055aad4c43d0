"""Stand-ins put in place of real names, in every text of a case or plan that could be printed."""

from collections.abc import Sequence
from dataclasses import replace

from casedesk.domain import richtext
from casedesk.domain.case import Case, Question, Section
from casedesk.domain.lesson import Block, LessonPlan, Track
from casedesk.domain.library import Pseudonym
from casedesk.domain.pseudonyms import apply, apply_to_blocks, find_names
from casedesk.handout.canonical_html import blocks_of, plain_of


def mask_case(case: Case, stand_ins: Sequence[Pseudonym]) -> Case:
    """The case with every real name replaced, in its titles, sections, questions, source and note."""
    if not stand_ins:
        return case
    return replace(
        case,
        title=apply(case.title, stand_ins),
        learner_title=apply(case.learner_title, stand_ins),
        sections=tuple(_section(section, stand_ins) for section in case.sections),
        industries=tuple(apply(value, stand_ins) for value in case.industries),
        themes=tuple(apply(value, stand_ins) for value in case.themes),
        source=apply(case.source, stand_ins),
        licence=apply(case.licence, stand_ins),
        note=apply(case.note, stand_ins),
    )


def mask_plan(plan: LessonPlan, stand_ins: Sequence[Pseudonym]) -> LessonPlan:
    """The plan with every real name replaced, in its head and in its blocks."""
    if not stand_ins:
        return plan
    goals = plan.objectives
    return replace(
        plan,
        title=apply(plan.title, stand_ins),
        course=apply(plan.course, stand_ins),
        audience=apply(plan.audience, stand_ins),
        place=apply(plan.place, stand_ins),
        trainer=apply(plan.trainer, stand_ins),
        objectives=replace(
            goals,
            knowledge=apply(goals.knowledge, stand_ins),
            skill=apply(goals.skill, stand_ins),
            attitude=apply(goals.attitude, stand_ins),
        ),
        key_points=apply(plan.key_points, stand_ins),
        difficult_points=apply(plan.difficult_points, stand_ins),
        methods=apply(plan.methods, stand_ins),
        periods=apply(plan.periods, stand_ins),
        prior=apply(plan.prior, stand_ins),
        assessment=apply(plan.assessment, stand_ins),
        prework=apply(plan.prework, stand_ins),
        preparation=apply(plan.preparation, stand_ins),
        board_plan=apply(plan.board_plan, stand_ins),
        homework=apply(plan.homework, stand_ins),
        sessions=tuple(replace(session, title=apply(session.title, stand_ins)) for session in plan.sessions),
        blocks=tuple(_plan_block(block, stand_ins) for block in plan.blocks),
        reflection=apply(plan.reflection, stand_ins),
    )


def _section(section: Section, stand_ins: Sequence[Pseudonym]) -> Section:
    html = section.html
    # Parsing is dear and most sections name nobody. A name cut by a mark shows only in the plain words.
    if (html and find_names(plain_of(html), stand_ins)) or 'alt="' in html:
        html = richtext.serialise(apply_to_blocks(blocks_of(html), stand_ins))
    return replace(
        section,
        html=html,
        title=apply(section.title, stand_ins),
        questions=tuple(_question(question, stand_ins) for question in section.questions),
    )


def _question(question: Question, stand_ins: Sequence[Pseudonym]) -> Question:
    return replace(question, text=apply(question.text, stand_ins), answer=apply(question.answer, stand_ins))


def _plan_block(block: Block, stand_ins: Sequence[Pseudonym]) -> Block:
    return replace(
        block,
        title=apply(block.title, stand_ins),
        cases=tuple(replace(use, title=apply(use.title, stand_ins)) for use in block.cases),
        intent=apply(block.intent, stand_ins),
        trainer=apply(block.trainer, stand_ins),
        learners=apply(block.learners, stand_ins),
        notes=apply(block.notes, stand_ins),
        materials=tuple(replace(item, name=apply(item.name, stand_ins)) for item in block.materials),
        transition=apply(block.transition, stand_ins),
        changes=apply(block.changes, stand_ins),
        tracks=tuple(_track(track, stand_ins) for track in block.tracks),
    )


def _track(track: Track, stand_ins: Sequence[Pseudonym]) -> Track:
    return Track(apply(track.name, stand_ins), apply(track.task, stand_ins), apply(track.place, stand_ins))
