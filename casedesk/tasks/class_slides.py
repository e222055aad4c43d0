"""What learners see of a plan while it is taught: story and questions, never more, with stand-ins for real names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from casedesk.domain import richtext
from casedesk.domain.case import LEARNER_ROLES, Case, Role
from casedesk.domain.lesson import Block, CaseUse, LessonPlan
from casedesk.domain.library import Pseudonym
from casedesk.domain.pseudonyms import apply
from casedesk.handout.case_blocks import question_section
from casedesk.handout.masking import mask_case, mask_plan
from casedesk.storage.library import Library


class SlideKind(StrEnum):
    """What a slide holds."""

    BLOCK = "block"
    """A block without a case: its title, and what the learners do."""
    STORY = "story"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Slide:
    """One thing to look at. A story may fill several pages of the screen, a question stands alone.

    `number` counts the questions of a case, of which there are `count`.
    """

    kind: SlideKind
    title: str
    html: str = ""
    number: int = 0
    count: int = 0
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class TrainerNotes:
    """What the trainer alone reads beside a block: labels are the caller's, as this has no language."""

    intent: str = ""
    trainer: str = ""
    notes: str = ""
    answers: tuple[tuple[str, str], ...] = ()
    """Question and expected answer."""
    sections: tuple[tuple[Role, str, str], ...] = ()
    """Role, own title and words of what learners never see: analysis, resolution, lesson."""


@dataclass(frozen=True, slots=True)
class Projected:
    """A plan as learners may see it: titles without real names, and the slides of every block."""

    title: str
    blocks: tuple[Block, ...]
    """The masked blocks; only their titles, their kinds, their groups and what learners do may be shown."""
    slides: tuple[tuple[Slide, ...], ...]
    notes: tuple[TrainerNotes, ...]


def projected(library: Library, plan: LessonPlan) -> Projected:
    """The plan as it is shown."""
    stand_ins = library.pseudonyms.all()
    cases = _cases_of(library, plan)
    masked = {id_: mask_case(case, stand_ins) for id_, case in cases.items()}
    safe = mask_plan(plan, stand_ins)
    blocks = tuple(_with_learner_title(block, cases, stand_ins) for block in safe.blocks)
    return Projected(
        safe.title,
        blocks,
        tuple(slides_of(block, masked) for block in blocks),
        tuple(notes_of(block, cases) for block in plan.blocks),
    )


def slides_of(block: Block, cases: Mapping[int, Case]) -> tuple[Slide, ...]:
    """The slides of a block: of each of its cases the sections that the plan chose, then one for each question."""
    slides = [slide for use in block.cases if (case := _case_of(use, cases)) for slide in _of_case(use, case)]
    return tuple(slides) or (Slide(SlideKind.BLOCK, block.title, richtext.from_plain(block.learners)),)


def notes_of(block: Block, cases: Mapping[int, Case]) -> TrainerNotes:
    """What stands in the plan and in its cases for the trainer of a block."""
    chosen = [case for use in block.cases if (case := _case_of(use, cases))]
    return TrainerNotes(
        block.intent,
        block.trainer,
        block.notes,
        tuple((question.text, question.answer) for case in chosen for question in case.questions if question.answer),
        tuple(
            (section.role, section.title, words)
            for case in chosen
            for section in case.sections
            if section.role not in LEARNER_ROLES and (words := richtext.to_plain(section.html).strip())
        ),
    )


def _cases_of(library: Library, plan: LessonPlan) -> dict[int, Case]:
    """The cases of a plan; of those that are no longer in the library the copies that the plan keeps."""
    kept = {use.case_id: use.kept for block in plan.blocks for use in block.cases if use.kept is not None}
    return kept | {case.id: case for case in library.cases.get_many(plan.case_ids)}


def _case_of(use: CaseUse, cases: Mapping[int, Case]) -> Case | None:
    return cases.get(use.case_id)


def _of_case(use: CaseUse, case: Case) -> list[Slide]:
    roles = use.roles & LEARNER_ROLES
    slides: list[Slide] = []
    if Role.BODY in roles and (html := _story(case)):
        slides.append(Slide(SlideKind.STORY, case.printed_title, html))
    if Role.QUESTION in roles:
        slides += _questions(use, case)
    return slides


def _questions(use: CaseUse, case: Case) -> list[Slide]:
    """One slide for each question; what stands before the questions stands on the first of them."""
    _, asked = question_section(case.sections)
    questions = [question for question in asked if question.text not in use.omitted]
    lead = "".join(section.html for section in case.sections if section.role is Role.QUESTION)
    return [
        Slide(
            SlideKind.QUESTION,
            case.printed_title,
            (lead if number == 1 else "") + richtext.from_plain(question.text),
            number,
            len(questions),
            question.minutes,
        )
        for number, question in enumerate(questions, 1)
    ]


def _story(case: Case) -> str:
    parts: list[str] = []
    for section in case.sections:
        if section.role is Role.BODY and section.html:
            heading = richtext.Paragraph((richtext.Run(section.title),), richtext.ParagraphKind.HEADING)
            parts += [richtext.serialise([heading])] if section.title else []
            parts.append(section.html)
    return "".join(parts)


def _with_learner_title(block: Block, cases: Mapping[int, Case], stand_ins: Sequence[Pseudonym]) -> Block:
    """The block under a title that learners may read: the library title of a case tells too much."""
    title = block.title
    for use in block.cases:
        case = cases.get(use.case_id)
        if case is not None and case.title and case.learner_title:
            title = title.replace(apply(case.title, stand_ins), apply(case.learner_title, stand_ins))
    return replace(block, title=title)
